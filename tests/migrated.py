"""An empty database, migrated once and copied for each test."""

import shutil
from pathlib import Path

from bot.store import SqlStore, open_store
from bot.store.engine import connect


async def fresh_store(template: Path, folder: Path) -> SqlStore:
    """A store on a file of its own in the folder; the template is made where there is none yet."""
    if not template.exists():
        await (await open_store(f"sqlite+aiosqlite:///{template}")).close()
    file = shutil.copy(template, folder / "briefing.sqlite3")
    return SqlStore(connect(f"sqlite+aiosqlite:///{file}"))
