"""All rows of a database at once: counted, copied into another of either kind, taken out."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Final

from sqlalchemy import delete, func, insert, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.engine import WRITES, name_of
from bot.store.errors import translated
from bot.store.tables import Base, SubscriptionRow

TABLES: Final = tuple(Base.metadata.sorted_tables)
"""Those that others refer to come first."""

BATCH: Final = 1000
"""Rows that are held in memory at once."""

NUMBERED: Final = SubscriptionRow.__tablename__
"""The table whose numbers are never given twice."""

SEQUENCE: Final = "CAST(pg_get_serial_sequence(:table, 'id') AS regclass)"
"""What gives them in PostgreSQL."""

Counts = Mapping[str, int]
"""How many rows each table has."""


@asynccontextmanager
async def one_moment(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Read what a PostgreSQL database holds at one moment, whoever writes meanwhile."""
    still = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with translated(name_of(engine)):
        async with still.connect() as connection:
            yield connection


@asynccontextmanager
async def one_write(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Write in one transaction."""
    with translated(name_of(engine)):
        async with engine.execution_options(**WRITES).begin() as connection:
            yield connection


async def count(connection: AsyncConnection) -> Counts:
    """How many rows each table of ours has that is there; of an older revision, some are not."""
    with translated(name_of(connection.engine)):
        there = await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))
        return {
            table.name: await connection.scalar(select(func.count()).select_from(table)) or 0
            for table in TABLES
            if table.name in there
        }


async def copy(source: AsyncConnection, target: AsyncConnection) -> None:
    """Copy all rows into tables that hold none, and the numbers that were given."""
    with translated(name_of(source.engine)):
        for table in TABLES:
            rows = await source.stream(select(table))
            async for batch in rows.mappings().partitions(BATCH):
                with translated(name_of(target.engine)):
                    await target.execute(insert(table), [dict(row) for row in batch])
        number = await _last_number(source)
    with translated(name_of(target.engine)):
        await _give_none_before(target, number)


async def clear(connection: AsyncConnection) -> None:
    """Take out all rows, while nobody else writes; the numbers that were given stay given."""
    with translated(name_of(connection.engine)):
        for table in reversed(TABLES):
            await connection.execute(delete(table))


async def lock(connection: AsyncConnection) -> None:
    """Let nobody else write until this transaction ends; SQLite's has locked the file already."""
    if connection.dialect.name == "postgresql":
        names = ", ".join(table.name for table in TABLES)
        with translated(name_of(connection.engine)):
            await connection.execute(text(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"))


async def _last_number(connection: AsyncConnection) -> int:
    """The highest number that was ever given, though its row may be gone."""
    if connection.dialect.name == "postgresql":
        query = f"SELECT pg_sequence_last_value({SEQUENCE})"
    else:
        query = "SELECT seq FROM sqlite_sequence WHERE name = :table"
    return await connection.scalar(text(query), {"table": NUMBERED}) or 0


async def _give_none_before(connection: AsyncConnection, number: int) -> None:
    """Give only higher numbers from now on."""
    last = max(number, await _last_number(connection))
    if not last:
        return
    if connection.dialect.name == "postgresql":
        change = f"SELECT setval({SEQUENCE}, :last)"
    else:
        gone = text("DELETE FROM sqlite_sequence WHERE name = :table")
        await connection.execute(gone, {"table": NUMBERED})
        change = "INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :last)"
    await connection.execute(text(change), {"table": NUMBERED, "last": last})
