"""Delivering on the real store: nothing lost or posted twice, whatever happens in between."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import text

from bot.core.digest import Kind, Plan, SectionDigest
from bot.core.knowledge import Pack
from bot.core.schedule import Schedule, Weekly
from bot.core.subscription import Reason, State, Stop, Subscription
from bot.service import delivering as module
from bot.service.delivering import LEASE, Delivering, stamp
from bot.service.digests import LATE, Digests
from bot.service.places import Place
from bot.service.ports import SendError, StoreError
from bot.service.tally import Tally
from bot.service.timing import PROBE, RETRY_FIRST, RETRY_MOST, wait_after
from bot.store import SqlStore, open_store
from tests.factories import make_entry, make_pack
from tests.service.fakes import Clock, FakeSender, Killed
from tests.store.factories import DAILY, MINUTE, MONDAY, TUESDAY

DAY = timedelta(days=1)
SECTIONS = ("bridges", "tunnels", "ferries")
PACK = make_pack(
    sections=SECTIONS,
    entries=tuple(make_entry(section, section=section) for section in SECTIONS),
)
BERLIN_NIGHT = Schedule(
    rule=Weekly(at=time(2, 30), weekdays=frozenset(range(7))), zone="Europe/Berlin"
)
MAY_NOT_POST = Stop(reason=Reason.PERMISSIONS, lacking=("send_messages",))
GONE = Stop(reason=Reason.CHANNEL_GONE)


class Process:
    """A process of the bot on a database; several may live at once."""

    def __init__(self, store: SqlStore, clock: Clock) -> None:
        self.store = store
        self.packs: dict[str, Pack] = {"bridges": PACK}
        self.digests = Digests(
            platform="discord", store=store, find_pack=self.find_pack, clock=clock, spread=0
        )
        self.delivering = Delivering(
            platform="discord",
            store=store,
            find_pack=self.find_pack,
            clock=clock,
            jitter=lambda: 1.0,
            spread=0,
        )
        self.while_looking_up: Callable[[], None] = lambda: None

    def find_pack(self, pack_id: str) -> Pack | None:
        self.while_looking_up()
        return self.packs.get(pack_id)

    async def subscribe(
        self,
        channel: str = "10",
        *,
        schedule: Schedule = DAILY,
        pack: str = "bridges",
        plan: Plan | None = None,
        late: timedelta = LATE,
    ) -> Subscription:
        return await self.digests.subscribe(
            workspace="1", channel=channel, pack=pack, schedule=schedule, plan=plan, late=late
        )

    async def find(self, subscription: Subscription) -> Subscription:
        found = await self.digests.find("1", subscription.id)
        assert found is not None
        return found

    async def posted(self, subscription: Subscription) -> tuple[str, ...]:
        """The entries that are recorded as posted in this round."""
        return (await self.find(subscription)).progress.entries

    async def outcomes(self) -> list[tuple[str, str | None]]:
        """Status and reason of every delivery, in the order of their due times."""
        async with self.store._engine.connect() as connection:
            rows = await connection.execute(
                text("SELECT status, reason FROM deliveries ORDER BY due, subscription")
            )
            return [(row.status, row.reason) for row in rows]


Start = Callable[[], Awaitable[Process]]


@pytest.fixture
def clock() -> Clock:
    """Half a minute before the first digest in Seoul is due."""
    return Clock(MONDAY - MINUTE / 2)


@pytest.fixture
async def start(database: str, clock: Clock) -> AsyncIterator[Start]:
    """Starts one more process on the same database."""
    stores: list[SqlStore] = []

    async def start() -> Process:
        stores.append(await open_store(database))
        return Process(stores[-1], clock)

    yield start
    for store in stores:
        await store.close()


@pytest.fixture
async def process(start: Start) -> Process:
    return await start()


@pytest.fixture
def sender() -> FakeSender:
    return FakeSender()


# On schedule


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


# Several processes


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


# Killed on the way

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


async def kill_while_sending(process: Process, sender: FakeSender) -> None:
    """End the process when the message is out and not recorded."""
    sender.breaks["10"] = Killed()
    with pytest.raises(Killed):
        await process.delivering.deliver_due(sender)
    sender.breaks.clear()


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


# Failures


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


# Stopped, and told to a person


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


# What has changed since


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


# Until the report is covered


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


# Late, and nothing to say


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


# Pausing and removing


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


# Now


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


# A clock that is set back


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


# Looking ahead


async def test_a_preview_is_the_very_digest_that_is_posted(
    process: Process, sender: FakeSender, clock: Clock
) -> None:
    process.packs["bridges"] = make_pack(
        sections=("bridges", "tunnels"),
        entries=(
            make_entry("bridges", embargo_until=MONDAY),
            make_entry("tunnels", section="tunnels"),
        ),
    )
    subscription = await process.subscribe()
    preview = await process.digests.preview(subscription)
    clock.now = MONDAY
    await process.delivering.deliver_due(sender)
    assert isinstance(preview, SectionDigest)
    assert sender.entries == [preview.entries[0].id] == ["bridges"]


async def test_the_preview_of_an_overdue_digest_shows_what_is_live_now(
    process: Process, clock: Clock
) -> None:
    subscription = await process.subscribe()
    process.packs["bridges"] = make_pack(entries=(make_entry(expires=TUESDAY),))
    clock.now = TUESDAY
    assert await process.digests.preview(subscription) is None


async def test_there_is_no_preview_of_a_missing_pack(process: Process) -> None:
    process.packs.clear()
    assert await process.digests.preview(await process.subscribe()) is None


def test_a_stamp_is_a_nonce_that_discord_takes() -> None:
    assert stamp(123_456_789, MONDAY) == "123456789-20250303T000000"
    assert len(stamp(123_456_789, MONDAY)) == 25
