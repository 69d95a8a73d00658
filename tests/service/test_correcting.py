"""Posts that say something else than the report by now are found, and mended once each."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typing_extensions import override

from bot.core.knowledge import Entry, Pack, Status
from bot.service.correcting import (
    Change,
    Corrector,
    Marks,
    Obstacle,
    Outdated,
    UncorrectedError,
    correct,
    outdated_posts,
)
from bot.service.ledger import Passage
from bot.store import SqlStore, open_store
from tests.factories import make_entry, make_pack
from tests.service.fakes import Killed
from tests.store.factories import MONDAY
from tests.store.test_posts import passage

ENTRIES = tuple(make_entry(name, sentence=place) for place, name in enumerate(("a", "b", "c")))
PACK = make_pack(entries=ENTRIES)
SECTION = PACK.sections[0]


def shown(entry: Entry, message: str = "1") -> Passage:
    """An entry as it was posted."""
    return passage(entry.id, entry.mark, message=message)


def with_changes(**changes: object) -> Pack:
    """The pack with a first entry that has changed."""
    changed = replace(ENTRIES[0], **changes)  # type: ignore[arg-type]
    return replace(PACK, entries=(changed, *ENTRIES[1:]))


@dataclass
class FakeCorrector(Corrector):
    """Corrects, but where there is an obstacle; the process may end after so many edits."""

    obstacles: dict[str, Obstacle] = field(default_factory=dict)
    killed_after: int | None = None
    edited: list[str] = field(default_factory=list)

    @override
    async def correct(self, outdated: Outdated, now: datetime) -> Marks:
        message = outdated.first.message
        if message in self.obstacles:
            raise UncorrectedError(self.obstacles[message])
        self.edited.append(message)
        if len(self.edited) == self.killed_after:
            raise Killed
        return [(entry.id, entry.mark) for entry in outdated.entries]


async def found(pack: Pack, *passages: Passage) -> Sequence[Outdated]:
    """What is outdated among some passages."""
    store = await open_store("sqlite+aiosqlite://")
    try:
        await store.keep_passages(passages)
        return await outdated_posts(store, [pack], MONDAY)
    finally:
        await store.close()


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("changes", "change"),
    [
        ({}, None),
        ({"phrasings": ()}, None),
        ({"topics": ()}, None),
        ({"embargo_until": MONDAY, "expires": MONDAY + HOUR}, None),
        ({"question": "What else?"}, Change.CHANGED),
        ({"excerpts": ENTRIES[1].excerpts}, Change.CHANGED),
        ({"status": Status.DRAFT}, Change.DRAFT),
        ({"embargo_until": MONDAY + HOUR}, Change.EMBARGOED),
        ({"expires": MONDAY}, Change.EXPIRED),
        ({"id": "z"}, None),
        ({"id": "z", "question": "What else?"}, Change.GONE),
    ],
)
async def test_what_became_of_an_entry_is_told(
    changes: dict[str, object], change: Change | None
) -> None:
    outdated = await found(with_changes(**changes), shown(ENTRIES[0]))
    assert [each.changes for each in outdated] == ([] if change is None else [{"a": change}])


async def test_a_summary_that_changed_is_told_and_one_of_another_name_is_the_same() -> None:
    summary = passage(SECTION.key, SECTION.mark)
    for section, wanted in (
        (SECTION, []),
        (replace(SECTION, id="spans"), []),
        (replace(SECTION, summary="Else."), [{"#bridges": Change.CHANGED}]),
        (replace(SECTION, id="spans", summary="Else."), [{"#bridges": Change.GONE}]),
    ):
        pack = replace(PACK, sections=(section,))
        assert [each.changes for each in await found(pack, summary)] == wanted


async def test_a_message_is_found_whole_and_what_is_left_of_it_in_the_packs_order() -> None:
    pack = replace(with_changes(status=Status.DRAFT), id=PACK.id)
    passages = [shown(entry) for entry in reversed(ENTRIES)]

    (outdated,) = await found(pack, *passages, passage(SECTION.key, SECTION.mark))

    assert outdated.withdrawn
    assert outdated.entries == ENTRIES[1:]
    assert outdated.changes == {"a": Change.DRAFT}


async def test_other_packs_posts_are_left_alone() -> None:
    assert await found(replace(with_changes(question="?"), id="other"), shown(ENTRIES[0])) == ()


async def test_what_is_gone_for_good_is_struck_off_and_the_rest_kept() -> None:
    store = await open_store("sqlite+aiosqlite://")
    await store.keep_passages([shown(ENTRIES[0], each.value) for each in Obstacle])
    corrector = FakeCorrector(obstacles={each.value: each for each in Obstacle})
    pack = with_changes(question="?")

    met = await run(store, pack, corrector)

    assert set(met) == {*Obstacle}
    left = {each.first.message for each in await outdated_posts(store, [pack], MONDAY)}
    assert left == {*Obstacle} - {Obstacle.MESSAGE_GONE, Obstacle.CHANNEL_GONE}
    await store.close()


async def run(store: SqlStore, pack: Pack, corrector: Corrector) -> list[Obstacle | None]:
    """Correct all that is outdated."""
    outdated = await outdated_posts(store, [pack], MONDAY)
    return [await correct(each, corrector, store, MONDAY) for each in outdated]


STATES = st.sampled_from(["as it was", "changed", "draft", "gone"])


@settings(deadline=None, max_examples=40)
@given(
    states=st.tuples(STATES, STATES, STATES),
    messages=st.lists(st.sets(st.integers(0, 2), min_size=1), min_size=1, max_size=5),
    killed_after=st.none() | st.integers(1, 5),
)
def test_however_a_run_ends_the_next_leaves_nothing_and_the_third_does_nothing(
    states: tuple[str, ...], messages: list[set[int]], killed_after: int | None
) -> None:
    asyncio.run(_broken_off(states, messages, killed_after))


async def _broken_off(
    states: tuple[str, ...], messages: list[set[int]], killed_after: int | None
) -> None:
    store = await open_store("sqlite+aiosqlite://")
    pack = replace(PACK, entries=tuple(_as(*each) for each in zip(ENTRIES, states, strict=True)))
    touched = [
        str(number)
        for number, places in enumerate(messages)
        if any(states[place] != "as it was" for place in places)
    ]
    for number, places in enumerate(messages):
        await store.keep_passages([shown(ENTRIES[place], str(number)) for place in places])
    first = FakeCorrector(killed_after=killed_after)
    second, third = FakeCorrector(), FakeCorrector()
    with suppress(Killed):
        await run(store, pack, first)
    await run(store, pack, second)
    await run(store, pack, third)

    # Only the message at which the process ended is edited again.
    again = first.edited[-1:] if killed_after and len(first.edited) == killed_after else []
    assert sorted(first.edited + second.edited) == sorted(touched + again)
    assert third.edited == []
    await store.close()


def _as(entry: Entry, state: str) -> Entry:
    """An entry in a state; one that is gone stands there under another name, saying else."""
    match state:
        case "changed":
            return replace(entry, question="What else?")
        case "draft":
            return replace(entry, status=Status.DRAFT)
        case "gone":
            return replace(entry, id=f"new-{entry.id}", question="Quite new?")
        case _:
            return entry
