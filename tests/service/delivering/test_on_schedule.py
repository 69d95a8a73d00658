"""Digests on schedule: each once, in order, through restarts and clock changes."""

from datetime import UTC, datetime

import pytest

from bot.service import delivering as module
from tests.service.delivering.process import BERLIN_NIGHT, DAY, SECTIONS, Process, Start
from tests.service.fakes import Clock, FakeSender
from tests.store.factories import MONDAY, TUESDAY


async def test_a_channel_is_subscribed_from_its_next_due_time_on(process: Process) -> None:
    subscription = await process.subscribe()
    assert subscription.next_due == MONDAY
    assert await process.digests.listing("1") == (subscription,)


async def test_nothing_is_posted_before_it_is_due(process: Process, sender: FakeSender) -> None:
    await process.subscribe()
    assert await process.delivering.deliver_due(sender) == 0
    assert sender.posts == []


async def test_a_digest_is_posted_once_when_it_is_due(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()
    clock.now = MONDAY
    assert await process.delivering.deliver_due(sender) == 1
    assert await process.delivering.deliver_due(sender) == 0
    (post,) = sender.posts
    assert (post.channel, post.entries[0], post.stamp) == ("10", "bridges", "1-20250303T000000")
    assert (await process.find(subscription)).next_due == TUESDAY


async def test_a_week_of_digests_walks_the_report_in_order_and_again_through_restarts(
    start: Start, sender: FakeSender, clock: Clock
) -> None:
    await (await start()).subscribe()
    for day in range(7):
        clock.now = MONDAY + day * DAY
        process = await start()
        assert await process.delivering.deliver_due(sender) == 1
        await process.store.close()
    assert sender.entries == [*SECTIONS, *SECTIONS, "bridges"]


async def test_the_night_with_the_hour_twice_has_one_digest(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    clock.now = datetime(2025, 10, 25, 12, tzinfo=UTC)
    await process.subscribe(schedule=BERLIN_NIGHT)
    for clock.now in (
        datetime(2025, 10, 26, 0, 30, tzinfo=UTC),
        datetime(2025, 10, 26, 1, 30, tzinfo=UTC),
        datetime(2025, 10, 27, 1, 30, tzinfo=UTC),
    ):
        await process.delivering.deliver_due(sender)
    assert [post.stamp for post in sender.posts] == ["1-20251026T003000", "1-20251027T013000"]


async def test_the_night_without_the_hour_has_one_digest(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    clock.now = datetime(2025, 3, 29, 12, tzinfo=UTC)
    await process.subscribe(schedule=BERLIN_NIGHT)
    for clock.now in (
        datetime(2025, 3, 30, 0, 30, tzinfo=UTC),
        datetime(2025, 3, 30, 1, 30, tzinfo=UTC),
        datetime(2025, 3, 31, 0, 30, tzinfo=UTC),
    ):
        await process.delivering.deliver_due(sender)
    assert [post.stamp for post in sender.posts] == ["1-20250330T013000", "1-20250331T003000"]


async def test_each_of_many_subscriptions_is_posted_whatever_the_size_of_a_batch(
    process: Process, sender: FakeSender, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "IN_FLIGHT", 2)
    channels = [str(channel) for channel in range(5)]
    for channel in channels:
        await process.subscribe(channel)
    clock.now = MONDAY
    assert await process.delivering.deliver_due(sender) == 5
    assert sender.channels == channels
