"""A pack as CSV for spreadsheets: one row an entry, several texts of a cell on lines of their own.

A spreadsheet takes a cell that begins with = + - or @ for a formula, and a formula can read files
and send what is in them elsewhere. An apostrophe before the sign makes a text of it. It stands
wherever a cell could begin: also after a line break, or a separator other than the comma, for a
program that was told to separate there cuts cells that this file means whole.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from bot.authoring.exporting.record import by_language
from bot.core.knowledge import Entry, Pack

BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it Excel takes UTF-8 for the code page of the machine; LibreOffice knows it too."""

_FORMULA_SIGN: Final = "[=+@\uff1d\uff0b\uff0d\uff20-]"
"""What a formula can begin with, in both widths: a Japanese Excel makes one of the other."""

_FORMULA: Final = re.compile(
    rf"^(?=[\t\r])|^(?=[\s\"]*{_FORMULA_SIGN})|(?<=[\r;,\t|])(?=\"*{_FORMULA_SIGN})", re.MULTILINE
)
"""Where a formula could begin: at the start of a line, or right after a separator."""

_FIELDS: Final = (
    "id", "section", "section_title", "question", "label", "status", "topics", "excerpts",
    "locators",
)  # fmt: skip


def as_csv(pack: Pack) -> str:
    """A pack's entries as CSV (RFC 4180) after a byte order mark; drafts are among them."""
    languages = tuple(by_language(each for entry in pack.entries for each in entry.phrasings))
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerow((*_FIELDS, *(f"phrasings_{language}" for language in languages)))
    for entry in pack.entries:
        writer.writerow(harmless(cell) for cell in _cells(pack, entry, languages))
    return BYTE_ORDER_MARK + written.getvalue()


def harmless(cell: str) -> str:
    """A text with an apostrophe wherever a spreadsheet could see the beginning of a formula."""
    return _FORMULA.sub("'", cell)


def _cells(pack: Pack, entry: Entry, languages: tuple[str, ...]) -> Iterator[str]:
    yield entry.id
    yield entry.section
    yield pack.section(entry.section).title
    yield entry.question
    yield entry.label.value
    yield entry.status.value
    yield "\n".join(topic.name for topic in pack.topics_of(entry))
    yield "\n\n".join(excerpt.text for excerpt in entry.excerpts)
    yield "\n".join(excerpt.locator for excerpt in entry.excerpts)
    phrasings = by_language(entry.phrasings)
    for language in languages:
        yield "\n".join(phrasings.get(language, ()))
