"""Wordings beside one another: what the matcher reads as the same, or nearly."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Indel

from bot.authoring.linting.findings import Finding, finding
from bot.authoring.linting.subject import Subject, all_targets
from bot.core.knowledge import Target, answer_alike
from bot.core.loading.problems import Place, shown
from bot.core.matching.features import tokens
from bot.core.matching.glossary import Glossary
from bot.core.matching.text import plain, words

NEAR: Final = 0.92
"""Of the letters of two wordings together, those that both have in the same order."""

LEAST_LETTERS: Final = 12
"""Shorter wordings differ in few letters by nature."""

AT_ONCE: Final = 500
"""Wordings compared with all others at once: bounds the memory."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """A wording of a target, by its number there, as it is written and as the matcher reads it."""

    target: Target
    number: int
    text: str
    read: tuple[str, ...]


def wordings(subject: Subject) -> Iterator[Finding]:
    """Wordings that say nothing, that repeat others, or that are hard to tell apart."""
    held = list(_held(subject))
    by_reading: dict[tuple[str, ...], list[Held]] = defaultdict(list)
    for each in held:
        if each.read:
            by_reading[each.read].append(each)
        else:
            what = f"nothing is left of {shown(each.text)} to compare questions with"
            yield finding("W307", _place(subject, each), what)
    for alike in by_reading.values():
        yield from _alike(subject, alike)
    yield from _near(subject, [alike[0] for alike in by_reading.values()])


def _held(subject: Subject) -> Iterator[Held]:
    glossary = Glossary(subject.pack.glossary)
    for target in all_targets(subject.asked):
        texts = (target.question, *(phrasing.text for phrasing in target.phrasings))
        for number, text in enumerate(texts):
            read = tuple(tokens(glossary.rename(words(plain(text)))))
            yield Held(target=target, number=number, text=text, read=read)


def _alike(subject: Subject, alike: Sequence[Held]) -> Iterator[Finding]:
    """What is wrong with wordings that are read as the same."""
    first = alike[0]
    for each in alike[1:]:
        place, said = _place(subject, each), f"{shown(each.text)} is read as {shown(first.text)}"
        at = _place(subject, first)
        if each.target.id == first.target.id:
            yield finding("W303", place, f"{said}, in line {at.line}")
        elif not answer_alike(each.target, first.target):
            yield finding("W301", place, f"{said}, a wording of `{first.target.id}` at {at}")


def _near(subject: Subject, held: Sequence[Held]) -> Iterator[Finding]:
    """Wordings of different answers that differ in a few letters only."""
    long = [each for each in held if len(each.text) >= LEAST_LETTERS]
    texts = [" ".join(each.text.casefold().split()) for each in long]
    for start in range(0, len(long), AT_ONCE):
        near = process.cdist(
            texts[start : start + AT_ONCE],
            texts,
            scorer=Indel.normalized_similarity,
            score_cutoff=NEAR,
        )
        for row, column in zip(*near.nonzero(), strict=True):
            one, other = long[int(column)], long[start + int(row)]
            if int(column) < start + int(row) and not answer_alike(one.target, other.target):
                what = (
                    f"{shown(other.text)} is nearly {shown(one.text)}, a wording of "
                    f"`{one.target.id}` at {_place(subject, one)}"
                )
                yield finding("W302", _place(subject, other), what)


def _place(subject: Subject, held: Held) -> Place:
    return subject.written.wording(held.target, held.number)
