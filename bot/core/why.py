"""Why a question got the answer it got: what was read, what came near, and what decided."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from bot.core.answer import (
    Answer,
    Clarification,
    Fallback,
    FallbackReason,
    Policy,
    Reply,
    choose,
    decide,
    distinct,
    heard,
)
from bot.core.knowledge import Entry, Pack
from bot.core.matching.english import STOP_WORDS
from bot.core.matching.features import terms
from bot.core.matching.matches import Match, Matches
from bot.core.matching.text import is_cjk, plain, words

MOST_RIVALS: Final = 5
"""Matches that are shown; the sixth never decides anything."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """What made an answer: the matches, the policy that judged them, and the answer."""

    matches: Matches
    policy: Policy
    answer: Answer


def explain(matches: Matches, pack: Pack, policy: Policy) -> Explanation:
    """The answer to some matches, with what made it."""
    return Explanation(matches=matches, policy=policy, answer=decide(matches, pack, policy))


def lines(explanation: Explanation) -> Iterator[str]:
    """The explanation in plain words, line by line."""
    matches = explanation.matches
    yield _outcome(explanation)
    for correction in matches.corrections:
        yield f"Read “{correction.written}” as “{correction.read}”."
    if matches.ranked:
        yield from _nearest(matches)
        yield _compared(matches)
    yield from _bars(explanation)


def all_lines(explanations: Sequence[Explanation]) -> Iterator[str]:
    """The explanations of each pack that was asked; of several, first what came of them all."""
    if len(explanations) == 1:
        yield from lines(explanations[0])
        return
    asked = [heard(each.matches, each.answer.pack, each.policy) for each in explanations]
    yield _chosen(choose(asked))
    for each in explanations:
        yield ""
        yield f"{each.answer.pack.source.title} ({each.answer.pack.id}):"
        yield from lines(each)


def _chosen(answer: Answer) -> str:
    """Which of several packs answered."""
    match answer:
        case Reply():
            return f"“{answer.pack.source.title}” answered: no other report came as near."
        case Clarification(packs=packs) if len(packs) > 1:
            return f"Asked back which of {len(packs)} reports is meant: they came equally near."
        case Clarification():
            return f"“{answer.pack.source.title}” asked back: no other report came as near."
        case Fallback():
            return "No report answered."
        case _:
            assert_never(answer)


def shared(query: str, phrasing: str) -> list[str]:
    """The telling words of a query that a phrasing has too, in any of their forms.

    Of Japanese and Korean, which has no words to find, the pairs of characters.
    """
    held = {term for word in words(plain(phrasing)) for term in terms(word)}
    asked = dict.fromkeys(word for word in words(plain(query)) if word not in STOP_WORDS)
    return [
        part
        for word in asked
        for part in (terms(word) if is_cjk(word) else (word,))
        if held.issuperset(terms(part))
    ]


def _nearest(matches: Matches) -> Iterator[str]:
    yield "What came nearest:"
    for place, match in enumerate(distinct(matches.ranked)[:MOST_RIVALS], start=1):
        kind = "" if isinstance(match.target, Entry) else ", not covered"
        yield (
            f"{place}. {match.target.question} ({match.target.id}{kind}): "
            f"confidence {match.confidence:.2f}, score {match.score:.2f}"
        )
        yield f"   by “{match.phrasing}”; {_words_in_common(matches, match)}"


def _words_in_common(matches: Matches, match: Match) -> str:
    read = " ".join([matches.query, *(correction.read for correction in matches.corrections)])
    common = shared(read, match.phrasing)
    if not common:
        return "no telling word in common"
    return f"in common: {', '.join(common)}"


def _compared(matches: Matches) -> str:
    if matches.by_meaning:
        return "Compared by words, by their letters, and by meaning."
    return "Compared by words and by their letters."


def _bars(explanation: Explanation) -> Iterator[str]:
    policy, rivals = explanation.policy, distinct(explanation.matches.ranked)
    if rivals:
        second = rivals[1].confidence if len(rivals) > 1 else 0.0
        yield (
            f"A reply needs a confidence of {policy.threshold:.2f} and a lead of "
            f"{policy.margin:.2f} over the next that would quote something else; "
            f"here they are {rivals[0].confidence:.2f} and {rivals[0].confidence - second:.2f}."
        )


def _outcome(explanation: Explanation) -> str:
    answer = explanation.answer
    match answer:
        case Reply():
            return f"Replied with “{answer.entry.question}”: sure enough, and clearly ahead."
        case Clarification():
            return f"Asked back between {len(answer.choices)} questions: none was clearly ahead."
        case Fallback():
            return f"Did not reply: {_reason(answer, explanation.matches.ranked)}."
        case _:
            assert_never(answer)


def _reason(answer: Fallback, ranked: Sequence[Match]) -> str:
    match answer.reason:
        case FallbackReason.COURTESY:
            return f"this is no question about the report ({answer.courtesy})"
        case FallbackReason.TOO_LITTLE:
            return "there is no word in it that says what is asked"
        case FallbackReason.OUT_OF_SCOPE if not ranked:
            return "nothing in the pack has anything in common with it"
        case FallbackReason.OUT_OF_SCOPE if not isinstance(ranked[0].target, Entry):
            return "it came nearest to a question that the report does not cover"
        case FallbackReason.OUT_OF_SCOPE:
            return "nothing was sure enough"
        case _:
            assert_never(answer.reason)
