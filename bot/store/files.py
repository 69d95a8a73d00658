"""Files that are, or should be, backups: what is in them, and what they must not be."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.service.ports import StoreError
from bot.store.addresses import is_file, parse
from bot.store.rows import TABLES, Counts
from bot.store.schema import known_revisions

SIGNS: Final = {"alembic_version", "subscriptions", "deliveries", "notes"}
"""Tables by which a database of ours is known, at any revision."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Contents:
    """What a file of ours holds."""

    revision: str
    counts: Counts


@dataclass(frozen=True, kw_only=True, slots=True)
class Copied:
    """What was copied: how many rows of each table, at which revision, and from or into what."""

    database: str
    revision: str
    counts: Counts


def checked(file: Path, *, named: str) -> Contents:
    """What a file holds that is whole, and ours.

    Raises:
        StoreError: it is not; the message calls it `named`.
    """
    try:
        with closing(sqlite3.connect(file)) as connection:
            _check_whole(connection, named)
            revision = _revision(connection, named)
            return Contents(revision=revision, counts=_counts(connection))
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"{named} is not a whole SQLite database ({error}): take another backup"
        ) from error


def refuse_same(address: str, file: Path) -> None:
    """Raise StoreError if a backup is to be the very file of the database."""
    url = parse(address)
    if is_file(url) and url.database and Path(url.database).resolve() == file.resolve():
        raise StoreError(f"{file} is the database itself: name another file")


def _check_whole(connection: sqlite3.Connection, named: str) -> None:
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise StoreError(f"{named} is damaged ({str(found).splitlines()[-1]}): take another backup")
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise StoreError(f"{named} holds deliveries of no subscription: take another backup")


def _revision(connection: sqlite3.Connection, named: str) -> str:
    if not _tables(connection) >= SIGNS:
        raise StoreError(f"{named} is not a database of this bot: name a file of briefing backup")
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    revision = str(found[0]) if found else "none"
    known = known_revisions()
    if revision not in known:
        raise StoreError(
            f"{named} was written by a newer version of the bot, or by another program (its "
            f"revision is {revision}, the latest known here {known[-1]}): install that version"
        )
    return revision


def _counts(connection: sqlite3.Connection) -> Counts:
    there = _tables(connection)
    return {
        table.name: connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]  # noqa: S608 - names of ours
        for table in TABLES
        if table.name in there
    }


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
