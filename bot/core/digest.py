"""The periodic briefing: when it is due, what it covers next, and what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.knowledge import Entry, Pack, Section, Topic

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Short names of the weekdays, by Python's number (Monday is 0)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule:
    """A local time of day in an IANA zone, on some weekdays (0 is Monday)."""

    at: time
    zone: str
    weekdays: frozenset[int]

    def next_due(self, after: datetime) -> datetime:
        """The first due time later than `after`, in UTC.

        An hour that the clocks skip is due as much later as they jump (02:30 becomes 03:30); an
        hour that comes twice is due the first time. Both follow from `fold=0` (PEP 495).
        """
        zone = ZoneInfo(self.zone)
        day = after.astimezone(zone).date() - timedelta(days=1)
        for _ in range(9):
            due = datetime.combine(day, self.at, tzinfo=zone).astimezone(UTC)
            if due > after and day.weekday() in self.weekdays:
                return due
            day += timedelta(days=1)
        raise ValueError("a schedule needs at least one weekday")


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscription:
    """Who wants a pack's digest, where and when.

    `platform`, `workspace` and `channel` are the platform's name and ids; `next_due` is the next
    moment in UTC.
    """

    id: int
    platform: str
    workspace: str
    channel: str
    pack: str
    schedule: Schedule
    paused: bool
    next_due: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Digest:
    """One digest: a section of the report, an entry that quotes it, and a question to try.

    `number` of `total` says how far the walk through the report has come.
    """

    pack: Pack
    section: Section
    entry: Entry
    question: str
    topics: tuple[Topic, ...]
    number: int
    total: int


def compose(pack: Pack, history: Sequence[str], now: datetime) -> Digest | None:
    """The next digest after those in `history` (section ids, oldest first).

    Sections never sent come first, in the curated order; then the one sent longest ago. So none
    repeats until all are covered, also when the pack gains or loses a section on the way.
    Returns None when no section has a live entry.
    """
    live: dict[str, list[Entry]] = {}
    for entry in pack.live_entries(now):
        live.setdefault(entry.section, []).append(entry)
    order = [section_id for section_id in pack.digest_order if section_id in live]
    if not order:
        return None
    last_sent = {section_id: place for place, section_id in enumerate(history)}
    section_id = min(order, key=lambda candidate: last_sent.get(candidate, -1))
    entries = live[section_id]
    entry = entries[history.count(section_id) % len(entries)]
    walk = [each for each_section in order for each in live[each_section]]
    return Digest(
        pack=pack,
        section=pack.section(section_id),
        entry=entry,
        # The one after it, in the next section if need be: not the question just answered.
        question=walk[(walk.index(entry) + 1) % len(walk)].question,
        topics=pack.topics_of(entry),
        number=len(_current_round(history, order)) + 1,
        total=len(order),
    )


def _current_round(history: Sequence[str], order: Sequence[str]) -> set[str]:
    """The sections already sent since the walk last covered all of `order`."""
    covered: set[str] = set()
    for section_id in history:
        if section_id in order:
            covered.add(section_id)
        if len(covered) == len(order):
            covered = set()
    return covered
