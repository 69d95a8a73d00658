"""A PDF → a Document. PDFium looks at it in a process of its own: a hostile file harms no more."""

import re
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from multiprocessing import get_context
from typing import Final

from bot.authoring.building.document import Block, Document, Dropped, Kind, ReportError
from bot.authoring.building.readers.dates import date_in
from bot.authoring.building.readers.pdf.scan import Scan
from bot.authoring.building.readers.pdf.scanning import ScanError, scan
from bot.authoring.building.readers.pdf_blocks import Blocks
from bot.authoring.building.readers.pdf_furniture import without_furniture
from bot.authoring.building.readers.pdf_lines import lines

PATIENCE: Final = 300
"""Seconds; a report of 3,000 pages takes one."""

FEWEST: Final = 20
"""Characters of a page, on average, below which there is hardly any text in a file."""

FIRST_PAGES: Final = 2
"""On which a report says when it was published."""

_TROUBLE: Final = {
    "password": "the PDF is encrypted: open it with its password, print it to a new PDF, use that",
    "damaged": "this is no PDF that can be read, perhaps it is cut off: get the file once more",
    "pages": "the PDF has over 3,000 pages: give the report in parts",
    "characters": "the PDF has more text than a report can have: give the report in parts",
}
_NO_TITLE: Final = re.compile(
    r"microsoft word|untitled|\.(?:docx?|pdf|indd|qxd|tex)$", re.IGNORECASE
)
_DATE: Final = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+[A-Z][a-z]+\s+\d{4}|\d{4}\s?[年년-]\s?\d{1,2}\s?[月월-]\s?\d{1,2}"
)


def read_pdf(data: bytes) -> Document:
    """Read a PDF.

    Raises:
        ReportError: it cannot be read, or there is no text in it.
    """
    found = _scanned(data)
    _check_text(found)
    dropped: list[Dropped] = []
    kept = without_furniture(lines(found, dropped), dropped)
    if not kept:
        raise ReportError("there is no text in the PDF beside its page headers: check the file")
    blocks = tuple(Blocks(kept, found.outline).blocks())
    return Document(
        blocks=blocks,
        title=_title(found, blocks),
        published=_published(blocks),
        language=_language(found, blocks),
        dropped=tuple(dropped),
    )


def _scanned(data: bytes) -> Scan:
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            return pool.submit(scan, data).result(PATIENCE)
    except ScanError as error:
        raise ReportError(_TROUBLE[str(error)]) from error
    except (BrokenProcessPool, TimeoutError) as error:
        raise ReportError(_TROUBLE["damaged"]) from error


def _check_text(found: Scan) -> None:
    characters = sum(len(span.text) for page in found.pages for span in page.spans)
    if characters >= FEWEST * max(1, len(found.pages)):
        return
    if any(page.pictures for page in found.pages):
        raise ReportError(
            "the PDF holds pictures of pages and no text: run text recognition (OCR) over it, with "
            "ocrmypdf for one, and give the result"
        )
    if not characters:
        raise ReportError("there is no text in the PDF: check that it is the right file")


def _title(found: Scan, blocks: tuple[Block, ...]) -> str | None:
    """The title that the file names, if its first page has it; else its largest heading there."""
    first = [block for block in blocks if block.page == 1]
    told = found.info.get("Title", "")
    words = {word.casefold() for block in first for word in re.findall(r"\w{4,}", block.text)}
    own = {word.casefold() for word in re.findall(r"\w{4,}", told)}
    if own and own <= words and not _NO_TITLE.search(told):
        return " ".join(told.split())
    headings = [block for block in first if block.kind is Kind.HEADING]
    return min(headings, key=lambda block: block.level).text if headings else None


def _published(blocks: tuple[Block, ...]) -> date | None:
    """The first date on the first two pages."""
    for block in blocks:
        if block.page is not None and block.page > FIRST_PAGES:
            return None
        said = _DATE.search(block.text)
        if said and (day := date_in(said[0])):
            return day
    return None


def _language(found: Scan, blocks: tuple[Block, ...]) -> str | None:
    """The language by the script, else as the file names it."""
    scripts: Counter[str] = Counter()
    for block in blocks:
        scripts["ko"] += len(re.findall(r"[가-힣]", block.text))
        scripts["ja"] += len(re.findall(r"[ぁ-ヿ]", block.text))
        scripts["other"] += len(re.findall(r"[A-Za-z]", block.text))
    most = scripts.most_common(1)[0][0]
    if most != "other":
        return most
    told = found.info.get("Language", "").partition("-")[0].casefold()
    return told if re.fullmatch(r"[a-z]{2}", told) else None
