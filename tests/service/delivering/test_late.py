"""What was missed is posted late, once, or passed over."""

from datetime import timedelta

import pytest

from bot.service.digests import LATE
from bot.service.ports import SendError
from bot.service.timing import RETRY_FIRST
from tests.factories import make_entry, make_pack
from tests.service.delivering.process import DAY, PACK, Process
from tests.service.fakes import Clock, FakeSender
from tests.store.factories import MINUTE, MONDAY, TUESDAY


async def test_after_a_short_outage_the_digest_is_posted_late(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    await process.subscribe()
    clock.now = MONDAY + LATE
    assert await process.delivering.deliver_due(sender) == 1


async def test_after_a_long_outage_only_the_latest_digest_is_posted_and_says_that_it_is_late(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()
    clock.now = MONDAY + 3 * DAY + 60 * MINUTE
    assert await process.delivering.deliver_due(sender) == 1
    (post,) = sender.posts
    assert (post.entries, post.late) == (("bridges",), MONDAY + 3 * DAY)
    assert await process.outcomes() == [("skipped", "missed"), ("sent", None)]
    assert (await process.find(subscription)).next_due == MONDAY + 4 * DAY


async def test_of_several_that_may_still_be_posted_late_only_the_latest_is(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    await process.subscribe(late=5 * DAY)
    clock.now = MONDAY + 3 * DAY + 60 * MINUTE
    assert await process.delivering.deliver_due(sender) == 1
    assert [post.late for post in sender.posts] == [MONDAY + 3 * DAY]


async def test_what_is_posted_at_once_is_not_called_late(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    await process.subscribe()
    clock.now = MONDAY + MINUTE
    await process.delivering.deliver_due(sender)
    assert [post.late for post in sender.posts] == [None]


async def test_where_nothing_late_is_wanted_what_was_missed_is_skipped(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe(late=timedelta(0))
    clock.now = MONDAY + 6 * MINUTE
    assert await process.delivering.deliver_due(sender) == 0
    assert await process.outcomes() == [("skipped", "missed")]
    assert (await process.find(subscription)).next_due == TUESDAY


async def test_a_failure_that_lasts_is_given_up_when_it_is_too_late(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    await process.subscribe()
    sender.breaks["10"] = SendError("Discord answers 500")
    clock.now = MONDAY
    await process.delivering.deliver_due(sender)
    sender.breaks.clear()
    sender.posts.clear()
    clock.now = MONDAY + LATE + MINUTE
    await process.delivering.deliver_due(sender)
    assert await process.outcomes() == [("skipped", "missed")]


async def test_a_missing_pack_is_waited_for(
    process: Process, sender: FakeSender, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    await process.subscribe()
    process.packs.clear()
    clock.now = MONDAY
    assert await process.delivering.deliver_due(sender) == 0
    assert "the pack bridges is not loaded" in caplog.text
    process.packs["bridges"] = PACK
    clock.move(RETRY_FIRST)
    assert await process.delivering.deliver_due(sender) == 1
    assert sender.looks == 0


async def test_a_report_with_nothing_to_give_is_passed_over(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe()
    process.packs["bridges"] = make_pack(entries=(make_entry(expires=MONDAY),))
    clock.now = MONDAY
    assert await process.delivering.deliver_due(sender) == 0
    assert await process.outcomes() == [("skipped", "nothing_to_send")]
    assert (await process.find(subscription)).next_due == TUESDAY
