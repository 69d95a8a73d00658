"""Processes that are killed on the way, and those that find what they left."""

import pytest

from bot.service.delivering import LEASE
from bot.store import SqlStore
from tests.factories import make_entry, make_pack
from tests.service.delivering.process import PACK, SECTIONS, Start, kill_while_sending
from tests.service.fakes import Clock, FakeSender, Killed
from tests.store.factories import MINUTE, MONDAY, TUESDAY

STEPS = [
    (method, moment)
    for method in ("claim_due", "begin", "conclude")
    for moment in ("before", "after")
]


def kill_at(store: SqlStore, method: str, moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """End the process before or after one call of the store."""
    real = getattr(store, method)

    async def dying(*args: object, **values: object) -> None:
        if moment == "after":
            await real(*args, **values)
        raise Killed

    monkeypatch.setattr(store, method, dying)


@pytest.mark.parametrize(("method", "moment"), STEPS)
async def test_a_process_killed_at_any_step_neither_loses_nor_repeats_a_digest(
    start: Start,
    sender: FakeSender,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    moment: str,
) -> None:
    dying = await start()
    subscription = await dying.subscribe()
    clock.now = MONDAY
    kill_at(dying.store, method, moment, monkeypatch)
    with pytest.raises(Killed):
        await dying.delivering.deliver_due(sender)
    process = await start()
    for _ in range(3):
        clock.move(LEASE)
        await process.delivering.deliver_due(sender)
    clock.now = TUESDAY
    await process.delivering.deliver_due(sender)
    assert [(post.stamp, post.entries[0]) for post in sender.posts] == [
        ("1-20250303T000000", "bridges"),
        ("1-20250304T000000", "tunnels"),
    ]
    assert await process.posted(subscription) == ("bridges", "tunnels")


@pytest.mark.parametrize("moment", ["refuses", "breaks"])
async def test_a_process_killed_while_it_sends_neither_loses_nor_repeats_a_digest(
    start: Start, sender: FakeSender, clock: Clock, moment: str
) -> None:
    dying = await start()
    await dying.subscribe()
    clock.now = MONDAY
    getattr(sender, moment)["10"] = Killed()
    with pytest.raises(Killed):
        await dying.delivering.deliver_due(sender)
    getattr(sender, moment).clear()
    process = await start()
    assert await process.delivering.deliver_due(sender) == 0
    clock.move(LEASE)
    assert await process.delivering.deliver_due(sender) == 1
    assert len(sender.posts) == 1


async def test_a_found_message_is_recorded_as_what_it_was_though_the_pack_changed(
    start: Start, sender: FakeSender, clock: Clock
) -> None:
    dying = await start()
    subscription = await dying.subscribe()
    clock.now = MONDAY
    await kill_while_sending(dying, sender)
    process = await start()
    process.packs["bridges"] = make_pack(
        sections=("fords", *SECTIONS),
        entries=(make_entry("fords", section="fords"), *PACK.entries),
    )
    clock.move(LEASE)
    assert await process.delivering.deliver_due(sender) == 1
    assert await process.posted(subscription) == ("bridges",)
    clock.now = TUESDAY
    await process.delivering.deliver_due(sender)
    assert sender.entries == ["bridges", "fords"]


async def test_a_message_found_long_after_is_recorded_and_not_called_missed(
    start: Start, sender: FakeSender, clock: Clock
) -> None:
    dying = await start()
    await dying.subscribe()
    clock.now = MONDAY
    await kill_while_sending(dying, sender)
    clock.now = TUESDAY - MINUTE
    process = await start()
    assert await process.delivering.deliver_due(sender) == 1
    assert await process.outcomes() == [("sent", None)]


async def test_a_message_is_found_though_its_pack_is_gone(
    start: Start, sender: FakeSender, clock: Clock
) -> None:
    dying = await start()
    await dying.subscribe()
    clock.now = MONDAY
    await kill_while_sending(dying, sender)
    clock.move(LEASE)
    process = await start()
    process.packs.clear()
    assert await process.delivering.deliver_due(sender) == 1
