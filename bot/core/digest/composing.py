"""What a digest says: a value for each kind, composed from a pack, a plan and the progress."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, assert_never

from bot.core.digest.plan import Kind, Plan, Progress
from bot.core.digest.walk import advance, next_entries, number, posts, topic_of_week
from bot.core.knowledge import Entry, Pack, Section, Topic

FLOOR: Final = 3
"""How often something must have been asked to be told: what one person asked is their own."""

MOST_COUNTED: Final = 5
"""Questions that a digest of what was asked names."""

MOST_CHANGED: Final = 3
"""Entries that a digest of corrections quotes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionDigest:
    """A section of the report, passages that quote it, and a question to try.

    `number` of `total` says how far the walk through the report has come.
    """

    pack: Pack
    section: Section
    entries: tuple[Entry, ...]
    question: str
    topics: tuple[Topic, ...]
    number: int
    total: int


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionDigest:
    """A question that the report answers; the answer is behind a button."""

    pack: Pack
    entry: Entry
    number: int
    total: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicDigest:
    """What the report says on the topic of the week, a passage a post."""

    pack: Pack
    topic: Topic
    entry: Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedDigest:
    """What was asked most, and how often."""

    pack: Pack
    counts: tuple[tuple[Entry, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CorrectionsDigest:
    """Entries that say something else than when they were posted; `more` are not named."""

    pack: Pack
    entries: tuple[Entry, ...]
    more: int


Digest = SectionDigest | QuestionDigest | TopicDigest | AskedDigest | CorrectionsDigest


@dataclass(frozen=True, kw_only=True, slots=True)
class Material:
    """What a digest is made of beside the pack: how often entries were asked, which changed."""

    asked: Mapping[str, int] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()


NOTHING: Final = Material()


def compose(
    pack: Pack, plan: Plan, progress: Progress, now: datetime, material: Material = NOTHING
) -> Digest | None:
    """The next digest, with `now` in the zone of its readers; None if there is nothing to post."""
    match plan.kind:
        case Kind.SECTION:
            return _section(pack, plan, progress, now)
        case Kind.QUESTION:
            return _question(pack, plan, progress, now)
        case Kind.TOPIC:
            found = topic_of_week(pack, plan, progress, now)
            return TopicDigest(pack=pack, topic=found[0], entry=found[1]) if found else None
        case Kind.ASKED:
            return _asked(pack, now, material.asked)
        case Kind.CORRECTIONS:
            return _corrections(pack, now, material.changed)
        case _:
            assert_never(plan.kind)


def entries_of(digest: Digest) -> Sequence[Entry]:
    """The entries whose words a digest shows."""
    match digest:
        case SectionDigest() | CorrectionsDigest():
            return digest.entries
        case QuestionDigest() | TopicDigest():
            return (digest.entry,)
        case AskedDigest():
            return tuple(entry for entry, _ in digest.counts)
        case _:
            assert_never(digest)


def marks_of(digest: Digest) -> tuple[tuple[str, str], ...]:
    """What a digest says, by name, with the marks of how it says it: entries, and a summary."""
    marks = tuple((entry.id, entry.mark) for entry in entries_of(digest))
    if isinstance(digest, SectionDigest) and digest.section.summary:
        return (*marks, (digest.section.key, digest.section.mark))
    return marks


def _section(pack: Pack, plan: Plan, progress: Progress, now: datetime) -> SectionDigest | None:
    entries = next_entries(pack, plan, progress, now)
    if not entries:
        return None
    after = advance(pack, plan, progress, entries, now)
    return SectionDigest(
        pack=pack,
        section=pack.section(entries[0].section),
        entries=tuple(entries),
        # The one that comes next: not the question just answered.
        question=next_entries(pack, plan, after, now)[0].question,
        topics=_topics(pack, entries),
        number=number(pack, plan, progress, now),
        total=posts(pack, plan, now),
    )


def _question(pack: Pack, plan: Plan, progress: Progress, now: datetime) -> QuestionDigest | None:
    entries = next_entries(pack, plan, progress, now)
    if not entries:
        return None
    return QuestionDigest(
        pack=pack,
        entry=entries[0],
        number=number(pack, plan, progress, now),
        total=posts(pack, plan, now),
    )


def _asked(pack: Pack, now: datetime, asked: Mapping[str, int]) -> AskedDigest | None:
    counts = [
        (entry, asked[entry.id])
        for entry in pack.live_entries(now)
        if asked.get(entry.id, 0) >= FLOOR
    ]
    counts.sort(key=lambda each: -each[1])
    return AskedDigest(pack=pack, counts=tuple(counts[:MOST_COUNTED])) if counts else None


def _corrections(pack: Pack, now: datetime, changed: frozenset[str]) -> CorrectionsDigest | None:
    entries = [entry for entry in pack.live_entries(now) if entry.id in changed]
    if not entries:
        return None
    shown = tuple(entries[:MOST_CHANGED])
    return CorrectionsDigest(pack=pack, entries=shown, more=len(entries) - len(shown))


def _topics(pack: Pack, entries: Sequence[Entry]) -> tuple[Topic, ...]:
    """The topics that entries touch, each once."""
    return tuple({topic.id: topic for each in entries for topic in pack.topics_of(each)}.values())
