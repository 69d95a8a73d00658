"""A backup put into a database of either kind: all of it or nothing."""

import shutil
import tempfile
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.service.ports import StoreError
from bot.store import rows
from bot.store.engine import connect, name_of, opened
from bot.store.files import Copied, checked, refuse_same
from bot.store.schema import upgrade
from bot.store.sqlite import file_at


async def restore(address: str, file: Path, *, replace: bool = False) -> Copied:
    """Copy a backup into a database, in one transaction.

    Raises:
        StoreError: the file is no backup that can be read, or the database holds something and
            may not be replaced; then the database is as it was.
    """
    refuse_same(address, file)
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        # A copy of our own: it may have to be brought up to date, and the backup stays as it is.
        copy = _copy_whole(file, Path(folder))
        revision = checked(copy, named=str(file)).revision
        async with opened(file_at(copy)) as source, opened(connect(address)) as target:
            await upgrade(source)
            await upgrade(target)
            counts = await _refill(source, target, replace=replace)
            return Copied(database=name_of(target), revision=revision, counts=counts)


async def _refill(source: AsyncEngine, target: AsyncEngine, *, replace: bool) -> rows.Counts:
    """Put the rows of one database in place of another's."""
    async with source.connect() as old, rows.one_write(target) as new:
        await rows.lock(new)
        if any((await rows.count(new)).values()):
            if not replace:
                raise StoreError(
                    f"the database {name_of(target)} holds something: back it up, then add "
                    "--replace to put the backup in its place"
                )
            await rows.clear(new)
        await rows.copy(old, new)
        counts = await rows.count(new)
        if counts != await rows.count(old):
            raise StoreError(f"the database {name_of(target)} did not take all rows: try again")
        return counts


def _copy_whole(file: Path, folder: Path) -> Path:
    """A copy of a database file, with what stands in the log beside it."""
    copy = folder / "backup.sqlite3"
    try:
        shutil.copyfile(file, copy)
        log = file.with_name(f"{file.name}-wal")
        if log.exists():
            shutil.copyfile(log, copy.with_name(f"{copy.name}-wal"))
    except OSError as error:
        raise StoreError(
            f"{file} cannot be read, or copied to {folder}: {error.strerror}"
        ) from error
    return copy
