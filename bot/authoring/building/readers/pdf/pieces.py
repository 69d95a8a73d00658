"""What stands on one line without a wide gap in it: the smallest thing that is laid out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from bot.authoring.building.readers.pdf.scan import Span, Style
from bot.authoring.building.readers.pdf.words import Word, is_mark, joined, with_initials, words

SAME_LINE: Final = 0.25
"""Of the size; words of one line stand on it as exactly as that."""

WIDE: Final = 2.2
"""Of the size; a gap so wide parts two pieces."""

LESS_WIDE: Final = 0.9
"""Of the size; a gap so wide parts them if it is out of proportion."""

UNEVEN: Final = 2.2
"""Times the usual gap of a line is out of proportion."""

APART: Final = 0.6
"""Of the size; a gap so wide parts what the file does not write in turn."""

OVERLAP: Final = 0.5
"""Of the size; what lies over another is no part of its line."""

LABEL_GAP: Final = 4.5
"""Of the size; a list's sign stands no farther before its item."""

BOLD: Final = 0.9
"""Of the letters; with so many bold ones all count as bold."""

LIKE: Final = 0.06
"""Of the size; no two sizes of one paragraph are farther apart."""

_FAMILY: Final = re.compile(
    r"[-,_ ]?(?:ps|mt|std|pro|bold|italic|oblique|roman|regular|book|medium|light|semi|demi|black"
    r"|heavy|extra|it|bd)+(?=[-,_ ]|$)",
    re.IGNORECASE,
)
"""What a font's name says of its cut."""

_LABEL: Final = re.compile(
    r"(?:[•‣◦▪▫■□●○◆◇►▶➢➤✓✔∙·\u2043\uf0a7\uf0b7\uf0d8\uf0fc*+–—-]|o"
    r"|\(?(?:\d{1,2}|[A-Za-z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,2})+\.?|[①-⑳])$"
)
"""What stands before an item or a heading with a gap between."""


class Look(NamedTuple):
    """How text is printed, as far as it tells a heading from a paragraph."""

    size: float
    bold: bool
    italic: bool
    font: str
    colour: int

    def is_like(self, other: "Look") -> bool:
        """Whether text that looks so can be of one paragraph with text of the other look."""
        near = abs(self.size - other.size) <= LIKE * max(self.size, other.size)
        return near and self.font == other.font and self.colour == other.colour


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A line, or what stands of it in one column.

    Args:
        words: its words from left to right.
        page: from 1.
        x0, x1, y: from where to where it reaches, and on which line.
        look: of most of its letters.
        mixed: whether it begins in bold letters and goes on in others.
        artefact: whether the file says that some of it is no content.
    """

    words: tuple[Word, ...]
    page: int
    x0: float
    x1: float
    y: float
    look: Look
    mixed: bool
    artefact: bool

    @property
    def top(self) -> float:
        """Where its letters begin."""
        return self.y - 0.75 * self.look.size

    @property
    def bottom(self) -> float:
        """Where its letters end."""
        return self.y + 0.22 * self.look.size

    @cached_property
    def text(self) -> str:
        """What it says, without footnotes' marks."""
        return joined(self.words)

    @cached_property
    def whole(self) -> str:
        """What it says, footnotes' marks included."""
        return joined(self.words, marks=True)

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """Footnotes' marks in it."""
        return tuple(word.span.text for word in self.words if is_mark(word))


def pieces(spans: Sequence[Span], styles: Sequence[Style], page: int) -> list[Piece]:
    """The pieces of a page, from the top down."""
    found = [
        _piece(part, styles, page)
        for row in _rows(words(with_initials(spans, styles), styles))
        for part in _labelled(list(_parted(row)))
    ]
    return sorted(found, key=lambda piece: (piece.y, piece.x0))


def _rows(told: Sequence[Word]) -> Iterator[list[Word]]:
    """Words on one line, from left to right."""
    row: list[Word] = []
    for word in sorted(told, key=lambda word: word.span.y):
        if row and word.span.y - row[0].span.y > SAME_LINE * min(row[0].size, word.size):
            yield sorted(row, key=lambda word: (word.span.x0, word.at))
            row = []
        row.append(word)
    if row:
        yield sorted(row, key=lambda word: (word.span.x0, word.at))


def _parted(row: Sequence[Word]) -> Iterator[list[Word]]:
    gaps = [after.span.x0 - before.span.x1 for before, after in pairwise(row)]
    usual = median([gap for gap in gaps if gap > 0] or [0.0])
    part = [row[0]]
    for (before, word), gap in zip(pairwise(row), gaps, strict=True):
        if _is_twin(before, word):
            continue
        if _parts(before, word, gap, usual):
            yield part
            part = []
        part.append(word)
    yield part


def _is_twin(before: Word, word: Word) -> bool:
    """Whether it is printed twice, so that it looks bold or has a shadow."""
    near = abs(before.span.x0 - word.span.x0) < OVERLAP * word.size
    return near and before.span.text == word.span.text


def _parts(before: Word, word: Word, gap: float, usual: float) -> bool:
    size = max(before.size, word.size)
    in_turn = before.at < word.at <= before.at + 2
    return (
        gap > WIDE * size
        or gap < -OVERLAP * size
        or (gap > LESS_WIDE * size and gap > UNEVEN * usual)
        or (gap > APART * size and not in_turn)
    )


def _labelled(parts: Sequence[list[Word]]) -> Iterator[list[Word]]:
    """The parts, a list's sign together with its item."""
    held: list[Word] = []
    for part in parts:
        near = held and part[0].span.x0 - held[-1].span.x1 < LABEL_GAP * part[0].size
        if near and _LABEL.match(joined(held)):
            held = [*held, *part]
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _piece(part: Sequence[Word], styles: Sequence[Style], page: int) -> Piece:
    level = [word for word in part if not word.raised] or list(part)
    looks: Counter[Look] = Counter()
    bold = total = 0
    for word in level:
        style, letters = styles[word.span.style], len(word.span.text)
        looks[_look(style)] += letters
        total += letters
        bold += letters if style.bold else 0
    most = max(looks, key=looks.__getitem__)
    ends = [styles[word.span.style].bold for word in (level[0], level[-1])]
    mixed = bold > 0 and ends == [True, False]
    return Piece(
        words=tuple(part),
        page=page,
        x0=min(word.span.x0 for word in part),
        x1=max(word.span.x1 for word in part),
        y=median(word.span.y for word in level),
        look=most._replace(bold=bold >= BOLD * total and not mixed),
        mixed=mixed,
        artefact=any(styles[word.span.style].artefact for word in part),
    )


def _look(style: Style) -> Look:
    return Look(style.size, style.bold, style.italic, _family(style.font), style.colour)


@cache
def _family(font: str) -> str:
    """A font's name without its cut: that of Times-Bold and Times-Italic is the same."""
    head = font.split(",", maxsplit=1)[0].split("-", maxsplit=1)[0]
    return _FAMILY.sub("", head) or head
