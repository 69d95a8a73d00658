"""What becomes of questions, by the pack's policy or by a threshold, and how it is counted."""

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import count

import pytest

from bot.authoring.corpus import THRESHOLD, Document, Part, make_pack
from bot.authoring.evaluation import evaluate_corpus, evaluate_pack
from bot.authoring.outcomes import Evaluation, Verdict
from bot.authoring.questions import Question
from bot.core.answer import Policy
from bot.core.knowledge import Pack
from bot.core.matching import Courtesy, Matcher, Matches
from tests import factories
from tests.factories import make_entry, make_matches, make_out_of_scope

NOW = datetime(2024, 5, 6, tzinfo=UTC)
POLICY = Policy(threshold=0.5, margin=0.1, plausible=0.2)

WEAR = make_entry("wear", sentence=0)
COST = make_entry("cost", sentence=1)
SHUT = make_entry("shut", sentence=2)
TUNNELS = make_out_of_scope()
PACK = factories.make_pack(entries=(WEAR, COST, SHUT), out_of_scope=(TUNNELS,))


class FakeRanking:
    """Gives the matches that were set for a query."""

    def __init__(self, matches: Mapping[str, Matches]) -> None:
        self._matches = matches

    def match(self, query: str, *, now: datetime) -> Matches:
        assert now == NOW
        return self._matches[query]


def ask(
    text: str = "q", *relevant: str, language: str = "", tags: tuple[str, ...] = ()
) -> Question:
    return Question(
        id=text,
        text=text,
        relevant=frozenset(relevant),
        is_covered=bool(relevant),
        language=language,
        tags=tags,
    )


def evaluated(asked: Mapping[Question, Matches]) -> Evaluation:
    """The evaluation of questions that get these matches, each after a second."""
    ranking = FakeRanking({question.text: matches for question, matches in asked.items()})
    seconds = count()
    return evaluate_pack(
        PACK, asked, ranking, policy=POLICY, timer=lambda: float(next(seconds)), now=NOW
    )


def verdict(question: Question, matches: Matches) -> Verdict:
    """What becomes of one question by the policy."""
    (outcome,) = evaluated({question: matches}).outcomes
    return outcome.verdict


@pytest.mark.parametrize(
    ("relevant", "expected"),
    [(["wear"], Verdict.RIGHT), (["cost", "shut"], Verdict.WRONG), ([], Verdict.FALSE)],
)
def test_a_reply_is_right_wrong_or_false(relevant: list[str], expected: Verdict) -> None:
    assert verdict(ask("q", *relevant), make_matches((WEAR, 0.9))) is expected


@pytest.mark.parametrize(
    ("relevant", "expected"),
    [(["cost"], Verdict.OFFERED), (["shut"], Verdict.MISSED), ([], Verdict.KEPT_BACK)],
)
def test_a_clarification_offers_misses_or_keeps_back(
    relevant: list[str], expected: Verdict
) -> None:
    matches = make_matches((WEAR, 0.55), (COST, 0.5))  # hardly a lead

    assert verdict(ask("q", *relevant), matches) is expected


@pytest.mark.parametrize(
    ("relevant", "expected"), [(["wear"], Verdict.MISSED), ([], Verdict.KEPT_BACK)]
)
@pytest.mark.parametrize(
    "matches",
    [
        pytest.param(make_matches((WEAR, 0.4)), id="not sure enough"),
        pytest.param(make_matches((TUNNELS, 0.9), (WEAR, 0.1)), id="out of scope"),
        pytest.param(make_matches(), id="nothing"),
        pytest.param(make_matches((WEAR, 0.9), courtesy=Courtesy.GREETING), id="small talk"),
        pytest.param(make_matches((WEAR, 0.9), too_little=True), id="too little"),
    ],
)
def test_a_fallback_misses_or_keeps_back(
    matches: Matches, relevant: list[str], expected: Verdict
) -> None:
    assert verdict(ask("q", *relevant), matches) is expected


def test_a_question_that_the_report_answers_and_no_entry_does_can_only_be_missed_or_wrong() -> None:
    gap = Question(id="q", text="q", relevant=frozenset(), is_covered=True)

    assert verdict(gap, make_matches((WEAR, 0.9))) is Verdict.WRONG
    assert verdict(gap, make_matches((WEAR, 0.1))) is Verdict.MISSED


@pytest.mark.parametrize(
    "matches",
    [
        make_matches((WEAR, 0.9), courtesy=Courtesy.GREETING),
        make_matches((WEAR, 0.9), too_little=True),
        make_matches((TUNNELS, 0.9)),
    ],
)
def test_who_abstains_has_no_entry_and_no_confidence(matches: Matches) -> None:
    (outcome,) = evaluated({ask(): matches}).outcomes

    assert (outcome.best, outcome.confidence, outcome.ranked) == (None, 0.0, ())


def test_the_confidence_is_the_best_entrys_also_behind_an_out_of_scope_entry() -> None:
    (outcome,) = evaluated({ask(): make_matches((TUNNELS, 0.6), (WEAR, 0.3))}).outcomes

    assert outcome.best is not None
    assert (outcome.best.target.id, outcome.confidence) == ("wear", 0.3)


def test_joint_is_what_the_policy_handles_rightly_and_not_what_a_threshold_would() -> None:
    no_lead = make_matches((WEAR, 0.6), (COST, 0.59))

    whole = evaluated({ask("q", "wear"): no_lead}).whole

    assert (whole.figures.joint, whole.figures.joint_best) == (0.0, 1.0)
    assert whole.figures.accuracy == 1.0


def test_a_match_is_timed_by_the_timer() -> None:
    assert evaluated({ask(): make_matches()}).whole.figures.p50_ms == 1000


def test_questions_are_counted_by_verdict_language_and_tag() -> None:
    sure = make_matches((WEAR, 0.9))

    evaluation = evaluated(
        {
            ask("a", "wear", language="en", tags=("typo", "plain")): sure,
            ask("b", "cost", language="ko", tags=("typo",)): sure,
            ask("c", tags=("typo", "typo")): sure,
        }
    )

    assert evaluation.whole.queries == 3
    assert {v: n for v, n in evaluation.whole.counts.items() if n} == {
        Verdict.RIGHT: 1,
        Verdict.WRONG: 1,
        Verdict.FALSE: 1,
    }
    assert {name: part.queries for name, part in evaluation.languages.items()} == {"en": 1, "ko": 1}
    assert {name: part.queries for name, part in evaluation.tags.items()} == {"plain": 1, "typo": 3}
    assert evaluation.languages["en"].figures.accuracy == 1.0
    assert evaluation.languages["ko"].figures.accuracy == 0.0


def in_corpus(question: Question, matches: Matches) -> Evaluation:
    """The evaluation of a corpus of one question."""
    pack = make_pack("corpus", [Document(id="wear", question="x"), Document(id="y", question="y")])
    ranking = FakeRanking({question.text: matches})
    part = Part(pack=pack, questions=(question,))
    return evaluate_corpus([part], lambda _: ranking, timer=lambda: 0.0, now=NOW)


@pytest.mark.parametrize(
    ("relevant", "confidence", "expected"),
    [
        (["wear"], THRESHOLD, Verdict.RIGHT),
        (["wear"], THRESHOLD - 0.01, Verdict.MISSED),
        (["cost"], THRESHOLD, Verdict.WRONG),
        ([], THRESHOLD, Verdict.FALSE),
        ([], THRESHOLD - 0.01, Verdict.KEPT_BACK),
    ],
)
def test_in_a_corpus_the_first_entry_is_the_reply_from_the_threshold_on_whatever_its_lead(
    relevant: list[str], confidence: float, expected: Verdict
) -> None:
    matches = make_matches((WEAR, confidence), (COST, confidence))

    evaluation = in_corpus(ask("q", *relevant), matches)

    assert [outcome.verdict for outcome in evaluation.outcomes] == [expected]
    assert evaluation.threshold == THRESHOLD
    assert evaluation.whole.figures.joint == float(expected.is_good)


@pytest.mark.parametrize("courtesy", [None, Courtesy.THANKS])
def test_in_a_corpus_small_talk_and_too_little_are_abstention(courtesy: Courtesy | None) -> None:
    matches = make_matches((WEAR, 0.9), courtesy=courtesy, too_little=courtesy is None)

    evaluation = in_corpus(ask("q", "wear"), matches)

    assert evaluation.outcomes[0].verdict is Verdict.MISSED
    assert evaluation.outcomes[0].confidence == 0.0


def test_each_part_of_a_corpus_gets_a_matcher_of_its_own() -> None:
    parts = [
        Part(
            pack=make_pack(name, [Document(id=f"{name}-1", question="How high is the wall?")]),
            questions=(ask(f"how high is the wall of {name}?", f"{name}-1"),),
        )
        for name in ("north", "south")
    ]
    made: list[str] = []

    def make_matcher(pack: Pack) -> Matcher:
        made.append(pack.id)
        return Matcher(pack)

    evaluation = evaluate_corpus(parts, make_matcher, timer=lambda: 0.0, now=NOW)

    assert made == ["north", "south"]
    assert [outcome.ranked[0].target.id for outcome in evaluation.outcomes] == [
        "north-1",
        "south-1",
    ]
    assert evaluation.entries == dict.fromkeys(("north-1", "south-1"), "How high is the wall?")
