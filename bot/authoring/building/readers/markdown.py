"""Markdown: CommonMark with tables and footnotes, read as the page that it makes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from bot.authoring.building.document import Document, Kind, ReportError
from bot.authoring.building.readers.assembly import assembled
from bot.authoring.building.readers.encodings import decode
from bot.authoring.building.readers.front_matter import split
from bot.authoring.building.readers.html_furniture import contents_lists
from bot.authoring.building.readers.html_lines import Walk
from bot.authoring.building.readers.html_notes import bodies
from bot.authoring.building.readers.html_tree import parse
from bot.authoring.building.readers.lines import Line

MOST: Final = 3_000_000
"""Characters: half a million words, which take some ten seconds."""

_ATTRIBUTES: Final = re.compile(r"\s*\{[:#.][^{}]*\}$")
"""Names and classes that some dialects give a heading."""

_DIRECTIVE: Final = re.compile(
    r"\{[%{].*[%}]\}|\[\[?_?toc_?\]?\]|\{:?\s*toc\s*:?\}|:{3,}.*|\\newpage|\{:.*\}", re.IGNORECASE
)
"""Lines for the program that makes pages of it."""


def read_markdown(data: bytes) -> Document:
    """Read a Markdown file.

    Raises:
        ReportError: it is no text, or there is no report in it.
    """
    text, doubts = decode(data)
    if len(text) > MOST:
        raise ReportError(
            f"the text has more than {MOST // 1_000_000} million characters: give the report in "
            "parts"
        )
    told, rest, odd = split(text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n"))
    lines = list(_lines(rest))
    titles = [line.text for line in lines if line.kind is Kind.HEADING and line.level == 1]
    if told.title is None and len(titles) == 1:
        told = replace(told, title=titles[0])
    return assembled(lines, told, (*doubts, *odd))


def _lines(text: str) -> Iterator[Line]:
    page = parse(f"<html><body>{_as_html(text)}</body></html>")
    body = next(page.iter("body"), page)
    reasons = dict.fromkeys(bodies(body), "footnote")
    reasons |= dict.fromkeys(contents_lists(body), "table of contents")
    for line in Walk(reasons).lines(body):
        if _DIRECTIVE.fullmatch(line.text):
            yield replace(line, reason="directive")
        elif line.kind is Kind.HEADING:
            yield replace(line, text=_ATTRIBUTES.sub("", line.text) or line.text)
        else:
            yield line


def _as_html(text: str) -> str:
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    page: str = reader.use(footnote_plugin).render(text)
    return page
