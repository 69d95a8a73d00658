"""Processes on real databases of both kinds, and where they post."""

from collections.abc import AsyncIterator

import pytest

from bot.store import SqlStore, open_store
from tests.service.delivering.process import Process, Start
from tests.service.fakes import Clock, FakeSender
from tests.store.factories import MINUTE, MONDAY


@pytest.fixture
def clock() -> Clock:
    """Half a minute before the first digest in Seoul is due."""
    return Clock(MONDAY - MINUTE / 2)


@pytest.fixture
async def start(database: str, clock: Clock) -> AsyncIterator[Start]:
    """Starts one more process on the same database."""
    stores: list[SqlStore] = []

    async def start() -> Process:
        stores.append(await open_store(database))
        return Process(stores[-1], clock)

    yield start
    for store in stores:
        await store.close()


@pytest.fixture
async def process(start: Start) -> Process:
    return await start()


@pytest.fixture
def sender() -> FakeSender:
    return FakeSender()
