"""The wordings that a matcher compares a query with, and whom each speaks for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
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

    `place` is its place among all wordings of the target: question, phrasings, counter-phrasings;
    `written` its words before names were brought to one name.
    """

    answer: int
    target: int
    label: float
    tokens: tuple[str, ...]
    text: str
    place: int
    written: tuple[str, ...]


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


def text(target: Target, place: int) -> str:
    """The wording of a target that has a place."""
    if not place:
        return target.question
    own = len(target.phrasings)
    if place <= own:
        return target.phrasings[place - 1].text
    return target.counter_phrasings[place - 1 - own].text


def wordings(matched: Sequence[Target], glossary: Glossary) -> Iterator[Wording]:
    """Each target's wordings, once each, answer by answer, in an order that is not the pack's."""
    numbers = answers(matched)
    for position in sorted(range(len(matched)), key=numbers.__getitem__):
        distinct: dict[tuple[float, tuple[str, ...]], Wording] = {}
        for wording in sorted(_all(matched[position], position, numbers[position], glossary)):
            distinct.setdefault((wording.label, wording.tokens), wording)
        yield from distinct.values()


def _all(target: Target, position: int, answer: int, glossary: Glossary) -> Iterator[Wording]:
    own = 1 + len(target.phrasings)
    for place, text in enumerate(texts(target)):
        written = tuple(words(plain(text)))
        if written:
            yield Wording(
                answer=answer,
                target=position,
                label=1.0 if place < own else COUNTER_LABEL,
                tokens=tuple(tokens(glossary.rename(written))),
                text=text,
                place=place,
                written=written,
            )


def words_of(names: Iterable[Sequence[str]]) -> Iterator[str]:
    """The words of groups of names."""
    return chain.from_iterable(words(plain(name)) for group in names for name in group)


def general(glossary: Glossary) -> list[list[str]]:
    """The tokens of the general questions, which speak for nobody."""
    lines = background.lines(background.GENERAL)
    return [tokens(glossary.rename(words(plain(line)))) for line in lines]


def _phrasings(target: Target) -> tuple[Phrasing, ...]:
    return (*target.phrasings, *target.counter_phrasings)
