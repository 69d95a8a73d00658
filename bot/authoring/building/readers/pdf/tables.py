"""The rows of a table: by the lines between them, else by the space."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from bot.authoring.building.readers.characters import tidy
from bot.authoring.building.readers.pdf.pieces import Piece
from bot.authoring.building.readers.pdf.ruling import LEVEL

SPACE: Final = 1.2
"""Times the distance of lines in a cell; rows are farther apart."""

GUTTER: Final = 0.5
"""Of the size of the letters; so wide is what parts two columns at least."""

RULED: Final = 3
"""Lines across a table; with more, they stand between its rows."""


def rows(pieces: Sequence[Piece], heights: Sequence[float]) -> list[str]:
    """The rows of a table as text, the cells that are not empty joined by " | ".

    Args:
        pieces: what stands in its cells.
        heights: where lines run across it.
    """
    edges = _edges(pieces)
    lines = _lines(pieces)
    by_rules = len(heights) > RULED
    parted = _by_rules(lines, heights) if by_rules else _by_space(lines)
    return [text for row in parted if (text := _text(row, edges))]


def _edges(pieces: Sequence[Piece]) -> list[float]:
    """Where the columns end, but for the last."""
    found: list[float] = []
    right: float | None = None
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        if right is not None and piece.x0 - right >= GUTTER * piece.look.size:
            found.append(right)
        right = piece.x1 if right is None else max(right, piece.x1)
    return found


def _lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.y):
        if lines and piece.y - lines[-1][0].y <= LEVEL:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


def _by_rules(lines: Sequence[list[Piece]], heights: Sequence[float]) -> Iterator[list[Piece]]:
    held: list[Piece] = []
    place = 0
    for line in lines:
        over = sum(height < line[0].y for height in heights)
        if held and over != place:
            yield held
            held = []
        place = over
        held.extend(line)
    yield held


def _by_space(lines: Sequence[list[Piece]]) -> Iterator[list[Piece]]:
    """Rows by the space between them; where all is evenly set, by where a first cell stands."""
    steps = [after[0].y - before[0].y for before, after in pairwise(lines)]
    least = min((step for step in steps if step > LEVEL), default=0.0)
    even = not any(step > SPACE * least for step in steps)
    left = min((piece.x0 for line in lines for piece in line), default=0.0)
    held: list[Piece] = []
    for line, step in zip(lines, [0.0, *steps], strict=True):
        first = min(piece.x0 for piece in line) <= left + line[0].look.size
        if held and (first if even else step > SPACE * least):
            yield held
            held = []
        held.extend(line)
    yield held


def _text(row: Sequence[Piece], edges: Sequence[float]) -> str:
    cells: list[list[str]] = [[] for _ in range(len(edges) + 1)]
    for piece in sorted(row, key=lambda piece: (piece.y, piece.x0)):
        cells[sum(piece.x0 >= edge for edge in edges)].append(piece.text)
    return " | ".join(filter(None, (tidy("\n".join(cell)) for cell in cells)))
