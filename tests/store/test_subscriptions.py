"""What `SubscriptionStore` promises of subscriptions, on the real database."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, event, text

from bot.core.digest import Plan, Progress
from bot.core.schedule import Schedule, Weekly
from bot.core.subscription import State, Subscription
from bot.service.ports import StoreError, When
from bot.store import SqlStore, open_store
from tests.store.factories import DAILY, LEASE, MINUTE, MONDAY, TUESDAY, address, deliver, make_new

WEEKLY = Schedule(rule=Weekly(at=time(7, 45), weekdays=frozenset({4, 0})), zone="America/New_York")


@pytest.fixture
async def store(database: str) -> AsyncIterator[SqlStore]:
    opened = await open_store(database)
    yield opened
    await opened.close()


@pytest.fixture
async def subscription(store: SqlStore) -> Subscription:
    return await store.add(make_new())


async def due(store: SqlStore, now: datetime, limit: int = 9) -> list[str]:
    """The channels whose digests can be claimed."""
    claims = await store.claim_due("discord", now, LEASE, limit)
    return [claim.subscription.channel for claim in claims]


async def test_a_subscription_comes_back_as_it_was_kept(store: SqlStore) -> None:
    kept = await store.add(make_new(schedule=WEEKLY, plan=Plan(until_covered=True), maker="7"))
    assert kept == Subscription(
        id=1,
        platform="discord",
        workspace="1",
        channel="10",
        pack="bridges",
        schedule=WEEKLY,
        plan=Plan(until_covered=True),
        progress=Progress(),
        late=timedelta(hours=12),
        state=State.ACTIVE,
        stop=None,
        told=False,
        maker="7",
        next_due=MONDAY,
        until=None,
    )
    assert await store.find("discord", "1", kept.id) == kept


async def test_times_come_back_in_utc(store: SqlStore) -> None:
    local = datetime(2025, 3, 3, 9, 0, 0, 123456, tzinfo=ZoneInfo("Asia/Seoul"))
    kept = await store.add(make_new(next_due=local))
    assert kept.next_due == local
    assert kept.next_due.tzinfo is UTC


async def test_what_is_due_compares_moments_not_wall_clocks(store: SqlStore) -> None:
    await store.add(make_new(next_due=MONDAY))
    west = timezone(timedelta(hours=-10))
    assert await due(store, (MONDAY - MINUTE).astimezone(west)) == []
    assert await due(store, MONDAY.astimezone(west)) == ["10"]


async def test_a_time_without_a_zone_is_refused(store: SqlStore) -> None:
    with pytest.raises(StoreError, match="says no zone"):
        await store.add(make_new(next_due=MONDAY.replace(tzinfo=None)))


async def test_a_listing_is_a_workspaces_own_and_oldest_first(store: SqlStore) -> None:
    first = await store.add(make_new("10"))
    await store.add(make_new("20", workspace="2"))
    await store.add(make_new("30", platform="slack"))
    last = await store.add(make_new("40"))
    assert await store.listing("discord", "1") == (first, last)


async def test_what_somebody_made_is_found_in_every_workspace(store: SqlStore) -> None:
    first = await store.add(make_new("10", maker="7"))
    await store.add(make_new("20", maker="8"))
    last = await store.add(make_new("30", workspace="", maker="7"))
    await store.add(make_new("40", platform="slack", maker="7"))
    assert await store.of_maker("discord", "7") == (first, last)


async def test_one_workspace_cannot_find_anothers_subscription(
    store: SqlStore, subscription: Subscription
) -> None:
    assert await store.find("discord", "2", subscription.id) is None
    assert await store.find("slack", "1", subscription.id) is None
    assert await store.find("discord", "1", 99) is None
    assert await store.find("discord", "1", 2**53) is None


async def test_the_number_of_a_removed_subscription_is_not_given_again(
    store: SqlStore, subscription: Subscription
) -> None:
    await store.remove(subscription.id)
    assert (await store.add(make_new())).id == subscription.id + 1


async def test_removing_a_subscription_forgets_its_deliveries(
    store: SqlStore, subscription: Subscription
) -> None:
    await deliver(store, MONDAY, "wear")
    await store.remove(subscription.id)
    assert await store.deliveries(subscription.id, 9) == ()
    async with store._engine.connect() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM deliveries"))).scalar() == 0


async def test_the_longest_overdue_come_first_without_paused_ones(store: SqlStore) -> None:
    await store.add(make_new("10", next_due=MONDAY + MINUTE))
    paused = await store.add(make_new("20"))
    await store.set_state(paused.id, State.PAUSED, When(due=MONDAY, wake_at=None))
    await store.add(make_new("30", next_due=TUESDAY))
    await store.add(make_new("40", platform="slack"))
    await store.add(make_new("50"))
    now = MONDAY + 2 * MINUTE
    assert await due(store, now, 1) == ["50"]
    assert await due(store, now) == ["10"]


async def test_one_that_goes_on_is_due_from_then_on(
    store: SqlStore, subscription: Subscription
) -> None:
    await store.set_state(subscription.id, State.PAUSED, When(due=MONDAY, wake_at=None))
    await store.set_state(subscription.id, State.ACTIVE, When(due=TUESDAY, wake_at=TUESDAY))
    assert await due(store, MONDAY) == []
    assert await due(store, TUESDAY) == ["10"]


async def test_a_change_of_schedule_is_kept(store: SqlStore, subscription: Subscription) -> None:
    when = When(due=TUESDAY, wake_at=TUESDAY)
    plan = Plan(until_covered=True)
    await store.reschedule(subscription.id, WEEKLY, plan, timedelta(0), when)
    (changed,) = await store.listing("discord", "1")
    assert (changed.schedule, changed.plan, changed.late) == (WEEKLY, plan, timedelta(0))
    assert changed.next_due == TUESDAY


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

    await store.add(make_new())
    event.listen(store._engine.sync_engine, "before_cursor_execute", explain)
    await store.claim_due("discord", MONDAY, LEASE, 9)
    await store.close()
    assert not [plan for plan in plans if plan.startswith("SCAN") and "CONSTANT" not in plan]
    by_wake = "ix_subscriptions_platform_wake_at (platform=? AND wake_at<?)"
    assert any(by_wake in plan for plan in plans)
    assert any("ix_deliveries_open (subscription=?)" in plan for plan in plans)


async def test_state_outlives_the_process(database: str) -> None:
    store = await open_store(database)
    kept = await store.add(make_new(schedule=DAILY))
    await deliver(store, MONDAY, "wear")
    await store.close()
    store = await open_store(database)
    (found,) = await store.listing("discord", "1")
    assert found.id == kept.id
    assert (found.progress, found.next_due) == (Progress(entries=("wear",)), TUESDAY)
    await store.close()


async def test_a_database_in_memory_is_one_for_all_who_use_it_at_once() -> None:
    store = await open_store("sqlite+aiosqlite://")
    for channel in range(9):
        await store.add(make_new(str(channel)))
    assert len(await due(store, MONDAY, 10)) == 9
    await store.close()
