"""Bringing a database's schema up to date when the bot starts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.service.ports import StoreError
from bot.store.engine import WRITES, name_of
from bot.store.errors import translated

MIGRATION_LOCK: Final = 7_305_114
"""What processes agree on to lock while they migrate a PostgreSQL database: any number of ours."""

MIGRATION_SECONDS: Final = 60
"""How long a process waits for another one's migration."""


async def upgrade(engine: AsyncEngine) -> None:
    """Bring the schema up to date; several processes may try at once.

    Raises:
        StoreError: a newer version of the bot wrote the database, or it cannot be used.
    """
    await _migrate(engine, command.upgrade, "head")


async def downgrade(engine: AsyncEngine, revision: str) -> None:
    """Take the schema back to a revision; `base` leaves nothing.

    Raises:
        StoreError: a newer version of the bot wrote the database, or it cannot be used.
    """
    await _migrate(engine, command.downgrade, revision)


async def revision_of(engine: AsyncEngine) -> str | None:
    """The revision that a database stands at; None if it has none of our tables.

    Raises:
        StoreError: a newer version of the bot wrote the database, or it cannot be used.
    """

    def read(connection: Connection) -> str | None:
        _refuse_newer(connection, name_of(engine))
        return MigrationContext.configure(connection).get_current_revision()

    with translated(name_of(engine)):
        async with engine.connect() as connection:
            return await connection.run_sync(read)


def known_revisions() -> tuple[str, ...]:
    """The revisions of the schema, the first to the latest."""
    script = ScriptDirectory.from_config(_location())
    return tuple(each.revision for each in script.walk_revisions())[::-1]


def _location() -> Config:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    return config


def configuration(connection: Connection) -> Config:
    """Where Alembic finds the migrations, and the connection they run on."""
    config = _location()
    config.attributes["connection"] = connection
    return config


async def _migrate(engine: AsyncEngine, step: Callable[[Config, str], None], revision: str) -> None:
    def run(connection: Connection) -> None:
        with _foreign_keys_off(connection), connection.begin():
            _wait_for_others(connection)
            config = configuration(connection)
            _refuse_newer(connection, name_of(engine))
            step(config, revision)
            # A file that may only be read is found out now, not when the first digest is due.
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")

    with translated(name_of(engine)):
        async with engine.execution_options(**WRITES).connect() as connection:
            await connection.run_sync(run)


@contextmanager
def _foreign_keys_off(connection: Connection) -> Iterator[None]:
    """Without them, for SQLite alters a table by building it anew: that would delete by cascade."""
    if connection.dialect.name != "sqlite":
        yield
        return
    _switch(connection, "OFF")
    try:
        yield
    finally:
        _switch(connection, "ON")


def _switch(connection: Connection, state: str) -> None:
    # Past SQLAlchemy, which would begin a transaction, where SQLite ignores this.
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys = {state}")
    cursor.close()


def _wait_for_others(connection: Connection) -> None:
    """Let one process at a time migrate; SQLite's transaction has locked the file already."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{MIGRATION_SECONDS}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")


def _refuse_newer(connection: Connection, place: str) -> None:
    known = known_revisions()
    unknown = set(MigrationContext.configure(connection).get_current_heads()) - set(known)
    if unknown:
        raise StoreError(
            f"the database {place} was written by a newer version of the bot (its revision is "
            f"{', '.join(sorted(unknown))}, the latest known here {known[-1]}): "
            "install that version, or name another database"
        )
