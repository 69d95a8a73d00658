"""Bringing a database's schema up to date when the bot starts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.service.ports import StoreError
from bot.store.engine import WRITES, name_of
from bot.store.errors import translated


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


def configuration(connection: Connection) -> Config:
    """Where Alembic finds the migrations, and the connection they run on."""
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.attributes["connection"] = connection
    return config


async def _migrate(engine: AsyncEngine, step: Callable[[Config, str], None], revision: str) -> None:
    def run(connection: Connection) -> None:
        with _foreign_keys_off(connection), connection.begin():
            config = configuration(connection)
            _refuse_newer(connection, ScriptDirectory.from_config(config), name_of(engine))
            step(config, revision)
            # A file that may only be read is found out now, not when the first digest is due.
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")

    with translated(name_of(engine)):
        async with engine.execution_options(**WRITES).connect() as connection:
            await connection.run_sync(run)


@contextmanager
def _foreign_keys_off(connection: Connection) -> Iterator[None]:
    """Without them, for SQLite alters a table by building it anew: that would delete by cascade."""
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


def _refuse_newer(connection: Connection, script: ScriptDirectory, place: str) -> None:
    known = {each.revision for each in script.walk_revisions()}
    unknown = set(MigrationContext.configure(connection).get_current_heads()) - known
    if unknown:
        raise StoreError(
            f"the database {place} was written by a newer version of the bot (its revision is "
            f"{', '.join(sorted(unknown))}, the latest known here {script.get_current_head()}): "
            "install that version, or name another database"
        )
