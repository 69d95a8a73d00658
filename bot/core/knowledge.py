"""The knowledge of one report: a pack and its parts, as frozen values."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import islice

MOST_MARKS = 1_000
"""Entries whose marks are remembered."""

SECTION = "#"
"""Begins what names a section among the ids of entries."""


class Label(StrEnum):
    """What kind of statement an entry's excerpts are, in the report's own terms."""

    FINDING = "finding"
    RECOMMENDATION = "recommendation"
    RISK = "risk"
    CONTEXT = "context"
    METADATA = "metadata"


class Status(StrEnum):
    """Whether an entry may be shown: a draft never is."""

    DRAFT = "draft"
    LIVE = "live"


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """The report that a pack quotes.

    `pages` are the places in its text where its pages begin, if it has pages; `superseded_by` is
    the edition that took this one's place, in words.
    """

    title: str
    publisher: str
    published: date
    url: str
    language: str
    edition: str
    sha256: str
    pages: tuple[int, ...] = ()
    superseded_by: str = ""

    @property
    def edition_is_date(self) -> bool:
        """Whether the edition says no more than the date does, as in `December 2015`."""
        date = f"{self.published:%B} {self.published.day} {self.published.year}"
        return set(re.findall(r"\w+", self.edition.casefold())) <= set(date.casefold().split())


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """A subject that cuts across sections, with a page to read on."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A part of the report: characters `start` to `end` of its text, with a curated summary."""

    id: str
    title: str
    level: int
    summary: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """What names it among the ids of entries, none of which begins so."""
        return f"{SECTION}{self.id}"

    @property
    def mark(self) -> str:
        """Eight hexadecimal digits of its title and summary: others when these are others."""
        return _digits(self.title, self.summary)


@dataclass(frozen=True, kw_only=True, slots=True)
class Excerpt:
    """A verbatim passage: characters `start` to `start + len(text)` of the report's text."""

    text: str
    locator: str
    start: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Phrasing:
    """One wording of a question, in a language (an IETF tag such as `en`)."""

    text: str
    language: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One question that the report answers, and the excerpts that answer it.

    After `review_by` its curator should have looked at it again; users see no difference.
    """

    id: str
    section: str
    question: str
    phrasings: tuple[Phrasing, ...]
    counter_phrasings: tuple[Phrasing, ...] = ()
    excerpts: tuple[Excerpt, ...]
    topics: tuple[str, ...] = ()
    label: Label
    status: Status
    embargo_until: datetime | None = None
    expires: datetime | None = None
    review_by: date | None = None

    def is_live(self, now: datetime) -> bool:
        """Whether the entry may be shown at `now` (an aware time)."""
        if self.status is not Status.LIVE:
            return False
        if self.embargo_until is not None and now < self.embargo_until:
            return False
        return self.expires is None or now < self.expires

    @property
    def mark(self) -> str:
        """Eight hexadecimal digits of what it says: others when it says something else."""
        said = (part for excerpt in self.excerpts for part in (excerpt.text, excerpt.locator))
        return _digits(self.question, *said)


@dataclass(frozen=True, kw_only=True, slots=True)
class OutOfScope:
    """A question people ask that the report does not answer, and what to say instead.

    `closest` is the id of the nearest section; `excerpts` quote the nearest thing it does say.
    """

    id: str
    question: str
    phrasings: tuple[Phrasing, ...]
    counter_phrasings: tuple[Phrasing, ...] = ()
    note: str
    closest: str
    excerpts: tuple[Excerpt, ...] = ()


@lru_cache(MOST_MARKS)
def _digits(*said: str) -> str:
    return hashlib.sha256("\0".join(said).encode()).hexdigest()[:8]


Target = Entry | OutOfScope
"""What a query can be matched to."""


def answer_alike(one: Target, other: Target) -> bool:
    """Whether both are the same, or two entries that quote a passage in common."""
    if isinstance(one, Entry) and isinstance(other, Entry):
        quoted = {excerpt.start for excerpt in one.excerpts}
        return any(excerpt.start in quoted for excerpt in other.excerpts)
    return one is other or one.id == other.id


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A related reading that the report's page or its publisher names."""

    title: str
    authors: tuple[str, ...] = ()
    published: str = ""
    url: str
    note: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Pack:
    """The knowledge of one report, shipped and checked together; compared by identity.

    `glossary` holds groups of names for one thing; `starters` are entry ids offered to newcomers;
    `digest_order` are section ids in the order that digests walk them; after `review_by` the whole
    pack should have been looked at again.
    """

    id: str
    source: Source
    scope: str
    disclaimer: str
    text: str = field(repr=False)
    topics: tuple[Topic, ...]
    glossary: tuple[tuple[str, ...], ...]
    sections: tuple[Section, ...]
    entries: tuple[Entry, ...]
    out_of_scope: tuple[OutOfScope, ...]
    readings: tuple[Reading, ...]
    starters: tuple[str, ...]
    digest_order: tuple[str, ...]
    review_by: date | None = None

    @cached_property
    def _sections(self) -> dict[str, Section]:
        return {section.id: section for section in self.sections}

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {entry.id: place for place, entry in enumerate(self.entries)}

    @cached_property
    def _topics(self) -> dict[str, Topic]:
        return {topic.id: topic for topic in self.topics}

    def section(self, section_id: str) -> Section:
        """The section of that id; KeyError if there is none."""
        return self._sections[section_id]

    def following(self, entry: Entry) -> Iterator[Entry]:
        """The other entries in the pack's order: those after this one, then those before it."""
        place = self._places[entry.id]
        yield from islice(self.entries, place + 1, None)
        yield from islice(self.entries, place)

    def entry(self, entry_id: str) -> Entry | None:
        """The entry of that id, if there is one: ids also come from old buttons."""
        return self._entries.get(entry_id)

    def topic(self, topic_id: str) -> Topic | None:
        """The topic of that id, if there is one."""
        return self._topics.get(topic_id)

    def topic_named(self, text: str) -> Topic | None:
        """The topic that a text names and nothing else, by its name or another, in any case."""
        said = " ".join(text.casefold().split()).strip(" .!?。！？")
        for topic in self.topics:
            if said in {name.casefold() for name in (topic.name, *topic.names)}:
                return topic
        return None

    def topics_of(self, entry: Entry) -> tuple[Topic, ...]:
        """The topics that an entry touches, in the entry's order."""
        return tuple(self._topics[topic_id] for topic_id in entry.topics)

    def live_entries(self, now: datetime) -> Iterator[Entry]:
        """The entries that may be shown at `now`, in the pack's order."""
        return (entry for entry in self.entries if entry.is_live(now))
