"""A clock that is set back."""

from tests.service.delivering.process import Process
from tests.service.fakes import Clock, FakeSender
from tests.store.factories import MINUTE, MONDAY, TUESDAY


async def test_a_digest_is_not_posted_again_when_the_clock_is_set_back(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()
    clock.now = MONDAY
    await process.delivering.deliver_due(sender)
    clock.now = MONDAY - 60 * MINUTE
    assert await process.delivering.deliver_due(sender) == 0
    await process.digests.pause(subscription)
    assert await process.digests.resume(await process.find(subscription)) == MONDAY
    clock.now = MONDAY
    assert await process.delivering.deliver_due(sender) == 0
    clock.now = TUESDAY
    assert await process.delivering.deliver_due(sender) == 1
    assert sender.entries == ["bridges", "tunnels"]


async def test_a_clock_set_back_while_a_digest_is_claimed_does_not_hold_up_the_next(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()

    async def meanwhile() -> None:
        clock.now = MONDAY - 60 * MINUTE

    sender.meanwhile = meanwhile
    clock.now = MONDAY
    assert await process.delivering.deliver_due(sender) == 1
    assert (await process.find(subscription)).next_due == TUESDAY
