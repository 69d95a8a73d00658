"""`briefing digest status`: how digests stand, for those who run the bot."""

import asyncio
from pathlib import Path

from bot.core.subscription import Reason, Stop
from bot.service.ports import PutOff
from bot.store import open_store
from tests.acceptance.command import briefing
from tests.store.factories import LEASE, MONDAY, make_new, sent


async def fill(folder: Path, *, stopped: bool) -> None:
    store = await open_store(f"sqlite+aiosqlite:///{folder}/data/briefing.sqlite3")
    await store.add(make_new(workspace="77", channel="88"))
    (claim,) = await store.claim_due("discord", MONDAY, LEASE, 9)
    outcome = PutOff(
        claim=claim,
        until=MONDAY,
        reason="permissions",
        stop=Stop(reason=Reason.PERMISSIONS, lacking=("send_messages",)),
    )
    await store.conclude([outcome if stopped else sent(claim, "wear")], MONDAY)
    await store.close()


def test_it_tells_state_next_and_latest_posts_by_local_time(tmp_path: Path) -> None:
    asyncio.run(fill(tmp_path, stopped=False))
    done = briefing("digest", "status", folder=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "1  discord, server 77, channel 88, bridges: 09:00 Asia/Seoul, daily",
        "   active, next 2025-03-04 09:00 KST",
        "   2025-03-03 09:00 KST  sent",
    ]


def test_one_that_has_stopped_tells_why_and_the_mend_and_fails(tmp_path: Path) -> None:
    asyncio.run(fill(tmp_path, stopped=True))
    done = briefing("digest", "status", "1", folder=tmp_path)
    assert done.code == 1
    assert done.out.splitlines()[1:3] == [
        "   stopped",
        "   permissions are missing (send_messages): grant them in the channel's settings; it goes"
        " on by itself",
    ]


def test_without_digests_it_says_so_and_makes_no_database(tmp_path: Path) -> None:
    done = briefing("digest", "status", folder=tmp_path)
    assert (done.code, done.out) == (0, "Nobody has subscribed to a digest.\n")
    assert list(tmp_path.iterdir()) == []


def test_a_number_that_is_none_is_refused(tmp_path: Path) -> None:
    done = briefing("digest", "status", "9", folder=tmp_path)
    assert done.code == 2
    assert "there is no digest 9" in done.err
