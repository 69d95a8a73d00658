"""The wordings that a matcher compares a query with, and whom each speaks for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.knowledge import Entry, Pack, Phrasing, Status, Target
from bot.core.matching import background
from bot.core.matching.features import tokens
from bot.core.matching.glossary import Glossary
from bot.core.matching.text import plain, words

COUNTER_LABEL: Final = -0.5
"""A counter-phrasing speaks against its entry, less than a phrasing speaks for it."""


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Wording:
    """One wording: the numbers of its answer and its target, and what a perfect fit would give.

    `place` is its place among all wordings of the target: question, phrasings, counter-phrasings.
    """

    answer: int
    target: int
    label: float
    tokens: tuple[str, ...]
    text: str
    place: int


def targets(pack: Pack) -> tuple[Target, ...]:
    """All that a query can be matched to, in the pack's order; a draft never is."""
    live = (entry for entry in pack.entries if entry.status is not Status.DRAFT)
    return (*live, *pack.out_of_scope)


def answers(matched: Sequence[Target]) -> list[int]:
    """For each target the number of its answer: entries that quote the same passages share one."""
    numbers: dict[tuple[int, ...], int] = {}
    return [
        numbers.setdefault(
            tuple(excerpt.start for excerpt in target.excerpts)
            if isinstance(target, Entry)
            else (-1 - position,),
            len(numbers),
        )
        for position, target in enumerate(matched)
    ]


def texts(target: Target) -> Iterator[str]:
    """All wordings of a target, by their places."""
    yield target.question
    yield from (phrasing.text for phrasing in _phrasings(target))


def wordings(matched: Sequence[Target], glossary: Glossary) -> list[Wording]:
    """Each target's wordings, once each, answer by answer, in an order that is not the pack's."""
    distinct: dict[tuple[int, float, tuple[str, ...]], Wording] = {}
    for wording in sorted(_all(matched, glossary)):
        distinct.setdefault((wording.target, wording.label, wording.tokens), wording)
    return list(distinct.values())


def _all(matched: Sequence[Target], glossary: Glossary) -> Iterator[Wording]:
    for position, (target, answer) in enumerate(zip(matched, answers(matched), strict=True)):
        own = 1 + len(target.phrasings)
        for place, text in enumerate(texts(target)):
            asked = tuple(asked_tokens(text, glossary))
            if asked:
                yield Wording(
                    answer=answer,
                    target=position,
                    label=1.0 if place < own else COUNTER_LABEL,
                    tokens=asked,
                    text=text,
                    place=place,
                )


def asked_tokens(text: str, glossary: Glossary) -> list[str]:
    """The tokens of a wording."""
    return tokens(glossary.rename(words(plain(text))))


def general(glossary: Glossary) -> list[list[str]]:
    """The tokens of the general questions, which speak for nobody."""
    return [asked_tokens(line, glossary) for line in background.lines(background.GENERAL)]


def vocabulary(pack: Pack) -> Iterator[list[str]]:
    """The words of every question, phrasing and name of a pack, as they are written."""
    every: tuple[Target, ...] = (*pack.entries, *pack.out_of_scope)
    for target in every:
        yield words(plain(target.question))
        for phrasing in target.phrasings:
            yield words(plain(phrasing.text))
    for names in pack.glossary:
        for name in names:
            yield words(plain(name))


def _phrasings(target: Target) -> tuple[Phrasing, ...]:
    return (*target.phrasings, *target.counter_phrasings)
