"""Web pages: their text without what stands around it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lxml import html

from bot.authoring.building.document import Document, Kind
from bot.authoring.building.readers.assembly import About, assembled
from bot.authoring.building.readers.characters import alike
from bot.authoring.building.readers.encodings import decode
from bot.authoring.building.readers.html_about import about
from bot.authoring.building.readers.html_furniture import furniture
from bot.authoring.building.readers.html_lines import Reasons, Walk
from bot.authoring.building.readers.html_measures import measures
from bot.authoring.building.readers.html_notes import bodies
from bot.authoring.building.readers.html_region import outside
from bot.authoring.building.readers.html_teasers import line_reason, teasers
from bot.authoring.building.readers.html_tree import parse
from bot.authoring.building.readers.lines import Line

_ENCODING: Final = re.compile(
    rb"""<\?xml[^>]{0,80}encoding=["']([\w.:-]+)|<meta[^>]{0,200}?charset=["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)

HEAD: Final = 4096
"""Bytes in which a page names its encoding."""


def read_html(data: bytes) -> Document:
    """Read a page as it was saved.

    Raises:
        ReportError: it cannot be read, or there is no report in it.
    """
    named = _ENCODING.search(data[:HEAD])
    declared = (named[1] or named[2]).decode("ascii", "replace") if named else None
    text, doubts = decode(data, declared)
    root = parse(text)
    told = about(root)
    body = next(root.iter("body"), root)
    return assembled(list(_lines(body, told)), told, doubts)


def _lines(body: html.HtmlElement, told: About) -> Iterator[Line]:
    titles = frozenset({alike(told.title)} if told.title else ())
    for line in Walk(_reasons(body), titles).lines(body):
        reason = "" if line.reason or line.kind is Kind.HEADING else line_reason(line.text)
        yield replace(line, reason=reason) if reason else line


def _reasons(body: html.HtmlElement) -> Reasons:
    """Why which parts of a page are no content."""
    sizes = measures(body)
    reasons = dict.fromkeys(bodies(body), "footnote")
    reasons |= dict(furniture(body, sizes))
    reasons |= dict(teasers(body, sizes, reasons))
    return reasons | dict(outside(body, measures(body, reasons)))
