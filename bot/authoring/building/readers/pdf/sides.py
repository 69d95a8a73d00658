"""Titles that stand in the margin, at the height where their text begins."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from bot.authoring.building.readers.pdf.pieces import Piece

LARGER: Final = 1.08
"""Times the size of the text beside it; a title in the margin is larger, or bold."""

SHARE: Final = 0.35
"""Of the letters; a margin has no more."""

LINE: Final = 1.7
"""Of the size; lines of one title are no farther apart."""

COLUMNS: Final = 2


def sides(columns: Sequence[Sequence[Piece]]) -> bool:
    """Whether these are titles in a left margin and the text that they stand beside."""
    if len(columns) != COLUMNS:
        return False
    left, right = columns
    sizes = [median(piece.look.size for piece in column) for column in columns]
    few = sum(len(piece.text) for piece in left) <= SHARE * sum(len(piece.text) for piece in right)
    return (
        few
        and sizes[0] > LARGER * sizes[1]
        and all(_has_text_beside(title[0], right) for title in _titles(left))
    )


def _has_text_beside(first: Piece, right: Sequence[Piece]) -> bool:
    return any(abs(piece.y - first.y) < LINE * first.look.size for piece in right)


def beside_text(left: Sequence[Piece], right: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Each title, and the text from its height on to the next title."""
    rest = sorted(right, key=lambda piece: piece.y)
    titles = list(_titles(left))
    for title in titles:
        top = title[0].top - title[0].look.size / 2
        before = [piece for piece in rest if piece.bottom <= top + title[0].look.size / 2]
        rest = rest[len(before) :]
        if before:
            yield before
        yield title
    if rest:
        yield rest


def _titles(left: Sequence[Piece]) -> Iterator[list[Piece]]:
    held: list[Piece] = []
    for piece in sorted(left, key=lambda piece: piece.y):
        if held and piece.y - held[-1].y > LINE * piece.look.size:
            yield held
            held = []
        held.append(piece)
    if held:
        yield held
