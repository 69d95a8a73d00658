"""Pages of the web: their text, and nothing of what stands around it."""

import json
from datetime import date
from pathlib import Path

import pytest

from bot.authoring.building.document import Document, Kind, ReportError
from bot.authoring.building.readers.characters import alike
from bot.authoring.building.readers.html import read_html
from tests.authoring.building.pages import (
    BLOG,
    GOVERNMENT,
    MORE,
    NEWSPAPER,
    OLD,
    PROSE,
    THINK_TANK,
    WIKI,
)

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"


def page(body: str, head: str = "") -> Document:
    return read_html(f"<html><head>{head}</head><body>{body}</body></html>".encode())


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def headings(document: Document) -> list[tuple[int, str]]:
    return [(b.level, b.text) for b in document.blocks if b.kind is Kind.HEADING]


def reasons(document: Document) -> set[str]:
    return {dropped.reason for dropped in document.dropped}


def test_a_blog_post_is_read_without_what_the_blog_puts_around_it() -> None:
    document = read_html(BLOG.encode())

    assert headings(document) == [
        (1, "What the harbour cost"),
        (2, "Who paid for it"),
        (2, "The second dredging"),
    ]
    assert texts(document) == [
        "What the harbour cost",
        PROSE,
        "Who paid for it",
        f"{MORE} It rained on 12 days.",
        "The second dredging",
        "We did not know — nobody had asked us.",
        "The north quay was kept.",
        "The south quay was sold.",
        "An area of 3 km² was measured, with 10⁶ grains a litre in H2O.",
    ]
    assert {"comments", "share bar", "footnote", "related links"} <= reasons(document)


def test_what_a_page_says_of_itself_is_believed() -> None:
    document = read_html(BLOG.encode())

    assert document.title == "What the harbour cost"
    assert document.publisher == "Harbour Notes"
    assert document.published == date(2023, 3, 9)
    assert document.url == "https://notes.harbour.test/2023/03/harbour-cost/"
    assert document.language == "en-GB"


def test_a_reports_boxes_tables_and_bibliography_stay() -> None:
    document = read_html(THINK_TANK.encode())

    assert headings(document) == [
        (1, "Ports and Power"),
        (2, "Findings"),
        (3, "Key recommendations"),
        (2, "Methods"),
        (2, "Bibliography"),
        (2, "Notes"),
    ]
    assert f"{MORE} We counted them ourselves." in texts(document)
    assert [b.text for b in document.blocks if b.kind is Kind.TABLE] == [
        "Year | Boats",
        "1999 | 12",
        "2000 | 14",
    ]
    assert [b.text for b in document.blocks if b.kind is Kind.CAPTION] == [
        "Figure 1: Ferries a year",
        "Table 1: Boats",
    ]
    assert "Sea Law" in texts(document)
    assert {"table of contents", "footnote", "newsletter", "picture"} <= reasons(document)
    assert (document.publisher, document.published) == ("Quay Institute", date(2021, 11, 5))


def test_parts_that_are_named_like_furniture_but_are_the_reports_own_stay() -> None:
    document = read_html(GOVERNMENT.encode())

    assert [text for _, text in headings(document)] == [
        "Harbour safety review",
        "Agency comments",
        "Related work",
        "Next steps",
    ]
    assert headings(document)[-1][0] == 3
    assert not any("useful" in text or "official" in text for text in texts(document))


def test_an_encyclopedias_article_is_read_without_its_marks_and_boxes() -> None:
    document = read_html(WIKI.encode())

    assert texts(document) == [
        "Port of Arn",
        f"The Port of Arn is old. {PROSE}",
        "History",
        MORE,
        "The quay in 1901",
        "References",
    ]


def test_a_newspapers_article_is_read_without_its_teasers() -> None:
    document = read_html(NEWSPAPER.encode())

    assert texts(document) == [
        "Quay to close, council says",
        PROSE,
        MORE,
        f"{PROSE} So said the harbour master.",
        f"{MORE} The vote is on Monday.",
    ]
    assert (document.title, document.published) == (texts(document)[0], date(2024, 2, 29))


def test_an_old_page_has_its_headings_in_bold_or_in_the_middle() -> None:
    document = read_html(OLD.encode())

    assert [text for _, text in headings(document)] == [
        "HARBOUR STUDY",
        "Introduction",
        "What was found",
        "Conclusions",
    ]
    assert "Home" not in " ".join(texts(document))


def test_a_page_without_headings_has_no_invented_ones() -> None:
    document = page(f"<p>{PROSE}</p><p>{MORE}</p><p>Not so.</p><p>{PROSE} Again.</p>")

    assert headings(document) == []


def test_a_paragraph_that_a_page_turn_cut_in_two_is_one_again() -> None:
    document = page(
        "<p>The council of the town had long before decided that the whole of the</p><p>17</p>"
        f"<p>harbour should be dredged.</p><p>{PROSE}</p>"
    )

    assert texts(document)[0].endswith("that the whole of the harbour should be dredged.")
    assert [(d.reason, d.text) for d in document.dropped] == [("page number", "17")]


def test_footnotes_that_a_converter_left_among_the_paragraphs_are_taken_out() -> None:
    told = "".join(
        f"<p>{PROSE}[{n}] It was the year {n}.</p><p>{n} Council, Minutes of the Year.</p>"
        for n in range(1, 5)
    )
    document = page(told)

    assert len(document.blocks) == 4
    assert "[" not in " ".join(texts(document))
    assert [d.reason for d in document.dropped] == ["footnote"] * 4


def test_line_ends_of_scripts_without_spaces_put_none_between_words() -> None:
    document = page("<p>港の浚渫は二度行われた。\n費用は計画を上回った。</p><p>a\nb and so on.</p>")

    assert texts(document) == ["港の浚渫は二度行われた。費用は計画を上回った。", "a b and so on."]


def test_text_is_kept_as_it_stands_but_for_what_nobody_sees() -> None:
    document = page(
        "<p>“It’s ‘so’ – or\u00a0<i>not</i>”, a co\u00adoperation &amp; 1 &lt; 2 says.</p>"
    )

    assert texts(document) == ["“It’s ‘so’ – or not”, a cooperation & 1 < 2 says."]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("shift_jis", "港の浚渫は二度行われた。費用は計画を上回った。"),
        ("euc-kr", "항구는 두 번 준설되었다. 비용은 계획보다 많았다."),
        ("windows-1252", "The harbour’s cost – “too high” – was £12."),
        ("iso-8859-1", "The harbour cost £12, déjà vu."),
        ("utf-8", "The harbour’s cost – “too high” – was £12."),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_names(encoding: str, text: str) -> None:
    body = f'<html><head><meta charset="{encoding}"></head><body><p>{text}</p></body></html>'

    document = read_html(body.encode(encoding))

    assert texts(document) == [text]
    assert document.doubts == ()


def test_utf_16_is_read_with_a_mark_and_without() -> None:
    body = "<html><body><p>The harbour’s cost was high.</p></body></html>"

    for data in (body.encode("utf-16"), body.encode("utf-16-le"), body.encode("utf-16-be")):
        assert texts(read_html(data)) == ["The harbour’s cost was high."]


def test_a_wrong_name_of_an_encoding_is_no_mojibake() -> None:
    text = "The harbour’s cost – “too high”, they said – was paid in full by the town."
    body = f'<html><meta charset="ascii"><body><p>{text}</p></body></html>'

    assert texts(read_html(body.encode())) == [text]
    doubtful = read_html(body.replace("ascii", "utf-8").encode("cp1252"))
    assert texts(doubtful) == [text]
    assert "it says utf-8 but is not" in doubtful.doubts[0]


def test_text_that_was_spoilt_before_is_doubted() -> None:
    document = page("<p>The harbourâ€™s cost was more than they had planned.</p>")

    assert "saved in the wrong encoding once" in document.doubts[0]


def test_a_language_that_the_letters_cannot_be_of_is_not_believed() -> None:
    text = "항구는 두 번 준설되었다. 비용은 계획보다 많았다."

    document = read_html(f'<html lang="en"><body><p>{text}</p></body></html>'.encode())

    assert document.language is None
    assert "its letters are of another" in document.doubts[0]


@pytest.mark.parametrize(
    "head",
    [
        '<title>Untitled</title><link rel="canonical" href="http://localhost/x">',
        '<title>index.html</title><link rel="canonical" href="https://site.test/">',
        '<title>Home</title><meta name="date" content="1601-01-01"><meta name="date">',
    ],
)
def test_what_programs_leave_in_a_page_is_not_believed(head: str) -> None:
    document = page(f"<p>{PROSE}</p>", head)

    assert (document.title, document.url, document.published) == (None, None, None)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html><body></body></html>", "there is no text in it"),
        (b"<html></html>", "there is no text in it"),
        (b"<html><nav><a href='a'>Home</a> <a href='b'>News</a></nav></html>", "looks like menus"),
        (b"<html><h1>Harbours</h1></html>", "looks like menus, headings"),
        (b"<div>" * 100_000 + b"x", "nested too deeply"),
        (b"<html><p " + b"a " * 100_000 + b">x", "a tag of more than 100,000 characters"),
        (b"<html><p>" + b"word word " * 2_600_000, "more than 25 million characters"),
        (b"<html>\0\1\2\0" + bytes(range(256)) * 9, "no text but data of some program"),
    ],
)
def test_a_page_that_cannot_be_read_says_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(ReportError, match=said):
        read_html(data)


def test_pictures_within_a_page_do_not_count_for_its_size() -> None:
    picture = "A" * 26_000_000

    document = page(f'<img src="data:image/png;base64,{picture}"><p>{PROSE}</p>')

    assert texts(document) == [PROSE]


def test_links_to_one_note_from_everywhere_take_no_time() -> None:
    body = f"<p>{PROSE}</p>" + '<p>A<a href="#fn1">[1]</a> b.</p>' * 5_000 + "<p id=fn1>x</p>"

    assert len(page(body).blocks) == 5_001


@pytest.mark.parametrize("name", ["gao-06-1046.html", "state_milestones_1993-2000.html"])
def test_real_pages_have_the_headings_that_their_contents_name(name: str) -> None:
    if not SAMPLES.exists():
        pytest.skip("the real reports are not beside the project")
    expected = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))[name]

    found = {alike(text) for _, text in headings(read_html((SAMPLES / name).read_bytes()))}

    assert {alike(text) for text in expected} <= found
    assert len(found) <= 4 * len(expected)


def test_a_heading_that_stood_in_the_margin_comes_after_the_paragraph_it_cut() -> None:
    document = page(
        "<p>The council of the town had long before decided that the whole of the</p>"
        f"<p>What Was Found</p><p>harbour should be dredged.</p><p>{PROSE}</p>"
    )

    assert [(b.kind, b.text) for b in document.blocks[1:]] == [
        (Kind.HEADING, "What Was Found"),
        (Kind.PARAGRAPH, PROSE),
    ]
    assert texts(document)[0].endswith("the whole of the harbour should be dredged.")


def test_who_said_what_is_quoted_stays_with_the_quotation() -> None:
    document = page(f"<blockquote><p>{PROSE}</p><footer>Ann Dorn, mayor</footer></blockquote>")

    assert texts(document) == [PROSE, "Ann Dorn, mayor"]
