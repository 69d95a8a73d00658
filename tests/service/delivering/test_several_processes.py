"""Several processes: one of them posts each digest."""

import asyncio
from datetime import timedelta

from sqlalchemy import text

from bot.service.delivering import LEASE
from tests.service.delivering.process import (
    DAY,
    SECTIONS,
    Start,
)
from tests.service.fakes import Clock, FakeSender
from tests.store.factories import MINUTE, MONDAY, TUESDAY


async def test_of_several_processes_one_posts_each_digest(
    start: Start, sender: FakeSender, clock: Clock
) -> None:
    processes = [await start() for _ in range(3)]
    channels = [str(channel) for channel in range(20)]
    for channel in channels:
        await processes[0].subscribe(channel)
    for day in range(3):
        clock.now = MONDAY + day * DAY
        sent = await asyncio.gather(
            *(process.delivering.deliver_due(sender) for process in processes * 2)
        )
        assert sum(sent) == len(channels)
    assert sorted(sender.channels) == sorted(channels * 3)
    for channel in channels:
        assert [post.entries[0] for post in sender.posts if post.channel == channel] == [*SECTIONS]


async def test_a_slow_message_is_waited_for_by_other_processes(
    start: Start, sender: FakeSender, clock: Clock
) -> None:
    one, other = await start(), await start()
    await one.subscribe()

    async def meanwhile() -> None:
        clock.move(LEASE - MINUTE / 2)
        assert await other.delivering.deliver_due(FakeSender()) == 0

    clock.now = MONDAY
    sender.meanwhile = meanwhile
    assert await one.delivering.deliver_due(sender) == 1


async def test_a_process_that_slept_over_its_claim_does_not_post_by_it(
    start: Start, sender: FakeSender, clock: Clock
) -> None:
    sleepy, other = await start(), await start()
    subscription = await sleepy.subscribe()
    clock.now = MONDAY
    sleeps = iter([LEASE])
    sleepy.while_looking_up = lambda: clock.move(next(sleeps, timedelta(0)))
    # It claims once more, and then posts.
    assert await sleepy.delivering.deliver_due(sender) == 1
    assert await other.delivering.deliver_due(sender) == 0
    assert len(sender.posts) == 1
    async with sleepy.store._engine.connect() as connection:
        attempts = await connection.execute(text("SELECT attempt FROM deliveries"))
        assert attempts.scalars().all() == [2]
    assert (await sleepy.find(subscription)).next_due == TUESDAY


async def test_a_process_that_slept_over_its_message_does_not_undo_what_another_did(
    start: Start, sender: FakeSender, clock: Clock
) -> None:
    sleepy, other = await start(), await start()
    subscription = await sleepy.subscribe()

    async def meanwhile() -> None:
        sender.meanwhile = FakeSender().meanwhile
        clock.move(LEASE)
        assert await other.delivering.deliver_due(sender) == 1

    clock.now = MONDAY
    sender.meanwhile = meanwhile
    await sleepy.delivering.deliver_due(sender)
    # Both sent the same stamp: to the platform, whose nonce it is, that is one message.
    assert {post.stamp for post in sender.posts} == {"1-20250303T000000"}
    assert await sleepy.posted(subscription) == ("bridges",)
    assert (await sleepy.find(subscription)).next_due == TUESDAY
