"""How many of the evaluation questions the shipped pack handles rightly."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.core.answer import Answer, Policy, Reply, decide
from tests.ready import SHIPPED, ready

QUESTIONS = Path(__file__).with_name("japan-south-korea-tensions.jsonl")
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def answered() -> list[tuple[dict[str, Any], Answer]]:
    """Each question with its answer."""
    pack, matcher = ready(SHIPPED)
    questions = [json.loads(line) for line in QUESTIONS.read_text().splitlines()]
    return [
        (question, decide(matcher.match(question["q"], now=NOW), pack, Policy()))
        for question in questions
    ]


def is_right(question: dict[str, Any], answer: Answer) -> bool:
    """Whether the reply quotes a sentence that answers, or there is rightly no reply."""
    if not isinstance(answer, Reply):
        return not question["gold"]
    quoted = "\n".join(excerpt.text for excerpt in answer.entry.excerpts)
    return any(gold in quoted for gold in question["gold"])


@pytest.mark.parametrize(("language", "bar"), [("en", 0.85), ("ja", 0.80), ("ko", 0.80)])
def test_the_share_of_questions_handled_rightly_stays_above_the_bar(
    answered: list[tuple[dict[str, Any], Answer]], language: str, bar: float
) -> None:
    asked = [pair for pair in answered if pair[0]["lang"] == language]
    right = [is_right(question, answer) for question, answer in asked]

    assert sum(right) / len(right) >= bar


def test_few_of_the_questions_that_are_not_covered_get_a_reply(
    answered: list[tuple[dict[str, Any], Answer]],
) -> None:
    replied = Counter(
        isinstance(answer, Reply) for question, answer in answered if not question["gold"]
    )

    assert replied[True] / replied.total() <= 0.08


def test_no_question_that_is_not_covered_gets_a_reply_with_great_confidence(
    answered: list[tuple[dict[str, Any], Answer]],
) -> None:
    sure = [
        question["q"]
        for question, answer in answered
        if not question["gold"] and isinstance(answer, Reply) and answer.confidence > 0.9
    ]

    assert sure == []
