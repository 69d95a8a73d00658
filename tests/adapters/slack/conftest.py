"""A bot on Slack over the minimal pack."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from bot.store import SqlStore, open_store
from tests.adapters.slack.far_end import FarEnd
from tests.adapters.slack.world import World


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    """Durable state of its own."""
    store = await open_store(f"sqlite+aiosqlite:///{tmp_path}/briefing.sqlite3")
    yield store
    await store.close()


@pytest.fixture
async def slack() -> AsyncIterator[FarEnd]:
    """The far end of the wire."""
    far_end = FarEnd()
    async with TestServer(far_end.app()) as server:
        far_end.base = str(server.make_url("/"))
        yield far_end


@pytest.fixture
async def world(store: SqlStore, slack: FarEnd) -> World:
    """A bot that serves the minimal pack."""
    return World(store, slack)
