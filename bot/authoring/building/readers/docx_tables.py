"""Tables of a Word document: those with data, and those that only hold a page together."""

from typing import Final

from lxml import etree

from bot.authoring.building.readers.docx_package import W

LONGEST: Final = 800
"""Letters of a table's cell; longer ones are columns of a page."""


def is_data(table: etree._Element) -> bool:
    """Whether it is a table for its readers, rather than a way to lay out a page."""
    if next(table.iterdescendants(W + "tbl"), None) is not None:
        return False
    cells = [[*row.iter(W + "tc")] for row in table.iter(W + "tr")]
    if max(map(len, cells), default=0) <= 1:
        return False
    return all(
        sum(len(t.text or "") for t in cell.iter(W + "t")) <= LONGEST
        for row in cells
        for cell in row
    )
