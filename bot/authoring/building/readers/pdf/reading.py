"""A PDF → a Document."""

from bot.authoring.building.document import Document
from bot.authoring.building.readers.pdf import contents, footnotes, furniture
from bot.authoring.building.readers.pdf.assembling import assembled
from bot.authoring.building.readers.pdf.isolation import scanned
from bot.authoring.building.readers.pdf.scan import Scan
from bot.authoring.building.readers.pdf.sheets import body_look, sheets


def read_pdf(data: bytes) -> Document:
    """Read a PDF.

    Raises:
        ReportError: it cannot be read, or there is no report in it.
    """
    return document(scanned(data))


def document(scan: Scan) -> Document:
    """What was scanned, as a document.

    Raises:
        ReportError: there is no text in it.
    """
    pages = sheets(scan)
    body = body_look(pages)
    furniture.set_aside(pages, body)
    entries = contents.set_aside(pages)
    footnotes.set_aside(pages, body.size)
    return assembled(scan, pages, body, entries)
