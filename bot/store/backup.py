"""Backups: one SQLite file, whatever database it was made from."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.service.ports import StoreError
from bot.store import rows
from bot.store.addresses import is_file, parse
from bot.store.engine import connect, is_there, name_in, name_of, opened
from bot.store.errors import translated
from bot.store.files import Copied, checked, refuse_same
from bot.store.schema import known_revisions, revision_of, upgrade
from bot.store.sqlite import file_at


async def back_up(address: str, file: Path, *, replace: bool = False) -> Copied:
    """Copy a database into a file while others go on using it, and check the copy.

    The file appears when it is whole.

    Raises:
        StoreError: there is no database, the file is there and may not be replaced, or the copy
            is not what it should be; then there is no new file.
    """
    place = name_in(parse(address))
    if not is_there(address):
        raise StoreError(f"there is no database {place}: nothing to back up")
    refuse_same(address, file)
    with _replacing(file, replace=replace) as part:
        async with opened(connect(address)) as engine:
            counts = await (_copy_file if is_file(engine.url) else _copy_rows)(engine, part)
        copy = checked(part, named=f"the copy of {place}")
        if copy.counts != counts:
            raise StoreError(f"the copy of {place} lacks rows: try again")
    return Copied(database=place, revision=copy.revision, counts=counts)


async def _copy_file(engine: AsyncEngine, part: Path) -> rows.Counts:
    """Copy an SQLite database by its own means for that: as it was at one moment."""
    with translated(name_of(engine)):
        async with engine.connect() as connection:
            counts = await rows.count(connection)  # Its transaction is the copy's, too.
            driver: Any = (await connection.get_raw_connection()).driver_connection
            try:
                with closing(sqlite3.connect(part, check_same_thread=False)) as copy:
                    await driver.backup(copy)
                    _leave_one_file(copy)
            except sqlite3.Error as error:
                raise StoreError(
                    f"the database {name_of(engine)} cannot be copied to {part.parent}: {error}"
                ) from error
    return counts


async def _copy_rows(engine: AsyncEngine, part: Path) -> rows.Counts:
    """Copy a PostgreSQL database row by row, as it was at one moment."""
    revision, latest = await revision_of(engine), known_revisions()[-1]
    if revision != latest:
        raise StoreError(
            f"the database {name_of(engine)} is at revision {revision or 'none'}, this version of "
            f"the bot copies {latest}: use the version that wrote it, or run briefing migrate"
        )
    async with opened(file_at(part)) as file:
        await upgrade(file)
        async with rows.one_moment(engine) as source, rows.one_write(file) as target:
            await rows.copy(source, target)
            counts = await rows.count(source)
    with closing(sqlite3.connect(part)) as copy:
        _leave_one_file(copy)
    return counts


def _leave_one_file(copy: sqlite3.Connection) -> None:
    """Write into the file itself what stands in a log beside it."""
    copy.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def _replacing(file: Path, *, replace: bool) -> Iterator[Path]:
    """A file to fill, which gets its name when it is whole, or else is removed."""
    if file.exists() and not replace:
        raise StoreError(f"{file} is there already: name another file, or add --replace")
    try:
        number, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
        os.close(number)
        part = Path(name)
        try:
            yield part
            with part.open("r+b") as whole:
                os.fsync(whole.fileno())
            part.replace(file)
        finally:
            for left in part.parent.glob(f"{part.name}*"):
                left.unlink()
    except OSError as error:
        raise StoreError(f"{file} cannot be written: {error.strerror}") from error
