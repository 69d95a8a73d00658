"""Questions without a good answer: kept late, without names, and not for long."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from bot.core.answer import Fallback, FallbackReason, Policy, Reply
from bot.service.assistant import Assistant, Briefing
from bot.service.misses import (
    LONGEST,
    MOST_PENDING,
    KeptMiss,
    Misses,
    MissPolicy,
    is_miss,
    scrubbed,
)
from bot.store import SqlStore, open_store
from tests.ready import MINIMAL, ready
from tests.service.fakes import Clock
from tests.store.factories import everything_in

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
PACK, _ = ready(MINIMAL)
FALLBACK = Fallback(pack=PACK, reason=FallbackReason.OUT_OF_SCOPE, confidence=0.1)


@pytest.fixture
async def store(database: str) -> AsyncIterator[SqlStore]:
    opened = await open_store(database)
    yield opened
    await opened.close()


@pytest.fixture
def clock() -> Clock:
    return Clock(now=NOW)


@pytest.fixture
def misses(store: SqlStore, clock: Clock) -> Misses:
    return Misses(store, policy=MissPolicy(people=3, days=30), clock=clock)


async def ask(misses: Misses, *asked: tuple[str, str]) -> None:
    for text, person in asked:
        await misses.note(FALLBACK, text, person=person)


async def kept(store: SqlStore) -> list[tuple[str, int]]:
    return [(miss.text, miss.people) for miss in await store.misses(PACK.id)]


async def test_a_question_is_kept_once_three_different_people_asked_alike(
    misses: Misses, store: SqlStore
) -> None:
    await ask(misses, ("Who pays for the ferry?", "a"), ("who pays for the ferry", "b"))
    assert await kept(store) == []

    await ask(misses, ("For the ferry who pays?", "c"))
    assert await kept(store) == [("Who pays for the ferry?", 3)]

    await ask(misses, ("who pays for the ferry?!", "d"))
    assert await kept(store) == [("Who pays for the ferry?", 4)]


async def test_one_person_who_asks_thrice_is_one_person(misses: Misses, store: SqlStore) -> None:
    await ask(misses, *[("Who pays for the ferry?", "a")] * 3)

    assert await kept(store) == []


async def test_other_questions_do_not_count_together(misses: Misses, store: SqlStore) -> None:
    await ask(
        misses, ("Who pays for the ferry?", "a"), ("How deep is it?", "b"), ("Is there tea?", "c")
    )

    assert await kept(store) == []


async def test_what_was_not_asked_for_long_is_forgotten(
    misses: Misses, store: SqlStore, clock: Clock
) -> None:
    await ask(misses, *[("Who pays for the ferry?", person) for person in "abc"])
    await ask(misses, ("How deep is it?", "a"), ("How deep is it?", "b"))
    clock.move(31 * DAY)

    await ask(misses, ("How deep is it?", "c"))

    assert await kept(store) == []


async def test_nothing_that_names_a_person_reaches_the_file(
    misses: Misses, store: SqlStore, database: str
) -> None:
    said = "who pays <@12345678> for the ferry? mail me: ann@example.org, +49 170 1234567"
    await ask(misses, *[(said, f"discord:98765432{person}") for person in "abc"])

    ((text, _),) = await kept(store)
    assert text == "who pays for the ferry? mail me:"
    held = await everything_in(database)
    assert "who pays" in held
    assert "98765432" not in held


async def test_texts_too_long_to_be_questions_are_not_held(misses: Misses, store: SqlStore) -> None:
    await ask(misses, *[("who " * LONGEST, person) for person in "abc"])

    assert await kept(store) == []


async def test_memory_is_bounded(misses: Misses, store: SqlStore) -> None:
    await ask(misses, ("Who pays for the ferry?", "a"), ("Who pays for the ferry?", "b"))
    await ask(
        misses,
        *[
            (sha256(bytes([number % 256, number // 256])).hexdigest(), "a")
            for number in range(MOST_PENDING)
        ],
    )

    await ask(misses, ("Who pays for the ferry?", "c"))

    assert await kept(store) == []


async def test_a_store_that_fails_costs_nobody_the_answer(
    store: SqlStore, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    assistant = make_assistant(clock)
    assistant.note_misses(Misses(store, policy=MissPolicy(people=1, days=30), clock=clock))
    async with store._engine.begin() as connection:
        await connection.exec_driver_sql("DROP TABLE misses")

    answer = await assistant.ask("zebra crossings on Mars", person="a")

    assert is_miss(answer)
    assert "was not kept" in caplog.text
    assert "zebra" not in caplog.text


async def test_the_assistant_notes_what_it_could_not_answer(store: SqlStore, clock: Clock) -> None:
    assistant = make_assistant(clock)
    assistant.note_misses(Misses(store, policy=MissPolicy(people=1, days=30), clock=clock))

    await assistant.ask("zebra crossings on Mars", person="a")
    await assistant.ask("hello", person="a")
    await assistant.ask("whether there is life on Venus", person=None)

    assert await kept(store) == [("zebra crossings on Mars", 1)]


def make_assistant(clock: Clock) -> Assistant:
    pack, matcher = ready(MINIMAL)
    return Assistant([Briefing(pack=pack, matcher=matcher, policy=Policy())], clock=clock)


def test_weak_replies_and_questions_back_are_misses_and_known_gaps_are_not() -> None:
    entry = PACK.entries[0]

    assert is_miss(Reply(pack=PACK, entry=entry, confidence=0.4))
    assert not is_miss(Reply(pack=PACK, entry=entry, confidence=0.6))
    assert is_miss(FALLBACK)
    assert not is_miss(
        Fallback(pack=PACK, reason=FallbackReason.OUT_OF_SCOPE, confidence=0.1, note="Not said.")
    )
    assert not is_miss(Fallback(pack=PACK, reason=FallbackReason.COURTESY, confidence=0.0))


def test_mentions_addresses_and_long_numbers_are_left_out() -> None:
    assert scrubbed("see https://example.org/x and <#123> in 1965?") == "see and in 1965?"


async def test_a_kept_question_gives_way_to_itself(store: SqlStore) -> None:
    miss = KeptMiss(pack=PACK.id, text="Why?", people=3, last=NOW.date())
    await store.keep_miss(miss)
    await store.keep_miss(KeptMiss(pack=PACK.id, text="Why?", people=5, last=NOW.date()))

    assert await kept(store) == [("Why?", 5)]
    assert await store.misses("another") == ()
