"""Why a question got its answer, in plain words."""

from datetime import UTC, datetime

import pytest

from bot.core.answer import Policy
from bot.core.matching import Matcher
from bot.core.why import explain, lines, shared
from tests.core.matching.packs import ferry_pack

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PACK = ferry_pack()
FERRIES = Matcher(PACK)


def told(query: str, policy: Policy | None = None) -> list[str]:
    matches = FERRIES.match(query, now=NOW)
    return list(lines(explain(matches, PACK, policy or Policy())))


def test_a_reply_is_explained_by_what_came_nearest_and_what_was_needed() -> None:
    first, *rest = told("how much is a ferry ticket", Policy(threshold=0.25, margin=0.125))

    assert first.startswith("Replied with “How much does a ferry ticket cost?”")
    assert any(line.startswith("1. How much does a ferry ticket cost? (fares)") for line in rest)
    assert any("in common: much, ferry, ticket" in line for line in rest)
    assert "a confidence of 0.25 and a lead of 0.12" in rest[-1]


def test_slips_and_names_that_were_read_otherwise_are_shown() -> None:
    explanation = told("acident record of the steamer")

    assert "Read “acident” as “accident”." in explanation
    assert "Read “steamer” as “ferry”." in explanation


def test_no_more_than_five_matches_are_shown() -> None:
    numbered = [line for line in told("why are the ferries late") if line[:1].isdigit()]

    assert 1 <= len(numbered) <= 5


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("hello", "this is no question about the report (greeting)"),
        ("what of the", "there is no word in it that says what is asked"),
        ("are there plans for an airport", "a question that the report does not cover"),
        ("蜜柑", "nothing in the pack has anything in common with it"),
    ],
)
def test_silence_has_its_reason(query: str, reason: str) -> None:
    assert reason in told(query)[0]


def test_a_match_that_is_not_sure_enough_is_no_reply() -> None:
    first, *_ = told("is the ferry expensive for a horse", Policy(threshold=0.99, plausible=0.98))

    assert first == "Did not reply: nothing was sure enough."


def test_words_in_common_are_found_in_any_form_and_in_japanese_by_pairs() -> None:
    assert shared("Why were the delays?", "a delay of the ferry") == ["delays"]
    assert shared("船の安全", "船は安全ですか") == ["安全"]
