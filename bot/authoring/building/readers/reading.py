"""A report's file → a Document, by the reader for what the file holds."""

from pathlib import Path
from typing import Final

from bot.authoring.building.document import Document, ReportError
from bot.authoring.building.readers.docx import read_docx
from bot.authoring.building.readers.formats import format_of
from bot.authoring.building.readers.html import read_html
from bot.authoring.building.readers.markdown import read_markdown
from bot.authoring.building.readers.plain import read_plain

MOST: Final = 100_000_000
"""Bytes of a report's file."""


def read_report(path: Path) -> Document:
    """Read a report; what the file holds counts more than how its name ends.

    Raises:
        ReportError: it cannot be read, or there is no report in it.
    """
    data = _data(path)
    match format_of(data, path.suffix):
        case "pdf":
            # Its library takes long to load, and other formats do without it.
            from bot.authoring.building.readers.pdf.reading import read_pdf  # noqa: PLC0415

            return read_pdf(data)
        case "docx":
            return read_docx(data)
        case "html":
            return read_html(data)
        case "markdown":
            return read_markdown(data)
        case _:
            return read_plain(data)


def _data(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ReportError("it is a folder: give the report's file")
        if path.stat().st_size > MOST:
            raise ReportError(
                f"the file has more than {MOST // 1_000_000} MB: save it without its pictures, or "
                "give the report in parts"
            )
        return path.read_bytes()
    except OSError as error:
        said = error.strerror or "it cannot be opened"
        raise ReportError(f"the file cannot be read: {said}") from error
