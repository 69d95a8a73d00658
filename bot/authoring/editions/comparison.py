"""Two editions compared: sections, paragraphs, and the entries that were written on the old one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.authoring.editions.aligning import Change, changes
from bot.authoring.editions.edition import Edition
from bot.authoring.editions.paragraphs import paragraphs
from bot.authoring.editions.quotes import Fate, Quote, quotes
from bot.core.knowledge import Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """What changed from one edition to the other.

    Args:
        sections_added, sections_removed: titles.
        changes: of paragraphs and headings.
        quotes: every quote of the old edition and what became of it.
        entries_added, entries_removed, entries_changed: ids, where both editions have entries.
    """

    sections_added: tuple[str, ...]
    sections_removed: tuple[str, ...]
    changes: tuple[Change, ...]
    quotes: tuple[Quote, ...]
    entries_added: tuple[str, ...]
    entries_removed: tuple[str, ...]
    entries_changed: tuple[str, ...]

    @property
    def to_review(self) -> tuple[Quote, ...]:
        """The quotes that do not stand where they stood."""
        return tuple(quote for quote in self.quotes if quote.fate is not Fate.STANDS)

    @property
    def is_same(self) -> bool:
        """Whether nothing changed that a reader could notice."""
        told = (self.sections_added, self.sections_removed, self.changes, self.to_review)
        return not any((*told, self.entries_added, self.entries_removed, self.entries_changed))


def compare(old: Edition, new: Edition) -> Comparison:
    """Compare two editions of a report."""
    before, after = paragraphs(old), paragraphs(new)
    titles = [section.title for section in old.sections], [s.title for s in new.sections]
    entries = _entries(old, new)
    return Comparison(
        sections_added=tuple(_missing(titles[1], titles[0])),
        sections_removed=tuple(_missing(titles[0], titles[1])),
        changes=tuple(changes(before, after)),
        quotes=tuple(quotes(old, new, after)),
        entries_added=tuple(_missing(tuple(entries[1]), tuple(entries[0]))),
        entries_removed=tuple(_missing(tuple(entries[0]), tuple(entries[1]))),
        entries_changed=tuple(
            name for name in entries[0] if name in entries[1] and _differ(entries, name)
        ),
    )


def _entries(old: Edition, new: Edition) -> tuple[dict[str, Entry], dict[str, Entry]]:
    """The entries of both; none where one has none, for a file has nothing to compare with."""
    if not (old.entries and new.entries):
        return {}, {}
    return {entry.id: entry for entry in old.entries}, {entry.id: entry for entry in new.entries}


def _missing(of: Sequence[str], from_: Sequence[str]) -> Iterator[str]:
    known = set(from_)
    return (name for name in of if name not in known)


def _differ(entries: tuple[dict[str, Entry], dict[str, Entry]], name: str) -> bool:
    """Whether an entry asks or says something else; its wordings may have grown."""
    told = [
        (entry.question, [excerpt.text for excerpt in entry.excerpts], entry.label)
        for entry in (entries[0][name], entries[1][name])
    ]
    return told[0] != told[1]
