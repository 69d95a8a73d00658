"""How many of the evaluation questions the shipped pack handles rightly."""

from pathlib import Path

import pytest

from benchmarks.answers import QUESTIONS, answer_all, matchers
from bot.authoring.outcomes import Outcome, Verdict
from bot.core.knowledge import Target
from tests.ready import SHIPPED, ready

WORDS, MEANING = "by words", "by meaning"

OPEN = "japan-south-korea-tensions.jsonl"
HELD_OUT = "japan-south-korea-tensions-heldout.jsonl"


Cases = dict[str, tuple[Outcome, ...]]


@pytest.fixture(scope="module")
def answered() -> dict[str, Cases]:
    """The answered questions of both files, by words alone and by meaning too."""
    pack, _ = ready(SHIPPED)
    return {
        how: {
            name: answer_all(QUESTIONS / name, pack, matcher).outcomes for name in (OPEN, HELD_OUT)
        }
        for how, matcher in matchers(pack).items()
    }


@pytest.fixture
def cases(answered: dict[str, Cases]) -> Cases:
    """The answers by words alone."""
    return answered[WORDS]


@pytest.mark.parametrize(
    ("how", "file", "language", "bar"),
    [
        (WORDS, OPEN, "en", 0.95),
        (WORDS, OPEN, "ja", 0.94),
        (WORDS, OPEN, "ko", 0.95),
        (WORDS, HELD_OUT, "en", 0.85),
        (WORDS, HELD_OUT, "ja", 0.82),
        (WORDS, HELD_OUT, "ko", 0.86),
        (MEANING, OPEN, "en", 0.95),
        (MEANING, HELD_OUT, "en", 0.87),
        (MEANING, HELD_OUT, "ja", 0.82),
        (MEANING, HELD_OUT, "ko", 0.86),
    ],
)
def test_the_share_of_questions_handled_rightly_stays_above_the_bar(
    answered: dict[str, Cases], how: str, file: str, language: str, bar: float
) -> None:
    cases = answered[how][file]
    right = [case.verdict.is_good for case in cases if case.question.language == language]

    assert sum(right) / len(right) >= bar


def test_few_of_the_questions_that_are_not_covered_get_a_reply(
    cases: Cases,
) -> None:
    not_covered = [case for case in cases[OPEN] if not case.question.is_covered]
    replied = [case for case in not_covered if case.verdict is Verdict.FALSE]

    assert len(replied) / len(not_covered) <= 0.08


@pytest.mark.parametrize("how", [WORDS, MEANING])
def test_no_question_that_is_not_covered_gets_a_reply_with_great_confidence(
    answered: dict[str, Cases], how: str
) -> None:
    sure = [
        case.question.id
        for file in answered[how].values()
        for case in file
        if case.verdict is Verdict.FALSE and case.confidence > 0.9
    ]

    assert sure == []


def test_the_questions_are_many_and_a_third_are_not_covered() -> None:
    lines = (QUESTIONS / OPEN).read_text("utf-8").splitlines()
    not_covered = [line for line in lines if '"gold": []' in line]

    assert len(lines) >= 250
    assert len(not_covered) >= len(lines) // 3 - 5


def test_hardly_a_question_is_a_phrasing_of_the_pack(cases: Cases) -> None:
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
