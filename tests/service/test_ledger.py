"""Where entries stand is kept, and known when they have changed."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from typing_extensions import override

from bot.core.knowledge import Pack, Status
from bot.service.corrections import outdated
from bot.service.ledger import ANSWER, DAYS, MOST_WAITING, Ledger, Standing
from bot.service.places import Place
from bot.service.ports import StoreError
from bot.store import SqlStore, open_store
from tests.ready import MINIMAL, ready
from tests.service.fakes import Clock
from tests.store.factories import MONDAY

CHANNEL = Place(platform="discord", workspace="1", channel="10")
PACK = ready(MINIMAL)[0]
FIRST, SECOND = PACK.entries[0], PACK.entries[1]


@pytest.fixture
async def store(database: str) -> AsyncIterator[SqlStore]:
    opened = await open_store(database)
    yield opened
    await opened.close()


def standing(key: str, mark: str, *, message: str = "5") -> Standing:
    return Standing(
        platform="discord",
        workspace="1",
        channel="10",
        message=message,
        pack=PACK.id,
        key=key,
        mark=mark,
        kind=ANSWER,
        posted_at=MONDAY,
    )


def with_first(**changed: Any) -> Pack:
    """The pack, with its first entry changed."""
    return replace(PACK, entries=(replace(FIRST, **changed), *PACK.entries[1:]))


async def test_answers_are_kept_with_the_next_tick_once_each(store: SqlStore) -> None:
    ledger = Ledger(store, Clock(MONDAY))
    for _ in range(2):
        ledger.note(CHANNEL, "5", PACK.id, FIRST.id, FIRST.mark)
    ledger.note(CHANNEL, "6", PACK.id, SECOND.id, SECOND.mark)

    await ledger.keep()

    kept = await store.standings("discord")
    assert [(each.message, each.key, each.mark) for each in kept] == [
        ("5", FIRST.id, FIRST.mark),
        ("6", SECOND.id, SECOND.mark),
    ]
    assert await store.standings("slack") == ()


async def test_after_a_year_nothing_is_known_of_a_message(store: SqlStore) -> None:
    clock = Clock(MONDAY)
    ledger = Ledger(store, clock)
    ledger.note(CHANNEL, "5", PACK.id, FIRST.id, FIRST.mark)
    await ledger.keep()

    clock.move(timedelta(days=DAYS))
    await ledger.keep()
    assert len(await store.standings("discord")) == 1
    clock.move(timedelta(days=1))
    await ledger.keep()

    assert await store.standings("discord") == ()


async def test_with_a_workspace_goes_what_was_posted_there(store: SqlStore) -> None:
    await store.note_standings([standing(FIRST.id, FIRST.mark)])

    await store.forget_workspace("discord", "1")

    assert await store.standings("discord") == ()


class Away(SqlStore):
    """A store that cannot be reached."""

    def __init__(self, store: SqlStore) -> None:
        super().__init__(store._engine)
        self.unreachable = True

    @override
    async def note_standings(self, standings: Sequence[Standing]) -> None:
        if self.unreachable:
            raise StoreError("away")
        await super().note_standings(standings)


async def test_while_the_database_is_away_answers_wait_and_are_bounded(store: SqlStore) -> None:
    away = Away(store)
    ledger = Ledger(away, Clock(MONDAY))
    for number in range(MOST_WAITING + 5):
        ledger.note(CHANNEL, str(number), PACK.id, FIRST.id, FIRST.mark)
    await ledger.keep()
    assert await store.standings("discord") == ()

    away.unreachable = False
    await ledger.keep()

    assert len(await store.standings("discord")) == MOST_WAITING


def test_only_messages_that_show_something_else_are_out_of_date() -> None:
    standings = [
        standing(FIRST.id, FIRST.mark, message="5"),
        standing(FIRST.id, "00000000", message="6"),
        standing(SECOND.id, SECOND.mark, message="6"),
    ]

    (found,) = outdated(standings, {PACK.id: PACK}.get, MONDAY)

    assert (found.first.message, found.changed, found.withdrawn) == ("6", (FIRST.id,), ())
    assert found.entries == (FIRST, SECOND)


def test_what_has_expired_was_right_then_and_what_is_a_draft_again_is_withdrawn() -> None:
    standings = [standing(FIRST.id, FIRST.mark)]
    expired = with_first(expires=MONDAY - timedelta(days=1))
    draft = with_first(status=Status.DRAFT)

    assert outdated(standings, {PACK.id: expired}.get, MONDAY) == ()
    (found,) = outdated(standings, {PACK.id: draft}.get, MONDAY)
    assert (found.withdrawn, found.entries) == ((FIRST.id,), ())


@pytest.mark.parametrize("mark", [FIRST.mark, "00000000"])
def test_of_a_pack_that_is_not_loaded_nothing_is_said(mark: str) -> None:
    assert outdated([standing(FIRST.id, mark)], lambda _: None, MONDAY) == ()
