"""Footnotes: small print at the foot of a page, under a short line or a mark."""

import re
from collections.abc import Container, Iterator, Sequence
from typing import Final

from bot.authoring.building.readers.pdf.pieces import Piece
from bot.authoring.building.readers.pdf.scan import Box
from bot.authoring.building.readers.pdf.sheet import Sheet
from bot.authoring.building.readers.pdf.words import is_mark

SMALL: Final = 0.955
"""Of the size of the text; footnotes are smaller."""

THIN: Final = 3.0
"""Points; a line is thinner than that."""

LENGTHS: Final = (0.05, 0.6)
"""Of the page's width; so long is the line over footnotes."""

ALIGNED: Final = 2.0
"""Points."""

_NUMBERED: Final = re.compile(r"[\[(]?(\d{1,3}|[*†‡§¶]{1,3})[\]).]?\s*(?=[^\s\d.,])")


def set_aside(sheets: Sequence[Sheet], size: float) -> None:
    """Take the footnotes out of pages whose text has that size."""
    lengths = {
        round(line.x1 - line.x0)
        for sheet in sheets
        for line in _lines(sheet)
        if _leads(sheet, line, size)
    }
    for sheet in sheets:
        marks = _marks(sheet)
        lines = [line for line in _lines(sheet) if round(line.x1 - line.x0) in lengths]
        pieces = [piece for piece in sheet.pieces if _begins(piece, size, marks)]
        starts: list[Box | Piece] = [*lines, *pieces]
        notes: dict[int, Piece] = {}
        for start in sorted(starts, key=_top):
            below = _below(sheet, start)
            if below and all(piece.look.size <= SMALL * size for piece in below):
                notes.update((id(piece), piece) for piece in below)
        for note in _each(list(notes.values()), size, marks):
            sheet.drop(note, "footnote", text=" ".join(piece.whole for piece in note))


def _top(start: Box | Piece) -> float:
    return start.y0 if isinstance(start, Box) else start.top


def _marks(sheet: Sheet) -> set[str]:
    return {mark.strip("[](),") for piece in sheet.pieces for mark in piece.marks}


def _leads(sheet: Sheet, line: Box, size: float) -> bool:
    """Whether a footnote stands right under it."""
    below = _below(sheet, line)
    marks = _marks(sheet)
    return bool(below) and _begins(min(below, key=lambda piece: piece.y), size, marks)


def _lines(sheet: Sheet) -> list[Box]:
    """Short level lines with nothing drawn beside them, as a table's would have."""
    level = [box for box in sheet.boxes if box.y1 - box.y0 <= THIN]
    least, most = (share * sheet.width for share in LENGTHS)
    return [
        box
        for box in level
        if least <= box.x1 - box.x0 <= most
        and not any(_is_beside(box, other) for other in level if other is not box)
    ]


def _is_beside(box: Box, other: Box) -> bool:
    same = abs(box.x0 - other.x0) + abs(box.x1 - other.x1) < ALIGNED
    return abs(box.y0 - other.y0) < ALIGNED and not same


def _begins(piece: Piece, size: float, marks: Container[str]) -> bool:
    """Whether it looks like the first line of a footnote: with a mark that the text has too."""
    if piece.look.size > SMALL * size:
        return False
    found = _NUMBERED.match(piece.text)
    return is_mark(piece.words[0]) or (found is not None and found[1] in marks)


def _below(sheet: Sheet, start: Box | Piece) -> list[Piece]:
    """What stands under it in its column, itself included."""
    top = _top(start)
    return [
        piece
        for piece in sheet.pieces
        if piece.top > top - 1 and piece.x0 < start.x1 and piece.x1 > start.x0
    ]


def _each(notes: Sequence[Piece], size: float, marks: Container[str]) -> Iterator[list[Piece]]:
    """The footnotes, each with its lines."""
    held: list[Piece] = []
    for piece in notes:
        if held and _begins(piece, size, marks):
            yield held
            held = []
        held.append(piece)
    if held:
        yield held
