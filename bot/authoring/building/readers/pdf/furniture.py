"""What stands around the text of every page: headers, footers, page numbers, stamps."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.authoring.building.readers.pdf.pieces import Look, Piece
from bot.authoring.building.readers.pdf.sheet import Sheet

MARGIN: Final = 0.15
"""Of a page's height, at each end; headers and footers stand within."""

SHIFT: Final = 0.015
"""Of a page's height; a header stands as exactly in its place."""

EXACT: Final = 0.003
"""Of a page's height; what stands in the usual place of headers stands as exactly there."""

FEW_PAGES: Final = 4

MOST_ARTEFACTS: Final = 0.3
"""Of the letters; a file that marks more as no content is not to be believed."""

SLOT: Final = 0.3
"""Of the pages; a place in the margin taken on so many is a header's, if its texts come again."""

VARIETY: Final = 0.7
"""Of the texts in a header's place; no more are different."""

ROWS: Final = 3
"""Lines at each end of a page that may be a header or a footer."""

_NUMBER: Final = re.compile(
    r"(?:(?:page|p\.|seite|s\.|página|pág\.)\s*)?[-–—|•·(\[]?\s*(\d{1,4}|[ivxlc]{1,7})\s*[-–—|•·)\]]?"
    r"(?:\s*(?:of|/|von|de)\s*\d{1,4})?$",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d+")


def set_aside(sheets: Sequence[Sheet], body: Look) -> None:
    """Take the furniture out of all pages."""
    believed = _are_artefacts_believable(sheets)
    for sheet, found in zip(sheets, _found(sheets, body), strict=True):
        for piece in list(sheet.pieces):
            if id(piece) in found or (believed and _is_artefact(piece, sheet)):
                sheet.drop([piece], _reason(piece, sheet))


def _are_artefacts_believable(sheets: Sequence[Sheet]) -> bool:
    letters = marked = 0
    for sheet in sheets:
        for piece in sheet.pieces:
            letters += len(piece.text)
            marked += len(piece.text) if piece.artefact else 0
    return marked <= MOST_ARTEFACTS * letters


def _is_artefact(piece: Piece, sheet: Sheet) -> bool:
    return piece.artefact and bool(_side(piece, sheet))


def _reason(piece: Piece, sheet: Sheet) -> str:
    if _NUMBER.match(piece.text):
        return "page number"
    return "page header" if piece.y < sheet.height / 2 else "page footer"


def _side(piece: Piece, sheet: Sheet) -> str:
    """In which margin it stands."""
    if piece.y < MARGIN * sheet.height:
        return "top"
    return "bottom" if piece.bottom > (1 - MARGIN) * sheet.height else ""


def _edges(sheet: Sheet) -> Iterator[tuple[str, Piece]]:
    """The first and the last lines of a page, as far as they stand in its margins."""
    for side, heights in (
        ("top", sorted({round(piece.y) for piece in sheet.pieces})),
        ("bottom", sorted({-round(piece.y) for piece in sheet.pieces})),
    ):
        reach = {abs(height) for height in heights[:ROWS]}
        for piece in sheet.pieces:
            if round(piece.y) in reach and _side(piece, sheet) == side:
                yield side, piece


def _found(sheets: Sequence[Sheet], body: Look) -> list[set[int]]:
    edges = [list(_edges(sheet)) for sheet in sheets]
    again = _repeated(sheets, edges)
    numbers = _numbers(sheets, edges)
    slots = _slots(sheets, edges, body)
    found = [
        {
            id(piece)
            for side, piece in page
            if id(piece) in again or id(piece) in numbers or _slot(side, piece, sheet) in slots
        }
        for sheet, page in zip(sheets, edges, strict=True)
    ]
    beyond = _usual_heights(sheets, edges, found)
    for sheet, page, own in zip(sheets, edges, found, strict=True):
        own |= {id(piece) for side, piece in page if _is_beyond(side, piece, sheet, beyond, body)}
    return found


def _usual_heights(
    sheets: Sequence[Sheet],
    edges: Sequence[Sequence[tuple[str, Piece]]],
    found: Sequence[set[int]],
) -> dict[str, float]:
    """Where headers and footers stand on most pages."""
    heights: defaultdict[str, Counter[float]] = defaultdict(Counter)
    for sheet, page, own in zip(sheets, edges, found, strict=True):
        for side, place in {
            (side, round(piece.y / sheet.height, 3)) for side, piece in page if id(piece) in own
        }:
            heights[side][place] += 1
    usual = {side: counts.most_common(1)[0] for side, counts in heights.items()}
    return {side: place for side, (place, count) in usual.items() if count * 2 > len(sheets)}


def _is_beyond(
    side: str, piece: Piece, sheet: Sheet, usual: Mapping[str, float], body: Look
) -> bool:
    """Whether small print stands as high or as low as headers and footers do elsewhere."""
    if side not in usual or piece.look.size >= body.size:
        return False
    place = piece.y / sheet.height
    return place < usual[side] + EXACT if side == "top" else place > usual[side] - EXACT


def _repeated(sheets: Sequence[Sheet], edges: Sequence[Sequence[tuple[str, Piece]]]) -> set[int]:
    """Pieces whose text stands at the same height on other pages, with other numbers perhaps."""
    places: defaultdict[tuple[str, str], list[tuple[int, float, int]]] = defaultdict(list)
    for sheet, page in zip(sheets, edges, strict=True):
        for side, piece in page:
            key = _DIGITS.sub("#", piece.text.casefold())
            height = piece.y / sheet.height
            places[side, key].append((sheet.number, height, id(piece)))
    need = 2 if len(sheets) <= FEW_PAGES else 3
    found: set[int] = set()
    for held in places.values():
        for _, height, number in held:
            pages = {page for page, other, _ in held if abs(other - height) < SHIFT}
            if len(pages) >= need:
                found.add(number)
    return found


def _numbers(sheets: Sequence[Sheet], edges: Sequence[Sequence[tuple[str, Piece]]]) -> set[int]:
    """Page numbers: those that go up with the pages, and others in their places."""
    counted: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    places: list[tuple[str, int, Piece]] = []
    for sheet, page in zip(sheets, edges, strict=True):
        for side, piece in page:
            found = _NUMBER.match(piece.text)
            if found is None:
                continue
            height = round(piece.y / sheet.height / SHIFT)
            places.append((side, height, piece))
            if found[1].isdecimal():
                counted[int(found[1]) - sheet.number].append((id(piece), height))
    need = 2 if len(sheets) <= FEW_PAGES else 3
    sure = [one for held in counted.values() if len(held) >= need for one in held]
    heights = {height + more for _, height in sure for more in (-1, 0, 1)}
    return {id(piece) for _, height, piece in places if height in heights}


def _slots(
    sheets: Sequence[Sheet], edges: Sequence[Sequence[tuple[str, Piece]]], body: Look
) -> set[tuple[object, ...]]:
    """Places of headers that name the chapter, and so differ."""
    texts: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for sheet, page in zip(sheets, edges, strict=True):
        for side, piece in page:
            plain = (piece.look.size, piece.look.font) == (body.size, body.font)
            if not plain and piece.look.size <= body.size:
                texts[_slot(side, piece, sheet)].append(piece.text)
    need = max(3, SLOT * len(sheets))
    return {
        slot
        for slot, told in texts.items()
        if len(told) >= need and len(Counter(told)) <= VARIETY * len(told)
    }


def _slot(side: str, piece: Piece, sheet: Sheet) -> tuple[object, ...]:
    look = piece.look
    return side, round(piece.y / sheet.height / SHIFT), look.size, look.font, look.bold
