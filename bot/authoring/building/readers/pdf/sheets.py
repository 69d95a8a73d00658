"""What was scanned → pages to be read, without what is not printed level and to be seen."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from bot.authoring.building.document import ReportError
from bot.authoring.building.readers.pdf.pieces import Look, Piece, pieces
from bot.authoring.building.readers.pdf.scan import PageScan, Scan, Span, Style
from bot.authoring.building.readers.pdf.sheet import Sheet

LEVEL: Final = 3
"""Degrees; what is turned farther is a stamp, a watermark, a picture's label."""

WATERMARK: Final = 24
"""Points; slanted letters so large are a watermark."""

HIDDEN: Final = 0.5
"""Of the letters of a page; if more cannot be seen, they are the text of a scanned picture."""

FEWEST: Final = 40
"""Letters of a report."""

GARBLED: Final = 0.25
"""Of the letters; with so many that are none, the fonts say nothing of what they print."""


def sheets(scan: Scan) -> list[Sheet]:
    """The pages.

    Raises:
        ReportError: there is no text on them, or none that can be read.
    """
    letters = Counter(
        _is_readable(character)
        for page in scan.pages
        for span in page.spans
        for character in span.text
    )
    if letters.total() < FEWEST:
        raise ReportError(_without_text(scan))
    if letters[False] > GARBLED * letters.total():
        raise ReportError(
            "its text cannot be read, for its fonts do not say which letters they print: run text "
            "recognition (OCR) over it, or get the report in another form"
        )
    return [_sheet(page, scan.styles, number) for number, page in enumerate(scan.pages, 1)]


def _is_readable(character: str) -> bool:
    """Not of a font's private signs but for those of lists, nor a sign for something unknown."""
    return not ("\ue000" <= character < "\uf000" or character in "\ufffd\ufffe\uffff")


def _without_text(scan: Scan) -> str:
    if any(page.pictures for page in scan.pages):
        return (
            "it has pictures of pages and no text: run text recognition (OCR) over it, for "
            "instance with ocrmypdf, and give the file that this makes"
        )
    return "there is no text in it: check that it is the right file"


def _sheet(page: PageScan, styles: Sequence[Style], number: int) -> Sheet:
    seen, aside = _parted(page, styles)
    sheet = Sheet(
        number=number,
        width=page.width,
        height=page.height,
        pieces=pieces(seen, styles, number),
        boxes=page.boxes,
        pictures=page.pictures,
    )
    for reason, spans in aside.items():
        found = pieces(spans, styles, number)
        sheet.pieces.extend(found)
        sheet.drop(found, reason, text=" ".join(piece.whole for piece in found))
    return sheet


def _parted(page: PageScan, styles: Sequence[Style]) -> tuple[list[Span], dict[str, list[Span]]]:
    """What can be seen and is level, and the rest by reasons."""
    hidden = sum(len(span.text) for span in page.spans if styles[span.style].hidden)
    drop_hidden = hidden <= HIDDEN * sum(len(span.text) for span in page.spans)
    seen: list[Span] = []
    aside: dict[str, list[Span]] = {}
    for span in page.spans:
        style = styles[span.style]
        reason = _reason(span, style, page)
        if not reason and style.hidden and drop_hidden:
            reason = "hidden text"
        if reason:
            aside.setdefault(reason, []).append(span)
        else:
            seen.append(span)
    return seen, aside


def _reason(span: Span, style: Style, page: PageScan) -> str:
    if abs(style.slant) > LEVEL:
        return "watermark" if style.size >= WATERMARK else "text on its side"
    if not (-1 < span.y < page.height + 1 and span.x1 > 0 and span.x0 < page.width):
        return "off the page"
    return ""


def body_look(pages: Sequence[Sheet]) -> Look:
    """How most of the text is printed."""
    looks: Counter[Look] = Counter()
    for piece in _long(pages):
        looks[piece.look] += len(piece.text)
    return max(looks, key=looks.__getitem__)


def _long(pages: Sequence[Sheet]) -> Iterator[Piece]:
    return (piece for sheet in pages for piece in sheet.pieces if piece.text)
