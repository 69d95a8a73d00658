"""A draft pack as values: what was found in a report, to be written, merged and mended."""

from dataclasses import dataclass
from datetime import date

from bot.core.knowledge import Label


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """What is known of the report itself; None is what the document does not say."""

    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    language: str | None
    edition: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftTopic:
    """A candidate topic: how the report writes it, and in how many sections it stands."""

    id: str
    name: str
    sections: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftSection:
    """A section: `begins` finds its first words; `guessed` if the report gives it no heading."""

    id: str
    title: str
    level: int
    begins: str
    summary: str
    guessed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftEntry:
    """A candidate entry."""

    id: str
    section: str
    question: str
    phrasings: tuple[str, ...]
    excerpts: tuple[str, ...]
    topics: tuple[str, ...]
    label: Label


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A draft pack: `text` is the report's, `pages` where its pages begin in it."""

    origin: Origin
    text: str
    pages: tuple[int, ...]
    topics: tuple[DraftTopic, ...]
    sections: tuple[DraftSection, ...]
    entries: tuple[DraftEntry, ...]
    left_out: int
    """Passages that no entry was drafted for, because there are too many."""
