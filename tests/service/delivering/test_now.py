"""What is posted at once, beside the schedule."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.digest import SectionDigest
from bot.service.ports import SendError
from tests.factories import make_entry, make_pack
from tests.service.delivering.process import DAY, MAY_NOT_POST, Process
from tests.service.fakes import Clock, FakeSender
from tests.store.factories import MONDAY, TUESDAY


async def test_now_posts_the_next_digest_and_leaves_the_schedule(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()
    digest = await process.delivering.send_now(subscription, sender)
    assert isinstance(digest, SectionDigest)
    assert digest.entries[0].id == "bridges"
    after = await process.find(subscription)
    assert replace(after, progress=subscription.progress) == subscription
    clock.now = MONDAY
    await process.delivering.deliver_due(sender)
    assert sender.entries == ["bridges", "tunnels"]


async def test_now_works_for_a_paused_subscription(process: Process, sender: FakeSender) -> None:
    subscription = await process.subscribe()
    await process.digests.pause(subscription)
    paused = await process.find(subscription)
    assert await process.delivering.send_now(paused, sender) is not None
    after = await process.find(subscription)
    assert replace(after, progress=paused.progress) == paused


async def test_now_says_that_there_is_nothing_to_post(process: Process, sender: FakeSender) -> None:
    subscription = await process.subscribe()
    process.packs["bridges"] = make_pack(entries=(make_entry(expires=MONDAY - DAY),))
    assert await process.delivering.send_now(subscription, sender) is None


async def test_now_says_that_the_pack_is_missing(process: Process, sender: FakeSender) -> None:
    subscription = await process.subscribe()
    process.packs.clear()
    with pytest.raises(SendError, match="the pack bridges is not loaded"):
        await process.delivering.send_now(subscription, sender)


async def test_now_that_failed_can_be_tried_again_at_once(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()
    sender.refuses["10"] = SendError("the bot may not post there", stop=MAY_NOT_POST)
    with pytest.raises(SendError, match="may not post"):
        await process.delivering.send_now(subscription, sender)
    sender.refuses.clear()
    clock.move(timedelta(seconds=1))
    assert await process.delivering.send_now(subscription, sender) is not None
    assert sender.entries == ["bridges"]


async def test_now_while_the_scheduled_digest_is_on_its_way_is_refused(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()

    async def meanwhile() -> None:
        clock.move(timedelta(seconds=5))
        with pytest.raises(SendError, match="being posted there at this moment"):
            await process.delivering.send_now(subscription, sender)

    sender.meanwhile = meanwhile
    clock.now = MONDAY
    assert await process.delivering.deliver_due(sender) == 1
    assert sender.entries == ["bridges"]


async def test_the_scheduled_digest_waits_for_one_that_is_posted_now(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()

    async def meanwhile() -> None:
        clock.now = MONDAY
        assert await process.delivering.deliver_due(FakeSender()) == 0

    sender.meanwhile = meanwhile
    await process.delivering.send_now(subscription, sender)
    sender.meanwhile = FakeSender().meanwhile
    assert await process.delivering.deliver_due(sender) == 1
    assert sender.entries == ["bridges", "tunnels"]


async def test_now_in_the_second_when_it_is_due_is_the_scheduled_digest(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()
    clock.now = MONDAY + timedelta(milliseconds=300)
    await process.delivering.send_now(subscription, sender)
    assert await process.delivering.deliver_due(sender) == 0
    assert (await process.find(subscription)).next_due == TUESDAY


async def test_two_nows_in_one_second_post_one_digest(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()
    await process.delivering.send_now(subscription, sender)
    clock.move(timedelta(milliseconds=1))
    with pytest.raises(SendError, match="being posted there at this moment"):
        await process.delivering.send_now(subscription, sender)
    assert len(sender.posts) == 1
