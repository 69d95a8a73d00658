"""Lines drawn on a page, and whether what stands in columns is a table."""

import re
from collections.abc import Iterator, Sequence
from statistics import mean, median
from typing import Final

from bot.authoring.building.readers.characters import weight
from bot.authoring.building.readers.pdf.pieces import Piece
from bot.authoring.building.readers.pdf.scan import Box
from bot.authoring.building.readers.pdf.sheet import Sheet

THIN: Final = 4.0
"""Points; a line is thinner than that."""

CELL: Final = 60.0
"""Points; what is higher is no cell but an area behind the text."""

JOINT: Final = 12.0
"""Points between the ends of two lines that are one."""

LEVEL: Final = 1.5
"""Points; ends of one line stand as exactly at the same height."""

ACROSS: Final = 0.75
"""Of a table's width; so long are the lines between its rows."""

NEAR: Final = 14.0
"""Points above and below, where a table's first and last lines are drawn."""

CAPTION: Final = 70.0
"""Points above a table, in which its caption stands."""

PROSE_LINES: Final = 5
PROSE: Final = 28
"""Letters of a usual line of a column of text, and how many lines it has at least."""

FULL: Final = 0.6
"""Of the lines of a column of text; so many reach its right side."""

NARROW: Final = 22
CELLS: Final = 32
"""Letters of a table's usual cell where nothing is drawn: with two columns, and with more."""

ALIGNED: Final = 0.8
"""Of the lines of a table with two columns where nothing is drawn; so many have both sides."""

FEWEST: Final = 2
"""Rows with several cells that are a table."""

_CAPTION: Final = re.compile(
    r"\W?(?:table|tabelle|tableau|cuadro|tabla|tabela|exhibit|表|표)\s*[A-Z]?[-.\d]", re.IGNORECASE
)


class Ruling:
    """The level lines of a page, and its tables' captions."""

    def __init__(self, sheet: Sheet) -> None:
        self._lines = list(_joined(_level(sheet.boxes)))
        self._captions = [piece for piece in sheet.pieces if _CAPTION.match(piece.text)]

    def heights(self, pieces: Sequence[Piece]) -> list[float]:
        """Where lines run across from the first of these pieces to the last, from the top down."""
        left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
        top, bottom = min(piece.top for piece in pieces), max(piece.bottom for piece in pieces)
        return sorted(
            y
            for y, x0, x1 in self._lines
            if top - NEAR <= y <= bottom + NEAR
            and min(x1, right) - max(x0, left) >= ACROSS * (right - left)
        )

    def is_table(self, columns: Sequence[Sequence[Piece]]) -> bool:
        """Whether these columns are a table's, not of text."""
        pieces = [piece for column in columns for piece in column]
        lines = len(self.heights(pieces))
        rows = _rows(columns)
        several = sum(count > 1 for count in rows)
        if several < FEWEST:
            return False
        if all(map(_is_prose, columns)):
            return lines > len(rows) / 4
        if lines >= 2 or self._has_caption(pieces):  # noqa: PLR2004
            return True
        letters = mean(weight(piece.text) for piece in pieces)
        if len(columns) > 2:  # noqa: PLR2004
            return letters < CELLS
        return letters < NARROW and several > FEWEST and several >= ALIGNED * len(rows)

    def _has_caption(self, pieces: Sequence[Piece]) -> bool:
        top = min(piece.top for piece in pieces)
        left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
        return any(
            0 < top + piece.look.size - piece.y < CAPTION and piece.x0 < right and piece.x1 > left
            for piece in self._captions
        )


def _level(boxes: Sequence[Box]) -> Iterator[tuple[float, float, float]]:
    for box in boxes:
        if box.x1 - box.x0 <= THIN:
            continue
        if box.y1 - box.y0 <= THIN:
            yield (box.y0 + box.y1) / 2, box.x0, box.x1
        elif box.y1 - box.y0 <= CELL:
            yield box.y0, box.x0, box.x1
            yield box.y1, box.x0, box.x1


def _joined(
    lines: Iterator[tuple[float, float, float]],
) -> Iterator[tuple[float, float, float]]:
    """Lines of which several are drawn end to end, each as one."""
    held: tuple[float, float, float] | None = None
    for y, x0, x1 in sorted(lines, key=lambda line: (round(line[0] / LEVEL), line[1])):
        if held and abs(held[0] - y) <= LEVEL and x0 - held[2] <= JOINT:
            held = (held[0], held[1], max(held[2], x1))
            continue
        if held:
            yield held
        held = (y, x0, x1)
    if held:
        yield held


def _rows(columns: Sequence[Sequence[Piece]]) -> list[int]:
    """In how many columns something stands, for each line."""
    heights = sorted((piece.y, at) for at, column in enumerate(columns) for piece in column)
    rows: list[set[int]] = []
    last: float | None = None
    for y, at in heights:
        if last is None or y - last > LEVEL:
            rows.append(set())
            last = y
        rows[-1].add(at)
    return [len(row) for row in rows]


def _is_prose(column: Sequence[Piece]) -> bool:
    if len(column) < PROSE_LINES:
        return False
    left, right = min(piece.x0 for piece in column), max(piece.x1 for piece in column)
    full = sum(piece.x1 > right - 0.18 * (right - left) for piece in column)
    letters = median(weight(piece.text) for piece in column)
    return letters >= PROSE and full >= FULL * len(column)
