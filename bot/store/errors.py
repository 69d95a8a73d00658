"""What a database says went wrong, as sentences that whoever runs the bot can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.service.ports import StoreError

SENTENCES = {
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: the path must be a file in a folder that this "
    "user may write to",
    sqlite3.SQLITE_READONLY: "cannot be written: give this user write access to the file and its "
    "folder",
    sqlite3.SQLITE_NOTADB: "is not an SQLite database: move it away, or name another file",
    sqlite3.SQLITE_CORRUPT: "is damaged: put a backup in its place",
    sqlite3.SQLITE_BUSY: "is locked by another program: close that program; two bots may share "
    "the file",
    sqlite3.SQLITE_LOCKED: "is locked by another program: close that program; two bots may share "
    "the file",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports an error",
}
"""How a sentence about the database goes on, by SQLite's primary result code."""


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn an error of the database at `place` into a StoreError."""
    try:
        yield
    except SQLAlchemyError as error:
        raise StoreError(f"the database {place} {_sentence(error)}") from error


def _sentence(error: SQLAlchemyError) -> str:
    if not isinstance(error, DBAPIError):
        return f"failed: {error}"
    code = getattr(error.orig, "sqlite_errorcode", 0)
    # The low byte; the rest tells variants apart, such as a lock of the recovery.
    return SENTENCES.get(code & 0xFF, f"failed: {error.orig}")
