"""Notes of the bot for itself, on the real database."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.store import SqlStore, open_store


@pytest.fixture
async def store(database: str) -> AsyncIterator[SqlStore]:
    opened = await open_store(database)
    yield opened
    await opened.close()


async def test_of_many_who_note_at_once_all_learn_the_first(database: str) -> None:
    stores = [await open_store(database) for _ in range(3)]
    learnt = await asyncio.gather(
        *(store.note_once("secret", f"{number}") for number, store in enumerate(stores * 4))
    )
    assert len(set(learnt)) == 1
    assert await stores[0].get("secret") == learnt[0]
    for store in stores:
        await store.close()


async def test_a_note_is_kept_until_it_is_replaced(store: SqlStore) -> None:
    assert await store.get("commands") is None
    await store.put("commands", "a")
    await store.put("commands", "b")
    assert await store.get("commands") == "b"
