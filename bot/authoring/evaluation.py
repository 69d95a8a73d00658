"""Runs a matcher over questions with known answers, and judges what comes of each."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol

from bot.authoring.corpus import THRESHOLD, Part
from bot.authoring.figures import FIRST
from bot.authoring.outcomes import Evaluation, Outcome, Verdict
from bot.authoring.questions import Question
from bot.core.answer import Clarification, Fallback, Policy, Reply, decide
from bot.core.knowledge import Entry, Pack
from bot.core.matching import Match, Matches


class Ranking(Protocol):
    """What ranks entries for a query: a matcher."""

    def match(self, query: str, *, now: datetime) -> Matches:
        """The matches of a query among what may be shown at `now`."""
        ...


Judge = Callable[[Question, Matches], Verdict]
"""What became of a question, from its matches."""


def evaluate_pack(
    pack: Pack,
    questions: Iterable[Question],
    matcher: Ranking,
    *,
    policy: Policy,
    timer: Callable[[], float],
    now: datetime,
) -> Evaluation:
    """Ask a pack questions; what becomes of them is decided by the policy.

    `timer` gives seconds from any start; `now` is when entries must be live.
    """
    outcomes = ask_all(questions, matcher, judge=by_policy(pack, policy), timer=timer, now=now)
    return Evaluation(
        outcomes=outcomes, threshold=policy.threshold, entries=_questions_by_id([pack])
    )


def evaluate_corpus(
    parts: Iterable[Part],
    make_matcher: Callable[[Pack], Ranking],
    *,
    timer: Callable[[], float],
    now: datetime,
) -> Evaluation:
    """Ask the questions of a corpus, part by part; a reply is a first entry from THRESHOLD on.

    `timer` gives seconds from any start. Making a matcher is not timed, and one is held at a time.
    """
    parts, judge = tuple(parts), by_threshold(THRESHOLD)
    outcomes = tuple(
        outcome
        for part in parts
        for outcome in ask_all(
            part.questions, make_matcher(part.pack), judge=judge, timer=timer, now=now
        )
    )
    entries = _questions_by_id(part.pack for part in parts)
    return Evaluation(outcomes=outcomes, threshold=THRESHOLD, entries=entries)


def ask_all(
    questions: Iterable[Question],
    matcher: Ranking,
    *,
    judge: Judge,
    timer: Callable[[], float],
    now: datetime,
) -> tuple[Outcome, ...]:
    """The outcomes of questions, in their order."""
    outcomes = []
    for question in questions:
        start = timer()
        matches = matcher.match(question.text, now=now)
        seconds = timer() - start
        outcomes.append(
            Outcome(
                question=question,
                verdict=judge(question, matches),
                ranked=_entries(matches)[:FIRST],
                seconds=seconds,
            )
        )
    return tuple(outcomes)


def by_policy(pack: Pack, policy: Policy) -> Judge:
    """A judge of what the pack's users get."""

    def judge(question: Question, matches: Matches) -> Verdict:
        match decide(matches, pack, policy):
            case Reply(entry=entry):
                return _replied(question, entry.id)
            case Clarification(choices=choices):
                offered = any(choice.entry.id in question.relevant for choice in choices)
                return Verdict.OFFERED if offered else _unanswered(question)
            case Fallback():
                return _unanswered(question)

    return judge


def by_threshold(threshold: float) -> Judge:
    """A judge that takes the first entry for the reply if its confidence reaches the threshold."""

    def judge(question: Question, matches: Matches) -> Verdict:
        entries = _entries(matches)
        if entries and entries[0].confidence >= threshold:
            return _replied(question, entries[0].target.id)
        return _unanswered(question)

    return judge


def _replied(question: Question, entry: str) -> Verdict:
    if not question.is_covered:
        return Verdict.FALSE
    return Verdict.RIGHT if entry in question.relevant else Verdict.WRONG


def _unanswered(question: Question) -> Verdict:
    return Verdict.MISSED if question.is_covered else Verdict.KEPT_BACK


def _entries(matches: Matches) -> tuple[Match, ...]:
    """The matches of entries; none for small talk and for too little."""
    if matches.courtesy is not None or matches.too_little:
        return ()
    return tuple(match for match in matches.ranked if isinstance(match.target, Entry))


def _questions_by_id(packs: Iterable[Pack]) -> dict[str, str]:
    return {entry.id: entry.question for pack in packs for entry in pack.entries}
