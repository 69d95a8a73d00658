"""A comparison of editions for people, and as a record for programs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

from bot.authoring.editions.aligning import Change, Kind
from bot.authoring.editions.comparison import Comparison
from bot.authoring.editions.quotes import Fate, Quote

MOST_LISTED: Final = 30
"""Paragraphs that are shown; the record has all."""

LONGEST: Final = 200
"""Characters of a paragraph that are shown."""


def lines(comparison: Comparison) -> Iterator[str]:
    """What changed, as the terminal shows it."""
    if comparison.is_same:
        yield "Nothing has changed."
        return
    yield from _summary(comparison)
    yield from _names("Sections added", comparison.sections_added)
    yield from _names("Sections removed", comparison.sections_removed)
    yield from _paragraphs(comparison.changes)
    yield from _review(comparison)
    yield from _names("Entries added", comparison.entries_added)
    yield from _names("Entries removed", comparison.entries_removed)
    yield from _names("Entries that ask or quote something else", comparison.entries_changed)


def as_record(comparison: Comparison) -> dict[str, Any]:
    """All of it, in terms of JSON."""
    return {
        "sections": {
            "added": comparison.sections_added,
            "removed": comparison.sections_removed,
        },
        "paragraphs": [
            {
                "change": change.kind.value,
                "old": change.old and {"section": change.old.section, "text": change.old.text},
                "new": change.new and {"section": change.new.section, "text": change.new.text},
            }
            for change in comparison.changes
        ],
        "quotes": [
            {
                "entry": quote.entry,
                "text": quote.text,
                "fate": quote.fate.value,
                "section": quote.section,
                "now": quote.now,
            }
            for quote in comparison.quotes
        ],
        "entries": {
            "added": comparison.entries_added,
            "removed": comparison.entries_removed,
            "changed": comparison.entries_changed,
        },
    }


def _summary(comparison: Comparison) -> Iterator[str]:
    kinds = Counter(change.kind for change in comparison.changes)
    told = ", ".join(f"{kinds[kind]} {kind.value}" for kind in Kind if kinds[kind]) or "none"
    yield f"Paragraphs changed: {told}."
    fates = Counter(quote.fate for quote in comparison.quotes)
    told = ", ".join(f"{fates[fate]} {_FATES[fate]}" for fate in Fate if fates[fate])
    yield f"Quotes of the old edition: {told or 'none'}."


_FATES: Final = {
    Fate.STANDS: "stand as they are",
    Fate.MOVED: "stand in another section",
    Fate.REWORDED: "are reworded",
    Fate.GONE: "are gone",
}


def _names(head: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield ""
        yield f"{head}:"
        yield from (f"  {name}" for name in names)


def _paragraphs(changes: Sequence[Change]) -> Iterator[str]:
    if not changes:
        return
    yield ""
    yield "Paragraphs, in the order of the new edition:"
    for change in changes[:MOST_LISTED]:
        yield f"  {change.kind.value}, {_where(change)}:"
        yield f"    {_shown(change)}"
    if len(changes) > MOST_LISTED:
        yield f"  … and {len(changes) - MOST_LISTED} more; --json has all"


def _where(change: Change) -> str:
    old, new = change.old, change.new
    if old is None or new is None:
        return f"“{change.told.section}”"
    if old.section == new.section:
        return f"“{new.section}”"
    return f"from “{old.section}” to “{new.section}”"


def _shown(change: Change) -> str:
    if change.kind is Kind.REWORDED and change.old and change.new:
        return reworded(change.old.text, change.new.text)
    text = change.told.text
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def reworded(old: str, new: str) -> str:
    """The new words with those that went in [-brackets-] and those that came in {+braces+}."""
    before, after = old.split(), new.split()
    told: list[str] = []
    for tag, start, end, to, till in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            told += _middle(after[to:till])
            continue
        told += [f"[-{' '.join(before[start:end])}-]"] if end > start else []
        told += [f"{{+{' '.join(after[to:till])}+}}"] if till > to else []
    return " ".join(told)


KEPT: Final = 5
"""Words that are shown on each side of a change."""


def _middle(words: Sequence[str]) -> list[str]:
    """Words that did not change; of many, only those beside a change."""
    if len(words) <= 2 * KEPT + 1:
        return list(words)
    return [*words[:KEPT], "…", *words[-KEPT:]]


def _review(comparison: Comparison) -> Iterator[str]:
    if not comparison.to_review:
        return
    yield ""
    yield "Entries to review, for their quotes do not stand where they stood:"
    for quote in comparison.to_review:
        yield from _fate(quote)


def _fate(quote: Quote) -> Iterator[str]:
    match quote.fate:
        case Fate.MOVED:
            yield f"  {quote.entry}: stands in “{quote.section}” now"
        case Fate.REWORDED:
            yield f"  {quote.entry}: reworded, in “{quote.section}”"
            yield f"    {reworded(quote.text, quote.now)}"
        case Fate.GONE | Fate.STANDS:
            yield f"  {quote.entry}: gone: “{quote.text}”"
