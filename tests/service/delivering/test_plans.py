"""What is posted: corrections, counts, and walks that end."""

from dataclasses import replace

from bot.core.digest import Kind, Plan
from bot.core.subscription import State
from bot.service.places import Place
from bot.service.tally import Tally
from tests.service.delivering.process import DAY, PACK, SECTIONS, Process
from tests.service.fakes import Clock, FakeSender
from tests.store.factories import MONDAY, TUESDAY


async def test_what_was_posted_and_has_changed_is_corrected_once(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    posting = await process.subscribe("10")
    await process.subscribe("20", plan=Plan(kind=Kind.CORRECTIONS))
    for day in range(3):
        clock.now = MONDAY + day * DAY
        await process.delivering.deliver_due(sender)
    assert sender.channels == ["10", "10", "10"]

    changed = tuple(replace(e, question=f"{e.question}?") for e in PACK.entries[:2])
    process.packs["bridges"] = replace(PACK, entries=(*changed, *PACK.entries[2:]))
    sender.posts.clear()
    await process.digests.pause(posting)
    for day in (3, 4):
        clock.now = MONDAY + day * DAY
        await process.delivering.deliver_due(sender)
    assert [post.entries for post in sender.posts if post.channel == "20"] == [
        ("bridges", "tunnels")
    ]


async def test_what_was_asked_is_posted_as_counts_and_nothing_where_nobody_asked(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    await process.subscribe(plan=Plan(kind=Kind.ASKED))
    clock.now = MONDAY
    assert await process.delivering.deliver_due(sender) == 0
    tally = Tally(process.store, clock)
    for _ in range(3):
        tally.note(Place(platform="discord", workspace="1", channel="10"), "bridges", "tunnels")
    await tally.keep()
    clock.now = TUESDAY
    assert await process.delivering.deliver_due(sender) == 1
    assert sender.entries == ["tunnels"]


async def test_a_walk_that_is_wanted_once_ends_when_all_is_covered(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    subscription = await process.subscribe(plan=Plan(until_covered=True))
    for day in range(5):
        clock.now = MONDAY + day * DAY
        await process.delivering.deliver_due(sender)
    assert sender.entries == [*SECTIONS]
    ended = await process.find(subscription)
    assert (ended.state, ended.next_due) == (State.ENDED, None)
    assert await process.digests.resume(ended) == MONDAY + 5 * DAY
    clock.now = MONDAY + 5 * DAY
    assert await process.delivering.deliver_due(sender) == 1
