from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.authoring.exporting.markdown import as_markdown, escape, quote
from bot.core.knowledge import Excerpt, Pack
from tests.authoring.exporting.packs import BREAKOUT, hostile_pack
from tests.factories import make_entry, make_pack
from tests.ready import MINIMAL, ready

MARKS = "\\`*_{}[]()<>#+-.!|~&$=:@/0123 \t\nab針é;\"'"


def tokens(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def plain(token: Token) -> str:
    """What a reader sees of a line: a line break is a space to them."""
    return "".join(
        " " if child.type in {"softbreak", "hardbreak"} else child.content
        for child in token.children or ()
    )


def headings(text: str) -> list[tuple[str, str]]:
    found = tokens(text)
    return [
        (token.tag, plain(found[number + 1]))
        for number, token in enumerate(found)
        if token.type == "heading_open"
    ]


def links(text: str) -> list[str]:
    inside = [child for token in tokens(text) for child in token.children or ()]
    return [str(child.attrs["href"]) for child in inside if child.type == "link_open"]


def test_the_document_has_a_heading_a_section_and_the_report_above_them() -> None:
    text = as_markdown(ready(MINIMAL)[0])

    assert headings(text) == [
        ("h1", "The Harbour Report"),
        ("h2", "Front page"),
        ("h2", "Overview"),
        ("h3", "What to do"),
        ("h2", "Related readings"),
    ]


def test_an_entry_is_its_question_its_passages_with_their_places_and_what_is_known_of_it() -> None:
    text = as_markdown(ready(MINIMAL)[0])

    assert (
        "**Which wall should be raised first?**\n"
        "\n"
        "> The city should raise the north wall first.\n"
        ">\n"
        "> (What to do, paragraph 1)\n"
        "\n"
        "> The south wall can wait until 2030, provided that the pumps are kept in order.\n"
        ">\n"
        "> (What to do, paragraph 2)\n"
        "\n"
        "A recommendation in the report · live · [Harbour](https://example.org/harbour)\n"
    ) in text


def test_a_draft_is_there_and_said_to_be_one() -> None:
    text = as_markdown(ready(MINIMAL)[0])

    assert "**What do repairs cost?**" in text
    assert "A risk the report names · draft\n" in text


def test_a_newer_edition_is_named() -> None:
    pack = make_pack()
    newer = replace(pack, source=replace(pack.source, superseded_by="the edition of 2024"))

    assert "**Superseded by the edition of 2024**" in as_markdown(newer)
    assert "Superseded" not in as_markdown(pack)


@given(st.text(alphabet=MARKS, min_size=1).filter(lambda text: bool(text.strip())))
def test_a_text_reads_as_it_was_written(text: str) -> None:
    opened, inline, closed = tokens(escape(text))

    assert (opened.type, closed.type) == ("paragraph_open", "paragraph_close")
    assert {child.type for child in inline.children or ()} == {"text"}
    assert plain(inline) == " ".join(text.split())


@given(st.text(alphabet=MARKS, min_size=1).filter(lambda text: bool(text.strip())))
def test_a_heading_and_a_bold_line_read_as_they_were_written(text: str) -> None:
    wanted = " ".join(text.split())

    assert headings(f"## {escape(text)}") == [("h2", wanted)]
    bold = tokens(f"**{escape(text)}**")[1]
    assert [child.tag for child in bold.children or () if child.tag] == ["strong", "strong"]
    assert plain(bold) == wanted


@given(st.text(alphabet=MARKS, min_size=1).filter(lambda text: bool(text.strip())))
def test_a_passage_is_a_quotation_and_nothing_else(text: str) -> None:
    found = tokens(quote(text))

    assert {token.type for token in found} == {
        "blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close",
    }  # fmt: skip
    assert found[0].type == "blockquote_open"
    assert found[-1].type == "blockquote_close"
    read = " ".join(plain(token) for token in found if token.type == "inline")
    assert read.split() == text.split()


def test_the_empty_line_of_a_passage_stays_within_the_quotation() -> None:
    assert quote("One.\r\n\r\n  Two.\n") == "> One.\n>\n> Two."


def test_a_hostile_pack_is_text_and_its_links_lead_where_they_say() -> None:
    pack = hostile_pack()
    text = as_markdown(pack)
    kinds = {child.type for token in tokens(text) for child in token.children or ()}

    assert "html_inline" not in kinds
    assert "html_block" not in {token.type for token in tokens(text)}
    assert headings(text)[0] == ("h1", BREAKOUT)
    assert set(links(text)) == {
        "https://example.org/'onclick='stolen()?a=1&quot;b",
        "https://example.org/(a)_%5Bb%5D*c*&lt;",
        "https://example.org/x",
    }


@pytest.mark.parametrize("level", [1, 5, 6])
def test_there_is_no_heading_deeper_than_markdown_has(level: int) -> None:
    assert headings(as_markdown(leveled(level)))[1] == (f"h{min(level + 1, 6)}", "Bridges")


def leveled(level: int) -> Pack:
    pack = make_pack()
    return replace(pack, sections=(replace(pack.sections[0], level=level),))


def test_a_passage_of_several_lines_keeps_them() -> None:
    excerpt = Excerpt(text="Bridges\nwear out.", locator="Bridges", start=0)
    text = as_markdown(make_pack(entries=(make_entry(excerpts=(excerpt,)),)))

    assert "> Bridges\n> wear out.\n>\n> (Bridges)" in text
