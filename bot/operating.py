"""What whoever runs the bot does with its database: migrate it, back it up, restore it."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

from bot.preparing import StartError, load_settings
from bot.store import Copied, StoreError, back_up, migrate, restore, standing

R = TypeVar("R")


def migrate_now() -> None:
    """Bring the database to the latest revision, and say from which."""
    before = _done(migrate(load_settings().briefing_database))
    if before.is_latest:
        print(f"the database {before.database} is up to date (revision {before.latest})")
    else:
        old = f"from revision {before.revision}" if before.revision else "from nothing"
        print(f"migrated the database {before.database} {old} to {before.latest}")


def is_migrated() -> bool:
    """Say whether the database is at the latest revision, and change nothing."""
    found = _done(standing(load_settings().briefing_database))
    if found.is_latest:
        print(f"the database {found.database} is up to date (revision {found.latest})")
    elif found.revision is None:
        print(f"the database {found.database} has no tables yet: run briefing migrate")
    else:
        print(
            f"the database {found.database} is at revision {found.revision}, the latest is "
            f"{found.latest}: run briefing migrate"
        )
    return found.is_latest


def back_up_into(file: Path, *, replace: bool) -> None:
    """Back the database up into a file, and say what is in it."""
    copied = _done(back_up(load_settings().briefing_database, file, replace=replace))
    print(f"backed up the database {copied.database} into {file} {_told(copied)}")


def restore_from(file: Path, *, replace: bool) -> None:
    """Restore the database from a file, and say what is in it."""
    copied = _done(restore(load_settings().briefing_database, file, replace=replace))
    print(f"restored the database {copied.database} from {file} {_told(copied)}")


def _told(copied: Copied) -> str:
    held = [
        f"{name.replace('_', ' ')} {number}" for name, number in copied.counts.items() if number
    ]
    return f"(revision {copied.revision}): {', '.join(held) or 'no rows'}"


def _done(work: Coroutine[Any, Any, R]) -> R:
    try:
        return asyncio.run(work)
    except StoreError as error:
        raise StartError(str(error)) from error
