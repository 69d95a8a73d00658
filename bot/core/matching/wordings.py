"""The wordings that a matcher compares a query with, and whom each speaks for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.knowledge import Pack, Status, Target
from bot.core.matching import background
from bot.core.matching.glossary import Glossary
from bot.core.matching.text import plain, words

COUNTER_LABEL: Final = -0.5
"""A counter-phrasing speaks against its entry, less than a phrasing speaks for it."""


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Wording:
    """One wording: the number of its target, and what a perfect fit would give that target."""

    target: int
    label: float
    words: tuple[str, ...]
    text: str


def targets(pack: Pack) -> tuple[Target, ...]:
    """All that a query can be matched to, in the pack's order; a draft never is."""
    live = (entry for entry in pack.entries if entry.status is not Status.DRAFT)
    return (*live, *pack.out_of_scope)


def wordings(matched: Sequence[Target], glossary: Glossary) -> list[Wording]:
    """Each target's wordings, once each, in an order of their own: the pack's must not matter."""
    distinct: dict[tuple[int, float, tuple[str, ...]], Wording] = {}
    for wording in sorted(_all(matched, glossary)):
        distinct.setdefault((wording.target, wording.label, wording.words), wording)
    return list(distinct.values())


def _all(matched: Sequence[Target], glossary: Glossary) -> Iterator[Wording]:
    for position, target in enumerate(matched):
        own = (target.question, *(phrasing.text for phrasing in target.phrasings))
        counter = (phrasing.text for phrasing in target.counter_phrasings)
        for label, texts in ((1.0, own), (COUNTER_LABEL, counter)):
            for text in texts:
                asked = tuple(glossary.rename(words(plain(text))))
                if asked:
                    yield Wording(target=position, label=label, words=asked, text=text)


def general(glossary: Glossary) -> list[list[str]]:
    """The words of the general questions, which speak for nobody."""
    return [glossary.rename(words(plain(line))) for line in background.lines(background.GENERAL)]


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
