"""Word documents: their text with changes accepted, their headings by style and outline."""

import json
from datetime import date
from pathlib import Path

import pytest

from bot.authoring.building.document import Document, Kind, ReportError
from bot.authoring.building.readers.characters import alike
from bot.authoring.building.readers.docx import read_docx
from tests.authoring.building.pages import MORE, PROSE
from tests.authoring.building.word_files import SPACE, docx, p, packed, run

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
SAMPLES = Path(__file__).parents[4] / "shared" / "samples"


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def headings(document: Document) -> list[tuple[int, str]]:
    return [(b.level, b.text) for b in document.blocks if b.kind is Kind.HEADING]


def dropped(document: Document) -> list[tuple[str, str]]:
    return [(d.reason, d.text) for d in document.dropped]


def test_headings_are_known_by_style_by_what_it_is_based_on_and_by_outline_level() -> None:
    body = (
        p("Ports", "T")
        + p("One", "berschrift1")
        + p("Two", "Heading2")
        + p("Three", "House")
        + p("Four", "Outlined")
        + p("Five", own='<w:outlineLvl w:val="3"/>')
        + p("No outline", "House", own='<w:outlineLvl w:val="9"/>')
        + p(PROSE, "Round")
    )

    document = read_docx(docx(body))

    assert headings(document) == [
        (1, "Ports"),
        (1, "One"),
        (2, "Two"),
        (2, "Three"),
        (3, "Four"),
        (4, "Five"),
    ]


def test_tracked_insertions_are_read_and_deletions_are_not() -> None:
    body = (
        f"<w:p>{run('The quay ')}<w:del><w:r><w:delText>was sold</w:delText></w:r></w:del>"
        f"<w:ins>{run('was kept')}</w:ins><w:moveFrom>{run(' in May')}</w:moveFrom>"
        f"<w:moveTo>{run(' in June')}</w:moveTo>{run('.')}</w:p>"
    )

    assert texts(read_docx(docx(body))) == ["The quay was kept in June."]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    body = p("The quay ", own="<w:rPr><w:del/></w:rPr>") + p("was kept.")

    assert texts(read_docx(docx(body))) == ["The quay was kept."]


def test_text_boxes_are_read_once_and_field_codes_not_at_all() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{p('In the box.')}</w:txbxContent>"
    body = (
        f"<w:p>{run('Before ')}<w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>{run('after, on page ')}"
        f"{FIELD.format('begin')}<w:r><w:instrText>PAGEREF x</w:instrText></w:r>"
        f"{FIELD.format('separate')}{run('7')}{FIELD.format('end')}</w:p>"
    )

    assert texts(read_docx(docx(body))) == ["In the box.", "Before after, on page 7"]


def test_tables_of_contents_are_left_out_as_fields_styles_and_boxes() -> None:
    gallery = "<w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
    body = (
        f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{p('Inside 1')}</w:sdtContent></w:sdt>"
        f"<w:p>{FIELD.format('begin')}<w:r><w:instrText> TOC \\o</w:instrText></w:r>"
        f"{FIELD.format('separate')}{run('First 1')}</w:p>"
        f"{p('Second 2')}<w:p>{FIELD.format('end')}</w:p>"
        f"{p('Styled 3', 'TOC1')}{p('Ports', 'berschrift1')}{p(PROSE)}"
    )

    document = read_docx(docx(body))

    assert texts(document) == ["Ports", PROSE]
    assert {reason for reason, _ in dropped(document)} == {"table of contents"}
    assert [text for _, text in dropped(document)] == [
        "Inside 1",
        "First 1",
        "Second 2",
        "Styled 3",
    ]


def test_what_stands_beside_the_text_is_left_out_with_its_reason() -> None:
    mark = run("12", '<w:vertAlign w:val="superscript"/>')
    kept = run(" kept.", '<w:strike w:val="0"/>')
    hidden, struck = run(" secretly", "<w:vanish/>"), run(" sold", "<w:strike/>")
    parts = {
        "word/header1.xml": f"<w:hdr {SPACE}>{p('Ports')}</w:hdr>",
        "word/header2.xml": f"<w:hdr {SPACE}>{p('Ports')}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {SPACE}>{p('Page')}</w:ftr>",
        "word/footnotes.xml": f"<w:footnotes {SPACE}>{p('A note.')}</w:footnotes>",
        "word/comments.xml": f"<w:comments {SPACE}>{p('Really?')}</w:comments>",
    }

    body = f"<w:p>{run('The quay')}{mark}{run(' was')}{hidden}{struck}{kept}</w:p>"
    document = read_docx(docx(body, parts))

    assert texts(document) == ["The quay was kept."]
    assert dropped(document) == [
        ("hidden", "secretly"),
        ("struck out", "sold"),
        ("page header", "Ports"),
        ("page footer", "Page"),
        ("footnote", "A note."),
        ("comment", "Really?"),
    ]


def test_lists_captions_and_tables_are_told_apart() -> None:
    number = '<w:numPr><w:numId w:val="3"/></w:numPr>'
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    table = f"<w:tbl><w:tr>{cell.format('Year')}{cell.format('Boats')}</w:tr></w:tbl>"
    body = p("Kept.", own=number) + p("• Sold.") + p("Boats", "C") + table + p(PROSE)

    document = read_docx(docx(body))

    assert [(b.kind, b.text) for b in document.blocks] == [
        (Kind.ITEM, "Kept."),
        (Kind.ITEM, "Sold."),
        (Kind.CAPTION, "Boats"),
        (Kind.TABLE, "Year | Boats"),
        (Kind.PARAGRAPH, PROSE),
    ]


def test_a_table_that_lays_out_a_page_is_read_as_paragraphs() -> None:
    body = f"<w:tbl><w:tr><w:tc>{p(PROSE)}{p(MORE)}</w:tc></w:tr></w:tbl>"

    assert texts(read_docx(docx(body))) == [PROSE, MORE]


def test_breaks_tabs_and_hyphens_become_what_is_seen() -> None:
    body = (
        "<w:p><w:r><w:t>A</w:t><w:tab/><w:t>so</w:t><w:noBreakHyphen/><w:t>called har</w:t>"
        "<w:softHyphen/><w:t>bour</w:t><w:br/><w:t>here.</w:t></w:r></w:p>"
    )

    assert texts(read_docx(docx(body))) == ["A so-called harbour here."]


def test_bold_paragraphs_alone_are_headings_where_no_style_names_any() -> None:
    body = p("What was found", look="<w:b/>") + p(PROSE) + p("What to do", look="<w:b/>") + p(MORE)

    assert headings(read_docx(docx(body))) == [(1, "What was found"), (1, "What to do")]


def test_what_a_document_says_of_itself_is_believed_unless_its_program_wrote_it() -> None:
    core = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></c>'
    body = p("Ports", "T") + p("1 June 2024") + p(PROSE)

    told = read_docx(docx(body, {"docProps/core.xml": core.format("The Ports of Arn")}))
    junk = read_docx(docx(body, {"docProps/core.xml": core.format("Microsoft Word - a.doc")}))

    assert (told.title, told.published, told.language) == (
        "The Ports of Arn",
        date(2024, 6, 1),
        "en-GB",
    )
    assert junk.title == "Ports"


def test_a_japanese_document_is_of_the_eastern_language() -> None:
    assert read_docx(docx(p("港の浚渫は二度行われた。費用は計画を上回った。"))).language == "ja-JP"


def test_documents_in_the_strict_form_are_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = packed({"word/document.xml": f'<d xmlns:w="{strict}">{p(PROSE)}</d>'})

    assert texts(read_docx(data)) == [PROSE]


LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">'
    '<!ENTITY x SYSTEM "file:///etc/hosts">]>'
    f"<w:document {SPACE}><w:p><w:r><w:t>&b;&x;</w:t></w:r></w:p></w:document>"
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (docx(""), "there is no text in it"),
        (docx(p(PROSE))[:300], "damaged or incomplete"),
        (packed({"a": "b"}), "it is no Word document"),
        (packed({"word/document.xml": "<w:document"}), "damaged or incomplete"),
        (packed({"word/document.xml": LAUGHS}), "declares entities"),
        (packed({"word/document.xml": LAUGHS.encode("utf-16")}), "declares entities"),
        (packed({"word/document.xml": " " * 60_000_000}), "unpacks to an enormous size"),
        (packed({"word/document.xml": "<a>" * 100_000}), "damaged or incomplete"),
        (
            packed(
                {
                    "word/document.xml": f"<w:document {SPACE}>{p(PROSE)}</w:document>",
                    **{f"word/header{n}.xml": f"<a>{' ' * 4_900_000}</a>" for n in range(25)},
                }
            ),
            "unpacks to an enormous size",
        ),
    ],
)
def test_a_document_that_cannot_be_read_says_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(ReportError, match=said):
        read_docx(data)


def test_a_real_handbook_has_the_headings_that_its_contents_name() -> None:
    if not SAMPLES.exists():
        pytest.skip("the real reports are not beside the project")
    name = "doj_trustee_handbook.docx"
    expected = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))[name]

    document = read_docx((SAMPLES / name).read_bytes())

    assert {alike(t) for _, t in headings(document)} == {alike(text) for text in expected}
    assert document.published == date(2012, 10, 1)


def test_a_container_that_names_a_place_before_its_beginning_is_damaged() -> None:
    data = docx(p(PROSE))

    with pytest.raises(ReportError, match="damaged or incomplete"):
        read_docx(data[200:])
