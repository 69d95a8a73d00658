"""Answers as terminal text: readable in 80 columns, whole in a pipe."""

import pytest

from bot.adapters.console.render import render, wrap
from bot.core.answer import (
    Answer,
    Closest,
    Detail,
    Fallback,
    FallbackReason,
    Reply,
)
from bot.core.knowledge import Excerpt
from bot.core.matching.matches import Courtesy
from tests.factories import make_clarification, make_entry, make_pack

LONG = (
    "A bridge that is never inspected " + "wears out sooner than anyone expects, " * 6 + "always."
)
ENTRY = make_entry("wear", excerpts=(Excerpt(text=LONG, locator="Bridges, paragraph 1", start=0),))
PACK = make_pack(entries=(ENTRY, make_entry("repair", sentence=1)))
REPLY = Reply(pack=PACK, entry=ENTRY, confidence=0.9)
ANSWERS: list[Answer] = [
    REPLY,
    Reply(pack=PACK, entry=ENTRY, confidence=0.9, detail=Detail.MORE),
    Reply(pack=PACK, entry=ENTRY, confidence=0.9, detail=Detail.SOURCE),
    make_clarification(PACK, *PACK.entries),
    Fallback(
        pack=PACK,
        reason=FallbackReason.OUT_OF_SCOPE,
        confidence=0.1,
        note="The report says nothing of tunnels. " * 5,
        closest=Closest(section=PACK.sections[0], excerpts=ENTRY.excerpts),
    ),
]


def test_a_reply_shows_question_excerpt_place_source_label_and_topics() -> None:
    shown = render(REPLY, width=None)

    assert shown.splitlines() == [
        "What about wear?",
        "",
        f"> {LONG}",
        "  (Bridges, paragraph 1)",
        "",
        "On Bridges (The Bridge Office, February 3, 2020); a finding of the report",
        "Topics:",
        "  Steel: https://example.org/steel",
    ]


def test_a_clarification_numbers_its_choices() -> None:
    shown = render(ANSWERS[3], width=None)

    assert shown.splitlines() == [
        "Which of these do you mean?",
        "  1. What about wear?",
        "  2. What about repair?",
    ]


def test_a_courtesy_is_one_line() -> None:
    answer = Fallback(
        pack=PACK, reason=FallbackReason.COURTESY, confidence=0, courtesy=Courtesy.GREETING
    )

    assert render(answer, width=80) == "Hello! Ask me anything about “On Bridges”."


@pytest.mark.parametrize("answer", ANSWERS)
def test_no_line_is_wider_than_80_columns_on_a_terminal(answer: Answer) -> None:
    assert max(len(line) for line in render(answer, width=80).splitlines()) <= 80


@pytest.mark.parametrize("answer", ANSWERS)
def test_wrapping_changes_no_word(answer: Answer) -> None:
    def words(shown: str) -> list[str]:
        return shown.replace("> ", " ").split()

    assert words(render(answer, width=80)) == words(render(answer, width=None))


def test_each_wrapped_line_of_a_quote_carries_its_mark() -> None:
    lines = wrap(f"> {LONG}", width=40).splitlines()

    assert len(lines) > 3
    assert all(line.startswith("> ") for line in lines)


def test_an_address_is_never_broken() -> None:
    address = "https://example.org/" + "a-long-path-" * 10

    assert address in wrap(f"  Steel: {address}", width=40)
