"""Migrations, up and down, on the real database."""

import asyncio
from collections.abc import AsyncIterator
from datetime import time, timedelta
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.schedule import Schedule, Weekly
from bot.core.subscription import State
from bot.service.ports import StoreError
from bot.store import open_store
from bot.store.engine import connect
from bot.store.schema import configuration, downgrade, upgrade
from bot.store.tables import Base
from tests.store.factories import MINUTE, MONDAY, deliver, make_new


@pytest.fixture
async def engine(bare_database: str) -> AsyncIterator[AsyncEngine]:
    engine = connect(bare_database)
    yield engine
    await engine.dispose()


async def tables(engine: AsyncEngine) -> list[str]:
    async with engine.connect() as connection:
        return await connection.run_sync(lambda sync: sorted(inspect(sync).get_table_names()))


ALL = ["alembic_version", *sorted(Base.metadata.tables)]


async def test_a_fresh_database_gets_every_table(engine: AsyncEngine) -> None:
    await upgrade(engine)
    assert await tables(engine) == ALL


async def test_one_that_is_up_to_date_keeps_its_state(bare_database: str) -> None:
    store = await open_store(bare_database)
    kept = await store.add(make_new())
    await store.close()
    store = await open_store(bare_database)
    assert await store.find("discord", "1", kept.id) == kept
    await store.close()


async def test_every_revision_goes_down_and_up_again(engine: AsyncEngine) -> None:
    await upgrade(engine)
    async with engine.connect() as connection:
        script = await connection.run_sync(
            lambda sync: ScriptDirectory.from_config(configuration(sync))
        )
    for revision in script.walk_revisions():
        await downgrade(engine, f"{revision.revision}-1" if revision.down_revision else "base")
        await upgrade(engine)
    assert await tables(engine) == ALL
    await downgrade(engine, "base")
    assert await tables(engine) == ["alembic_version"]


async def test_migrations_and_tables_agree(engine: AsyncEngine) -> None:
    await upgrade(engine)

    def differences(connection: Connection) -> Any:
        options = {"compare_type": True, "compare_server_default": True}
        return compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_database_of_a_newer_version_is_left_alone(
    engine: AsyncEngine, bare_database: str
) -> None:
    await upgrade(engine)
    async with engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(
        StoreError,
        match=r"the database .+ was written by a newer version of the bot \(its revision is "
        r"9999, the latest known here \d{4}\): install that version",
    ):
        await open_store(bare_database)


async def test_a_migration_that_fails_changes_nothing(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.exec_driver_sql("CREATE TABLE notes (of_another_program INTEGER)")
    with pytest.raises(StoreError, match=r"(table notes|relation \"notes\") already exists"):
        await upgrade(engine)
    assert await tables(engine) == ["notes"]


async def test_several_processes_may_start_at_once(bare_database: str) -> None:
    stores = await asyncio.gather(*(open_store(bare_database) for _ in range(6)))
    for store in stores:
        await store.add(make_new())
    assert len(await stores[0].listing("discord", "1")) == 6
    for store in stores:
        await store.close()


async def test_migrating_leaves_foreign_keys_on(bare_database: str) -> None:
    store = await open_store(bare_database)
    kept = await store.add(make_new())
    await deliver(store, MONDAY, "wear")
    await store.remove(kept.id)
    assert await store.deliveries(kept.id, 9) == ()
    await store.close()


async def test_scopes_become_settings_and_back(engine: AsyncEngine) -> None:
    await upgrade(engine)
    await downgrade(engine, "0003")
    async with engine.begin() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO scopes VALUES ('discord', '1', '10', '[\"harbour\", \"tides\"]')"
        )

    await upgrade(engine)

    async with engine.connect() as connection:
        rows = await connection.exec_driver_sql(
            "SELECT workspace, channel, CAST(chosen AS text) FROM place_settings"
        )
        assert list(rows) == [("1", "10", '{"packs": ["harbour", "tides"]}')]
    await downgrade(engine, "0003")
    async with engine.connect() as connection:
        rows = await connection.exec_driver_sql("SELECT CAST(packs AS text) FROM scopes")
        assert list(rows) == [('["harbour", "tides"]',)]


OLD = "(id, platform, workspace, channel, pack, at, zone, weekdays, paused, next_due)"


async def test_weekly_digests_become_schedules_and_back(bare_database: str) -> None:
    engine = connect(bare_database)
    await upgrade(engine)
    await downgrade(engine, "0004")
    # As each database writes times.
    zone = "" if engine.dialect.name == "sqlite" else "+00"
    monday, later = (f"'2025-03-03 00:0{minute}:00.000000{zone}'" for minute in (0, 2))
    async with engine.begin() as connection:
        for number, paused in ((1, "false"), (2, "true"), (3, "false")):
            await connection.exec_driver_sql(
                f"INSERT INTO subscriptions {OLD} VALUES ({number}, 'discord', '1', '10', "
                f"'bridges', '09:00:00.000000', 'Asia/Seoul', 'mon,thu', {paused}, {monday})"
            )
        await connection.exec_driver_sql(
            "INSERT INTO deliveries (subscription, due, status, attempt, claimed_at, lease_until, "
            f"section) VALUES (1, {monday}, 'claimed', 1, {monday}, {later}, 'walls')"
        )
        await connection.exec_driver_sql("DELETE FROM subscriptions WHERE id = 3")
    await engine.dispose()

    store = await open_store(bare_database)
    active, paused_one = await store.listing("discord", "1")
    weekly = Weekly(at=time(9), weekdays=frozenset({0, 3}))
    assert active.schedule == Schedule(rule=weekly, zone="Asia/Seoul")
    assert (active.state, active.next_due, active.late) == (
        State.ACTIVE,
        MONDAY,
        timedelta(hours=12),
    )
    assert paused_one.state is State.PAUSED
    # What may be posted without a record counts as done: better once too few than twice.
    (claim,) = await store.claim_due("discord", MONDAY, MINUTE, 9)
    assert claim.done
    await store.close()

    engine = connect(bare_database)
    await downgrade(engine, "0004")
    async with engine.connect() as connection:
        rows: Any = await connection.exec_driver_sql(
            "SELECT id, zone, weekdays, paused FROM subscriptions ORDER BY id"
        )
        assert [(*row[:3], bool(row[3])) for row in rows] == [
            (1, "Asia/Seoul", "mon,thu", False),
            (2, "Asia/Seoul", "mon,thu", True),
        ]
    await engine.dispose()
