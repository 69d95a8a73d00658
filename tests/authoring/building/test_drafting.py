"""A draft pack: all of the report's text, its sections, and entries that quote it."""

from dataclasses import replace
from datetime import date

import pytest

from bot.authoring.building.document import Block, Document, Kind, ReportError
from bot.authoring.building.draft import Draft, Origin
from bot.authoring.building.drafting import draft
from bot.authoring.building.files import PACK_FILE, written
from bot.core.knowledge import Label, Pack, Status
from bot.core.loading.assembly import load_pack
from tests.authoring.building.documents import BLOCKS, DOCUMENT, KNOWN, heading, paragraph


def loaded(drafted: Draft) -> Pack:
    """The draft as the bot would load it."""
    return load_pack("bridges", {name: text.encode() for name, text in written(drafted).items()})


def test_the_text_is_the_reports_and_every_section_keeps_its_level() -> None:
    pack = loaded(draft(DOCUMENT, KNOWN))

    assert pack.text == "\n\n".join(block.text for block in BLOCKS) + "\n"
    assert [(section.title, section.level) for section in pack.sections] == [
        ("Front page", 1),
        ("Summary", 1),
        ("What inspectors found", 1),
        ("River road", 2),
        ("Hill villages", 2),
        ("Recommendations", 1),
        ("References", 1),
    ]


def test_summaries_are_sentences_of_the_section_or_of_those_below_it() -> None:
    pack = loaded(draft(DOCUMENT, KNOWN))

    for section in pack.sections:
        assert section.summary
    summary = pack.section("what-inspectors-found").summary
    assert "bearings with rust" in summary or "inspectors call" in summary


def test_entries_are_drafts_that_quote_and_several_wordings_lead_to_each() -> None:
    pack = loaded(draft(DOCUMENT, KNOWN))

    assert {entry.status for entry in pack.entries} == {Status.DRAFT}
    assert all(entry.phrasings for entry in pack.entries)
    assert {entry.section for entry in pack.entries} >= {"summary", "river-road", "hill-villages"}
    assert "references" not in {entry.section for entry in pack.entries}


def test_labels_are_guessed_and_marked_as_guesses() -> None:
    drafted = draft(DOCUMENT, KNOWN)
    labels = {entry.section: entry.label for entry in drafted.entries}

    assert labels["recommendations"] is Label.RECOMMENDATION
    assert labels["summary"] is Label.FINDING
    files = written(drafted)
    drafts = "".join(text for name, text in files.items() if name.startswith("entries/"))
    assert drafts.count("# a guess") == len(drafted.entries)


def test_a_list_is_quoted_with_the_sentence_that_leads_to_it() -> None:
    pack = loaded(draft(DOCUMENT, KNOWN))

    (advice,) = [entry for entry in pack.entries if entry.id == "recommendations"]
    quoted = [excerpt.text for excerpt in advice.excerpts]
    assert quoted[0].endswith("take the following steps:")
    assert quoted[-1].startswith("Keep the fund for bridges")


def test_a_newcomer_can_ask_what_it_is_about_and_what_it_recommends() -> None:
    questions = {entry.question: entry for entry in loaded(draft(DOCUMENT, KNOWN)).entries}

    assert questions["What is the report about?"].section == "summary"
    assert questions["What does the report recommend?"].section == "recommendations"


def test_who_published_it_and_when_is_said_in_notes_as_far_as_it_is_known() -> None:
    known = replace(KNOWN, published=date(2024, 5, 2))

    notes = {item.id: item.note for item in loaded(draft(DOCUMENT, known)).out_of_scope}

    assert notes["who-wrote-it"].startswith("It was published by County Audit Office.")
    assert notes["when-published"] == "It was published on May 2, 2024."
    assert set(written(draft(DOCUMENT, replace(known, publisher=None, published=None)))) == set(
        written(draft(DOCUMENT, known))
    ) - {"out_of_scope.yaml"}


def test_pages_are_counted_through_paragraphs_that_turn_them() -> None:
    long = "The first page ends here and the second begins in the middle of this same sentence."
    turn = long.index("second")
    blocks = (
        heading("Bridges", page=1),
        paragraph(long, page=1, breaks=(turn,)),
        heading("After an empty page", page=4),
        paragraph("The fourth page says that nothing was printed on the one before it.", page=4),
    )
    drafted = draft(Document(blocks=blocks), KNOWN)

    pages = drafted.pages
    assert len(pages) == 4
    assert drafted.text[pages[1] :].startswith("second begins")
    assert drafted.text[pages[3] :].startswith("After an empty page")
    locators = {e.locator for entry in loaded(drafted).entries for e in entry.excerpts}
    assert locators == {"Bridges, page 1", "After an empty page, page 4"}


def test_a_heading_whose_words_stand_above_it_is_still_found() -> None:
    blocks = (
        heading("Introduction"),
        paragraph("This page speaks of Costs at length, and of who will have to bear them all."),
        heading("Costs"),
        paragraph("The costs are borne by the county, which has not yet set any money aside."),
    )
    drafted = draft(Document(blocks=blocks), KNOWN)

    (_, costs) = loaded(drafted).sections
    assert drafted.text[costs.start :].startswith("Costs\n\nThe costs are borne")


def test_two_sections_of_one_title_have_an_id_each() -> None:
    blocks = (*BLOCKS[1:3], *BLOCKS[1:3])

    ids = [section.id for section in draft(Document(blocks=blocks), KNOWN).sections]

    assert ids == ["summary", "summary-2"]


def test_a_report_without_headings_is_cut_where_its_subject_turns() -> None:
    ferry = "The ferry crosses the sound every hour and its captain sells tickets on the deck."
    grain = "Grain prices fell as farmers stored wheat and barley in silos after the harvest."
    blocks = tuple(paragraph(text) for text in [*[ferry] * 6, *[grain] * 6])

    drafted = draft(Document(blocks=blocks), KNOWN)

    assert len(drafted.sections) == 2
    assert all(section.guessed for section in drafted.sections)
    assert drafted.sections[1].title.startswith("Grain prices fell")
    assert "REVIEW" in written(drafted)[PACK_FILE]


def test_what_the_document_does_not_say_is_marked_for_review() -> None:
    nothing = Origin(
        title=None, publisher=None, published=None, url=None, language=None, edition=None
    )

    text = written(draft(DOCUMENT, nothing))[PACK_FILE]

    assert text.count("REVIEW: the document does not say") == 5
    assert loaded(draft(DOCUMENT, nothing)).source.publisher == "unknown"


def test_subjects_that_cut_across_sections_are_candidate_topics() -> None:
    blocks = tuple(
        block
        for number in range(4)
        for block in (
            heading(f"Part {'ABCD'[number]}"),
            paragraph(
                f"The Mill Creek Dam holds back water of kind {'ABCD'[number]} in the hills."
            ),
        )
    )

    drafted = draft(Document(blocks=blocks), KNOWN)

    assert "mill-creek-dam" in {topic.id for topic in drafted.topics}
    assert loaded(drafted).topics_of(loaded(drafted).entries[0])


@pytest.mark.parametrize("language", ["ja", "ko", "fr"])
def test_reports_in_other_languages_are_drafted_too(language: str) -> None:
    told = {
        "ja": "東京都の橋梁は老朽化しており、検査官は腐食を指摘した。修繕には二十億円かかる。",
        "ko": "서울시의 교량은 노후화되었으며 검사관은 부식을 지적했다. 보수에는 이십억 원이 든다.",
        "fr": "Les ponts du comté sont vieux et les inspecteurs ont trouvé de la rouille partout.",
    }[language]
    blocks = (heading("1. 橋"), paragraph(told))

    pack = loaded(draft(Document(blocks=blocks), replace(KNOWN, language=language)))

    assert [excerpt.text for entry in pack.entries[:1] for excerpt in entry.excerpts] == [told]
    assert {phrasing.language for phrasing in pack.entries[0].phrasings} == {language}


def test_tables_and_captions_stay_in_the_text_and_are_not_quoted() -> None:
    table = Block(kind=Kind.TABLE, text="Bridge | Year | Length | Owner | State | Cost of repair")
    caption = Block(kind=Kind.CAPTION, text="Figure 1. Bridges by year, length, owner and state")
    drafted = draft(Document(blocks=(*BLOCKS, table, caption)), KNOWN)

    assert table.text in drafted.text
    quoted = {excerpt for entry in drafted.entries for excerpt in entry.excerpts}
    assert not {table.text, caption.text} & quoted


def test_a_report_with_nothing_to_quote_is_refused() -> None:
    with pytest.raises(ReportError, match="hardly any text"):
        draft(Document(blocks=(heading("Only a title"),)), KNOWN)
