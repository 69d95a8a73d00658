"""Bibliographies of a page: made of links, and yet the report's own."""

import re
from typing import Final

from lxml import html

from bot.authoring.building.readers.html_tree import HEADINGS, text_of

SOURCES: Final = re.compile(
    r"\b(?:bibliograph\w+|references|works cited|sources|literatur\w*|further reading|endnotes"
    r"|notes|citations)\b|参考文献|참고\s?문헌",
    re.IGNORECASE,
)
"""Headings of lists that belong to a report though they are made of links."""


def under_sources(
    root: html.HtmlElement, but: re.Pattern[str] | None = None
) -> frozenset[html.HtmlElement]:
    """What stands under the heading of a bibliography, or of notes, `but` under no such heading."""
    found: set[html.HtmlElement] = set()
    is_source = False
    for element in root.iter():
        if element.tag in HEADINGS:
            text = text_of(element)
            is_source = bool(SOURCES.search(text)) and not (but and but.search(text))
        elif is_source:
            found.add(element)
    return frozenset(found)
