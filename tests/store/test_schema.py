"""Migrations, up and down, on the real database."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.service.ports import StoreError
from bot.store import open_store
from bot.store.engine import connect
from bot.store.schema import configuration, downgrade, upgrade
from bot.store.tables import Base
from tests.store.factories import MINUTE, MONDAY, TUESDAY, address, make_new


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    engine = connect(address(tmp_path))
    yield engine
    await engine.dispose()


async def tables(engine: AsyncEngine) -> list[str]:
    async with engine.connect() as connection:
        return await connection.run_sync(lambda sync: sorted(inspect(sync).get_table_names()))


ALL = ["alembic_version", *sorted(Base.metadata.tables)]


async def test_a_fresh_database_gets_every_table(engine: AsyncEngine) -> None:
    await upgrade(engine)
    assert await tables(engine) == ALL


async def test_one_that_is_up_to_date_keeps_its_state(tmp_path: Path) -> None:
    store = await open_store(address(tmp_path))
    kept = await store.add(make_new())
    await store.close()
    store = await open_store(address(tmp_path))
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
    engine: AsyncEngine, tmp_path: Path
) -> None:
    await upgrade(engine)
    async with engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(
        StoreError,
        match=r"briefing\.sqlite3 was written by a newer version of the bot \(its revision is "
        r"9999, the latest known here \d{4}\): install that version",
    ):
        await open_store(address(tmp_path))


async def test_a_migration_that_fails_changes_nothing(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.exec_driver_sql("CREATE TABLE notes (of_another_program INTEGER)")
    with pytest.raises(StoreError, match="table notes already exists"):
        await upgrade(engine)
    assert await tables(engine) == ["notes"]


async def test_several_processes_may_start_at_once(tmp_path: Path) -> None:
    stores = await asyncio.gather(*(open_store(address(tmp_path)) for _ in range(6)))
    for store in stores:
        await store.add(make_new())
    assert len(await stores[0].listing("discord", "1")) == 6
    for store in stores:
        await store.close()


async def test_migrating_leaves_foreign_keys_on(tmp_path: Path) -> None:
    store = await open_store(address(tmp_path))
    kept = await store.add(make_new())
    claim = await store.claim(kept.id, MONDAY, MONDAY, MINUTE)
    assert claim is not None
    await store.commit(claim, section="bridges", message="m", now=MONDAY, next_due=TUESDAY)
    await store.remove(kept.id)
    assert await store.history(kept.id) == ()
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
            "SELECT workspace, channel, chosen FROM place_settings"
        )
        assert list(rows) == [("1", "10", '{"packs": ["harbour", "tides"]}')]
    await downgrade(engine, "0003")
    async with engine.connect() as connection:
        rows = await connection.exec_driver_sql("SELECT packs FROM scopes")
        assert list(rows) == [('["harbour", "tides"]',)]
