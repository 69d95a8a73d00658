"""From matches to an answer: reply, clarification or fallback."""

import pytest

from bot.core.answer import Clarification, Fallback, FallbackReason, Policy, Reply, decide
from bot.core.matching.matches import Courtesy
from tests.factories import make_entry, make_matches, make_out_of_scope, make_pack

WEAR = make_entry("wear", sentence=0)
REPAIR = make_entry("repair", sentence=1)
CLOSURE = make_entry("closure", sentence=2)
WEAR_AGAIN = make_entry("wear-again", sentence=0)
TUNNELS = make_out_of_scope()
PACK = make_pack(entries=(WEAR, REPAIR, CLOSURE, WEAR_AGAIN), out_of_scope=(TUNNELS,))
POLICY = Policy(threshold=0.5, margin=0.1, plausible=0.2)


def test_a_confident_match_with_a_clear_lead_is_the_reply() -> None:
    answer = decide(make_matches((WEAR, 0.8), (REPAIR, 0.1)), PACK, POLICY)

    assert isinstance(answer, Reply)
    assert answer.entry is WEAR
    assert answer.confidence == 0.8
    assert answer.section.id == "bridges"
    assert [topic.id for topic in answer.topics] == ["steel"]


def test_a_close_call_between_different_excerpts_is_a_clarification() -> None:
    answer = decide(make_matches((WEAR, 0.45), (REPAIR, 0.4), (CLOSURE, 0.1)), PACK, POLICY)

    assert isinstance(answer, Clarification)
    assert [choice.entry for choice in answer.choices] == [WEAR, REPAIR]


def test_entries_that_quote_the_same_passage_do_not_compete() -> None:
    answer = decide(make_matches((WEAR, 0.5), (WEAR_AGAIN, 0.45), (REPAIR, 0.05)), PACK, POLICY)

    assert isinstance(answer, Reply)
    assert answer.entry is WEAR


def test_there_are_at_most_three_choices() -> None:
    fourth = make_entry("fourth", sentence=0, excerpts=REPAIR.excerpts + CLOSURE.excerpts)
    matches = make_matches((WEAR, 0.25), (REPAIR, 0.25), (CLOSURE, 0.25), (fourth, 0.25))

    answer = decide(matches, PACK, POLICY)

    assert isinstance(answer, Clarification)
    assert len(answer.choices) == 3


def test_an_out_of_scope_match_falls_back_with_the_curators_note() -> None:
    answer = decide(make_matches((TUNNELS, 0.7), (WEAR, 0.3), (REPAIR, 0.25)), PACK, POLICY)

    assert isinstance(answer, Fallback)
    assert answer.reason is FallbackReason.OUT_OF_SCOPE
    assert answer.note == "The report says nothing of tunnels."
    assert answer.closest is not None
    assert answer.closest.section.id == "bridges"


def test_a_weak_match_falls_back_and_points_to_its_section() -> None:
    answer = decide(make_matches((WEAR, 0.3)), PACK, POLICY)

    assert isinstance(answer, Fallback)
    assert answer.reason is FallbackReason.OUT_OF_SCOPE
    assert answer.note == ""
    assert answer.closest is not None
    assert answer.closest.excerpts == WEAR.excerpts


def test_a_far_match_is_no_reason_to_bring_up_what_it_is_about() -> None:
    answer = decide(make_matches((TUNNELS, 0.1), (WEAR, 0.05)), PACK, POLICY)

    assert isinstance(answer, Fallback)
    assert answer.note == ""
    assert answer.closest is not None
    assert answer.closest.section.id == "bridges"
    assert answer.closest.excerpts == ()


@pytest.mark.parametrize("query", ["Steel", "steel?", " STEEL ", "girders"])
def test_a_topics_bare_name_brings_its_questions_to_choose_from(query: str) -> None:
    answer = decide(make_matches((WEAR, 0.9), (REPAIR, 0.1), query=query), PACK, POLICY)

    assert isinstance(answer, Clarification)
    assert [choice.entry for choice in answer.choices] == [WEAR, REPAIR]


@pytest.mark.parametrize("courtesy", list(Courtesy))
def test_small_talk_is_answered_as_such_whatever_it_resembles(courtesy: Courtesy) -> None:
    answer = decide(make_matches((WEAR, 0.9), courtesy=courtesy), PACK, POLICY)

    assert isinstance(answer, Fallback)
    assert answer.reason is FallbackReason.COURTESY
    assert answer.courtesy is courtesy
    assert answer.closest is None


def test_too_little_to_go_on_is_said() -> None:
    answer = decide(make_matches((WEAR, 0.9), too_little=True), PACK, POLICY)

    assert isinstance(answer, Fallback)
    assert answer.reason is FallbackReason.TOO_LITTLE


def test_a_query_that_meets_nothing_is_out_of_scope_with_nothing_near() -> None:
    answer = decide(make_matches(), PACK, POLICY)

    assert isinstance(answer, Fallback)
    assert answer.reason is FallbackReason.OUT_OF_SCOPE
    assert answer.closest is None
