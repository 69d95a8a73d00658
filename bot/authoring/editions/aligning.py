"""Which paragraph of one edition has become which of the other."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

from bot.authoring.editions.paragraphs import Paragraph

ALIKE: Final = 60.0
"""Likeness in percent from which one paragraph is taken for another, reworded."""


class Kind(StrEnum):
    """What became of a paragraph."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One paragraph that is not as it was; `old` or `new` is None where there is none."""

    kind: Kind
    old: Paragraph | None
    new: Paragraph | None

    @property
    def told(self) -> Paragraph:
        """The paragraph as it is now, else as it was."""
        told = self.new or self.old
        if told is None:
            raise ValueError("a change is of something")
        return told


def changes(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> list[Change]:
    """What changed from one edition to the other, in the order of the new one.

    What stands in the same order in both is settled first, then what is the same elsewhere, then
    what is alike; the most alike first.
    """
    gone, come = _unsettled(old, new)
    found: list[Change] = []
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at in come:
        places[new[at].key].append(at)
    for at in list(gone):
        if places[old[at].key]:
            to = places[old[at].key].pop(0)
            found.append(Change(kind=Kind.MOVED, old=old[at], new=new[to]))
            gone.remove(at)
            come.remove(to)
    for at, to in _alike([old[at].text for at in gone], [new[to].text for to in come]):
        found.append(Change(kind=Kind.REWORDED, old=old[gone[at]], new=new[come[to]]))
    settled = {id(part) for change in found for part in (change.old, change.new)}
    found += [
        Change(kind=Kind.REMOVED, old=old[at], new=None)
        for at in gone
        if id(old[at]) not in settled
    ]
    found += [
        Change(kind=Kind.ADDED, old=None, new=new[to]) for to in come if id(new[to]) not in settled
    ]
    return sorted(found, key=lambda change: change.told.start)


def _unsettled(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> tuple[list[int], list[int]]:
    """The numbers of the paragraphs that are not the same in both, in the same order."""
    matcher = SequenceMatcher(
        None, [part.key for part in old], [part.key for part in new], autojunk=False
    )
    gone: list[int] = []
    come: list[int] = []
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            gone += range(old_start, old_end)
            come += range(new_start, new_end)
    return gone, come


def _alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of texts that are alike, each in one pair at most, the most alike taken first."""
    if not old or not new:
        return []
    likeness = process.cdist(old, new, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8)
    rows, columns = np.nonzero(likeness)
    order = np.argsort(-likeness[rows, columns].astype(int), kind="stable")
    pairs: list[tuple[int, int]] = []
    used_old: set[int] = set()
    used_new: set[int] = set()
    for at in order.tolist():
        row, column = int(rows[at]), int(columns[at])
        if row not in used_old and column not in used_new:
            pairs.append((row, column))
            used_old.add(row)
            used_new.add(column)
    return pairs
