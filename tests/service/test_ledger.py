"""Passages are collected, and kept from time to time."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.service.ledger import MOST_WAITING, Ledger
from bot.service.marks import Marks
from bot.service.ports import StoreError
from bot.service.preferences import Preferences
from bot.service.retention import Retention
from bot.store import SqlStore, open_store
from tests.service.fakes import Clock
from tests.store.factories import MONDAY, NONE, address
from tests.store.test_posts import all_of, passage


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    opened = await open_store(address(tmp_path), NONE)
    yield opened
    await opened.close()


async def test_what_was_noted_is_kept_when_it_is_time(store: SqlStore) -> None:
    ledger = Ledger(store, Clock(MONDAY))
    ledger.note(passage())
    assert await all_of(store) == []

    await ledger.keep()
    await ledger.keep()

    assert await all_of(store) == [passage()]


async def test_while_the_database_is_away_it_waits(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ledger = Ledger(store, Clock(MONDAY))
    ledger.note(passage())

    async def away(*_: object) -> None:
        raise StoreError("away")

    with monkeypatch.context() as patch:
        patch.setattr(store, "keep_passages", away)
        await ledger.keep()
    assert "kept later: away" in caplog.text
    ledger.note(passage(message="2"))
    await ledger.keep()

    assert await all_of(store) == [passage(), passage(message="2")]


async def test_no_more_waits_than_memory_should_hold(store: SqlStore) -> None:
    ledger = Ledger(store, Clock(MONDAY))
    for number in range(MOST_WAITING + 1):
        ledger.note(passage(message=f"{number}"))

    await ledger.keep()

    assert await store.packs_shown() == {"bridges": MOST_WAITING}


async def test_what_is_older_than_wanted_is_forgotten(store: SqlStore) -> None:
    clock = Clock(MONDAY)
    retention = Retention(
        platform="discord",
        store=store,
        preferences=Preferences(store, Marks(store), clock=clock),
        misses=None,
        days=30,
        ledger=store,
        posts_days=365,
        clock=clock,
    )
    new = replace(passage(message="2"), at=MONDAY + timedelta(days=1))
    await store.keep_passages([passage(), new])

    clock.move(timedelta(days=365))
    await retention.sweep()
    assert len(await all_of(store)) == 2
    clock.move(timedelta(seconds=1))
    await retention.sweep()
    assert await all_of(store) == [new]
