"""Wrong replies, each with its reason in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.authoring.outcomes import Evaluation, Outcome
from bot.authoring.questions import Question

PLACES: Final = ("first", "second", "third")


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """An entry by its id and its question."""

    id: str
    question: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WrongReply:
    """A reply that does not answer the question.

    `replied` is the entry, with what confidence (0 to 1); `phrasing` the wording of it that came
    nearest; `right` the entries that would have been right, none where no reply was; `reason` a
    sentence without capital letter and full stop.
    """

    question: Question
    replied: Named
    confidence: float
    phrasing: str
    right: tuple[Named, ...]
    reason: str


def wrong_replies(evaluation: Evaluation) -> Iterator[WrongReply]:
    """The wrong replies of an evaluation, in the order of the questions."""
    for outcome in evaluation.outcomes:
        best = outcome.best
        if outcome.verdict.is_wrong_reply and best is not None:
            yield WrongReply(
                question=outcome.question,
                replied=Named(id=best.target.id, question=best.target.question),
                confidence=best.confidence,
                phrasing=best.phrasing,
                right=tuple(
                    Named(id=name, question=evaluation.entries[name])
                    for name in sorted(outcome.question.relevant)
                ),
                reason=_reason(outcome),
            )


def _reason(outcome: Outcome) -> str:
    if not outcome.question.is_covered:
        return "nothing covers the question, so no reply would have been right"
    if not outcome.question.relevant:
        return "the report answers it, but no entry quotes the passage"
    for place, match in zip(PLACES, outcome.ranked, strict=False):
        if match.target.id in outcome.question.relevant:
            return f"a right entry came {place}, with confidence {match.confidence:.2f}"
    return "no right entry was among the first three"
