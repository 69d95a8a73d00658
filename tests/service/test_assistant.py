"""The assistant: stand-alone questions, conversations, and its bounded memory."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.adapters.packs import read_pack
from bot.core.answer import Clarification, Detail, Policy, Reply
from bot.core.matching.matcher import Matcher
from bot.service.assistant import Assistant, Briefing, ScopeGoneError
from tests.ready import MINIMAL, SHIPPED, TIDES_2020, TIDES_2024, ready

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
QUESTION = "why do tokyo and seoul distrust each other?"


def briefing(folder: Path) -> Briefing:
    pack, matcher = ready(folder)
    return Briefing(pack=pack, matcher=matcher, policy=Policy())


@pytest.fixture
def assistant() -> Assistant:
    return Assistant([briefing(SHIPPED)], clock=lambda: NOW)


@pytest.fixture
def several() -> Assistant:
    packs = (MINIMAL, TIDES_2020, TIDES_2024)
    return Assistant([briefing(folder) for folder in packs], clock=lambda: NOW)


async def test_follow_ups_belong_to_their_conversation(assistant: Assistant) -> None:
    await assistant.ask(QUESTION, conversation="one")

    mine = await assistant.ask("more", conversation="one")
    theirs = await assistant.ask("more", conversation="two")

    assert isinstance(mine, Reply)
    assert mine.detail is Detail.MORE
    assert not isinstance(theirs, Reply)


async def test_without_a_conversation_nothing_is_remembered(assistant: Assistant) -> None:
    await assistant.ask(QUESTION)

    assert not isinstance(await assistant.ask("more"), Reply)


async def test_the_conversation_longest_unused_is_forgotten_first() -> None:
    assistant = Assistant([briefing(SHIPPED)], clock=lambda: NOW, most_sessions=2)
    for name in ("one", "two", "one", "three"):
        await assistant.ask(QUESTION, conversation=name)

    assert isinstance(await assistant.ask("more", conversation="one"), Reply)
    assert not isinstance(await assistant.ask("more", conversation="two"), Reply)


def test_an_assistant_without_packs_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one pack"):
        Assistant([], clock=lambda: NOW)


PUBLISHED = "when was the report published?"
"""Every report says that of itself."""


async def test_only_packs_in_scope_are_asked(several: Assistant) -> None:
    answer = await several.ask(PUBLISHED, scope=("minimal",))

    assert isinstance(answer, Reply)
    assert answer.pack.id == "minimal"


async def test_an_empty_scope_means_every_pack(several: Assistant) -> None:
    answer = await several.ask(PUBLISHED)

    assert isinstance(answer, Clarification)
    assert [pack.id for pack in answer.packs] == ["minimal", "tides-2024"]


async def test_packs_come_in_the_order_of_the_scope(several: Assistant) -> None:
    answer = await several.ask(PUBLISHED, scope=("tides-2024", "minimal"))

    assert isinstance(answer, Clarification)
    assert [pack.id for pack in answer.packs] == ["tides-2024", "minimal"]
    assert [pack.id for pack in several.packs(("tides-2020", "minimal"))] == [
        "tides-2020",
        "minimal",
    ]


async def test_a_pack_that_is_gone_from_a_scope_is_not_asked(several: Assistant) -> None:
    answer = await several.ask(PUBLISHED, scope=("gone", "minimal"))

    assert isinstance(answer, Reply)


async def test_where_all_packs_of_a_scope_are_gone_no_other_answers(several: Assistant) -> None:
    with pytest.raises(ScopeGoneError, match=r"None of the reports .*\(gone, lost\)"):
        await several.ask(PUBLISHED, scope=("gone", "lost"))


def test_each_pack_explains_what_it_makes_of_a_question(several: Assistant) -> None:
    explanations = several.explain("how high does the highest tide rise?")

    assert [each.answer.pack.id for each in explanations] == ["minimal", "tides-2020", "tides-2024"]


def changed(folder: Path, place: Path, old: str, new: str) -> Briefing:
    """The pack in a folder, copied elsewhere with one of its texts changed."""
    shutil.copytree(folder, place)
    entries = place / "entries.yaml"
    entries.write_text(entries.read_text().replace(old, new))
    pack = read_pack(place)
    return Briefing(pack=pack, matcher=Matcher(pack), policy=Policy())


async def test_a_pack_made_ready_anew_answers_at_once_and_conversations_go_on(
    several: Assistant, tmp_path: Path
) -> None:
    storm = "what does a storm add to a tide?"
    await several.ask(storm, conversation="one")
    asked = "What does a storm add to a tide?"
    new = changed(TIDES_2024, tmp_path / "tides-2024", asked, "What does a gale add?")

    several.take_up(new)

    answer = await several.ask(storm)
    more = await several.ask("more", conversation="one")
    assert answer.pack is new.pack
    assert isinstance(more, Reply)
    assert more.entry.question == "What does a gale add?"
    assert several.find_pack("tides-2024") is new.pack
    assert [pack.id for pack in several.packs()] == ["minimal", "tides-2020", "tides-2024"]


async def test_a_pack_that_is_new_is_asked_as_well(assistant: Assistant) -> None:
    assistant.take_up(briefing(MINIMAL))

    answer = await assistant.ask("why must the walls be raised?")

    assert answer.pack.id == "minimal"
    assert assistant.pack.id == "japan-south-korea-tensions"
