"""Two editions: what is added, removed, reworded and moved, and which quotes need review."""

from dataclasses import replace

import pytest

from bot.authoring.editions.aligning import Kind
from bot.authoring.editions.comparison import Comparison, compare
from bot.authoring.editions.quotes import Fate
from bot.authoring.editions.text import as_record, lines, reworded
from bot.core.knowledge import Pack, Section, Target
from bot.core.loading.assembly import load_pack
from tests.packs import minimal_files

OLD = load_pack("minimal", minimal_files())


def edition(*changes: tuple[str, str]) -> Pack:
    """The small pack's report with changes to its text, its sections found anew by their titles."""
    text = OLD.text
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    starts = [text.index(OLD.text[section.start :].split("\n")[0]) for section in OLD.sections]
    sections = tuple(
        replace(section, start=start, end=end)
        for section, start, end in zip(OLD.sections, starts, [*starts[1:], len(text)], strict=True)
    )
    return replace(OLD, text=text, sections=sections)


def kinds(comparison: Comparison) -> list[tuple[Kind, str]]:
    return [(change.kind, change.told.section) for change in comparison.changes]


def fates(comparison: Comparison) -> dict[str, Fate]:
    return {quote.text: quote.fate for quote in comparison.quotes}


def test_the_same_edition_has_not_changed() -> None:
    assert compare(OLD, OLD).is_same
    assert list(lines(compare(OLD, OLD))) == ["Nothing has changed."]


def test_a_reworded_paragraph_is_one_change_and_its_quote_is_to_be_reviewed() -> None:
    comparison = compare(OLD, edition(("money thrown into", "money that is thrown into")))

    assert kinds(comparison) == [(Kind.REWORDED, "Overview")]
    (quote,) = comparison.to_review
    assert quote.fate is Fate.REWORDED
    assert quote.now == "The report calls this “money that is thrown into the sea.”"
    assert "“money {+that is+} thrown into" in "\n".join(lines(comparison))


def test_a_quote_in_other_quotation_marks_or_spaces_still_stands() -> None:
    comparison = compare(OLD, edition(("12 million", "12\u00a0million")))

    assert comparison.is_same


def test_a_new_paragraph_is_added_and_touches_no_quote() -> None:
    said = "Ferries were not counted in this study, nor were the rowing boats of the club."
    comparison = compare(OLD, edition(("Repairs cost", f"{said}\n\nRepairs cost")))

    assert kinds(comparison) == [(Kind.ADDED, "Overview")]
    assert comparison.to_review == ()


def test_a_removed_paragraph_takes_its_quotes_along() -> None:
    paragraph = next(part for part in OLD.text.split("\n\n") if part.startswith("Repairs cost"))
    comparison = compare(OLD, edition((f"{paragraph}\n\n", "")))

    assert kinds(comparison) == [(Kind.REMOVED, "Overview")]
    assert Fate.GONE in fates(comparison).values()


def test_a_paragraph_in_another_section_has_moved_and_so_have_its_quotes() -> None:
    paragraph = next(part for part in OLD.text.split("\n\n") if part.startswith("Repairs cost"))
    moved = edition((f"{paragraph}\n\n", ""))
    last = moved.sections[-1]
    text = f"{moved.text.rstrip()}\n\n{paragraph}\n"
    moved = replace(moved, text=text, sections=(*moved.sections[:-1], replace(last, end=len(text))))

    comparison = compare(OLD, moved)

    assert kinds(comparison) == [(Kind.MOVED, last.title)]
    assert [quote.section for quote in comparison.to_review] == [last.title]


def test_sections_and_entries_that_come_and_go_are_named() -> None:
    extra = Section(
        id="more", title="More", level=1, summary="", start=len(OLD.text), end=len(OLD.text)
    )
    first, *rest = OLD.entries
    new = replace(
        OLD,
        sections=(*OLD.sections, extra),
        entries=(*(replace(entry, question="Why, then?") for entry in rest),),
    )

    comparison = compare(OLD, new)

    assert comparison.sections_added == ("More",)
    assert comparison.entries_removed == (first.id,)
    assert comparison.entries_changed == tuple(entry.id for entry in rest)
    told = "\n".join(lines(comparison))
    assert "Sections added:\n  More" in told
    assert f"Entries removed:\n  {first.id}" in told


def test_the_record_has_every_quote_and_change() -> None:
    record = as_record(compare(OLD, edition(("12 million", "14 million"))))

    assert [change["change"] for change in record["paragraphs"]] == ["reworded"]
    targets: tuple[Target, ...] = (*OLD.entries, *OLD.out_of_scope)
    assert len(record["quotes"]) == sum(len(target.excerpts) for target in targets)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("a b c", "a x c", "a [-b-] {+x+} c"),
        ("a b", "a b c", "a b {+c+}"),
        (
            "one two three four five six seven eight nine ten eleven twelve x",
            "one two three four five six seven eight nine ten eleven twelve y",
            "one two three four five … eight nine ten eleven twelve [-x-] {+y+}",
        ),
    ],
    ids=["replaced", "added", "a long stretch that stays"],
)
def test_rewording_is_shown_word_by_word(old: str, new: str, told: str) -> None:
    assert reworded(old, new) == told
