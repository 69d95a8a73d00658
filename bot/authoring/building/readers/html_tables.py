"""Tables of a page: those with data, and those that only hold the page together."""

from collections.abc import Iterator
from typing import Final

from lxml import html

from bot.authoring.building.readers.html_tree import HEADINGS, text_of

LONGEST: Final = 800
"""Letters of a cell with data; longer ones are a page's columns."""

FEWEST: Final = 2
"""Cells of a row."""

MOST_PARAGRAPHS: Final = 4
"""In one cell of a table with data."""


def is_data(table: html.HtmlElement) -> bool:
    """Whether it is a table for its readers, rather than a way to lay out a page."""
    if table.get("role") in {"presentation", "none"}:
        return False
    if next(table.iterdescendants("table", *HEADINGS), None) is not None:
        return False
    rows = list(rows_of(table))
    if max(map(len, rows), default=0) < FEWEST:
        return False
    return all(_is_short(cell) for cells in rows for cell in cells)


def rows_of(table: html.HtmlElement) -> Iterator[list[html.HtmlElement]]:
    """The cells of each row."""
    for row in table.iter("tr"):
        yield [cell for cell in row if cell.tag in {"td", "th"}]


def _is_short(cell: html.HtmlElement) -> bool:
    return len(list(cell.iter("p"))) <= MOST_PARAGRAPHS and len(text_of(cell)) <= LONGEST
