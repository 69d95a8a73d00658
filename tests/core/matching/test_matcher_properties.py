"""What must never change an outcome, and what must never raise."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.matching import Matcher, Matches
from tests.core.matching.packs import PHRASINGS, ferry_pack
from tests.ready import SHIPPED, ready

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FERRIES = Matcher(ferry_pack())
LATIN = [text for texts in PHRASINGS.values() for text in texts if text.isascii()]
LONGEST = 0.05
"""Seconds that noise may take."""


def outcome(matches: Matches) -> tuple[object, ...]:
    ranked = tuple((m.target.id, m.confidence, m.phrasing) for m in matches.ranked)
    return ranked, matches.courtesy, matches.too_little


@settings(deadline=None, max_examples=60)
@given(
    words=st.lists(
        st.sampled_from(sorted({word for text in LATIN for word in text.split()})),
        min_size=1,
        max_size=8,
    ),
    gap=st.sampled_from(["  ", "\t", "\n", " , ", " - ", "…  ", "!? ", "\u00a0"]),
    upper=st.booleans(),
)
def test_case_punctuation_and_spaces_never_change_the_outcome(
    words: list[str], gap: str, upper: bool
) -> None:
    query = " ".join(words)
    dressed = gap.join(words).upper() if upper else gap.join(words)

    usual = FERRIES.match(query, now=NOW)
    again = FERRIES.match(f"  {dressed}!", now=NOW)

    assert outcome(again) == outcome(usual)


@settings(deadline=None, max_examples=150)
@given(query=st.text(max_size=300))
def test_no_text_raises_and_confidences_are_probabilities(query: str) -> None:
    matches = FERRIES.match(query, now=NOW)

    confidences = [match.confidence for match in matches.ranked]
    assert all(0 <= confidence <= 1 for confidence in confidences)
    assert confidences == sorted(confidences, reverse=True)


@settings(deadline=None, max_examples=40)
@given(
    query=st.text(alphabet="abc 가나다 あいう 漢字 '’<@:>%s{}*_`~|\x00\u202e\u0301👍", max_size=200)
)
def test_a_query_gives_the_same_outcome_each_time(query: str) -> None:
    assert outcome(FERRIES.match(query, now=NOW)) == outcome(FERRIES.match(query, now=NOW))


@pytest.mark.parametrize(
    "piece",
    [
        "x",
        "ab ",
        "%s{}",
        "あ",
        "한",
        "👍",
        "\u0301",
        "\ufdfa",
        "'",
        "<@",
        " ",
        "\x00",
        "\u202e",
        "**_`~|",
    ],
)
def test_a_megabyte_of_noise_is_answered_at_once(piece: str) -> None:
    _, matcher = ready(SHIPPED)
    noise = piece * (1_000_000 // len(piece))
    matcher.match("warm up", now=NOW)

    # The best of three: the machine may be busy with something else.
    took = []
    for _ in range(3):
        start = time.perf_counter()
        matcher.match(noise, now=NOW)
        took.append(time.perf_counter() - start)

    assert min(took) < LONGEST
