"""The walk through a report: what comes next, until everything has been posted once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from bot.core.digest.plan import MOST_PARTS, Kind, Order, Plan, Progress
from bot.core.knowledge import Entry, Pack, Topic

DAYS: Final = 7
"""Of a week."""


def walked(pack: Pack, plan: Plan, now: datetime) -> Mapping[str, Sequence[Entry]]:
    """The live entries of each section, sections in the order of the walk."""
    order = pack.digest_order
    if plan.order is Order.REPORT:
        order = tuple(sorted(order, key=lambda section: pack.section(section).start))
    live: dict[str, list[Entry]] = {section: [] for section in order}
    for entry in pack.live_entries(now):
        if entry.section in live:
            live[entry.section].append(entry)
    return {section: entries for section, entries in live.items() if entries}


def parts(pack: Pack, plan: Plan, now: datetime) -> int:
    """How many passages each post quotes, so that as many posts as are wanted cover all."""
    if plan.posts is None or plan.kind is not Kind.SECTION:
        return 1
    enough = (each for each in range(1, MOST_PARTS) if posts(pack, plan, now, each) <= plan.posts)
    return next(enough, MOST_PARTS)


def posts(pack: Pack, plan: Plan, now: datetime, each: int | None = None) -> int:
    """How many posts cover all that is live, with so many passages in each."""
    each = each or parts(pack, plan, now)
    return sum(-(-len(entries) // each) for entries in walked(pack, plan, now).values())


def left(pack: Pack, plan: Plan, progress: Progress, now: datetime) -> Sequence[Entry]:
    """What has not been posted in this round, sections by turns; all of it in a new round."""
    turns = _all(pack, plan, now)
    posted = set(progress.entries)
    return [entry for entry in turns if entry.id not in posted] or turns


def next_entries(pack: Pack, plan: Plan, progress: Progress, now: datetime) -> Sequence[Entry]:
    """What the next post quotes: passages of one section; none if nothing is live."""
    coming = left(pack, plan, progress, now)
    if not coming:
        return ()
    section = coming[0].section
    same = [entry for entry in coming if entry.section == section]
    return same[: parts(pack, plan, now)]


def number(pack: Pack, plan: Plan, progress: Progress, now: datetime) -> int:
    """Which post of the round the next one is, from 1."""
    if is_covered(pack, plan, progress, now):
        return 1
    each, posted = parts(pack, plan, now), set(progress.entries)
    sections = walked(pack, plan, now).values()
    return 1 + sum(-(-sum(e.id in posted for e in entries) // each) for entries in sections)


def advance(
    pack: Pack, plan: Plan, progress: Progress, entries: Sequence[Entry], now: datetime
) -> Progress:
    """The progress after a post of some entries; a round that is over gives way to the next."""
    kept: list[str] = []
    if plan.kind.walks and not is_covered(pack, plan, progress, now):
        # What the pack has no more need not be remembered.
        known = {entry.id for entry in pack.entries}
        kept = [entry for entry in progress.entries if entry in known]
    new = [entry.id for entry in entries if entry.id not in kept] if plan.kind.walks else []
    return Progress(entries=(*kept, *new), posts=progress.posts + 1)


def topic_of_week(
    pack: Pack, plan: Plan, progress: Progress, now: datetime
) -> tuple[Topic, Entry] | None:
    """The topic of the week in which `now` falls by its own zone, and the entry that is next.

    Topics follow one another from Monday to Monday. One that has been covered gives way to the next
    that has not, so that nothing repeats before all topics are covered.
    """
    live = [entry for entry in _all(pack, plan, now) if entry.topics]
    posted = set(progress.entries)
    coming = [entry for entry in live if entry.id not in posted] or live
    topics = [topic for topic in pack.topics if any(topic.id in each.topics for each in live)]
    week = (now.date().toordinal() - 1) // DAYS  # Day 1 of the calendar was a Monday.
    for step in range(len(topics)):
        topic = topics[(week + step) % len(topics)]
        for entry in coming:
            if topic.id in entry.topics:
                return topic, entry
    return None


def is_covered(pack: Pack, plan: Plan, progress: Progress, now: datetime) -> bool:
    """Whether all that is live has been posted in this round."""
    posted = set(progress.entries)
    wanted = (
        entry for entry in _all(pack, plan, now) if plan.kind is not Kind.TOPIC or entry.topics
    )
    return plan.kind.walks and all(entry.id in posted for entry in wanted)


def _all(pack: Pack, plan: Plan, now: datetime) -> list[Entry]:
    """What is live, sections by turns."""
    return list(_by_turns(walked(pack, plan, now), parts(pack, plan, now)))


def _by_turns(sections: Mapping[str, Sequence[Entry]], each: int) -> Iterator[Entry]:
    """So many entries of each section, then of each section again, until none is left."""
    longest = max(map(len, sections.values()), default=0)
    for start in range(0, longest, each):
        for entries in sections.values():
            yield from entries[start : start + each]
