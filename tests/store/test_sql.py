"""What `SubscriptionStore` promises, on the real database."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, event, text

from bot.core.digest import Schedule, Subscription
from bot.service.ports import Claim, StoreError
from bot.store import SqlStore, open_store
from tests.store.factories import DAILY, MINUTE, MONDAY, TUESDAY, address, make_new

LEASE = 2 * MINUTE


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    opened = await open_store(address(tmp_path))
    yield opened
    await opened.close()


@pytest.fixture
async def subscription(store: SqlStore) -> Subscription:
    return await store.add(make_new())


async def claim(store: SqlStore, subscription: Subscription, now: datetime = MONDAY) -> Claim:
    taken = await store.claim(subscription.id, MONDAY, now, LEASE)
    assert taken is not None
    return taken


async def stands_at(store: SqlStore, subscription: Subscription) -> datetime:
    found = await store.find("discord", "1", subscription.id)
    assert found is not None
    return found.next_due


async def deliver(store: SqlStore, number: int, due: datetime, section: str) -> None:
    taken = await store.claim(number, due, due, LEASE)
    assert taken is not None
    await store.commit(taken, section=section, message="m", now=due, next_due=due + timedelta(1))


# Subscriptions


async def test_a_subscription_comes_back_as_it_was_kept(store: SqlStore) -> None:
    schedule = Schedule(at=time(7, 45), zone="America/New_York", weekdays=frozenset({4, 0}))
    kept = await store.add(make_new(schedule=schedule))
    assert kept == Subscription(
        id=1,
        platform="discord",
        workspace="1",
        channel="10",
        pack="bridges",
        schedule=schedule,
        paused=False,
        next_due=MONDAY,
    )
    assert await store.find("discord", "1", kept.id) == kept


async def test_times_come_back_in_utc(store: SqlStore) -> None:
    local = datetime(2025, 3, 3, 9, 0, 0, 123456, tzinfo=ZoneInfo("Asia/Seoul"))
    kept = await store.add(make_new(next_due=local))
    assert kept.next_due == local
    assert kept.next_due.tzinfo is UTC


async def test_due_compares_moments_not_wall_clocks(store: SqlStore) -> None:
    await store.add(make_new(next_due=MONDAY))
    west = timezone(timedelta(hours=-10))
    assert await store.due((MONDAY - MINUTE).astimezone(west), "discord", 9) == ()
    assert len(await store.due(MONDAY.astimezone(west), "discord", 9)) == 1


async def test_a_time_without_a_zone_is_refused(store: SqlStore) -> None:
    with pytest.raises(StoreError, match="says no zone"):
        await store.add(make_new(next_due=MONDAY.replace(tzinfo=None)))


async def test_a_listing_is_a_workspaces_own_and_oldest_first(store: SqlStore) -> None:
    first = await store.add(make_new("10"))
    await store.add(make_new("20", workspace="2"))
    await store.add(make_new("30", platform="slack"))
    last = await store.add(make_new("40"))
    assert await store.listing("discord", "1") == (first, last)


async def test_one_workspace_cannot_find_anothers_subscription(
    store: SqlStore, subscription: Subscription
) -> None:
    assert await store.find("discord", "2", subscription.id) is None
    assert await store.find("slack", "1", subscription.id) is None
    assert await store.find("discord", "1", 99) is None


async def test_the_number_of_a_removed_subscription_is_not_given_again(
    store: SqlStore, subscription: Subscription
) -> None:
    await store.remove(subscription.id)
    assert (await store.add(make_new())).id == subscription.id + 1


async def test_removing_a_subscription_forgets_its_deliveries(
    store: SqlStore, subscription: Subscription
) -> None:
    await deliver(store, subscription.id, MONDAY, "bridges")
    await store.remove(subscription.id)
    assert await store.history(subscription.id) == ()
    async with store._engine.connect() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM deliveries"))).scalar() == 0


async def test_due_are_the_longest_overdue_first_without_paused_ones(store: SqlStore) -> None:
    later = await store.add(make_new("10", next_due=MONDAY + MINUTE))
    paused = await store.add(make_new("20"))
    await store.pause(paused.id)
    await store.add(make_new("30", next_due=TUESDAY))
    await store.add(make_new("40", platform="slack"))
    first = await store.add(make_new("50"))
    now = MONDAY + 2 * MINUTE
    assert await store.due(now, "discord", 9) == (first, later)
    assert await store.due(now, "discord", 1) == (first,)


async def test_a_resumed_subscription_is_due_again_from_then_on(
    store: SqlStore, subscription: Subscription
) -> None:
    await store.pause(subscription.id)
    await store.resume(subscription.id, TUESDAY)
    assert await store.due(MONDAY, "discord", 9) == ()
    (due,) = await store.due(TUESDAY, "discord", 9)
    assert due.next_due == TUESDAY


async def test_choosing_what_is_due_uses_the_indexes(tmp_path: Path) -> None:
    store = await open_store(address(tmp_path))
    plans: list[str] = []

    def explain(
        connection: Connection, _cursor: Any, statement: str, parameters: Any, *_: Any
    ) -> None:
        if statement.startswith("SELECT"):
            rows = connection.connection.cursor()
            rows.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.extend(str(row[3]) for row in rows.fetchall())

    event.listen(store._engine.sync_engine, "before_cursor_execute", explain)
    await store.due(MONDAY, "discord", 9)
    await store.close()
    assert not [plan for plan in plans if plan.startswith("SCAN")]
    assert any(
        "ix_subscriptions_platform_paused_next_due (platform=? AND paused=? AND next_due<?)" in plan
        for plan in plans
    )
    assert any("ix_deliveries_open (subscription=? AND lease_until>?)" in plan for plan in plans)


# Claims


async def test_a_claimed_delivery_cannot_be_claimed_until_its_lease_ran_out(
    store: SqlStore, subscription: Subscription
) -> None:
    first = await claim(store, subscription)
    assert first == Claim(subscription=subscription.id, due=MONDAY, attempt=1, section=None)
    early = MONDAY + LEASE - timedelta(microseconds=1)
    assert await store.claim(subscription.id, MONDAY, early, LEASE) is None
    second = await claim(store, subscription, MONDAY + LEASE)
    assert second.attempt == 2
    assert second.section is None


async def test_whoever_takes_over_learns_what_was_about_to_be_posted(
    store: SqlStore, subscription: Subscription
) -> None:
    first = await claim(store, subscription)
    assert await store.begin(first, section="bridges", now=MONDAY, lease=LEASE)
    assert (await claim(store, subscription, MONDAY + LEASE)).section == "bridges"


async def test_to_begin_starts_the_lease_anew(store: SqlStore, subscription: Subscription) -> None:
    first = await claim(store, subscription)
    assert await store.begin(first, section="bridges", now=MONDAY + MINUTE, lease=LEASE)
    assert await store.claim(subscription.id, MONDAY, MONDAY + LEASE, LEASE) is None
    await claim(store, subscription, MONDAY + MINUTE + LEASE)


async def test_a_claim_whose_lease_ran_out_cannot_begin(
    store: SqlStore, subscription: Subscription
) -> None:
    first = await claim(store, subscription)
    assert not await store.begin(first, section="bridges", now=MONDAY + LEASE, lease=LEASE)


async def test_a_claim_that_was_taken_over_cannot_begin(
    store: SqlStore, subscription: Subscription
) -> None:
    first = await claim(store, subscription)
    await claim(store, subscription, MONDAY + LEASE)
    assert not await store.begin(first, section="bridges", now=MONDAY, lease=LEASE)


async def test_a_subscription_has_one_live_claim_at_a_time(
    store: SqlStore, subscription: Subscription
) -> None:
    await claim(store, subscription)
    now = MONDAY + MINUTE
    assert await store.claim(subscription.id, now, now, LEASE) is None
    assert await store.due(now, "discord", 9) == ()
    assert await store.due(MONDAY + LEASE, "discord", 9) == (subscription,)


async def test_a_removed_subscription_cannot_be_claimed(
    store: SqlStore, subscription: Subscription
) -> None:
    await store.remove(subscription.id)
    assert await store.claim(subscription.id, MONDAY, MONDAY, LEASE) is None


async def test_a_released_claim_can_be_taken_over_from_then_on(
    store: SqlStore, subscription: Subscription
) -> None:
    await store.release(await claim(store, subscription), until=MONDAY + MINUTE)
    assert await store.due(MONDAY, "discord", 9) == ()
    assert await store.due(MONDAY + MINUTE, "discord", 9) == (subscription,)
    assert (await claim(store, subscription, MONDAY + MINUTE)).attempt == 2


async def test_only_its_holder_can_release_or_skip(
    store: SqlStore, subscription: Subscription
) -> None:
    first = await claim(store, subscription)
    await claim(store, subscription, MONDAY + LEASE)
    now = MONDAY + LEASE
    await store.release(first, until=MONDAY)
    await store.skip(first, reason="missed", now=now, next_due=TUESDAY)
    assert await store.claim(subscription.id, MONDAY, now, LEASE) is None
    assert await stands_at(store, subscription) == MONDAY


# Outcomes


async def test_what_was_sent_is_history_and_cannot_be_claimed_again(
    store: SqlStore, subscription: Subscription
) -> None:
    await deliver(store, subscription.id, MONDAY, "bridges")
    assert await store.history(subscription.id) == ("bridges",)
    assert await stands_at(store, subscription) == TUESDAY
    assert await store.claim(subscription.id, MONDAY, TUESDAY, LEASE) is None


async def test_what_was_skipped_is_no_history_and_cannot_be_claimed_again(
    store: SqlStore, subscription: Subscription
) -> None:
    taken = await claim(store, subscription)
    await store.skip(taken, reason="missed", now=MONDAY, next_due=TUESDAY)
    assert await store.history(subscription.id) == ()
    assert await stands_at(store, subscription) == TUESDAY
    assert await store.claim(subscription.id, MONDAY, TUESDAY, LEASE) is None


async def test_history_is_in_the_order_of_sending_whatever_the_clock_says(
    store: SqlStore, subscription: Subscription
) -> None:
    for due, section in (
        (MONDAY + MINUTE, "bridges"),
        (MONDAY - MINUTE, "tunnels"),
        (MONDAY, "ferries"),
    ):
        await deliver(store, subscription.id, due, section)
    assert await store.history(subscription.id) == ("bridges", "tunnels", "ferries")


async def test_a_delivery_off_schedule_leaves_the_schedule_as_it_is(
    store: SqlStore, subscription: Subscription
) -> None:
    await deliver(store, subscription.id, MONDAY - MINUTE, "bridges")
    assert await stands_at(store, subscription) == MONDAY


async def test_a_delivery_does_not_undo_a_reschedule(
    store: SqlStore, subscription: Subscription
) -> None:
    taken = await claim(store, subscription)
    await store.pause(subscription.id)
    await store.resume(subscription.id, TUESDAY + MINUTE)
    await store.commit(taken, section="bridges", message="m", now=MONDAY, next_due=TUESDAY)
    assert await stands_at(store, subscription) == TUESDAY + MINUTE


async def test_a_message_is_recorded_though_its_claim_was_taken_over(
    store: SqlStore, subscription: Subscription
) -> None:
    first = await claim(store, subscription)
    second = await claim(store, subscription, MONDAY + LEASE)
    await store.commit(first, section="bridges", message="m", now=MONDAY, next_due=TUESDAY)
    assert await store.history(subscription.id) == ("bridges",)
    assert not await store.begin(second, section="bridges", now=MONDAY + LEASE, lease=LEASE)


async def test_a_message_is_recorded_though_it_was_given_up(
    store: SqlStore, subscription: Subscription
) -> None:
    first = await claim(store, subscription)
    second = await claim(store, subscription, MONDAY + LEASE)
    await store.skip(second, reason="missed", now=MONDAY, next_due=TUESDAY)
    await store.commit(first, section="bridges", message="m", now=MONDAY, next_due=TUESDAY)
    assert await store.history(subscription.id) == ("bridges",)
    assert await stands_at(store, subscription) == TUESDAY


async def test_the_first_record_of_a_delivery_stays(
    store: SqlStore, subscription: Subscription
) -> None:
    first = await claim(store, subscription)
    second = await claim(store, subscription, MONDAY + LEASE)
    await store.commit(second, section="bridges", message="m", now=MONDAY, next_due=TUESDAY)
    await store.commit(first, section="tunnels", message="n", now=MONDAY, next_due=MONDAY)
    assert await store.history(subscription.id) == ("bridges",)
    assert await stands_at(store, subscription) == TUESDAY


async def test_the_outcome_of_a_removed_subscription_is_dropped(
    store: SqlStore, subscription: Subscription
) -> None:
    taken = await claim(store, subscription)
    await store.remove(subscription.id)
    assert not await store.begin(taken, section="bridges", now=MONDAY, lease=LEASE)
    await store.commit(taken, section="bridges", message="m", now=MONDAY, next_due=TUESDAY)
    await store.skip(taken, reason="missed", now=MONDAY, next_due=TUESDAY)
    await store.release(taken, until=MONDAY)
    assert await store.history(subscription.id) == ()


async def test_a_subscription_moves_on_only_from_a_delivery_that_is_done(
    store: SqlStore, subscription: Subscription
) -> None:
    await store.move_on(subscription.id, MONDAY, TUESDAY)
    await claim(store, subscription)
    await store.move_on(subscription.id, MONDAY, TUESDAY)
    assert await stands_at(store, subscription) == MONDAY


async def test_a_subscription_set_back_to_a_delivery_that_is_done_moves_on(
    store: SqlStore, subscription: Subscription
) -> None:
    await deliver(store, subscription.id, MONDAY, "bridges")
    await store.resume(subscription.id, MONDAY)
    await store.move_on(subscription.id, MONDAY, TUESDAY)
    assert await stands_at(store, subscription) == TUESDAY


# Several processes


async def test_of_many_who_claim_at_once_one_gets_it(tmp_path: Path) -> None:
    stores = [await open_store(address(tmp_path)) for _ in range(4)]
    numbers = [(await stores[0].add(make_new(str(channel)))).id for channel in range(10)]
    taken = await asyncio.gather(
        *(
            store.claim(number, MONDAY, MONDAY, LEASE)
            for number in numbers
            for store in stores
            for _ in range(3)
        )
    )
    won = [each.subscription for each in taken if each is not None]
    assert sorted(won) == sorted(numbers)
    for store in stores:
        await store.close()


async def test_of_many_who_take_over_at_once_one_gets_it(tmp_path: Path) -> None:
    stores = [await open_store(address(tmp_path)) for _ in range(4)]
    number = (await stores[0].add(make_new())).id
    await stores[0].claim(number, MONDAY, MONDAY, LEASE)
    taken = await asyncio.gather(
        *(store.claim(number, MONDAY, MONDAY + LEASE, LEASE) for store in stores * 5)
    )
    assert [each.attempt for each in taken if each is not None] == [2]
    for store in stores:
        await store.close()


# Notes


async def test_a_note_is_kept_until_it_is_replaced(store: SqlStore) -> None:
    assert await store.get("commands") is None
    await store.put("commands", "a")
    await store.put("commands", "b")
    assert await store.get("commands") == "b"


async def test_a_database_in_memory_is_one_for_all_who_use_it_at_once() -> None:
    store = await open_store("sqlite+aiosqlite://")
    await asyncio.gather(*(store.add(make_new(str(channel))) for channel in range(9)))
    assert len(await store.due(MONDAY, "discord", 10)) == 9
    await store.close()


async def test_state_outlives_the_process(tmp_path: Path) -> None:
    store = await open_store(address(tmp_path))
    kept = await store.add(make_new(schedule=DAILY))
    await deliver(store, kept.id, MONDAY, "bridges")
    await store.close()
    store = await open_store(address(tmp_path))
    assert await store.history(kept.id) == ("bridges",)
    assert await stands_at(store, kept) == TUESDAY
    await store.close()
