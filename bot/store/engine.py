"""Connections to the database that an address names."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store import postgres, sqlite
from bot.store.addresses import is_file, parse

WRITES: Final = sqlite.WRITES
"""Execution option of a connection that will write; PostgreSQL's rows are locked one by one."""


def connect(address: str) -> AsyncEngine:
    """An engine for an SQLAlchemy address; an SQLite file and its folder are made.

    Raises:
        StoreError: the address is of no kind that is supported, the file cannot be written, or
            what PostgreSQL needs is not installed.
    """
    url = parse(address)
    return sqlite.connect(url) if is_file(url) else postgres.connect(url)


@asynccontextmanager
async def opened(engine: AsyncEngine) -> AsyncIterator[AsyncEngine]:
    """Use an engine, and let go of its connections."""
    try:
        yield engine
    finally:
        await engine.dispose()


def is_there(address: str) -> bool:
    """Whether the database of an SQLAlchemy address has been made; one in memory never is.

    Opening a server's makes none, so it counts as there.

    Raises:
        StoreError: the address is of no kind that is supported.
    """
    url = parse(address)
    return not is_file(url) or "uri" in url.query or Path(url.database or ":memory:").exists()


def name_of(engine: AsyncEngine) -> str:
    """How messages call the database: its file, or its name and host; never a password."""
    return name_in(engine.url)


def name_in(url: URL) -> str:
    """How messages call the database of an address."""
    if is_file(url):
        return url.database or ":memory:"
    host = url.host or ", ".join(url.normalized_query.get("host", ())) or "this machine"
    return f"{url.database} on {host}"
