"""What may not be posted stops, is told to a person, and goes on."""

from datetime import timedelta

from bot.core.subscription import Reason, State, Stop
from bot.service.delivering import LEASE
from bot.service.ports import SendError
from bot.service.timing import PROBE, wait_after
from tests.service.delivering.process import DAY, GONE, MAY_NOT_POST, Process, Start
from tests.service.fakes import Clock, FakeSender
from tests.store.factories import MINUTE, MONDAY, TUESDAY


async def test_what_may_not_be_posted_stops_and_is_told_once(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()
    sender.refuses["10"] = SendError("I may not post there", stop=MAY_NOT_POST)
    clock.now = MONDAY
    for _ in range(5):
        assert await process.delivering.deliver_due(sender) == 0
        clock.move(PROBE)
    stopped = await process.find(subscription)
    assert (stopped.state, stopped.stop, stopped.told) == (State.STOPPED, MAY_NOT_POST, True)
    assert sender.told == [("10", MAY_NOT_POST)]


async def test_it_is_not_even_tried_while_it_is_known_that_it_may_not_be_posted(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()
    sender.stops["10"] = MAY_NOT_POST
    clock.now = MONDAY
    await process.delivering.deliver_due(sender)
    assert sender.attempts == []
    assert (await process.find(subscription)).state is State.STOPPED


async def test_what_stopped_goes_on_by_itself_when_the_permission_is_back(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()
    sender.stops["10"] = MAY_NOT_POST
    clock.now = MONDAY
    await process.delivering.deliver_due(sender)
    sender.stops.clear()
    clock.move(PROBE)
    assert await process.delivering.deliver_due(sender) == 1
    assert [post.late for post in sender.posts] == [MONDAY]
    after = await process.find(subscription)
    assert (after.state, after.stop, after.next_due) == (State.ACTIVE, None, TUESDAY)


async def test_what_stopped_for_days_goes_on_with_what_is_due_then(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    await process.subscribe()
    sender.stops["10"] = MAY_NOT_POST
    clock.now = MONDAY
    while clock.now < MONDAY + 3 * DAY:
        await process.delivering.deliver_due(sender)
        clock.move(60 * MINUTE)
    sender.stops.clear()
    clock.move(PROBE)
    assert await process.delivering.deliver_due(sender) == 1
    assert [post.late for post in sender.posts] == [MONDAY + 3 * DAY]
    assert sender.told == [("10", MAY_NOT_POST)]


async def test_a_channel_that_is_gone_is_left_alone_until_somebody_resumes(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()
    sender.refuses["10"] = SendError("the channel is gone", stop=GONE)
    clock.now = MONDAY
    for _ in range(20):
        await process.delivering.deliver_due(sender)
        clock.move(60 * MINUTE)
    assert sender.attempts == ["10"]
    sender.refuses.clear()
    stopped = await process.find(subscription)
    assert (stopped.state, stopped.stop) == (State.STOPPED, GONE)
    await process.digests.resume(stopped)
    clock.now = TUESDAY
    assert await process.delivering.deliver_due(sender) == 1
    assert (await process.find(subscription)).state is State.ACTIVE


async def test_somebody_who_cannot_be_reached_now_is_told_later(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    await process.subscribe()
    sender.refuses["10"] = SendError("the channel is gone", stop=GONE)
    sender.deaf = SendError("Discord answers 500")
    clock.now = MONDAY
    await process.delivering.deliver_due(sender)
    sender.deaf = None
    for _ in range(3):
        clock.move(PROBE)
        await process.delivering.deliver_due(sender)
    assert sender.told == [("10", GONE)]


async def test_somebody_who_can_never_be_reached_is_given_up(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()
    sender.stops["10"] = MAY_NOT_POST
    sender.deaf = SendError("direct messages are closed", stop=Stop(reason=Reason.CLOSED_TO_US))
    clock.now = MONDAY
    await process.delivering.deliver_due(sender)
    assert (await process.find(subscription)).told


async def test_a_message_that_another_had_sent_already_is_taken_back(
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
    assert [posted.message for posted in sender.withdrawn] == ["message 2"]
    assert await sleepy.posted(subscription) == ("bridges",)


async def test_a_platform_that_asks_to_wait_longer_is_waited_for(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    await process.subscribe()
    sender.refuses["10"] = SendError("Discord answers 429", wait=timedelta(hours=1))
    clock.now = MONDAY
    for _ in range(6):
        await process.delivering.deliver_due(sender)
        clock.move(9 * MINUTE)
    assert sender.attempts == ["10"]
    clock.move(6 * MINUTE)
    await process.delivering.deliver_due(sender)
    assert sender.attempts == ["10", "10"]


def test_those_that_fail_together_do_not_come_back_together() -> None:
    waits = [wait_after(3, jitter) for jitter in (lambda: 0.0, lambda: 0.5, lambda: 1.0)]
    assert waits == [MINUTE, MINUTE * 1.5, MINUTE * 2]
