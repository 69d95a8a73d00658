"""Questions to go on with after a reply."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.core.knowledge import Status
from bot.core.related import related
from tests.factories import make_entry, make_pack

NOW = datetime(2026, 1, 5, tzinfo=UTC)


def test_the_same_section_goes_first_and_then_the_same_topics() -> None:
    wear = make_entry("wear")
    by_topic = make_entry("tolls", sentence=1, section="money")
    by_section = make_entry("repair", sentence=2, topics=())
    neither = make_entry("ferries", sentence=2, section="money", topics=())
    pack = make_pack(entries=(by_topic, neither, wear, by_section), sections=("bridges", "money"))

    assert related(pack, wear, NOW) == (by_section, by_topic)


def test_they_go_on_from_the_entry_and_are_three_at_most() -> None:
    entries = tuple(make_entry(name, sentence=n % 2) for n, name in enumerate("abcdefg"))
    pack = make_pack(entries=entries)

    assert [entry.id for entry in related(pack, entries[4], NOW)] == ["f", "b", "d"]


def test_what_quotes_nothing_else_or_may_not_be_shown_is_no_question_to_go_on_with() -> None:
    wear = make_entry("wear")
    same = make_entry("same")
    draft = replace(make_entry("draft", sentence=1), status=Status.DRAFT)

    assert related(make_pack(entries=(wear, same, draft)), wear, NOW) == ()
