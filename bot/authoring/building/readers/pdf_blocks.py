"""A PDF's lines of content → headings, paragraphs, items, rows of tables and captions."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from statistics import median
from typing import Final

from bot.authoring.building.document import Block, Kind
from bot.authoring.building.readers.characters import alike
from bot.authoring.building.readers.dates import date_alone
from bot.authoring.building.readers.pdf.scan import Mark
from bot.authoring.building.readers.pdf_furniture import body_size
from bot.authoring.building.readers.pdf_lines import Line

LARGER: Final = 1.08
"""Of the text's size, from which up a line is a heading."""

LONGEST_HEADING: Final = 200
"""Characters; larger print that goes on longer is a summary in large type."""

APART: Final = 1.45
"""Of the usual distance of lines: more parts two paragraphs."""

SHORT: Final = 0.82
"""Of the column's width: a line that ends a sentence before that ends a paragraph."""

ALSO: Final = 0.5
"""Of the size: how far a first line is set in."""

DEEPEST: Final = 6

CLOSE: Final = 2.2
"""Of the size: lines of one heading stand no farther from each other."""

FEWEST_CELLS: Final = 2
"""Of the row of a table."""

LONGEST_MARK: Final = 3
"""Characters of what stands before an item."""

LIKE: Final = 0.6
"""Points by which the sizes of one paragraph's lines may differ."""

_CAPTION: Final = re.compile(
    r"(?:(?:Figure|Fig\.|Table|Box|Chart|Exhibit|Map)\s+[\dA-Z]{1,3}(?:[-.]\d+)?\b[.:]?|Sources?:|Notes?:|"
    r"[그표図表]\s?\d|<[그표])"
)
_BULLET: Final = re.compile(r"[•●▪◦■□○‣➢✓\uf0b7\uf0a7]\s*|[-–—]\s+|o\s(?=[A-Z])")
_NUMBERED: Final = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)")
_ENDS: Final = re.compile(r"[.!?:;。！？…][\"'”’)\]]*$")
_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]$")


@dataclass(kw_only=True, slots=True)
class _Held:
    """A block that grows line by line."""

    kind: Kind
    level: int
    last: Line
    text: str
    page: int
    breaks: list[int] = field(default_factory=list)


class Blocks:
    """Makes blocks of the lines of one report."""

    def __init__(self, lines: Sequence[Line], outline: Sequence[Mark]) -> None:
        self._size = body_size(lines)
        self._outline = {alike(mark.title): min(mark.level, DEEPEST) for mark in outline}
        self._lines = lines
        self._levels = self._style_levels()
        self._lines = list(self._with_margin_headings())
        self._leading = self._usual_leading()
        self._right = self._edges()
        self._words = Counter(re.findall(r"\w+-\w+", " ".join(line.text for line in lines)))

    def blocks(self) -> Iterator[Block]:
        """The blocks, in the file's order."""
        held: _Held | None = None
        for _, row in groupby(self._lines, lambda line: line.row):
            pieces = list(row)
            if self._is_table_row(pieces):
                if held is not None:
                    yield _block(held)
                    held = None
                yield Block(
                    kind=Kind.TABLE,
                    text=" | ".join(piece.text for piece in pieces),
                    page=pieces[0].page,
                )
                continue
            for line in pieces:
                if held is not None and self._goes_on(held, line):
                    self._add(held, line)
                    continue
                if held is not None:
                    yield _block(held)
                held = self._begun(line)
        if held is not None:
            yield _block(held)

    def _with_margin_headings(self) -> Iterator[Line]:
        """The lines with headings that stand in the margin before the text beside them."""
        for _, page in groupby(self._lines, lambda line: line.page):
            placed: list[Line] = []
            for is_heading, run in groupby(page, lambda line: self._level(line) > 0):
                own = list(run)
                at = len(placed)
                while is_heading and at and _stands_beside(own[0], placed[at - 1]):
                    at -= 1
                placed[at:at] = own
            yield from placed

    def _is_table_row(self, pieces: Sequence[Line]) -> bool:
        if len(pieces) < FEWEST_CELLS or any(self._level(piece) for piece in pieces):
            return False
        marks = _BULLET.fullmatch(f"{pieces[0].text} ") or len(pieces[0].text) <= LONGEST_MARK
        return not marks or len(pieces) > FEWEST_CELLS

    def _begun(self, line: Line) -> _Held:
        kind, text, level = Kind.PARAGRAPH, line.text, self._level(line)
        if level:
            kind = Kind.HEADING
        elif _CAPTION.match(text):
            kind = Kind.CAPTION
        elif bullet := _BULLET.match(text):
            kind, text = Kind.ITEM, text[bullet.end() :]
        elif _NUMBERED.match(text) and not self._is_sentence_like(line):
            kind = Kind.ITEM
        return _Held(kind=kind, level=level, last=line, text=text, page=line.page)

    def _is_sentence_like(self, line: Line) -> bool:
        return line.bold and line.size >= self._size

    def _goes_on(self, held: _Held, line: Line) -> bool:
        """Whether a line belongs to the block before it."""
        last = held.last
        if held.kind is Kind.HEADING or self._level(line):
            same = abs(line.size - last.size) < LIKE / 2
            near = line.page == last.page and 0 <= line.y - last.y < CLOSE * line.size
            return held.kind is Kind.HEADING and bool(self._level(line)) and same and near
        if _CAPTION.match(line.text) or (_BULLET.match(line.text) and line.row != last.row):
            return False
        if line.row == last.row:
            return True
        if line.page != last.page or line.y < last.y - line.size:
            return self._goes_over(held, line)
        if line.y - last.y > APART * self._leading or abs(line.size - last.size) > LIKE:
            return False
        return not self._starts_anew(held, line)

    def _goes_over(self, held: _Held, line: Line) -> bool:
        """Whether a paragraph goes on in the next column or on the next page."""
        if abs(line.size - held.last.size) > LIKE or _NUMBERED.match(line.text):
            return False
        return not _ENDS.search(held.text) and (
            line.text[:1].islower() or not held.last.text[-1:].isupper()
        )

    def _starts_anew(self, held: _Held, line: Line) -> bool:
        last = held.last
        ends = bool(_ENDS.search(last.text))
        short = last.x1 < last.x0 + SHORT * (self._right[last.page] - last.x0)
        indented = line.x0 > last.x0 + ALSO * line.size and held.kind is not Kind.ITEM
        numbered = bool(_NUMBERED.match(line.text)) and (ends or held.kind is Kind.ITEM)
        return numbered or (ends and (short or indented or line.bold != last.bold))

    def _add(self, held: _Held, line: Line) -> None:
        joined = self._joined(held.text, line.text)
        if line.page != held.last.page:
            held.breaks.append(len(joined) - len(line.text))
        held.text, held.last = joined, line

    def _joined(self, text: str, more: str) -> str:
        """Two lines as one text; a hyphen at the end goes, unless the word has it elsewhere."""
        if not _HYPHEN.search(text) or not more[:1].islower():
            gap = "" if _is_dense(text[-1]) and _is_dense(more[:1]) else " "
            return f"{text}{gap}{more}"
        first = re.search(r"\w+$", text[:-1])
        second = re.match(r"\w+", more)
        whole = f"{first[0] if first else ''}-{second[0] if second else ''}"
        return f"{text}{more}" if self._words[whole] else f"{text[:-1]}{more}"

    def _level(self, line: Line) -> int:
        """The level of a heading; 0 for a line that is none."""
        text = line.text
        if len(text) > LONGEST_HEADING or not re.search(r"[^\W\d_]{2}", text):
            return 0
        if alike(text) in self._outline:
            return self._outline[alike(text)]
        if (
            date_alone(text)
            or _CAPTION.match(text)
            or _BULLET.match(text)
            or self._goes_into_text(line)
        ):
            return 0
        return self._levels.get((line.size, line.bold), 0)

    def _goes_into_text(self, line: Line) -> bool:
        """Whether a line ends as text does; in large print a colon only parts a title."""
        ends = (".", ",", ";") if line.size > self._size * LARGER else (".", ",", ";", ":")
        return line.text.endswith(ends)

    def _style_levels(self) -> dict[tuple[float, bool], int]:
        """The levels of the styles of headings: larger print, or bold print of the text's size."""
        told: Counter[tuple[float, bool]] = Counter()
        for line in self._lines:
            told[line.size, line.bold] += 1
        plain = told[self._size, False] >= told[self._size, True]
        styles = [
            (size, bold)
            for size, bold in told
            if size > self._size * LARGER or (bold and plain and size >= self._size * 0.98)
        ]
        ranks = sorted(styles, reverse=True)
        outlined = [
            (style, level)
            for style in styles
            for line in self._lines
            if (line.size, line.bold) == style and (level := self._outline.get(alike(line.text)))
        ]
        levels = {style: min(rank, DEEPEST) for rank, style in enumerate(ranks, start=1)}
        for style in styles:
            known = [level for other, level in outlined if other == style]
            if known:
                levels[style] = round(median(known))
        return levels

    def _usual_leading(self) -> float:
        """The distance of the lines of the text."""
        gaps = [
            second.y - first.y
            for first, second in zip(self._lines, self._lines[1:], strict=False)
            if first.page == second.page
            and first.size == second.size == self._size
            and 0 < second.y - first.y < 3 * self._size
        ]
        return median(gaps) if gaps else 1.2 * self._size

    def _edges(self) -> dict[int, float]:
        """How far to the right the lines of each page reach."""
        found: dict[int, float] = {}
        for line in self._lines:
            found[line.page] = max(found.get(line.page, 0.0), line.x1)
        return found


def _stands_beside(heading: Line, line: Line) -> bool:
    """Whether a line of text begins to the right of a heading, and not above it."""
    return line.x0 >= heading.x1 - heading.size and line.y >= heading.y - heading.size


def _is_dense(sign: str) -> bool:
    return "\u3040" <= sign <= "\u30ff" or "\u4e00" <= sign <= "\u9fff"


def _block(held: _Held) -> Block:
    return Block(
        kind=held.kind,
        text=held.text,
        level=held.level,
        page=held.page,
        breaks=tuple(held.breaks),
    )
