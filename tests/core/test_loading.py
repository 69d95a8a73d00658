"""What a pack's files become, and how passages are found in the report."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.core.knowledge import Entry, Excerpt, Label, Phrasing, Reading, Source, Status, Topic
from bot.core.loading.assembly import load_pack
from bot.core.loading.files import report_file
from tests.packs import SUM, changed, minimal_files, problems_of, replaced, resummed


def excerpts_of(entry_id: str, files: dict[str, bytes]) -> tuple[Excerpt, ...]:
    entry = load_pack("minimal", resummed(files)).entry(entry_id)
    assert entry is not None
    return entry.excerpts


def quoting(passage: str) -> dict[str, bytes]:
    """The small pack, with another passage in its excerpt of the overview."""
    return changed(
        "entries/advice.yaml", 'The report calls this "money thrown into the sea."', passage
    )


def test_a_pack_is_named_for_its_folder_and_holds_the_reports_text() -> None:
    files = minimal_files()

    pack = load_pack("minimal", files)

    assert pack.id == "minimal"
    assert pack.text.encode() == files["report.txt"]
    assert pack.source == Source(
        title="The Harbour Report",
        publisher="Port Example City Council",
        published=date(2021, 3, 3),
        url="https://example.org/harbour-report",
        language="en",
        edition="2021",
        sha256=SUM,
    )


def test_what_pack_yaml_says_of_the_report_is_kept_in_its_order() -> None:
    pack = load_pack("minimal", minimal_files())

    assert pack.scope.startswith("Why the harbour walls")
    assert pack.disclaimer.startswith("This report is of 2021.")
    assert pack.topics == (
        Topic(
            id="harbour",
            name="Harbour",
            names=("port", "docks"),
            url="https://example.org/harbour",
        ),
        Topic(id="no", name="No", url="https://example.org/no"),
    )
    assert pack.glossary == (("harbour", "harbor", "port", "港"),)
    assert pack.readings == (
        Reading(
            title="Tides of Port Example",
            authors=("A. Example", "B. Sample"),
            published="May 2020",
            url="https://example.org/tides",
            note="The tables that the report uses.",
        ),
    )
    assert pack.starters == ("why-raise", "which-first")
    assert pack.digest_order == ("advice", "overview")


def test_sections_run_from_their_first_words_to_the_next_sections() -> None:
    pack = load_pack("minimal", minimal_files())

    texts = {section.id: pack.text[section.start : section.end] for section in pack.sections}

    assert [section.level for section in pack.sections] == [1, 1, 2]
    assert list(texts) == ["front", "overview", "advice"]
    assert "".join(texts.values()) == pack.text
    assert texts["front"] == "The Harbour Report\n\nMarch 3, 2021\n\n"
    assert texts["overview"].startswith("Overview\n\nThe harbour")
    assert texts["advice"].startswith("What to do\n\nThe city")


def test_entries_of_all_files_are_read_with_every_field() -> None:
    pack = load_pack("minimal", minimal_files())

    assert [entry.id for entry in pack.entries] == [
        "why-raise",
        "when-published",
        "which-first",
        "what-costs",
    ]
    assert pack.entry("which-first") == Entry(
        id="which-first",
        section="advice",
        question="Which wall should be raised first?",
        phrasings=(
            Phrasing(text="north wall or south wall first", language="en"),
            Phrasing(text="where to begin", language="en"),
        ),
        excerpts=(
            Excerpt(
                text="The city should raise the north wall first.",
                locator="What to do, paragraph 1",
                start=312,
            ),
            Excerpt(
                text="The south wall can wait until 2030, "
                "provided that the pumps are kept in order.",
                locator="What to do, paragraph 2",
                start=419,
            ),
        ),
        topics=("harbour",),
        label=Label.RECOMMENDATION,
        status=Status.LIVE,
        embargo_until=datetime(2021, 3, 3, 9, tzinfo=timezone(timedelta(hours=9))),
        expires=datetime(2031, 1, 1, tzinfo=UTC),
    )


def test_out_of_scope_questions_are_read_with_the_nearest_excerpt() -> None:
    pack = load_pack("minimal", minimal_files())

    (question,) = pack.out_of_scope

    assert question.id == "oos-mayor"
    assert question.phrasings == (Phrasing(text="the mayor's opinion", language="en"),)
    assert question.note.startswith("The report does not quote the mayor.")
    assert question.closest == "overview"
    assert question.excerpts[0].text == "the city’s engineers have said so since 1987"


def test_words_that_mean_something_to_yaml_are_read_as_they_are_written() -> None:
    entry = load_pack("minimal", minimal_files()).entry("why-raise")

    assert entry is not None
    assert [phrasing.text for phrasing in entry.phrasings] == [
        "what is wrong with the harbour walls",
        "No",
        "1965",
        "なぜ壁を高くするのか",
    ]


def test_what_may_be_left_out_may_be_left_out() -> None:
    files = minimal_files()
    short = files["pack.yaml"].decode()
    short = short[: short.index("readings:")]
    del files["out_of_scope.yaml"]

    pack = load_pack("minimal", {**files, "pack.yaml": short.encode()})

    assert pack.out_of_scope == ()
    assert pack.readings == ()
    assert pack.starters == ()
    assert pack.digest_order == ("front", "overview", "advice")


@pytest.mark.parametrize("ending", [b"\r\n", b"\r"])
def test_yaml_files_may_have_any_line_ends_and_a_byte_order_mark(ending: bytes) -> None:
    files = minimal_files()
    for name in ("pack.yaml", "entries.yaml", "entries/advice.yaml", "out_of_scope.yaml"):
        files[name] = b"\xef\xbb\xbf" + files[name].replace(b"\n", ending)

    pack = load_pack("minimal", files)

    assert pack.entries == load_pack("minimal", minimal_files()).entries


def test_files_that_are_not_yaml_are_left_alone() -> None:
    assert load_pack("minimal", replaced("notes/README.md", b"\xff\x00")).id == "minimal"


def test_the_name_of_the_text_file_can_be_read_before_the_pack() -> None:
    files = minimal_files()

    assert report_file(files["pack.yaml"]) == "report.txt"
    assert report_file(b"source: {text: ../secret.txt}") is None
    assert report_file(b"source: [") is None
    assert report_file(b"- a") is None


def test_straight_quotes_and_plain_spaces_find_curly_quotes_and_odd_spaces() -> None:
    files = quoting('The report calls this "money thrown into the sea."')
    text = files["report.txt"].decode().replace("calls this", "calls\u00a0this\u202f")
    files["report.txt"] = text.replace("\u202f ", "\u202f").encode()

    (excerpt,) = excerpts_of("what-costs", files)

    assert excerpt.text == "The report calls\u00a0this\u202f“money thrown into the sea.”"


def test_curly_quotes_find_straight_ones() -> None:
    files = changed("report.txt", "“money thrown into the sea.”", '"money thrown into the sea."')
    files["entries/advice.yaml"] = quoting("The report calls this “money thrown into the sea.”")[
        "entries/advice.yaml"
    ]

    (excerpt,) = excerpts_of("what-costs", files)

    assert excerpt.text == 'The report calls this "money thrown into the sea."'


def test_a_single_line_break_counts_as_a_space() -> None:
    files = changed("report.txt", "12 million a year", "12 million\na year")
    files["entries/advice.yaml"] = quoting("Repairs cost the city 12 million a year.")[
        "entries/advice.yaml"
    ]

    (excerpt,) = excerpts_of("what-costs", files)

    assert excerpt.text == "Repairs cost the city 12 million\na year."
    assert excerpt.locator == "Overview, paragraph 2"


def test_the_first_place_in_the_section_counts() -> None:
    (excerpt,) = excerpts_of("what-costs", quoting("the city"))

    pack = load_pack("minimal", minimal_files())
    assert excerpt.locator == "Overview, paragraph 1"
    assert excerpt.start == pack.text.index("the city", pack.text.index("Overview"))


def test_a_passage_over_paragraphs_names_both() -> None:
    (excerpt,) = excerpts_of("what-costs", quoting("|-\n      since 1987.\n\n      Repairs cost"))

    assert excerpt.text == "since 1987.\n\nRepairs cost"
    assert excerpt.locator == "Overview, paragraphs 1–2"


def test_a_heading_goes_by_the_sections_title() -> None:
    assert excerpts_of("what-costs", quoting("Overview"))[0].locator == "Overview"
    assert excerpts_of("when-published", minimal_files())[0].locator == "Front page"


def test_a_sections_only_paragraph_goes_by_the_sections_title() -> None:
    files = changed("report.txt", "since 1987.\n\nRepairs", "since 1987. Repairs")

    assert excerpts_of("what-costs", files)[0].locator == "Overview"


@pytest.mark.parametrize(
    ("block", "number"),
    [
        ("A short line without an end", 2),
        ("A short line that ends a sentence.", 3),
        ("A short line with a note.12", 3),
        ("“A short line in quotation marks.”", 3),
        ("短い文です。", 3),
        ("Two short lines\nwithout an end", 3),
        ("long " * 30, 3),
    ],
)
def test_headings_are_not_counted_as_paragraphs(block: str, number: int) -> None:
    files = changed("report.txt", "Repairs cost", f"{block}\n\n \n\nRepairs cost")

    assert excerpts_of("what-costs", files)[0].locator == f"Overview, paragraph {number}"


def test_where_the_report_has_pages_a_locator_names_the_page_it_begins_on() -> None:
    text = minimal_files()["report.txt"].decode()
    second, third = text.index("Repairs cost"), text.index("What to do")
    files = changed(
        "pack.yaml", "  text: report.txt", f"  text: report.txt\n  pages: [0, {second}, {third}]"
    )
    files["entries/advice.yaml"] = quoting("|-\n      since 1987.\n\n      Repairs cost")[
        "entries/advice.yaml"
    ]

    pack = load_pack("minimal", files)

    assert excerpts_of("what-costs", files)[0].locator == "Overview, paragraphs 1–2, page 1"
    assert pack.source.pages == (0, second, third)
    assert excerpts_of("when-published", files)[0].locator == "Front page, page 1"


def test_what_stands_before_the_first_section_cannot_be_quoted() -> None:
    files = changed("pack.yaml", "begins: The Harbour Report", "begins: March 3, 2021")
    files["entries.yaml"] = changed("entries.yaml", '["March 3, 2021"]', "[The Harbour Report]")[
        "entries.yaml"
    ]

    assert problems_of(files) == [
        'entries.yaml:22: the excerpt "The Harbour Report" is not in section `front`: '
        "it stands before the first section begins; mend the sections or the excerpt"
    ]
