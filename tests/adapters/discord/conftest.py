"""The real bot on a simulated Discord."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import simcord

from bot.adapters.discord.client import BriefingBot
from bot.store import SqlStore
from tests.adapters.discord.world import World
from tests.migrated import fresh_store


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the database is that is copied."""
    return tmp_path_factory.mktemp("migrated") / "briefing.sqlite3"


@pytest.fixture
async def store(template: Path, tmp_path: Path) -> AsyncIterator[SqlStore]:
    """An empty database in a file."""
    store = await fresh_store(template, tmp_path)
    yield store
    await store.close()


@pytest.fixture
async def bare_world(store: SqlStore) -> World:
    """A bot with nobody to talk to yet."""
    return World(store)


@pytest.fixture
def simcord_bot(bare_world: World) -> BriefingBot:
    """What simcord puts on its Discord."""
    return bare_world.bot


@pytest.fixture
async def world(bare_world: World, simcord_env: simcord.Env) -> World:
    """The bot in a server with Alice and Maria."""
    bare_world.furnish(simcord_env)
    return bare_world
