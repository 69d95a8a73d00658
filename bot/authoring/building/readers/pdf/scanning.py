"""A PDF's bytes → what stands on its pages, by PDFium; to be called in a process of its own."""

import ctypes
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2.raw as pdfium

from bot.authoring.building.readers.pdf.pages import Pages
from bot.authoring.building.readers.pdf.scan import Mark, PageScan, Scan

MOST_PAGES: Final = 3_000

MOST_CHARACTERS: Final = 6_000_000
"""Of a whole report; the Bible has some four million."""

CROWDED: Final = 60_000
"""Characters of a page; a page of small print has ten thousand."""

MOST_MARKS: Final = 5_000
"""Entries of an outline."""

DEEPEST: Final = 8
"""Levels of an outline."""

_INFO: Final = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate")


class ScanError(Exception):
    """The file cannot be read; its argument is a sign that the caller makes a sentence of."""


def scan(data: bytes) -> Scan:
    """What stands on the pages of a PDF.

    Raises:
        ScanError: with "password", "damaged", "pages", "characters".
    """
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise ScanError("password" if pdfium.FPDF_GetLastError() in _LOCKED else "damaged")
    try:
        return _scan(document)
    finally:
        pdfium.FPDF_CloseDocument(document)


_LOCKED: Final = frozenset({pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY})


def _scan(document: Any) -> Scan:
    count = pdfium.FPDF_GetPageCount(document)
    if count > MOST_PAGES:
        raise ScanError("pages")
    reader = Pages()
    pages = tuple(_pages(document, count, reader))
    info = {name: _info(document, name) for name in _INFO}
    info["Language"] = _language(document)
    return Scan(
        pages=pages,
        styles=reader.styles,
        outline=tuple(_outline(document)),
        info={name: text for name, text in info.items() if text},
    )


def _pages(document: Any, count: int, reader: Pages) -> Iterator[PageScan]:
    total = 0
    for number in range(count):
        page = pdfium.FPDF_LoadPage(document, number)
        if not page:
            raise ScanError("damaged")
        text = pdfium.FPDFText_LoadPage(page)
        characters = max(pdfium.FPDFText_CountChars(text), 0) if text else 0
        total += characters
        if total > MOST_CHARACTERS:
            raise ScanError("characters")
        yield reader.read(page, text, characters if characters <= CROWDED else 0)
        if text:
            pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _outline(document: Any) -> Iterator[Mark]:
    """The outline, top down; it may be made to go in circles."""
    stack = [(pdfium.FPDFBookmark_GetFirstChild(document, None), 1)]
    seen: set[int] = set()
    while stack and len(seen) < MOST_MARKS:
        mark, level = stack.pop()
        key = ctypes.cast(mark, ctypes.c_void_p).value
        if not mark or key is None or key in seen:
            continue
        seen.add(key)
        stack.append((pdfium.FPDFBookmark_GetNextSibling(document, mark), level))
        if level < DEEPEST:
            stack.append((pdfium.FPDFBookmark_GetFirstChild(document, mark), level + 1))
        yield _mark(document, mark, level)


def _mark(document: Any, mark: Any, level: int) -> Mark:
    size = pdfium.FPDFBookmark_GetTitle(mark, None, 0)
    told = ctypes.create_string_buffer(max(size, 2))
    pdfium.FPDFBookmark_GetTitle(mark, told, size)
    goal = pdfium.FPDFBookmark_GetDest(document, mark)
    page = pdfium.FPDFDest_GetDestPageIndex(document, goal) if goal else -1
    return Mark(_decoded(told.raw), level, page + 1)


def _info(document: Any, name: str) -> str:
    key = name.encode()
    size = pdfium.FPDF_GetMetaText(document, key, None, 0)
    told = ctypes.create_string_buffer(max(size, 2))
    pdfium.FPDF_GetMetaText(document, key, told, size)
    return _decoded(told.raw)


def _language(document: Any) -> str:
    told = (ctypes.c_ushort * 64)()
    pdfium.FPDFCatalog_GetLanguage(document, told, ctypes.sizeof(told))
    return _decoded(bytes(told))


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-16-le", "replace").split("\0", 1)[0].strip()
