"""Counts of what was asked, on the real database."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.service.places import Place
from bot.service.ports import StoreError
from bot.service.tally import DAYS, MOST_WAITING, Tally
from bot.store import SqlStore, open_store
from tests.service.fakes import Clock
from tests.store.factories import MONDAY

SERVER = Place(platform="discord", workspace="1", channel="10")
DIRECT = Place(platform="discord", workspace="", channel="11")


@pytest.fixture
async def store(database: str) -> AsyncIterator[SqlStore]:
    opened = await open_store(database)
    yield opened
    await opened.close()


async def counted(store: SqlStore) -> dict[str, int]:
    return dict(await store.asked("discord", "1", "p", MONDAY.date() - timedelta(days=99)))


async def test_answers_are_counted_by_entry_over_days_and_processes(store: SqlStore) -> None:
    clock = Clock(MONDAY)
    tallies = [Tally(store, clock) for _ in range(2)]
    for tally in tallies:
        for entry in ("wear", "wear", "cost"):
            tally.note(SERVER, "p", entry)
        await tally.keep()
    clock.move(timedelta(days=1))
    tallies[0].note(SERVER, "p", "wear")
    await tallies[0].keep()
    assert await counted(store) == {"wear": 5, "cost": 2}
    assert await store.asked("discord", "1", "p", clock.now.date()) == {"wear": 1}
    assert await store.asked("discord", "2", "p", MONDAY.date()) == {}


async def test_direct_conversations_are_not_counted(store: SqlStore) -> None:
    tally = Tally(store, Clock(MONDAY))
    tally.note(DIRECT, "p", "wear")
    await tally.keep()
    assert await store.asked("discord", "", "p", MONDAY.date()) == {}


async def test_old_counts_are_forgotten(store: SqlStore) -> None:
    clock = Clock(MONDAY)
    tally = Tally(store, clock)
    tally.note(SERVER, "p", "wear")
    await tally.keep()
    clock.move(timedelta(days=DAYS))
    await tally.keep()
    assert await counted(store) == {"wear": 1}
    clock.move(timedelta(days=1))
    await tally.keep()
    assert await counted(store) == {}


async def test_while_the_database_is_away_counts_wait_and_are_bounded(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    tally = Tally(store, Clock(MONDAY))
    for number in range(MOST_WAITING + 5):
        tally.note(SERVER, "p", f"e{number}")

    async def away(*_: object) -> None:
        raise StoreError("away")

    with monkeypatch.context() as patch:
        patch.setattr(store, "count_asked", away)
        await tally.keep()
    tally.note(SERVER, "p", "e0")
    await tally.keep()
    kept = await counted(store)
    assert (len(kept), kept["e0"]) == (MOST_WAITING, 2)
