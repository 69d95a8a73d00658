"""Tables of contents: lines that end in page numbers, and what they say of the headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.authoring.building.readers.pdf.pieces import Piece
from bot.authoring.building.readers.pdf.sheet import Sheet

FEWEST: Final = 3
"""Entries of a table of contents."""

FEWEST_UNNAMED: Final = 6
"""Entries of one that has neither a heading nor leaders."""

RISING: Final = 0.8
"""Of the page numbers; so many are no lower than the one before."""

EARLY: Final = 12
"""Pages from the first on which one stands that has no heading."""

SAME_LINE: Final = 0.35
"""Of the size."""

_NAME: Final = re.compile(
    r"(?:table of contents|contents|list of (?:tables|figures|boxes|exhibits|abbreviations)"
    r"|inhalt(?:sverzeichnis)?|table des matières|sommaire|índice|contenido|sumário|indice"
    r"|目\s*次|目\s*录|目\s*錄|목\s*차|차\s*례)\s*:?$",
    re.IGNORECASE,
)
_LEADER: Final = re.compile(r"\s*(?:[.·•…_]\s?){4,}\s*(\d{1,4}|[ivxlc]{1,6}|[A-Z]-?\d{1,3})?$")
_SHRUNK: Final = re.compile(r"\s?\.\s+(\d{1,4}|[ivxlc]{1,6})$")
"""What PDFium makes of a leader whose dots stand close: a single dot."""

_NUMBER: Final = re.compile(r"(?:p\.?\s*)?(\d{1,4}|[ivxlc]{1,6}|[A-Z]-?\d{1,3})$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What a table of contents says of a heading: how far in from the left shows its level."""

    title: str
    indent: float


@dataclass(frozen=True, kw_only=True, slots=True)
class _Row:
    pieces: tuple[Piece, ...]
    title: str
    number: str
    leads: bool


def set_aside(sheets: Sequence[Sheet]) -> list[Entry]:
    """Take the tables of contents out of all pages, and give their entries."""
    found: list[Entry] = []
    goes_on = False
    for sheet in sheets:
        rows = list(_rows(sheet))
        reach = _reach(rows, goes_on=goes_on, early=sheet.number <= EARLY)
        goes_on = reach is not None and reach[1] >= len(rows) - 1
        if reach is not None:
            listed = rows[reach[0] : reach[1] + 1]
            found.extend(_entries(listed))
            for row in listed:
                text = " ".join(piece.whole for piece in row.pieces)
                sheet.drop(list(row.pieces), "table of contents", text=text)
    return found


def _rows(sheet: Sheet) -> Iterator[_Row]:
    held: list[Piece] = []
    for piece in sorted(sheet.pieces, key=lambda piece: piece.y):
        if held and piece.y - held[0].y > SAME_LINE * piece.look.size:
            yield _row(held)
            held = []
        held.append(piece)
    if held:
        yield _row(held)


def _row(held: Sequence[Piece]) -> _Row:
    row = tuple(sorted(held, key=lambda piece: piece.x0))
    text = " ".join(piece.text for piece in row)
    leader = _LEADER.search(text)
    if shrunk := _SHRUNK.search(text):
        return _Row(pieces=row, title=text[: shrunk.start()], number=shrunk[1], leads=False)
    last = _NUMBER.match(row[-1].text) if len(row) > 1 else None
    if leader is not None and leader.start() > 0:
        return _Row(pieces=row, title=text[: leader.start()], number=leader[1] or "", leads=True)
    if last is not None:
        title = " ".join(piece.text for piece in row[:-1])
        title = title[: _LEADER.search(title).start()] if _LEADER.search(title) else title  # type: ignore[union-attr]
        return _Row(pieces=row, title=title, number=last[1], leads=False)
    return _Row(pieces=row, title=text, number="", leads=False)


def _reach(rows: Sequence[_Row], *, goes_on: bool, early: bool) -> tuple[int, int] | None:
    """The first and the last row of a table of contents on a page."""
    entries = [at for at, row in enumerate(rows) if row.number or row.leads]
    if not entries:
        return None
    named = [at for at, row in enumerate(rows) if _NAME.match(row.title) and at < entries[-1]]
    leading = sum(rows[at].leads for at in entries)
    sure = leading >= FEWEST or (
        (named or goes_on) and len(entries) >= FEWEST and _are_rising(rows, entries)
    )
    if not sure and not (early and _is_all(rows, entries)):
        return None
    first = min([*named, entries[0]]) if not goes_on else 0
    return first, entries[-1]


def _is_all(rows: Sequence[_Row], entries: Sequence[int]) -> bool:
    few = len(entries) < FEWEST_UNNAMED or len(entries) * 2 < len(rows)
    return not few and _are_rising(rows, entries) and all(rows[at].title for at in entries)


def _are_rising(rows: Sequence[_Row], entries: Sequence[int]) -> bool:
    numbers = [int(rows[at].number) for at in entries if rows[at].number.isdecimal()]
    rising = sum(after >= before for before, after in pairwise(numbers))
    return len(numbers) >= FEWEST and rising >= RISING * (len(numbers) - 1)


def _entries(rows: Sequence[_Row]) -> Iterator[Entry]:
    """The entries, those broken over lines put together."""
    before = ""
    indent = 0.0
    for row in rows:
        if not row.number and not row.leads:
            before = f"{before} {row.title}" if before else row.title
            indent = row.pieces[0].x0 if before == row.title else indent
            continue
        yield Entry(title=row.title, indent=row.pieces[0].x0)
        if before:
            yield Entry(title=f"{before} {row.title}", indent=indent)
        before = ""
