"""The reading order of a page: its columns one after another, tables kept as they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from bot.authoring.building.readers.pdf.pieces import Piece
from bot.authoring.building.readers.pdf.ruling import Ruling
from bot.authoring.building.readers.pdf.sheet import Sheet
from bot.authoring.building.readers.pdf.sides import beside_text, sides

GUTTER: Final = 0.7
"""Of the size of the letters; so wide is what parts two columns at least."""

DEEPEST: Final = 8
"""Columns within columns."""

SEVERAL: Final = 3
"""Lines at the end of a column that the other has not."""

FAR: Final = 1.6
"""Of a line's height; what stands farther below two columns is no more of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Pieces from the top down in one column, or the pieces of a table."""

    pieces: tuple[Piece, ...]
    is_table: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class _Band:
    """Pieces side by side, nothing above or below them at the same height."""

    pieces: tuple[Piece, ...]
    top: float
    bottom: float


def runs(sheet: Sheet) -> list[Run]:
    """What stands on a page, in reading order."""
    ruling = Ruling(sheet)
    return list(_ordered(sheet.pieces, ruling, 0))


def _ordered(pieces: Sequence[Piece], ruling: Ruling, depth: int) -> Iterator[Run]:
    bands = _bands(pieces)
    alone: list[Piece] = []
    at = 0
    while at < len(bands):
        end = _group_end(bands, at) if depth < DEEPEST else at
        if end <= at:
            alone.extend(sorted(bands[at].pieces, key=lambda piece: (piece.y, piece.x0)))
            at += 1
            continue
        if alone:
            yield Run(pieces=tuple(alone))
            alone = []
        yield from _group(bands[at:end], ruling, depth)
        at = end
    if alone:
        yield Run(pieces=tuple(alone))


def _bands(pieces: Sequence[Piece]) -> list[_Band]:
    bands: list[_Band] = []
    held: list[Piece] = []
    low = 0.0
    for piece in sorted(pieces, key=lambda piece: piece.top):
        if held and piece.top >= low:
            bands.append(_band(held))
            held = []
        low = max(low, piece.bottom) if held else piece.bottom
        held.append(piece)
    if held:
        bands.append(_band(held))
    return bands


def _band(held: Sequence[Piece]) -> _Band:
    return _Band(
        pieces=tuple(held),
        top=min(piece.top for piece in held),
        bottom=max(piece.bottom for piece in held),
    )


def _group_end(bands: Sequence[_Band], start: int) -> int:
    """The end of the bands that share a gutter with this one, or the start if it has none."""
    gutters = _gutters(bands[start].pieces)
    if not gutters:
        return start
    end = last = start + 1
    while end < len(bands):
        gutters = _narrowed(gutters, bands[end].pieces)
        if not gutters:
            break
        end += 1
        if _are_on_both_sides(bands[end - 1].pieces, gutters):
            last = end
    return _with_near(bands, last, end)


def _with_near(bands: Sequence[_Band], last: int, end: int) -> int:
    """The bands after the last with both sides that stand as near as lines do.

    Several on one side down to the end are a column that is longer than the other.
    """
    if end == len(bands) and end - last > SEVERAL:
        return end
    while last < end:
        height = bands[last].bottom - bands[last].top
        if bands[last].top - bands[last - 1].bottom > (FAR - 1) * height:
            break
        last += 1
    return last


def _gutters(pieces: Sequence[Piece]) -> list[tuple[float, float]]:
    """The gaps between pieces from left to right."""
    found: list[tuple[float, float]] = []
    least = GUTTER * median(piece.look.size for piece in pieces)
    right: float | None = None
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        if right is not None and piece.x0 - right >= least:
            found.append((right, piece.x0))
        right = piece.x1 if right is None else max(right, piece.x1)
    return found


def _narrowed(
    gutters: Sequence[tuple[float, float]], pieces: Sequence[Piece]
) -> list[tuple[float, float]]:
    """What is left of the gutters between such pieces."""
    least = GUTTER * median(piece.look.size for piece in pieces)
    left: list[tuple[float, float]] = []
    for gutter in gutters:
        start, end = gutter
        for piece in pieces:
            if piece.x1 <= start or piece.x0 >= end:
                continue
            if piece.x0 > start and piece.x1 < end:
                start = end
            elif piece.x0 <= start:
                start = max(start, piece.x1)
            else:
                end = min(end, piece.x0)
        if end - start >= least:
            left.append((start, end))
    return left


def _are_on_both_sides(pieces: Sequence[Piece], gutters: Sequence[tuple[float, float]]) -> bool:
    return any(
        any(piece.x1 <= start + 1 for piece in pieces)
        and any(piece.x0 >= end - 1 for piece in pieces)
        for start, end in gutters
    )


def _group(bands: Sequence[_Band], ruling: Ruling, depth: int) -> Iterator[Run]:
    """Bands that share gutters: text with titles at its side, a table, or columns."""
    pieces = [piece for band in bands for piece in band.pieces]
    columns = _columns(pieces)
    if len(columns) < 2:  # noqa: PLR2004
        yield Run(pieces=tuple(sorted(pieces, key=lambda piece: (piece.y, piece.x0))))
        return
    if sides(columns):
        for part in beside_text(*columns):
            yield from _ordered(part, ruling, depth + 1)
    elif ruling.is_table(columns):
        yield Run(pieces=tuple(pieces), is_table=True)
    else:
        for column in columns:
            yield from _ordered(column, ruling, depth + 1)


def _columns(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces by the columns that they stand in, from left to right."""
    gutters = _gutters(pieces)
    edges = [start for start, _ in gutters]
    found: list[list[Piece]] = [[] for _ in range(len(edges) + 1)]
    for piece in pieces:
        found[sum(piece.x0 > edge for edge in edges)].append(piece)
    return found
