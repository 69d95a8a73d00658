"""A small report as a reader finds it, for tests of what is drafted from it."""

from bot.authoring.building.document import Block, Document, Kind
from bot.authoring.building.draft import Origin

KNOWN = Origin(
    title="Bridges of Example County",
    publisher="County Audit Office",
    published=None,
    url="https://example.org/bridges",
    language="en",
    edition="First edition",
)


def heading(text: str, level: int = 1, page: int | None = None) -> Block:
    return Block(kind=Kind.HEADING, text=text, level=level, page=page)


def paragraph(text: str, page: int | None = None, breaks: tuple[int, ...] = ()) -> Block:
    return Block(kind=Kind.PARAGRAPH, text=text, page=page, breaks=breaks)


def item(text: str) -> Block:
    return Block(kind=Kind.ITEM, text=text)


BLOCKS = (
    paragraph("Bridges of Example County, an audit by the County Audit Office in May 2024."),
    heading("Summary"),
    paragraph(
        "The county owns 214 bridges, and 38 of them carry fewer trucks than they were built for. "
        "Inspectors found rust in the bearings of eleven bridges along the river road. "
        "Repairs were put off because the fund for bridges was spent on snow clearing."
    ),
    heading("What inspectors found"),
    heading("River road", level=2),
    paragraph(
        "Along the river road, eleven bridges have bearings with rust that no paint can stop. "
        "The bridge at Mill Creek may have to close if another winter passes without repair."
    ),
    heading("Hill villages", level=2),
    paragraph(
        "The bridges of the hill villages are younger and were built of concrete in the 1990s. "
        "Cracks in their decks let salt water reach the steel inside, which inspectors call the "
        "most costly damage of all."
    ),
    heading("Recommendations"),
    paragraph("The audit office recommends that the county should take the following steps:"),
    item("Replace the bearings of the eleven bridges along the river road before next winter."),
    item("Seal the decks of the concrete bridges in the hill villages within three years."),
    item("Keep the fund for bridges apart from the money for snow clearing."),
    heading("References"),
    paragraph("County Audit Office, Bridges and culverts of the county, annual report, 2019."),
)

DOCUMENT = Document(blocks=BLOCKS, language="en")
