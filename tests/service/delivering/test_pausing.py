"""Pausing, changing and removing, also in the middle of a delivery."""

import pytest

from bot.core.subscription import State
from bot.service import delivering as module
from tests.service.delivering.process import DAY, Process
from tests.service.fakes import Clock, FakeSender
from tests.store.factories import MINUTE, MONDAY, TUESDAY


async def test_a_paused_subscription_posts_nothing_and_resumes_with_its_next_digest(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()
    await process.digests.pause(subscription)
    clock.now = MONDAY + MINUTE
    assert await process.delivering.deliver_due(sender) == 0
    assert await process.digests.resume(await process.find(subscription)) == TUESDAY
    assert await process.delivering.deliver_due(sender) == 0
    clock.now = TUESDAY
    assert await process.delivering.deliver_due(sender) == 1


async def test_a_pause_until_a_day_is_over_then(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()
    await process.digests.pause(subscription, until=MONDAY + 2 * DAY + MINUTE)
    for clock.now in (MONDAY, TUESDAY, MONDAY + 2 * DAY, MONDAY + 2 * DAY + MINUTE):
        assert await process.delivering.deliver_due(sender) == 0
    clock.now = MONDAY + 3 * DAY
    assert await process.delivering.deliver_due(sender) == 1
    assert [post.late for post in sender.posts] == [None]


async def test_resuming_what_is_not_paused_drops_nothing(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()
    clock.now = MONDAY + MINUTE
    assert await process.digests.resume(subscription) == MONDAY
    assert await process.delivering.deliver_due(sender) == 1


@pytest.mark.parametrize("change", ["pause", "remove"])
async def test_a_change_while_others_are_posted_still_counts(
    process: Process,
    sender: FakeSender,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    change: str,
) -> None:
    monkeypatch.setattr(module, "IN_FLIGHT", 1)
    await process.subscribe("10")
    second = await process.subscribe("20")

    async def meanwhile() -> None:
        await getattr(process.digests, change)(second)

    sender.meanwhile = meanwhile
    clock.now = MONDAY
    assert await process.delivering.deliver_due(sender) == 1
    assert sender.attempts == ["10"]


async def test_a_subscription_paused_in_the_middle_of_its_delivery_stays_paused(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()

    async def meanwhile() -> None:
        await process.digests.pause(subscription)

    sender.meanwhile = meanwhile
    clock.now = MONDAY
    assert await process.delivering.deliver_due(sender) == 1
    paused = await process.find(subscription)
    assert paused.state is State.PAUSED
    assert paused.next_due == TUESDAY


async def test_a_subscription_removed_in_the_middle_of_its_delivery_is_gone(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()

    async def meanwhile() -> None:
        await process.digests.remove(subscription)

    sender.meanwhile = meanwhile
    clock.now = MONDAY
    await process.delivering.deliver_due(sender)
    assert await process.digests.listing("1") == ()
    assert await process.outcomes() == []
