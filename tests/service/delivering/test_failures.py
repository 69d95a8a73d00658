"""What fails is tried again, and never posted twice."""

import asyncio
import logging
from datetime import timedelta

import pytest

from bot.core.subscription import State
from bot.service import delivering as module
from bot.service.delivering import LEASE
from bot.service.ports import SendError, StoreError
from bot.service.timing import PROBE, RETRY_FIRST, RETRY_MOST
from tests.service.delivering.process import (
    GONE,
    MAY_NOT_POST,
    Process,
    Start,
    kill_while_sending,
)
from tests.service.fakes import Clock, FakeSender
from tests.store.factories import MINUTE, MONDAY, TUESDAY


async def test_a_digest_that_fails_is_tried_again_less_and_less_often(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    await process.subscribe()
    sender.refuses["10"] = SendError("Discord answers 500")
    clock.now = MONDAY
    tried: list[timedelta] = []
    while clock.now < MONDAY + 41 * MINUTE:
        await process.delivering.deliver_due(sender)
        tried += [clock.now - MONDAY] * (len(sender.attempts) - len(tried))
        clock.move(MINUTE / 2)
    minutes = [wait / MINUTE for wait in tried]
    assert minutes == [0, 0.5, 1.5, 3.5, 7.5, 15.5, 25.5, 35.5]
    assert (RETRY_FIRST, RETRY_MOST) == (MINUTE / 2, 10 * MINUTE)
    sender.refuses.clear()
    clock.now = MONDAY + 46 * MINUTE
    assert await process.delivering.deliver_due(sender) == 1


async def test_a_failure_that_had_posted_after_all_is_not_posted_again(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    await process.subscribe()
    sender.breaks["10"] = SendError("Discord did not answer")
    clock.now = MONDAY
    assert await process.delivering.deliver_due(sender) == 0
    sender.breaks.clear()
    clock.move(RETRY_FIRST)
    assert await process.delivering.deliver_due(sender) == 1
    assert len(sender.posts) == 1


async def test_a_digest_that_is_refused_is_recorded_and_the_next_stays_due(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()
    sender.refuses["10"] = SendError("Discord answers 400", refused=True)
    clock.now = MONDAY
    assert await process.delivering.deliver_due(sender) == 0
    assert await process.outcomes() == [("skipped", "refused")]
    assert (await process.find(subscription)).next_due == TUESDAY


@pytest.mark.parametrize(
    "failure",
    [
        SendError("Discord answers 500"),
        SendError("no such channel", stop=GONE),
        RuntimeError("a bug"),
    ],
)
async def test_one_that_fails_does_not_hold_up_the_others(
    process: Process,
    sender: FakeSender,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    failure: Exception,
) -> None:
    monkeypatch.setattr(module, "IN_FLIGHT", 1)
    for channel in ("10", "20", "30", "40"):
        await process.subscribe(channel)
    sender.refuses = {"10": failure, "20": failure}
    clock.now = MONDAY
    assert await process.delivering.deliver_due(sender) == 2
    assert sender.channels == ["30", "40"]


async def test_a_bug_is_logged_and_its_digest_is_tried_again_when_the_lease_ran_out(
    process: Process, sender: FakeSender, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    await process.subscribe()
    sender.refuses["10"] = RuntimeError("a bug")
    clock.now = MONDAY
    await process.delivering.deliver_due(sender)
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert caplog.records[0].exc_info is not None
    sender.refuses.clear()
    assert await process.delivering.deliver_due(sender) == 0
    clock.move(LEASE)
    assert await process.delivering.deliver_due(sender) == 1


async def test_a_platform_that_hangs_is_given_up_for_now(
    process: Process, sender: FakeSender, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", timedelta(0))
    await process.subscribe()

    async def hang() -> None:
        await asyncio.Event().wait()

    sender.meanwhile = hang
    clock.now = MONDAY
    assert await process.delivering.deliver_due(sender) == 0
    assert await process.outcomes() == [("claimed", "the platform did not answer in time")]


async def test_when_the_channel_cannot_be_read_now_it_is_read_later(
    start: Start, sender: FakeSender, clock: Clock
) -> None:
    dying = await start()
    await dying.subscribe()
    clock.now = MONDAY
    await kill_while_sending(dying, sender)
    process = await start()
    sender.blind = SendError("Discord answers 500")
    clock.move(LEASE)
    assert await process.delivering.deliver_due(sender) == 0
    sender.blind = None
    clock.move(MINUTE)
    assert await process.delivering.deliver_due(sender) == 1
    assert len(sender.posts) == 1


async def test_when_the_channel_cannot_be_read_it_is_rather_not_posted_twice(
    start: Start, sender: FakeSender, clock: Clock
) -> None:
    dying = await start()
    subscription = await dying.subscribe()
    clock.now = MONDAY
    await kill_while_sending(dying, sender)
    process = await start()
    sender.blind = SendError("the bot may not read that channel", stop=MAY_NOT_POST)
    clock.move(LEASE)
    assert await process.delivering.deliver_due(sender) == 0
    assert (await process.find(subscription)).stop == MAY_NOT_POST
    sender.blind = None
    clock.move(PROBE)
    assert await process.delivering.deliver_due(sender) == 1
    assert len(sender.posts) == 1
    assert (await process.find(subscription)).state is State.ACTIVE


async def test_nothing_is_posted_without_a_record(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    await process.subscribe()
    async with process.store._engine.begin() as connection:
        await connection.exec_driver_sql("DROP TABLE deliveries")
    clock.now = MONDAY
    with pytest.raises(StoreError, match=r"deliveries( does not exist)?"):
        await process.delivering.deliver_due(sender)
    assert sender.attempts == []


async def test_a_record_that_fails_is_made_later_and_nothing_is_posted_twice(
    process: Process, sender: FakeSender, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await process.subscribe()

    async def locked(*_: object, **__: object) -> None:
        raise StoreError("the database is locked")

    clock.now = MONDAY
    with monkeypatch.context() as patch:
        patch.setattr(process.store, "conclude", locked)
        with pytest.raises(StoreError, match="locked"):
            await process.delivering.deliver_due(sender)
    clock.move(LEASE)
    assert await process.delivering.deliver_due(sender) == 1
    assert len(sender.posts) == 1
