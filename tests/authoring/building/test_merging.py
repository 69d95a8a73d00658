"""Building again over a pack that was built before: a curator's work stays, the rest is renewed."""

from dataclasses import replace

import pytest

from bot.authoring.building import memory
from bot.authoring.building.document import Block, Document, ReportError
from bot.authoring.building.draft import Draft
from bot.authoring.building.drafting import draft
from bot.authoring.building.merging import Merged, merge
from bot.core.knowledge import Pack, Status
from bot.core.loading.assembly import load_pack
from tests.authoring.building.documents import BLOCKS, KNOWN, heading, paragraph

RUST = "Along the river road, eleven bridges have bearings with rust that no paint can stop."
RIVER = "entries/what-inspectors-found.yaml"


def drafted(*blocks: Block) -> Draft:
    return draft(Document(blocks=blocks or BLOCKS), KNOWN)


def with_text(old: str, new: str) -> tuple[Block, ...]:
    """The blocks of the small report with one passage changed."""
    assert any(old in block.text for block in BLOCKS)
    return tuple(replace(block, text=block.text.replace(old, new)) for block in BLOCKS)


def built(*blocks: Block) -> dict[str, str]:
    """The files of a pack that was built once."""
    return dict(merge(drafted(*blocks), {}).files)


def again(files: dict[str, str], *blocks: Block) -> tuple[dict[str, str], Merged]:
    merged = merge(drafted(*blocks), files)
    return {**files, **merged.files}, merged


def loaded(files: dict[str, str]) -> Pack:
    return load_pack("bridges", {name: text.encode() for name, text in files.items()})


def edited(files: dict[str, str], file: str, old: str, new: str) -> dict[str, str]:
    assert files[file].count(old) == 1, f"{old!r} should stand once in {file}"
    return {**files, file: files[file].replace(old, new)}


def test_building_again_from_the_same_report_changes_nothing() -> None:
    files = built()

    after, merged = again(files)

    assert after == files
    assert (merged.added, merged.refreshed, merged.review) == ((), (), ())


def test_an_entry_that_a_curator_touched_stays_byte_for_byte() -> None:
    files = edited(
        built(), RIVER, "- River road\n", "- River road\n      - rusty bearings  # mine\n"
    )

    after, merged = again(files, *with_text("no paint can stop", "no paint will ever stop"))

    assert after[RIVER].count("- rusty bearings  # mine\n") == 1
    assert RUST.split(" that ", maxsplit=1)[0] in after[RIVER].replace("\n        ", " ")
    assert [
        sentence
        for sentence in merged.review
        if "`river-road`" in sentence and "now perhaps" in sentence
    ]


def test_a_draft_that_nobody_touched_is_renewed_with_the_report() -> None:
    after, merged = again(built(), *with_text("no paint can stop", "no paint will ever stop"))

    assert merged.refreshed == ("river-road",)
    entry = loaded(after).entry("river-road")
    assert entry is not None
    assert "no paint will ever stop" in entry.excerpts[0].text


def test_an_entry_that_a_curator_deleted_does_not_come_back() -> None:
    files = built()
    start = files[RIVER].index("- id: hill-villages")
    files[RIVER] = files[RIVER][:start].rstrip() + "\n"

    after, merged = again(files)

    assert "hill-villages" not in {entry.id for entry in loaded(after).entries}
    assert merged.added == ()


def test_a_new_section_comes_with_its_entries_and_is_told_of() -> None:
    more = (
        heading("Costs"),
        paragraph("Replacing all eleven bearings will cost four million, the auditors estimate."),
    )

    after, merged = again(built(), *BLOCKS[:-2], *more, *BLOCKS[-2:])

    pack = loaded(after)
    titles = [section.title for section in pack.sections]
    assert titles.index("Costs") == titles.index("References") - 1
    assert "costs" in merged.added
    assert "section `costs` is new" in merged.review


def test_titles_summaries_and_comments_of_pack_yaml_stay() -> None:
    files = built()
    title = "title: River road"
    files = edited(files, "pack.yaml", title, "title: The river road  # as people say")
    files = edited(files, "pack.yaml", "# A draft.", "# Ours.")

    after, _ = again(files, *with_text("no paint can stop", "no paint will ever stop"))

    assert loaded(after).section("river-road").title == "The river road"
    assert "# as people say" in after["pack.yaml"]
    assert "# Ours." in after["pack.yaml"]


def test_a_section_of_another_title_is_a_new_one_and_the_untouched_old_one_goes() -> None:
    after, merged = again(built(), *with_text("Hill villages", "The hill villages"))

    assert [section.id for section in loaded(after).sections if "hill" in section.id] == [
        "the-hill-villages"
    ]
    assert "section `the-hill-villages` is new" in merged.review
    assert "section `hill-villages` is gone with its drafts" in merged.review
    assert "hill-villages" not in {entry.id for entry in loaded(after).entries}


def test_a_live_entry_is_never_renewed() -> None:
    files = built()
    start = files[RIVER].index("- id: river-road")
    head, tail = files[RIVER][:start], files[RIVER][start:]
    files[RIVER] = head + tail.replace("status: draft", "status: live", 1)

    after, merged = again(files, *with_text("Mill Creek", "Miller Creek"))

    assert "river-road" not in merged.refreshed
    assert "status: live" in after[RIVER]


def test_a_wording_that_a_curator_gave_to_another_entry_is_not_drafted_again() -> None:
    files = built()
    start = files[RIVER].index("- id: hill-villages")
    head, tail = files[RIVER][:start], files[RIVER][start:]
    files[RIVER] = head + tail.replace("- Hill villages\n", "- explain the rusty road\n", 1)
    changed = with_text("no paint can stop", "no paint will ever stop")

    after, _ = again(files, *changed)

    wordings = [
        phrasing.text.casefold() for entry in loaded(after).entries for phrasing in entry.phrasings
    ]
    assert len(wordings) == len(set(wordings))


def test_without_the_memory_everything_counts_as_written_by_hand() -> None:
    files = built()
    del files[memory.FILE]

    after, merged = again(files)

    assert merged.added == merged.refreshed == ()
    assert {entry.status for entry in loaded(after).entries} == {Status.DRAFT}


def test_pages_come_into_a_pack_that_had_none() -> None:
    paged = tuple(replace(block, page=1 + at // 6) for at, block in enumerate(BLOCKS))

    after, _ = again(built(), *paged)

    assert loaded(after).source.pages == drafted(*paged).pages
    assert len(drafted(*paged).pages) == 3


@pytest.mark.parametrize("text", ["", "- a list\n", "source: [\n"])
def test_a_folder_that_holds_something_else_is_refused(text: str) -> None:
    with pytest.raises(ReportError, match="run briefing check first"):
        merge(drafted(), {"pack.yaml": text})


@pytest.mark.parametrize("text", ["", "[]", '{"entries": 3, "sections": {}}', "not json"])
def test_a_memory_that_cannot_be_read_is_no_memory(text: str) -> None:
    assert memory.recalled(text) == memory.Memory()
