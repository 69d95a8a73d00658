"""How many of the evaluation questions the shipped pack handles rightly."""

from pathlib import Path

import pytest

from benchmarks.answers import QUESTIONS, answer_all
from bot.authoring.outcomes import Outcome, Verdict
from bot.core.knowledge import Target
from tests.ready import SHIPPED, ready

OPEN = "japan-south-korea-tensions.jsonl"
HELD_OUT = "japan-south-korea-tensions-heldout.jsonl"


@pytest.fixture(scope="module")
def cases() -> dict[str, tuple[Outcome, ...]]:
    """The answered questions of both files."""
    pack, matcher = ready(SHIPPED)
    return {name: answer_all(QUESTIONS / name, pack, matcher).outcomes for name in (OPEN, HELD_OUT)}


@pytest.mark.parametrize(
    ("file", "language", "bar"),
    [
        (OPEN, "en", 0.92),
        (OPEN, "ja", 0.85),
        (OPEN, "ko", 0.93),
        (HELD_OUT, "en", 0.85),
        (HELD_OUT, "ja", 0.78),
        (HELD_OUT, "ko", 0.82),
    ],
)
def test_the_share_of_questions_handled_rightly_stays_above_the_bar(
    cases: dict[str, tuple[Outcome, ...]], file: str, language: str, bar: float
) -> None:
    right = [case.verdict.is_good for case in cases[file] if case.question.language == language]

    assert sum(right) / len(right) >= bar


def test_few_of_the_questions_that_are_not_covered_get_a_reply(
    cases: dict[str, tuple[Outcome, ...]],
) -> None:
    not_covered = [case for case in cases[OPEN] if not case.question.is_covered]
    replied = [case for case in not_covered if case.verdict is Verdict.FALSE]

    assert len(replied) / len(not_covered) <= 0.08


def test_no_question_that_is_not_covered_gets_a_reply_with_great_confidence(
    cases: dict[str, tuple[Outcome, ...]],
) -> None:
    sure = [
        case.question.text
        for case in cases[OPEN]
        if case.verdict is Verdict.FALSE and case.confidence > 0.9
    ]

    assert sure == []


def test_the_questions_are_many_and_a_third_are_not_covered() -> None:
    lines = (QUESTIONS / OPEN).read_text("utf-8").splitlines()
    not_covered = [line for line in lines if '"gold": []' in line]

    assert len(lines) >= 250
    assert len(not_covered) >= len(lines) // 3 - 5


def test_hardly_a_question_is_a_phrasing_of_the_pack(cases: dict[str, tuple[Outcome, ...]]) -> None:
    pack, _ = ready(SHIPPED)
    targets: tuple[Target, ...] = (*pack.entries, *pack.out_of_scope)
    known = {
        phrasing.text.casefold().strip(" .!?")
        for target in targets
        for phrasing in target.phrasings
    }
    asked = [
        case.question.text.casefold().strip(" .!?") for file in cases.values() for case in file
    ]
    copied = [question for question in asked if question in known]

    assert len(copied) / len(asked) <= 0.06


def test_the_evaluation_files_are_where_the_readme_says() -> None:
    readme = Path(QUESTIONS / "README.md").read_text("utf-8")

    assert OPEN in readme
    assert HELD_OUT in readme
