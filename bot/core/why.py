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
from bot.core.matching.matches import Courtesy, Match, Matches
from bot.core.matching.text import is_cjk, plain, words
from bot.core.tongue import said, say

MOST_RIVALS: Final = 5
"""Matches that are shown; the sixth never decides anything."""

KINDS: Final = {
    Courtesy.GREETING: said("greeting"),
    Courtesy.THANKS: said("thanks"),
    Courtesy.FAREWELL: said("farewell"),
    Courtesy.ABOUT_BOT: said("about_bot"),
    Courtesy.INSULT: said("insult"),
    Courtesy.INJECTION: said("injection"),
    Courtesy.GIBBERISH: said("gibberish"),
}
"""The kinds of small talk, in a word."""


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
        yield say("Read “{written}” as “{read}”.").format(
            written=correction.written, read=correction.read
        )
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
        source = each.answer.pack.source
        yield say("{title} ({id}):").format(title=source.title, id=each.answer.pack.id)
        yield from lines(each)


def _chosen(answer: Answer) -> str:
    """Which of several packs answered."""
    match answer:
        case Reply():
            text = say("“{title}” answered: no other report came as near.")
            return text.format(title=answer.pack.source.title)
        case Clarification(packs=packs) if len(packs) > 1:
            text = say("Asked back which of {count} reports is meant: they came equally near.")
            return text.format(count=len(packs))
        case Clarification():
            text = say("“{title}” asked back: no other report came as near.")
            return text.format(title=answer.pack.source.title)
        case Fallback():
            return say("No report answered.")
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
    yield say("What came nearest:")
    for place, match in enumerate(distinct(matches.ranked)[:MOST_RIVALS], start=1):
        covered = isinstance(match.target, Entry)
        about = match.target.id if covered else say("{id}, not covered").format(id=match.target.id)
        yield say("{place}. {question} ({about}): confidence {confidence}, score {score}").format(
            place=place,
            question=match.target.question,
            about=about,
            confidence=f"{match.confidence:.2f}",
            score=f"{match.score:.2f}",
        )
        yield "   " + say("by “{phrasing}”; {common}").format(
            phrasing=match.phrasing, common=_words_in_common(matches, match)
        )


def _words_in_common(matches: Matches, match: Match) -> str:
    read = " ".join([matches.query, *(correction.read for correction in matches.corrections)])
    common = shared(read, match.phrasing)
    if not common:
        return say("no telling word in common")
    return say("in common: {words}").format(words=say(", ").join(common))


def _compared(matches: Matches) -> str:
    if matches.by_meaning:
        return say("Compared by words, by their letters, and by meaning.")
    return say("Compared by words and by their letters.")


def _bars(explanation: Explanation) -> Iterator[str]:
    policy, rivals = explanation.policy, distinct(explanation.matches.ranked)
    if rivals:
        second = rivals[1].confidence if len(rivals) > 1 else 0.0
        yield say(
            "A reply needs a confidence of {threshold} and a lead of {margin} over the next that"
            " would quote something else; here they are {confidence} and {lead}."
        ).format(
            threshold=f"{policy.threshold:.2f}",
            margin=f"{policy.margin:.2f}",
            confidence=f"{rivals[0].confidence:.2f}",
            lead=f"{rivals[0].confidence - second:.2f}",
        )


def _outcome(explanation: Explanation) -> str:
    answer = explanation.answer
    match answer:
        case Reply():
            text = say("Replied with “{question}”: sure enough, and clearly ahead.")
            return text.format(question=answer.entry.question)
        case Clarification():
            text = say("Asked back between {count} questions: none was clearly ahead.")
            return text.format(count=len(answer.choices))
        case Fallback():
            reason = _reason(answer, explanation.matches.ranked)
            return say("Did not reply: {reason}.").format(reason=reason)
        case _:
            assert_never(answer)


def _reason(answer: Fallback, ranked: Sequence[Match]) -> str:
    match answer.reason:
        case FallbackReason.COURTESY:
            kind = say(KINDS[answer.courtesy or Courtesy.ABOUT_BOT])
            return say("this is no question about the report ({kind})").format(kind=kind)
        case FallbackReason.TOO_LITTLE:
            return say("there is no word in it that says what is asked")
        case FallbackReason.OUT_OF_SCOPE if not ranked:
            return say("nothing in the pack has anything in common with it")
        case FallbackReason.OUT_OF_SCOPE if not isinstance(ranked[0].target, Entry):
            return say("it came nearest to a question that the report does not cover")
        case FallbackReason.OUT_OF_SCOPE:
            return say("nothing was sure enough")
        case _:
            assert_never(answer.reason)
