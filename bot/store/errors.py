"""What a database says went wrong, as sentences that whoever runs the bot can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.service.ports import StoreError

LOCKED: Final = "is locked by another program: close that program; two bots may share the database"

FULL: Final = "cannot grow: the disk is full"

FILE_SENTENCES: Final = {
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: the path must be a file in a folder that this "
    "user may write to",
    sqlite3.SQLITE_READONLY: "cannot be written: give this user write access to the file and its "
    "folder",
    sqlite3.SQLITE_NOTADB: "is not an SQLite database: move it away, or name another file",
    sqlite3.SQLITE_CORRUPT: "is damaged: move it away, then run briefing restore with a backup",
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports an error",
}
"""How a sentence about the database goes on, by SQLite's primary result code."""

GONE: Final = "closed the connection: see whether its server runs"

AWAY: Final = "cannot be reached"

SERVER_SENTENCES: Final = {
    "28P01": "does not accept the password: look at BRIEFING_DATABASE",
    "28000": "does not let this user in: look at BRIEFING_DATABASE and the server's pg_hba.conf",
    "3D000": "does not exist: make it with CREATE DATABASE, or name another",
    "42501": "does not let its user do that: make the user the owner of the database",
    "53100": FULL,
    "53200": "is out of memory",
    "53300": "has no connection left: raise max_connections of its server, or run fewer bots",
    "25006": "may only be read: name the server that takes writes",
    "55P03": LOCKED,
    "40001": "was changed by another program at the same moment",
    "40P01": "was changed by another program at the same moment",
    "57P01": GONE,
    "57P02": GONE,
    "57P03": "is starting up or shutting down",
    "25P03": GONE,
    "XX001": "is damaged: run briefing restore with a backup into a new database",
    "XX002": "is damaged: run briefing restore with a backup into a new database",
    "08": GONE,
}
"""How it goes on by PostgreSQL's SQLSTATE, or by the class that its first two characters name."""

PASSING_FILE_CODES: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}

PASSING_STATES: Final = frozenset(
    ("08", "25P03", "40001", "40P01", "53300", "55P03", "57P01", "57P02", "57P03")
)
"""What may be over in a moment; a full disk or a wrong password stay as they are."""


class PassingError(StoreError):
    """One that may be over in a moment.

    `undone` says that nothing was changed; otherwise the connection was lost while a change was
    being made to last, and nobody knows.
    """

    def __init__(self, message: str, *, undone: bool) -> None:
        super().__init__(message)
        self.undone = undone


@contextmanager
def translated(place: str, *, ending: bool = False) -> Iterator[None]:
    """Turn an error of the database at `place` into a StoreError; `ending` while it commits."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        sentence = f"the database {place} {_sentence(error)}"
        if not _passes(error):
            raise StoreError(sentence) from error
        raise PassingError(sentence, undone=not (ending and _is_cut(error))) from error


def _sentence(error: SQLAlchemyError | OSError) -> str:
    if isinstance(error, OSError):
        why = error.strerror or str(error) or "it does not answer"
        return f"{AWAY} ({why}): see whether its server runs"
    if isinstance(error, PoolTimeoutError):
        return "is asked for more at once than it can answer"
    if not isinstance(error, DBAPIError):
        return f"failed: {error}"
    file_code, state = _codes(error)
    if state:
        found = SERVER_SENTENCES.get(state) or SERVER_SENTENCES.get(state[:2])
    else:
        found = GONE if error.connection_invalidated else FILE_SENTENCES.get(file_code)
    return found or f"failed: {error.orig}"


def _passes(error: SQLAlchemyError | OSError) -> bool:
    if not isinstance(error, DBAPIError):
        return isinstance(error, OSError | PoolTimeoutError)
    file_code, state = _codes(error)
    passing = state in PASSING_STATES or state[:2] in PASSING_STATES
    return error.connection_invalidated or passing or file_code in PASSING_FILE_CODES


def _is_cut(error: SQLAlchemyError | OSError) -> bool:
    """Whether the connection was lost, so that what was under way may have happened."""
    return isinstance(error, OSError) or (
        isinstance(error, DBAPIError) and error.connection_invalidated
    )


def _codes(error: DBAPIError) -> tuple[int, str]:
    """SQLite's primary result code and PostgreSQL's SQLSTATE: 0 and nothing if it says none."""
    # The low byte; the rest tells variants apart, such as a lock of the recovery.
    code: int = getattr(error.orig, "sqlite_errorcode", 0)
    return code & 0xFF, getattr(error.orig, "sqlstate", None) or ""
