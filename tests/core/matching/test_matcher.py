"""The matcher through its front door: a pack, a query, and what it is matched to."""

import weakref
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.knowledge import Status
from bot.core.matching import Matcher, Matches
from tests.core.matching.packs import PHRASINGS, ferry_entry, ferry_pack, phrasings

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FERRIES = Matcher(ferry_pack())


def best(matches: Matches) -> str:
    return matches.ranked[0].target.id


def outcome(matches: Matches) -> tuple[object, ...]:
    ranked = tuple((m.target.id, round(m.confidence, 9), m.phrasing) for m in matches.ranked)
    return ranked, matches.courtesy, matches.too_little


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("How much does a ferry ticket cost?", "fares"),
        ("what do I pay for a ticket", "fares"),
        ("why is my boat so late", "delays"),
        ("have there been many accidents", "safety"),
        ("are there plans for an airport", "airport"),
    ],
)
def test_a_paraphrase_finds_its_entry(query: str, expected: str) -> None:
    matches = FERRIES.match(query, now=NOW)

    assert best(matches) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("wat are the fery faers", "fares"),
        ("reasns for late deprtures", "delays"),
        ("acident recrod of teh fleet", "safety"),
        ("ferrytickets price", "fares"),
    ],
)
def test_slips_of_the_fingers_are_forgiven(query: str, expected: str) -> None:
    matches = FERRIES.match(query, now=NOW)

    assert best(matches) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("フェリーの料金は", "fares"),
        ("ﾌｪﾘｰの料金は", "fares"),
        ("どうして船が遅れるの", "delays"),
        ("船の安全", "safety"),
        ("배 삯이 얼마예요", "fares"),
        ("배가왜늦나요", "delays"),
        ("배는 안전핸가요", "safety"),
    ],
)
def test_japanese_and_korean_questions_match_in_any_width_and_spacing(
    query: str, expected: str
) -> None:
    matches = FERRIES.match(query, now=NOW)

    assert best(matches) == expected


def test_a_phrasing_typed_word_for_word_is_almost_certain() -> None:
    for entry_id, texts in PHRASINGS.items():
        for text in texts:
            matches = FERRIES.match(text, now=NOW)

            assert best(matches) == entry_id
            assert matches.ranked[0].confidence > 0.9
            assert matches.ranked[0].phrasing == text


def test_a_question_about_something_else_has_little_confidence() -> None:
    for query in ("who won the world cup", "recipe for lasagne", "why is the moon red"):
        matches = FERRIES.match(query, now=NOW)

        assert all(match.confidence < 0.3 for match in matches.ranked)


def test_an_unknown_name_lowers_confidence() -> None:
    plain = FERRIES.match("what causes delays", now=NOW)
    named = FERRIES.match("what causes delays Ouagadougou Kinshasa", now=NOW)

    assert named.ranked[0].confidence < plain.ranked[0].confidence


def test_names_of_one_thing_are_the_same_to_the_matcher() -> None:
    usual = FERRIES.match("is the ferry expensive", now=NOW)

    for name in ("steamer", "Dampfer", "STEAMER's"):
        matches = FERRIES.match(f"is the {name} expensive", now=NOW)

        assert outcome(matches) == outcome(usual)


def test_a_glossary_name_of_several_words_and_one_inside_japanese_text_are_found() -> None:
    entry = ferry_entry("harbour", ("When does Port Grey open?", "Port Grey hours"), 0)
    pack = ferry_pack()
    matcher = Matcher(replace(pack, entries=(*pack.entries, entry)))

    for query in ("the grey harbour hours", "グレイ港 hours"):
        assert best(matcher.match(query, now=NOW)) == "harbour"


def test_a_draft_is_never_matched() -> None:
    draft = ferry_entry("draft", ("Is there a bar on board?",), 0, status=Status.DRAFT)
    matcher = Matcher(ferry_pack(entries=(*ferry_pack().entries, draft)))

    matches = matcher.match("Is there a bar on board?", now=NOW)

    assert "draft" not in [match.target.id for match in matches.ranked]


def test_a_question_asked_again_is_matched_alike_and_told_as_it_was_written() -> None:
    first = FERRIES.match("Why is the ferry late?", now=NOW)
    again = FERRIES.match("  why IS the ferry late?", now=NOW)

    assert (first.query, again.query) == ("Why is the ferry late?", "  why IS the ferry late?")
    assert again.ranked is first.ranked


def test_a_matcher_goes_with_its_last_user() -> None:
    matcher = Matcher(ferry_pack())
    matcher.match("Why is the ferry late?", now=NOW)
    seen = weakref.ref(matcher)

    del matcher

    assert seen() is None


def test_embargo_and_expiry_are_judged_when_a_query_comes() -> None:
    window = ferry_entry(
        "window",
        ("Is there a bar on board?",),
        0,
        embargo_until=NOW,
        expires=NOW + timedelta(days=1),
    )
    matcher = Matcher(ferry_pack(entries=(*ferry_pack().entries, window)))

    def found(now: datetime) -> bool:
        matches = matcher.match("Is there a bar on board?", now=now)
        return "window" in [match.target.id for match in matches.ranked]

    assert not found(NOW - timedelta(seconds=1))
    assert found(NOW)
    assert not found(NOW + timedelta(days=1))


def test_a_counter_phrasing_turns_its_entry_away() -> None:
    query = "ferry ticket cost for a horse"
    pack = ferry_pack()
    fares = replace(pack.entries[0], counter_phrasings=phrasings("ferry ticket for a horse"))
    against = Matcher(replace(pack, entries=(fares, *pack.entries[1:])))

    before = FERRIES.match(query, now=NOW).ranked[0]
    after = {m.target.id: m.confidence for m in against.match(query, now=NOW).ranked}

    assert before.target.id == "fares"
    assert after.get("fares", 0.0) < before.confidence


def test_entries_that_quote_the_same_passage_share_their_confidence() -> None:
    pack = ferry_pack()
    twin = ferry_entry("dear", ("Why is a ferry ticket so dear?", "ticket cost complaints"), 0)
    matcher = Matcher(replace(pack, entries=(*pack.entries, twin)))

    matches = matcher.match("why does a ferry ticket cost so much", now=NOW)
    confidences = {match.target.id: match.confidence for match in matches.ranked}

    assert confidences["dear"] == confidences["fares"]


def test_confidences_of_different_answers_add_up_to_one_at_most() -> None:
    for query in ("late ferry accident price", "ferry", "boat cost delays", "airport ferry"):
        matches = FERRIES.match(query, now=NOW)

        assert sum(match.confidence for match in matches.ranked) <= 1 + 1e-9


def test_one_phrasing_an_entry_is_enough_to_tell_entries_apart() -> None:
    lean = ferry_pack(
        entries=tuple(
            ferry_entry(entry_id, texts[:1], sentence)
            for sentence, (entry_id, texts) in enumerate(PHRASINGS.items())
        )
    )
    matcher = Matcher(lean)

    assert best(matcher.match("what causes late ferries", now=NOW)) == "delays"
    assert best(matcher.match("ticket cost", now=NOW)) == "fares"


def test_the_order_of_entries_and_phrasings_does_not_matter() -> None:
    pack = ferry_pack()
    turned = replace(
        pack,
        entries=tuple(
            replace(entry, phrasings=entry.phrasings[::-1]) for entry in pack.entries[::-1]
        ),
    )
    other = Matcher(turned)

    for query in ("what do I pay for a ticket", "is it late or dangerous", "boat"):
        usual = {m.target.id: m.confidence for m in FERRIES.match(query, now=NOW).ranked}
        again = {m.target.id: m.confidence for m in other.match(query, now=NOW).ranked}

        assert again == pytest.approx(usual, abs=1e-6)
