"""What `SubscriptionStore` promises of deliveries, on the real database."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.core.digest import Progress
from bot.core.subscription import Reason, State, Stop, Subscription
from bot.service.ports import Claim, Delivery, PutOff, Resumed, Skipped, When
from bot.store import SqlStore, open_store
from tests.store.factories import (
    LEASE,
    MINUTE,
    MONDAY,
    TUESDAY,
    content_of,
    deliver,
    everything_in,
    make_new,
    sent,
)

WEAR, COST = content_of("wear"), content_of("cost")
ON_TUESDAY = When(due=TUESDAY, wake_at=TUESDAY)
NO_PERMISSION = Stop(reason=Reason.PERMISSIONS, lacking=("send_messages", "view_channel"))


@pytest.fixture
async def store(database: str) -> AsyncIterator[SqlStore]:
    opened = await open_store(database)
    yield opened
    await opened.close()


@pytest.fixture
async def subscription(store: SqlStore) -> Subscription:
    return await store.add(make_new())


async def claim(store: SqlStore, now: datetime = MONDAY) -> Claim:
    """Claim the one digest that is due."""
    (taken,) = await store.claim_due("discord", now, LEASE, 9)
    return taken


async def begin(store: SqlStore, taken: Claim, now: datetime = MONDAY) -> bool:
    (begun,) = await store.begin([(taken, WEAR)], now, LEASE)
    return begun


async def found(store: SqlStore, subscription: Subscription) -> Subscription:
    kept = await store.find("discord", "1", subscription.id)
    assert kept is not None
    return kept


async def nothing_due(store: SqlStore, now: datetime) -> bool:
    return await store.claim_due("discord", now, LEASE, 9) == ()


# Claims


async def test_a_claimed_delivery_cannot_be_claimed_until_its_lease_ran_out(
    store: SqlStore, subscription: Subscription
) -> None:
    first = await claim(store)
    assert first == Claim(subscription=subscription, due=MONDAY, attempt=1, content=None)
    assert await nothing_due(store, MONDAY + LEASE - timedelta(microseconds=1))
    second = await claim(store, MONDAY + LEASE)
    assert (second.due, second.attempt, second.content) == (MONDAY, 2, None)


@pytest.mark.usefixtures("subscription")
async def test_whoever_takes_over_learns_what_was_about_to_be_posted(store: SqlStore) -> None:
    assert await begin(store, await claim(store))
    assert (await claim(store, MONDAY + LEASE)).content == WEAR


@pytest.mark.usefixtures("subscription")
async def test_to_begin_starts_the_lease_anew(store: SqlStore) -> None:
    assert await begin(store, await claim(store), MONDAY + MINUTE)
    assert await nothing_due(store, MONDAY + LEASE)
    await claim(store, MONDAY + MINUTE + LEASE)


@pytest.mark.usefixtures("subscription")
async def test_a_claim_whose_lease_ran_out_cannot_begin(store: SqlStore) -> None:
    assert not await begin(store, await claim(store), MONDAY + LEASE)


@pytest.mark.usefixtures("subscription")
async def test_a_claim_that_was_taken_over_cannot_begin(store: SqlStore) -> None:
    first = await claim(store)
    await claim(store, MONDAY + LEASE)
    assert not await begin(store, first)


@pytest.mark.parametrize("change", ["paused", "rescheduled", "removed"])
async def test_what_was_changed_meanwhile_cannot_begin(
    store: SqlStore, subscription: Subscription, change: str
) -> None:
    taken = await claim(store)
    if change == "removed":
        await store.remove(subscription.id)
    else:
        state = State.PAUSED if change == "paused" else State.ACTIVE
        due = MONDAY if change == "paused" else TUESDAY
        await store.set_state(subscription.id, state, When(due=due, wake_at=None))
    assert not await begin(store, taken)


async def test_a_subscription_has_one_live_claim_at_a_time(
    store: SqlStore, subscription: Subscription
) -> None:
    await claim(store)
    now = MONDAY + MINUTE
    assert await store.claim_now(subscription, now, now, LEASE) is None
    assert await nothing_due(store, now)


async def test_what_was_claimed_off_schedule_holds_up_the_schedule(
    store: SqlStore, subscription: Subscription
) -> None:
    before = MONDAY - MINUTE
    asked = await store.claim_now(subscription, before, before, LEASE)
    assert asked is not None
    assert await nothing_due(store, MONDAY)
    await store.conclude([sent(asked, "wear")], MONDAY)
    assert (await claim(store)).due == MONDAY


async def test_a_removed_subscription_cannot_be_claimed(
    store: SqlStore, subscription: Subscription
) -> None:
    await store.remove(subscription.id)
    assert await nothing_due(store, MONDAY)
    assert await store.claim_now(subscription, MONDAY, MONDAY, LEASE) is None


@pytest.mark.usefixtures("subscription")
async def test_what_was_put_off_can_be_taken_over_from_then_on(store: SqlStore) -> None:
    taken = await claim(store)
    await store.conclude([PutOff(claim=taken, until=MONDAY + MINUTE, reason="500")], MONDAY)
    assert await nothing_due(store, MONDAY)
    assert (await claim(store, MONDAY + MINUTE)).attempt == 2


async def test_what_was_asked_for_and_failed_is_found_again_when_asked_again(
    store: SqlStore, subscription: Subscription
) -> None:
    before = MONDAY - 2 * MINUTE
    asked = await store.claim_now(subscription, before, before, LEASE)
    assert asked is not None
    assert await begin(store, asked, before)
    await store.conclude([PutOff(claim=asked, until=before, reason="500")], before)
    later = before + MINUTE
    again = await store.claim_now(subscription, later, later, LEASE)
    assert again is not None
    assert (again.due, again.content) == (before, WEAR)


async def test_only_its_holder_can_put_off_or_skip(
    store: SqlStore, subscription: Subscription
) -> None:
    first = await claim(store)
    now = MONDAY + LEASE
    await claim(store, now)
    await store.conclude([PutOff(claim=first, until=MONDAY, reason="500")], now)
    await store.conclude([Skipped(claim=first, reason="missed", when=ON_TUESDAY)], now)
    assert await nothing_due(store, now)
    assert (await found(store, subscription)).next_due == MONDAY


async def test_many_are_claimed_begun_and_concluded_at_once(store: SqlStore) -> None:
    for channel in range(20):
        await store.add(make_new(str(channel)))
    claims = await store.claim_due("discord", MONDAY, LEASE, 20)
    assert [each.subscription.channel for each in claims] == [str(n) for n in range(20)]
    assert all(await store.begin([(each, WEAR) for each in claims], MONDAY, LEASE))
    assert all(await store.conclude([sent(each, "wear") for each in claims], MONDAY))
    assert {each.next_due for each in await store.listing("discord", "1")} == {TUESDAY}


# Outcomes


async def test_what_was_sent_cannot_be_claimed_again(
    store: SqlStore, subscription: Subscription
) -> None:
    await deliver(store, MONDAY, "wear")
    kept = await found(store, subscription)
    assert (kept.progress, kept.next_due) == (Progress(entries=("wear",)), TUESDAY)
    assert await nothing_due(store, TUESDAY - MINUTE)
    assert await store.deliveries(kept.id, 9) == (
        Delivery(due=MONDAY, status="sent", reason=None, ended_at=MONDAY),
    )


async def test_what_was_skipped_makes_no_progress(
    store: SqlStore, subscription: Subscription
) -> None:
    taken = await claim(store)
    await store.conclude([Skipped(claim=taken, reason="missed", when=ON_TUESDAY)], MONDAY)
    kept = await found(store, subscription)
    assert (kept.progress, kept.next_due) == (Progress(), TUESDAY)
    (delivery,) = await store.deliveries(kept.id, 9)
    assert (delivery.status, delivery.reason) == ("skipped", "missed")


async def test_a_delivery_off_schedule_leaves_the_schedule_as_it_is(
    store: SqlStore, subscription: Subscription
) -> None:
    asked = await store.claim_now(subscription, MONDAY - MINUTE, MONDAY - MINUTE, LEASE)
    assert asked is not None
    await store.conclude([sent(asked, "wear")], MONDAY - MINUTE)
    assert (await found(store, subscription)).next_due == MONDAY


async def test_a_delivery_does_not_undo_a_reschedule(
    store: SqlStore, subscription: Subscription
) -> None:
    taken = await claim(store)
    later = When(due=TUESDAY + MINUTE, wake_at=TUESDAY + MINUTE)
    await store.set_state(subscription.id, State.ACTIVE, later)
    await store.conclude([sent(taken, "wear")], MONDAY)
    assert (await found(store, subscription)).next_due == TUESDAY + MINUTE
    assert await nothing_due(store, TUESDAY)
    assert (await claim(store, TUESDAY + MINUTE)).due == TUESDAY + MINUTE


@pytest.mark.parametrize("given_up", [False, True])
async def test_a_message_is_recorded_though_its_claim_was_taken_over(
    store: SqlStore, subscription: Subscription, *, given_up: bool
) -> None:
    first = await claim(store)
    second = await claim(store, MONDAY + LEASE)
    if given_up:
        await store.conclude([Skipped(claim=second, reason="missed", when=ON_TUESDAY)], MONDAY)
    assert await store.conclude([sent(first, "wear")], MONDAY) == [True]
    kept = await found(store, subscription)
    assert (kept.progress, kept.next_due) == (Progress(entries=("wear",)), TUESDAY)
    assert not await begin(store, second, MONDAY + LEASE)


async def test_the_first_record_of_a_delivery_stays_and_a_second_message_is_one_too_many(
    store: SqlStore, subscription: Subscription
) -> None:
    first = await claim(store)
    second = await claim(store, MONDAY + LEASE)
    assert await store.conclude([sent(second, "wear", message="m")], MONDAY) == [True]
    assert await store.conclude([sent(first, "cost", message="n")], MONDAY) == [False]
    assert await store.conclude([sent(first, "cost", message="m")], MONDAY) == [True]
    kept = await found(store, subscription)
    assert (kept.progress, kept.next_due) == (Progress(entries=("wear",)), TUESDAY)


async def test_the_outcome_of_a_removed_subscription_is_dropped(
    store: SqlStore, subscription: Subscription, database: str
) -> None:
    taken = await claim(store)
    await store.remove(subscription.id)
    empty = await everything_in(database)
    await store.conclude([sent(taken, "wear")], MONDAY)
    await store.conclude([Skipped(claim=taken, reason="missed", when=ON_TUESDAY)], MONDAY)
    await store.conclude([PutOff(claim=taken, until=MONDAY, reason="500")], MONDAY)
    assert await everything_in(database) == empty


async def test_a_subscription_set_back_to_a_delivery_that_is_done_moves_on(
    store: SqlStore, subscription: Subscription
) -> None:
    await deliver(store, MONDAY, "wear")
    await store.set_state(subscription.id, State.ACTIVE, When(due=MONDAY, wake_at=MONDAY))
    again = await claim(store, MONDAY + MINUTE)
    assert again.done
    assert again.content is None
    await store.conclude([Skipped(claim=again, reason="changed", when=ON_TUESDAY)], MONDAY)
    assert (await found(store, subscription)).next_due == TUESDAY
    (delivery,) = await store.deliveries(subscription.id, 9)
    assert delivery.status == "sent"


# States


async def test_what_has_no_further_due_time_ends(
    store: SqlStore, subscription: Subscription
) -> None:
    taken = await claim(store)
    await store.conclude([sent(taken, "wear", next_due=None)], MONDAY)
    kept = await found(store, subscription)
    assert (kept.state, kept.next_due) == (State.ENDED, None)
    assert await nothing_due(store, TUESDAY)


async def test_what_is_covered_ends_though_more_would_be_due(
    store: SqlStore, subscription: Subscription
) -> None:
    taken = await claim(store)
    await store.conclude([sent(taken, "wear", ends=True)], MONDAY)
    assert (await found(store, subscription)).state is State.ENDED
    assert await nothing_due(store, TUESDAY)


async def test_a_stop_has_its_reason_and_is_looked_at_again(
    store: SqlStore, subscription: Subscription
) -> None:
    taken = await claim(store)
    stopped = PutOff(claim=taken, until=MONDAY + MINUTE, reason="no", stop=NO_PERMISSION)
    await store.conclude([stopped], MONDAY)
    kept = await found(store, subscription)
    assert (kept.state, kept.stop, kept.next_due) == (State.STOPPED, NO_PERMISSION, MONDAY)
    assert await nothing_due(store, MONDAY)
    again = await claim(store, MONDAY + MINUTE)
    assert again.subscription.stop == NO_PERMISSION


async def test_another_reason_to_stop_is_told_anew(
    store: SqlStore, subscription: Subscription
) -> None:
    now = MONDAY
    gone = Stop(reason=Reason.CHANNEL_GONE)
    for stop, told in ((NO_PERMISSION, False), (NO_PERMISSION, True), (gone, False)):
        taken = await claim(store, now)
        now += MINUTE
        await store.conclude([PutOff(claim=taken, until=now, reason="no", stop=stop)], now)
        assert (await found(store, subscription)).told is told
        await store.told(subscription.id)


async def test_what_can_be_sent_again_is_active_again(
    store: SqlStore, subscription: Subscription
) -> None:
    taken = await claim(store)
    stopped = PutOff(claim=taken, until=MONDAY, reason="no", stop=NO_PERMISSION)
    await store.conclude([stopped], MONDAY)
    again = await claim(store)
    assert await begin(store, again)
    await store.conclude([sent(again, "wear")], MONDAY)
    kept = await found(store, subscription)
    assert (kept.state, kept.stop) == (State.ACTIVE, None)


async def test_a_pause_with_an_end_is_over_then(
    store: SqlStore, subscription: Subscription
) -> None:
    paused = When(due=MONDAY, wake_at=TUESDAY)
    await store.set_state(subscription.id, State.PAUSED, paused, until=TUESDAY)
    assert await nothing_due(store, MONDAY)
    taken = await claim(store, TUESDAY)
    assert taken.subscription.state is State.PAUSED
    later = When(due=TUESDAY + MINUTE, wake_at=TUESDAY + MINUTE)
    await store.conclude([Resumed(claim=taken, when=later)], TUESDAY)
    kept = await found(store, subscription)
    assert (kept.state, kept.next_due, kept.until) == (State.ACTIVE, TUESDAY + MINUTE, None)


async def test_what_is_woken_early_sleeps_on(store: SqlStore, subscription: Subscription) -> None:
    early = When(due=TUESDAY, wake_at=MONDAY)
    await store.set_state(subscription.id, State.ACTIVE, early)
    assert await nothing_due(store, MONDAY)
    assert (await claim(store, TUESDAY)).due == TUESDAY


# Several processes


async def test_of_many_who_claim_at_once_one_gets_each(database: str) -> None:
    stores = [await open_store(database) for _ in range(4)]
    numbers = [(await stores[0].add(make_new(str(channel)))).id for channel in range(10)]
    taken = await asyncio.gather(
        *(store.claim_due("discord", MONDAY, LEASE, 3) for store in stores * 5)
    )
    won = [each.subscription.id for claims in taken for each in claims]
    assert sorted(won) == sorted(numbers)
    for store in stores:
        await store.close()


async def test_of_many_who_take_over_at_once_one_gets_it(database: str) -> None:
    stores = [await open_store(database) for _ in range(4)]
    await stores[0].add(make_new())
    await claim(stores[0])
    taken = await asyncio.gather(
        *(store.claim_due("discord", MONDAY + LEASE, LEASE, 3) for store in stores * 5)
    )
    assert [each.attempt for claims in taken for each in claims] == [2]
    for store in stores:
        await store.close()


async def test_a_holder_that_was_paused_neither_posts_nor_records_again(database: str) -> None:
    paused, other = [await open_store(database) for _ in range(2)]
    kept = await paused.add(make_new())
    now = MONDAY + LEASE
    first = await claim(paused)
    second = await claim(other, now)
    assert await begin(other, second, now)
    assert await paused.begin([(first, COST)], now, LEASE) == [False]

    await asyncio.gather(
        *(
            store.conclude([sent(taken, entry)], MONDAY)
            for store, taken, entry in [(other, second, "wear"), (paused, first, "cost")] * 3
        )
    )

    end = await found(paused, kept)
    assert end.progress in {Progress(entries=("wear",)), Progress(entries=("cost",))}
    assert end.next_due == TUESDAY
    for store in (paused, other):
        await store.close()


async def test_a_subscription_that_is_removed_while_it_is_claimed_leaves_nothing(
    database: str,
) -> None:
    stores = [await open_store(database) for _ in range(2)]
    numbers = [(await stores[0].add(make_new())).id for _ in range(8)]
    await asyncio.gather(
        *(stores[0].claim_due("discord", MONDAY, LEASE, 1) for _ in numbers),
        *(stores[1].remove(number) for number in numbers),
    )
    assert await stores[0].listing("discord", "1") == ()
    for store in stores:
        await store.close()
    assert "claimed" not in await everything_in(database)
