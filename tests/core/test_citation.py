"""How a report is cited."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.core.citation import apa, bibtex, key
from tests.factories import make_pack

SOURCE = replace(
    make_pack().source,
    title="Costs & Benefits: A 100% Review",
    publisher="Port Example City Council",
    published=date(2021, 3, 3),
    edition="Second edition",
    url="https://example.org/a_b",
)


def test_apa_names_publisher_date_title_edition_and_address() -> None:
    assert apa(SOURCE) == (
        "Port Example City Council. (2021, March 3). Costs & Benefits: A 100% Review"
        " (Second edition). https://example.org/a_b"
    )


def test_an_edition_that_is_but_the_date_is_left_out() -> None:
    source = replace(SOURCE, edition="March 2021", title="Whose harbour?")

    assert apa(source) == (
        "Port Example City Council. (2021, March 3). Whose harbour? https://example.org/a_b"
    )
    assert "note" not in bibtex(source)


def test_bibtex_escapes_what_tex_would_not_take() -> None:
    assert bibtex(SOURCE) == (
        "@techreport{costsbenefitsa100review2021,\n"
        "  title = {{Costs \\& Benefits: A 100\\% Review}},\n"
        "  institution = {{Port Example City Council}},\n"
        "  year = {2021},\n"
        "  month = mar,\n"
        "  day = {3},\n"
        "  url = {https://example.org/a_b},\n"
        "  note = {Second edition}\n"
        "}"
    )


def test_a_title_without_latin_letters_still_has_a_key() -> None:
    assert key(replace(SOURCE, title="港の報告")) == "report2021"


@given(title=st.text(min_size=1), publisher=st.text(min_size=1))
def test_braces_always_match(title: str, publisher: str) -> None:
    entry = bibtex(replace(SOURCE, title=title, publisher=publisher))
    depth = 0
    before = ""
    for sign in entry:
        if before != "\\":
            depth += (sign == "{") - (sign == "}")
        assert depth >= 0
        before = "" if before == "\\" else sign
    assert depth == 0
