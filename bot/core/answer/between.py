"""From the answers of several packs to the one that is given."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from typing import assert_never

from bot.core.answer.deciding import MOST_CHOICES, decide
from bot.core.answer.kinds import (
    Answer,
    Choice,
    Clarification,
    Fallback,
    FallbackReason,
    Policy,
    Reply,
)
from bot.core.knowledge import Pack, Source
from bot.core.matching.matches import Courtesy, Matches


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """What one pack makes of a query: its answer, and the confidence of its best match.

    `nearest` counts questions that the report does not cover as well: also they are about it.
    """

    answer: Answer
    policy: Policy
    nearest: float

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The entries that the answer offers: one, several or none."""
        match self.answer:
            case Reply(pack=pack, entry=entry):
                return (Choice(pack=pack, entry=entry),)
            case Clarification(choices=choices):
                return choices
            case Fallback():
                return ()
            case _:
                assert_never(self.answer)


def heard(matches: Matches, pack: Pack, policy: Policy) -> Heard:
    """What a pack makes of its matches of a query."""
    nearest = matches.ranked[0].confidence if matches.ranked else 0.0
    return Heard(answer=decide(matches, pack, policy), policy=policy, nearest=nearest)


def choose(asked: Sequence[Heard]) -> Answer:
    """The answer to a query, from what each of the packs that were asked makes of it.

    Confidences are probabilities, so they compare across packs. A reply stands if it leads what
    the others offer by its pack's margin; else the user is asked which report is meant. A pack
    whose report a newer edition supersedes is not heard where that edition has something to offer.

    Args:
        asked: at least one; where two are equally sure, the first goes first.
    """
    if len(asked) == 1:
        return asked[0].answer
    offers = _current([each for each in asked if each.choices])
    if not offers:
        return _fallback(_current(asked), [each.answer.pack for each in asked])
    offers.sort(key=lambda offer: -offer.answer.confidence)
    # A sure reply goes before a question back, unless that comes from a better match.
    best = next((o for o in offers if isinstance(o.answer, Reply)), offers[0])
    least = best.answer.confidence - best.policy.margin
    close = [o for o in offers if o is best or o.answer.confidence > least]
    return best.answer if len(close) == 1 else _between(close)


def _between(offers: Sequence[Heard]) -> Clarification:
    """The best of each pack's entries to choose from, then the second best of each."""
    rounds = zip_longest(*(offer.choices for offer in offers))
    choices = [choice for choice in chain.from_iterable(rounds) if choice is not None]
    return Clarification(
        choices=tuple(choices[:MOST_CHOICES]), confidence=offers[0].answer.confidence
    )


def _current(offers: Sequence[Heard]) -> list[Heard]:
    """The offers without those of an edition beside a newer one of the same report."""
    sources = [offer.answer.pack.source for offer in offers]
    return [
        offer
        for offer in offers
        if not any(_supersedes(source, offer.answer.pack.source) for source in sources)
    ]


def _supersedes(newer: Source, older: Source) -> bool:
    """Whether one is an edition that stands, of a report whose other edition does not."""
    if not older.superseded_by or newer.superseded_by or newer.publisher != older.publisher:
        return False
    title = newer.title.casefold()
    return title == older.title.casefold() or title in older.superseded_by.casefold()


def _fallback(asked: Sequence[Heard], packs: Sequence[Pack]) -> Fallback:
    """The one fallback of all: small talk if it is that to any, else what came nearest.

    What looks like gibberish to one report may be the jargon of another.
    """
    said = [(each.nearest, each.answer) for each in asked if isinstance(each.answer, Fallback)]
    courtesies = [each for each in said if _is_courtesy(each[1])]
    questions = [each for each in said if each[1].reason is FallbackReason.OUT_OF_SCOPE]
    _, nearest = max(courtesies or questions or said, key=lambda each: each[0])
    return replace(nearest, others=tuple(pack for pack in packs if pack is not nearest.pack))


def _is_courtesy(fallback: Fallback) -> bool:
    return fallback.courtesy not in {None, Courtesy.GIBBERISH}
