"""PDFs: what is content comes in paragraphs under headings, what runs along does not."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from bot.authoring.building.document import Document, Kind, ReportError
from bot.authoring.building.parts import parts
from bot.authoring.building.readers.pdf import isolation
from bot.authoring.building.readers.pdf.reading import read_pdf
from bot.authoring.building.readers.reading import read_report
from tests.authoring.building.pdf_files import Said, encrypted, pdf, picture

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"

BODY = [
    "The county owns two hundred bridges, and some of them carry fewer trucks than",
    "they were built for. Inspectors found rust in the bearings of eleven bridges, a long-",
    "term danger, and cracks in the concrete of several others that were built in the nine-",
    "ties along the river.",
]


def page(number: int, *said: Said) -> list[Said]:
    """A page with its running header and its number."""
    return [
        Said(72, 40, 9, "Bridges of Example County"),
        *said,
        Said(300, 760, 9, str(number)),
    ]


def paragraph(y: int, *lines: str) -> list[Said]:
    return [Said(72, y + 14 * at, 11, line) for at, line in enumerate(lines)]


TABLE = [("Bridge", "Year"), ("Mill Creek", "1931"), ("North", "1950"), ("South", "1961")]

REPORT = pdf(
    [
        page(
            1,
            Said(72, 110, 22, "Bridges of Example County"),
            Said(72, 140, 11, "May 2, 2024"),
            Said(72, 190, 16, "Findings", "F2"),
            *paragraph(215, *BODY),
            Said(168, 253, 7, "1"),
            Said(72, 700, 8, "1 County Audit Office, Bridges, 2019."),
        ),
        page(
            2,
            Said(72, 110, 13, "River road", "F2"),
            *paragraph(135, "The road along the river has eleven of these long-term cases and"),
        ),
        page(
            3,
            *paragraph(110, "none of them can wait for another winter, as the audit shows."),
            Said(72, 150, 11, "\\225 Replace the bearings."),
            Said(72, 166, 11, "\\225 Seal the decks."),
            Said(72, 220, 16, "Costs", "F2"),
            *paragraph(245, "Nobody has counted what all of this will cost the county in the end."),
        ),
    ],
    info="/Title (Microsoft Word - bridges.docx)",
)


@pytest.fixture(scope="module")
def report() -> Document:
    return read_pdf(REPORT)


def texts(document: Document, kind: Kind) -> list[str]:
    return [block.text for block in document.blocks if block.kind is kind]


def test_larger_and_bold_print_is_headings_with_levels(report: Document) -> None:
    headings = [(b.level, b.text) for b in report.blocks if b.kind is Kind.HEADING]

    assert headings == [
        (1, "Bridges of Example County"),
        (2, "Findings"),
        (3, "River road"),
        (2, "Costs"),
    ]


def test_lines_become_paragraphs_and_hyphens_at_their_ends_go(report: Document) -> None:
    (found,) = [text for text in texts(report, Kind.PARAGRAPH) if text.startswith("The county")]

    assert "built in the nineties along the river." in found
    assert "a long-term danger" in found


def test_a_rare_hyphen_goes_where_no_part_is_a_word_of_the_text() -> None:
    parted = [
        "Whoever looks after many bridges keeps an eye on them by a number of meas-",
        "urements, and writes down each of them in a book that is open to every well-",
        "meaning reader who is not in a hurry and comes to the office of the county.",
        "The readers are well received there.",
    ]
    others = [f"The bridge of line number {n} was looked at and is safe." for n in range(90)]
    pages = [paragraph(130, *others[at : at + 40]) for at in range(0, 90, 40)]

    document = read_pdf(pdf([paragraph(60, *parted), *pages]))

    told = " ".join(texts(document, Kind.PARAGRAPH))
    assert "measurements" in told
    assert "well-meaning" in told


def test_a_paragraph_goes_on_over_the_page(report: Document) -> None:
    (block,) = [block for block in report.blocks if block.text.startswith("The road along")]

    assert block.text.endswith(
        "cases and none of them can wait for another winter, as the audit shows."
    )
    assert block.page == 2
    assert [block.text[at:].split()[0] for at in block.breaks] == ["none"]


def test_headers_page_numbers_and_footnotes_are_dropped(report: Document) -> None:
    dropped = {(one.reason, one.text) for one in report.dropped}

    assert ("page header", "Bridges of Example County") in dropped
    assert ("page number", "3") in dropped
    assert ("footnote", "1 County Audit Office, Bridges, 2019.") in dropped
    assert not any("Audit Office" in block.text for block in report.blocks)


def test_items_lose_their_bullets(report: Document) -> None:
    assert texts(report, Kind.ITEM) == ["Replace the bearings.", "Seal the decks."]


def test_the_title_is_the_largest_print_where_the_file_names_a_program(report: Document) -> None:
    assert report.title == "Bridges of Example County"
    assert report.published == date(2024, 5, 2)


def test_cells_on_one_line_are_the_row_of_a_table() -> None:
    rows = [
        Said(x, 300 + 20 * row, 11, text)
        for row, cells in enumerate(TABLE)
        for x, text in zip((72, 300), cells, strict=True)
    ]
    document = read_pdf(pdf([[*paragraph(110, *BODY), *rows]]))

    assert texts(document, Kind.TABLE) == [" | ".join(cells) for cells in TABLE]


def test_a_table_of_contents_is_dropped() -> None:
    contents = [
        Said(72, 100, 16, "Contents", "F2"),
        *[Said(72, 130 + 16 * n, 11, f"Part {n} {'.' * 60} {n + 2}") for n in range(1, 6)],
    ]
    document = read_pdf(
        pdf([contents, [Said(72, 100, 16, "Part 1", "F2"), *paragraph(130, *BODY)]])
    )

    assert texts(document, Kind.HEADING) == ["Part 1"]
    assert {one.reason for one in document.dropped} == {"table of contents"}


def test_a_table_of_contents_whose_leaders_are_read_as_one_dot_is_dropped() -> None:
    contents = [
        Said(72, 100, 16, "Table of Contents", "F2"),
        *[Said(72, 130 + 16 * n, 11, f"Part {n} . {n + 1}") for n in range(1, 6)],
    ]

    document = read_pdf(
        pdf([contents, [Said(72, 100, 16, "Part 1", "F2"), *paragraph(130, *BODY)]])
    )

    assert texts(document, Kind.HEADING) == ["Part 1"]
    assert {one.reason for one in document.dropped} == {"table of contents"}


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"%PDF-1.7\nnothing of the kind", "damaged or incomplete"),
        (REPORT[: len(REPORT) // 3], "damaged or incomplete"),
        (b"GIF89a, though its name says otherwise", "it is no PDF"),
        (pdf([[]]), "there is no text in it"),
        (picture(), "text recognition"),
        (encrypted(), "protected by a password"),
        (
            pdf([[Said(72, 40, 9, "The only words are in the header of this page")]] * 3),
            "none of its text looks like a report's",
        ),
    ],
    ids=["nothing in it", "cut off", "no PDF", "empty", "a picture", "encrypted", "headers alone"],
)
def test_a_file_that_holds_no_report_is_refused_with_advice(data: bytes, advice: str) -> None:
    with pytest.raises(ReportError, match=advice):
        read_pdf(data)


def plain(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def undoubled(heading: str) -> str:
    """A heading once, if it is a text and the same text again."""
    words = heading.split()
    half = len(words) // 2
    return " ".join(words[:half] if words[:half] == words[half:] else words)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample reports are not here")
@pytest.mark.parametrize("name", ["crs_R48883_4.pdf", "crs_R48905_2.pdf", "gao-06-1046.pdf"])
def test_the_headings_that_a_reports_own_contents_name_are_found(name: str) -> None:
    expected = json.loads((SAMPLES / "expected.json").read_text("utf-8"))[name]

    titles = {plain(part.title) for part in parts(read_report(SAMPLES / name))}

    # The list of one file has a heading twice over, as "Bibliography Bibliography".
    found = [one for one in expected if plain(one) in titles or plain(undoubled(one)) in titles]
    assert len(found) >= 0.9 * len(expected), sorted(set(expected) - set(found))


def test_a_file_that_keeps_the_reader_busy_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "LONGEST", 0.01)

    with pytest.raises(ReportError, match="takes forever"):
        read_pdf(REPORT)


@pytest.mark.parametrize(
    ("child", "advice"),
    [
        ("import os; os.abort()", "damaged or incomplete"),
        ("import sys; sys.stderr.write('memory'); sys.exit(1)", "more memory than any report"),
        (
            "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
            "from bot.authoring.building.readers.pdf import child; "
            "child.scan = lambda data: [0] * 10**10; child.main()",
            "more memory than any report",
        ),
    ],
    ids=["it crashes the reader", "the reader says so", "it asks for 80 GB"],
)
def test_a_file_that_breaks_the_reader_breaks_nothing_else(
    child: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolation, "_CHILD", child)

    with pytest.raises(ReportError, match=advice):
        read_pdf(REPORT)


def test_columns_are_read_one_after_the_other() -> None:
    left = ["The north bridge is old and its", "bearings rust, so that trucks must", "go round it."]
    right = [
        "The south bridge was painted in",
        "the spring and needs no more than",
        "a look a year.",
    ]
    lines = [
        Said(x, 120 + 14 * at, 11, text)
        for x, column in ((60, left), (320, right))
        for at, text in enumerate(column)
    ]

    document = read_pdf(pdf([[*lines]]))

    assert " ".join(texts(document, Kind.PARAGRAPH)) == " ".join([*left, *right])
