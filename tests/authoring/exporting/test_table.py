import csv
import io
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.authoring.exporting.record import as_json
from bot.authoring.exporting.table import as_csv, harmless
from bot.core.knowledge import Excerpt, Pack, Phrasing
from tests.authoring.exporting.packs import hostile_pack
from tests.factories import make_entry, make_pack
from tests.ready import MINIMAL, ready

FORMULA_SIGNS = "=+-@＝＋－＠"  # noqa: RUF001 - the full-width ones are meant


def rows(pack: Pack) -> list[dict[str, str]]:
    """The rows as a spreadsheet reads them, by the names in the first."""
    text = as_csv(pack).encode().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_is_an_entry_with_all_that_belongs_to_it() -> None:
    first = rows(ready(MINIMAL)[0])[0]

    assert first == {
        "id": "why-raise",
        "section": "overview",
        "section_title": "Overview",
        "question": "Why must the walls be raised?",
        "label": "finding",
        "status": "live",
        "topics": "Harbour\nNo",
        "excerpts": "Its walls are too low for the tides of today, and the city’s engineers have "
        "said so since 1987.",
        "locators": "Overview, paragraph 1",
        "phrasings_en": "what is wrong with the harbour walls\nNo\n1965",
        "phrasings_ja": "なぜ壁を高くするのか",
    }


def test_drafts_are_there_and_a_language_without_wordings_leaves_its_cell_empty() -> None:
    found = {row["id"]: row for row in rows(ready(MINIMAL)[0])}

    assert found["what-costs"]["status"] == "draft"
    assert found["what-costs"]["phrasings_ja"] == ""


def test_several_passages_have_an_empty_line_between_and_a_locator_each() -> None:
    found = {row["id"]: row for row in rows(ready(MINIMAL)[0])}["which-first"]

    assert found["excerpts"].startswith("The city should raise the north wall first.\n\nThe south")
    assert found["locators"] == "What to do, paragraph 1\nWhat to do, paragraph 2"


def test_a_spreadsheet_is_told_that_it_is_utf_8_and_gets_the_line_ends_of_the_standard() -> None:
    text = as_csv(make_pack())

    assert text.encode().startswith(b'\xef\xbb\xbf"id"')
    assert text.count("\r\n") == 2


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1 degrees", "'-1 degrees"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\ttext", "'\ttext"),
        ("\rtext", "'\rtext"),
        ("  =1", "'  =1"),
        ('"=1"', '\'"=1"'),
        ("＝1", "'＝1"),  # noqa: RUF001
        ("one\n=1", "one\n'=1"),
        ("one;=1", "one;'=1"),
        ('one;"=1"', 'one;\'"=1"'),
        ("one\t-1", "one\t'-1"),
        ("one = 1, -5 degrees; a@b", "one = 1, -5 degrees; a@b"),
        ("", ""),
    ],
)
def test_no_cell_begins_a_formula(cell: str, written: str) -> None:
    assert harmless(cell) == written


@given(st.text(alphabet=f"{FORMULA_SIGNS}\t\r\n ;,|\"'ab針"))
def test_nothing_but_apostrophes_is_added_and_no_line_or_part_begins_a_formula(cell: str) -> None:
    written = harmless(cell)

    assert written.replace("'", "") == cell.replace("'", "")
    for line in re.split(r"[\r\n;,|\t]", written):
        assert not line.lstrip('"').startswith(tuple(FORMULA_SIGNS))


def test_every_text_of_a_pack_is_made_harmless() -> None:
    bad = "=HYPERLINK(“https://example.org”)"
    entry = replace(
        make_entry(),
        question=bad,
        phrasings=(
            Phrasing(text="fine", language="en"),
            Phrasing(text="@bad", language="en"),
            Phrasing(text="-悪い", language="ja"),
        ),
        excerpts=(Excerpt(text="+1 is more", locator=bad, start=0),),
    )
    pack = make_pack(entries=(entry,))
    (row,) = rows(replace(pack, sections=(replace(pack.sections[0], title=bad),)))

    assert row["question"] == row["locators"] == row["section_title"] == f"'{bad}"
    assert row["excerpts"] == "'+1 is more"
    assert row["phrasings_en"] == "fine\n'@bad"
    assert row["phrasings_ja"] == "'-悪い"


def test_the_record_keeps_the_words_that_the_table_guards() -> None:
    bad = "=HYPERLINK(“https://example.org”)"
    pack = make_pack(entries=(replace(make_entry(), question=bad),))

    (entry,) = json.loads(as_json(pack))["entries"]

    assert entry["question"] == bad
    assert rows(pack)[0]["question"] == f"'{bad}"


def test_quotes_and_separators_stay_in_their_cells() -> None:
    pack = hostile_pack()

    assert rows(pack)[0]["question"] == pack.entries[0].question
    assert len(rows(pack)) == len(pack.entries)
