"""Connections to an SQLite file: written ahead, durably, one writer at a time."""

import sqlite3
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry

from bot.service.ports import StoreError

LOCK_SECONDS: Final = 10
"""How long a statement waits for another process to let go of an SQLite file."""

WRITES: Final = {"briefing_writes": True}
"""Execution option of a connection that will write: it takes SQLite's write lock at once.

One that read first would fail, not wait, when another process wrote in between.
"""


def connect(url: URL) -> AsyncEngine:
    """An engine for an SQLite file, which is made if there is none.

    Raises:
        StoreError: the file cannot be written.
    """
    _make_file(url)
    if "timeout" not in url.query:
        url = url.update_query_dict({"timeout": str(LOCK_SECONDS)})
    engine = create_async_engine(
        url,
        # One connection: the writers of a process queue here, in order, not at the file's lock;
        # and a database in memory is one and the same for all.
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
        # Transactions begin when `_begin` says, also for DDL; sqlite3 would begin them late.
        connect_args={"isolation_level": None},
    )
    event.listen(engine.sync_engine, "connect", _set_up)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def file_at(path: Path) -> AsyncEngine:
    """An engine for the SQLite file at a path, which may have any signs in it."""
    return connect(URL.create("sqlite+aiosqlite", database=str(path)))


def _make_file(url: URL) -> None:
    """Make the file if there is none, and see that it can be written."""
    if url.database in (None, "", ":memory:") or "uri" in url.query:
        return
    file = Path(str(url.database))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("ab"):
            pass
    except OSError as error:
        raise StoreError(
            f"the database {file} cannot be written ({error.strerror}): "
            "let this user write there, or name another place"
        ) from error


def _set_up(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    try:
        cursor = connection.cursor()
        _write_ahead(cursor)
        # A claim must outlive a power cut; NORMAL, often used with WAL, may lose the last commits.
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()
    except BaseException:
        # The pool does not know it yet, so nobody else would.
        connection.close()
        raise


def _write_ahead(cursor: DBAPICursor) -> None:
    """Let readers and a writer not wait for each other; the file keeps this setting."""
    try:
        cursor.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # SQLite does not wait here. Another process is setting it, or else the first transaction,
        # which does wait, finds the file locked and says so.
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise


def _begin(connection: Connection) -> None:
    options: Any = connection.get_execution_options()
    writes = options.get("briefing_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
