"""What stands on the pages of a PDF → its lines, each in one piece as far as its text goes on."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.authoring.building.document import Dropped
from bot.authoring.building.readers.pdf.scan import PageScan, Scan, Span, Style

WIDE: Final = 2.0
"""Of the size: a gap that parts two cells, or text from the number of its page."""

WHOLLY: Final = 0.95
"""Share of its letters that are bold in a bold line; less is a bold beginning."""

SMALL: Final = 0.8
"""Of the size around it: a digit smaller than that is the mark of a footnote."""

_NOTE_MARK: Final = re.compile(r"[\d,*†‡]{1,7}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A stretch of text on one line; places in points, y grows downwards.

    `row` numbers the line that it shares with the pieces beside it; `noted` is whether it begins
    with the mark of a footnote, which is not in its text.
    """

    page: int
    row: int
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    noted: bool
    text: str
    height: float
    width: float


def lines(scan: Scan, dropped: list[Dropped]) -> list[Line]:
    """The lines of all pages in the file's order; what lies askew or is no content is dropped."""
    found: list[Line] = []
    for number, page in enumerate(scan.pages, start=1):
        spans = list(_content(page, number, scan.styles, dropped))
        row = len(found)
        for group in _rows(spans, scan.styles):
            for piece in _pieces(group, scan.styles):
                line = _line(piece, scan.styles, number, row, page)
                if line is not None:
                    found.append(line)
            row += 1
    return found


def _content(
    page: PageScan, number: int, styles: Sequence[Style], dropped: list[Dropped]
) -> Iterator[Span]:
    for span in page.spans:
        style = styles[span.style]
        if style.hidden:
            continue
        if style.artefact or abs(style.slant) > 1:
            reason = "page header" if style.artefact else "watermark"
            dropped.append(Dropped(reason=reason, text=span.text, page=number))
            continue
        yield span


def _rows(spans: Sequence[Span], styles: Sequence[Style]) -> Iterator[list[Span]]:
    """Spans that follow one another on the same line."""
    held: list[Span] = []
    for span in spans:
        size = styles[span.style].size
        if held:
            before = held[-1]
            around = max(size, styles[before.style].size)
            if abs(span.y - held[0].y) > 0.55 * around or span.x0 < before.x0 - around:
                yield held
                held = []
        held.append(span)
    if held:
        yield held


def _pieces(row: Sequence[Span], styles: Sequence[Style]) -> Iterator[list[Span]]:
    held: list[Span] = []
    for span in row:
        if held and span.x0 - held[-1].x1 > WIDE * styles[span.style].size:
            yield held
            held = []
        held.append(span)
    yield held


def _line(
    spans: Sequence[Span], styles: Sequence[Style], page: int, row: int, scan: PageScan
) -> Line | None:
    weights: Counter[float] = Counter()
    bold = letters = 0
    for span in spans:
        style = styles[span.style]
        weights[style.size] += len(span.text)
        bold += style.bold * len(span.text)
        letters += len(span.text)
    size = weights.most_common(1)[0][0]
    kept: list[str] = []
    noted = False
    for at, span in enumerate(spans):
        if styles[span.style].size < SMALL * size and _NOTE_MARK.fullmatch(span.text):
            noted = noted or at == 0
            continue
        kept.append(span.text if span.glued or not kept else f" {span.text}")
    text = " ".join("".join(kept).split())
    if not text:
        return None
    return Line(
        page=page,
        row=row,
        x0=spans[0].x0,
        x1=spans[-1].x1,
        y=spans[0].y,
        size=size,
        bold=bold >= letters * WHOLLY,
        noted=noted,
        text=text,
        height=scan.height,
        width=scan.width,
    )
