"""Looking ahead: the preview, and the stamp."""

from bot.core.digest import SectionDigest
from bot.service.delivering import stamp
from tests.factories import make_entry, make_pack
from tests.service.delivering.process import Process
from tests.service.fakes import Clock, FakeSender
from tests.store.factories import MONDAY, TUESDAY


async def test_a_preview_is_the_very_digest_that_is_posted(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    process.packs["bridges"] = make_pack(
        sections=("bridges", "tunnels"),
        entries=(
            make_entry("bridges", embargo_until=MONDAY),
            make_entry("tunnels", section="tunnels"),
        ),
    )
    subscription = await process.subscribe()
    preview = await process.digests.preview(subscription)
    clock.now = MONDAY
    await process.delivering.deliver_due(sender)
    assert isinstance(preview, SectionDigest)
    assert sender.entries == [preview.entries[0].id] == ["bridges"]


async def test_the_preview_of_an_overdue_digest_shows_what_is_live_now(
    process: Process, clock: Clock
) -> None:
    subscription = await process.subscribe()
    process.packs["bridges"] = make_pack(entries=(make_entry(expires=TUESDAY),))
    clock.now = TUESDAY
    assert await process.digests.preview(subscription) is None


async def test_there_is_no_preview_of_a_missing_pack(process: Process) -> None:
    process.packs.clear()
    assert await process.digests.preview(await process.subscribe()) is None


def test_a_stamp_is_a_nonce_that_discord_takes() -> None:
    assert stamp(123_456_789, MONDAY) == "123456789-20250303T000000"
    assert len(stamp(123_456_789, MONDAY)) == 25
