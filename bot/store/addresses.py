"""Addresses of databases, read and checked before anything is opened or made."""

from collections.abc import Mapping, Set
from typing import Final

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.service.ports import StoreError

EXAMPLE: Final = "sqlite+aiosqlite:///data/briefing.sqlite3"

POSTGRES_EXAMPLE: Final = "postgresql://user:password@host/briefing"

DRIVERS: Final[Mapping[str, str]] = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
"""How an address may begin, and what it then stands for."""

FILE_OPTIONS: Final = {"timeout"}
URI_OPTIONS: Final = {"timeout", "uri", "mode", "cache", "immutable", "nolock", "vfs"}
SERVER_OPTIONS: Final = {"host", "port", "ssl", "sslmode"}

SSL_MODES: Final = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")

LAST_PORT: Final = 65_535

LONGEST: Final = 3600.0
"""Seconds that an address may let a statement wait for a lock."""


def parse(address: str) -> URL:
    """What an address names, with the driver that is used for it.

    Raises:
        StoreError: it is of no kind that is supported; the message never holds the address, for
            that may hold a password.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise StoreError(
            f"the database address cannot be read; one looks like {EXAMPLE}"
        ) from error
    if url.drivername not in DRIVERS:
        raise StoreError(
            f"a database address that begins with {url.drivername} is not supported; "
            f"one looks like {EXAMPLE} or {POSTGRES_EXAMPLE}"
        )
    url = url.set(drivername=DRIVERS[url.drivername])
    return _file(url) if is_file(url) else _server(url)


def is_file(url: URL) -> bool:
    """Whether it is an SQLite database; else it is a PostgreSQL server's."""
    return url.get_backend_name() == "sqlite"


def _file(url: URL) -> URL:
    if url.host or url.username or url.port:
        raise StoreError(
            "the address of a database file names a host: before the file belong three slashes, "
            f"as in {EXAMPLE}, and four before one that begins at the root"
        )
    _refuse_options(url, URI_OPTIONS if "uri" in url.query else FILE_OPTIONS)
    seconds = url.query.get("timeout", "0")
    try:
        right = 0 <= float(str(seconds)) <= LONGEST
    except ValueError:
        right = False
    if not right:
        raise StoreError(
            "the timeout in the database address is not right: write seconds from 0 to "
            f"{LONGEST:g}, as in {EXAMPLE}?timeout=10"
        )
    return url


def _server(url: URL) -> URL:
    _refuse_options(url, SERVER_OPTIONS)
    if not url.database:
        raise StoreError(
            f"the database address names no database; one looks like {POSTGRES_EXAMPLE}"
        )
    for port in (str(url.port or 1), *url.normalized_query.get("port", ())):
        if not (port.isdecimal() and 1 <= int(port) <= LAST_PORT):
            raise StoreError(
                f"the port in the database address is not right: write 1 to {LAST_PORT}, or none"
            )
    # What libpq and hosts of databases call sslmode, asyncpg calls ssl.
    mode = url.query.get("sslmode", url.query.get("ssl"))
    if mode is None:
        return url
    if mode not in SSL_MODES:
        raise StoreError(
            "the database address has an option that is not right: sslmode is one of "
            f"{', '.join(SSL_MODES)}"
        )
    return url.difference_update_query(["sslmode"]).update_query_dict({"ssl": str(mode)})


def _refuse_options(url: URL, known: Set[str]) -> None:
    strange = sorted(set(url.query) - known)
    if strange:
        raise StoreError(
            f"the database address has an option that is not supported: {', '.join(strange)}; "
            f"supported are {', '.join(sorted(known))}"
        )
