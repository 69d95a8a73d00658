"""The parts of a report: what stands under its headings, or, without any, where it turns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np

from bot.authoring.building.document import Block, Document, Kind
from bot.authoring.building.sentences import sentences
from bot.authoring.building.terms import Weights, content

FRONT: Final = "Front page"

WINDOW: Final = 3
"""Paragraphs on each side of a place that are compared to see whether the subject turns."""

SHORTEST: Final = 4
"""Paragraphs of a part that is cut where the subject turns."""

ONE_PART: Final = 8
"""Paragraphs of a report without headings that is not cut at all."""

DEEPEST: Final = 6

_EXHIBIT: Final = re.compile(
    r"(?:Figure|Fig\.|Table|Box|Chart|Exhibit|Map|그림|표|図|表)\s*[\dA-Z]+\b"
)
"""How the caption of something that has a number begins."""

LONGEST_TITLE: Final = 70
"""Characters of a title made from a part's first words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A heading and what stands under it, up to the next heading; `title` as replies name it."""

    title: str
    level: int
    heading: Block | None
    blocks: tuple[Block, ...]
    guessed: bool = False

    @property
    def all_blocks(self) -> tuple[Block, ...]:
        """The heading, if there is one, and the rest."""
        return self.blocks if self.heading is None else (self.heading, *self.blocks)


def parts(document: Document) -> tuple[Part, ...]:
    """The parts of a report, in its order; what stands before the first heading is one too."""
    if not any(block.kind is Kind.HEADING for block in document.blocks):
        return tuple(_turns(document))
    return tuple(_under_headings(document))


def _under_headings(document: Document) -> Iterator[Part]:
    heading: Block | None = None
    held: list[Block] = []
    for block in document.blocks:
        if block.kind is Kind.HEADING:
            if heading is not None or held:
                yield from _with_exhibits(_part(heading, held))
            heading, held = block, []
        else:
            held.append(block)
    yield from _with_exhibits(_part(heading, held))


def _with_exhibits(part: Part) -> Iterator[Part]:
    """A part cut at its figures and tables: each is a part with its rows, and then it goes on."""
    own, exhibit = part, False
    held: list[Block] = []
    for block in part.blocks:
        begins = block.kind is Kind.CAPTION and _EXHIBIT.match(block.text) is not None
        ends = exhibit and block.kind not in {Kind.CAPTION, Kind.TABLE}
        if begins or ends:
            if held or own.heading is not None:
                yield replace(own, blocks=tuple(held))
            held, exhibit = [], begins
            own = _exhibit(block, part) if begins else _continued(part)
            if begins:
                continue
        held.append(block)
    yield replace(own, blocks=tuple(held))


def _exhibit(caption: Block, within: Part) -> Part:
    level = min(within.level + 1, DEEPEST)
    return Part(title=caption.text, level=level, heading=caption, blocks=())


def _continued(part: Part) -> Part:
    return replace(part, title=f"{part.title} (continued)", heading=None)


def _part(heading: Block | None, blocks: Sequence[Block]) -> Part:
    if heading is None:
        return Part(title=FRONT, level=1, heading=None, blocks=tuple(blocks))
    return Part(title=heading.text, level=heading.level, heading=heading, blocks=tuple(blocks))


def _turns(document: Document) -> Iterator[Part]:
    """Parts of a text without headings, cut where its words change.

    Source: TextTiling (Hearst, 1997): the words of some paragraphs before a place are compared
    with those after it, and the deepest valleys are cut.
    """
    blocks = document.blocks
    cuts = [0, *_valleys([content(block.text) for block in blocks]), len(blocks)]
    for start, end in pairwise(cuts):
        own = blocks[start:end]
        if own:
            yield Part(title=_opening(own[0]), level=1, heading=None, blocks=own, guessed=True)


def _valleys(told: Sequence[Sequence[str]]) -> list[int]:
    """The places, by the number of the block after them, where the words change most."""
    if len(told) <= ONE_PART:
        return []
    rows = Weights(told).matrix(told)
    places = range(SHORTEST, len(told) - SHORTEST + 1)
    likeness = [
        float(rows[max(0, at - WINDOW) : at].sum(0) @ rows[at : at + WINDOW].sum(0))
        for at in places
    ]
    limit = float(np.mean(likeness) - np.std(likeness) / 2)
    cuts: list[int] = []
    for at, like in sorted(zip(places, likeness, strict=True), key=lambda pair: pair[1]):
        if like < limit and all(abs(at - other) >= SHORTEST for other in cuts):
            cuts.append(at)
    return sorted(cuts)


def _opening(block: Block) -> str:
    """The first words of a part, as its title."""
    first = sentences(block.text)[0]
    if len(first) <= LONGEST_TITLE:
        return first.rstrip(".")
    cut = first[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:")
    return f"{cut} …"
