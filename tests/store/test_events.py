"""Events are taken once, by whichever process comes first."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.service.once import Once
from bot.store import open_store

NOW = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


async def test_an_event_is_taken_once_by_one_of_several_processes(database: str) -> None:
    stores = [await open_store(database), await open_store(database)]
    once = [Once("slack", store, lambda: NOW) for store in stores for _ in range(4)]

    taken = await asyncio.gather(*(each.first("Ev1") for each in once))

    assert sorted(taken) == [False] * 7 + [True]
    for store in stores:
        await store.close()


async def test_an_event_is_forgotten_once_it_is_old(database: str) -> None:
    store = await open_store(database)
    assert await Once("slack", store, lambda: NOW).first("Ev1")
    later = Once("slack", store, lambda: NOW + timedelta(hours=7))

    assert not await later.first("Ev1")
    await later.sweep()

    assert await Once("slack", store, lambda: NOW).first("Ev1")
    await store.close()


async def test_events_of_another_platform_are_others(database: str) -> None:
    store = await open_store(database)

    assert await Once("slack", store, lambda: NOW).first("1")
    assert await Once("discord", store, lambda: NOW).first("1")
    await store.close()
