"""How the bot names a report: by what it is, of when, and whether it still stands."""

from dataclasses import replace

import pytest

from bot.core.answer import Choice, Clarification, Fallback, FallbackReason
from bot.core.loading.assembly import load_pack
from bot.core.wording import (
    choice_lines,
    citation,
    closest_text,
    fallback_text,
    language_note,
    question_back,
    titles,
)
from tests.factories import make_clarification, make_pack
from tests.packs import minimal_files

SOURCE = load_pack("minimal", minimal_files()).source


@pytest.mark.parametrize(
    ("edition", "cited"),
    [
        ("March 2021", "The Harbour Report (Port Example City Council, March 3, 2021)"),
        ("2021", "The Harbour Report (Port Example City Council, March 3, 2021)"),
        (
            "second edition",
            "The Harbour Report (Port Example City Council, second edition, March 3, 2021)",
        ),
    ],
)
def test_an_edition_is_named_unless_the_date_says_it(edition: str, cited: str) -> None:
    assert citation(replace(SOURCE, edition=edition)) == cited


def test_a_report_that_is_superseded_says_so() -> None:
    old = replace(SOURCE, superseded_by="the edition of 2024")

    assert citation(old).endswith("March 3, 2021; superseded by the edition of 2024)")


BRIDGES = make_pack()
SECOND = make_pack(pack_id="bridges-2", edition="second edition")
TUNNELS = make_pack(pack_id="tunnels", title="On Tunnels")


def test_a_choice_between_reports_names_each() -> None:
    answer = Clarification(
        choices=tuple(Choice(pack=pack, entry=pack.entries[0]) for pack in (BRIDGES, TUNNELS)),
        confidence=0.4,
    )

    assert question_back(answer) == "Which report do you mean?"
    assert choice_lines(answer.choices) == [
        "What about wear? — On Bridges",
        "What about wear? — On Tunnels",
    ]


def test_reports_that_share_a_title_are_told_apart_by_their_edition() -> None:
    answer = Clarification(
        choices=tuple(Choice(pack=pack, entry=pack.entries[0]) for pack in (BRIDGES, SECOND)),
        confidence=0.4,
    )

    assert choice_lines(answer.choices) == [
        "What about wear? — On Bridges, 2020",
        "What about wear? — On Bridges, second edition",
    ]


def test_a_choice_within_one_report_does_not_name_it() -> None:
    answer = make_clarification(BRIDGES, *BRIDGES.entries)

    assert question_back(answer) == "Which of these do you mean?"
    assert choice_lines(answer.choices) == ["What about wear?"]


def test_more_than_three_reports_are_counted_rather_than_named() -> None:
    many = [make_pack(pack_id=name, title=name) for name in "ABCDE"]

    assert titles(many[:2]) == "“A” and “B”"
    assert titles(many[:3]) == "“A”, “B” and “C”"
    assert titles(many) == "“A”, “B” and 3 other reports"


def test_a_fallback_of_several_reports_says_how_many_were_asked_and_whose_is_nearest() -> None:
    answer = Fallback(
        pack=BRIDGES, reason=FallbackReason.OUT_OF_SCOPE, confidence=0.1, others=(TUNNELS,)
    )

    assert fallback_text(answer).startswith("None of the 2 reports here covers that")
    assert closest_text(answer) == "The nearest thing that “On Bridges” does say"


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", ""),
        ("en-GB", ""),
        ("ja", "Quotes are as the report has them (Japanese)."),
        ("de", "Quotes are as the report has them (de)."),
    ],
)
def test_quotes_in_another_language_than_the_one_spoken_are_said_to_be(
    language: str, note: str
) -> None:
    pack = make_pack()
    source = replace(pack.source, language=language)

    assert language_note(replace(pack, source=source)) == note
