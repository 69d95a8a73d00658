"""Dates: reviews that are due, entries that are no longer shown or not yet, and what needs them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from bot.authoring.linting.findings import Finding, finding
from bot.authoring.linting.subject import Subject
from bot.core.knowledge import Entry, Status


def dates(subject: Subject) -> Iterator[Finding]:
    """What the dates of a pack mean for it today."""
    pack, written, today = subject.pack, subject.written, subject.now.date()
    if pack.review_by is not None and pack.review_by < today:
        yield finding("D701", written.top("review_by"), _due("the pack", pack.review_by))
    for entry in pack.entries:
        if entry.review_by is not None and entry.review_by < today:
            place = written.key(entry, "review_by")
            yield finding("D701", place, _due(f"`{entry.id}`", entry.review_by))
        yield from _shown(subject, entry)
        yield from _mistaken(subject, entry)
    yield from _starters(subject)
    yield from _digest(subject)


def _due(what: str, day: date) -> str:
    return f"{what} was to be looked at again by {day}"


def _shown(subject: Subject, entry: Entry) -> Iterator[Finding]:
    if entry.expires is not None and entry.expires <= subject.now:
        place = subject.written.key(entry, "expires")
        yield finding("D702", place, f"`{entry.id}` expired on {entry.expires:%Y-%m-%d}")
    elif entry.embargo_until is not None and subject.now < entry.embargo_until:
        place = subject.written.key(entry, "embargo_until")
        what = f"`{entry.id}` is not shown before {entry.embargo_until:%Y-%m-%d %H:%M %Z}"
        yield finding("D706", place, what)


def _mistaken(subject: Subject, entry: Entry) -> Iterator[Finding]:
    """Dates that lie before the day on which the report came out, anywhere on Earth."""
    published = subject.pack.source.published
    first = datetime.combine(published, time.min, UTC)
    for key, moment in (("embargo_until", entry.embargo_until), ("expires", entry.expires)):
        if moment is not None and moment < first:
            place = subject.written.key(entry, key)
            what = f"`{key}` of `{entry.id}` lies before {published}, when the report came out"
            yield finding("D703", place, what)


def _starters(subject: Subject) -> Iterator[Finding]:
    for entry_id in subject.pack.starters:
        entry = subject.pack.entry(entry_id)
        if entry is not None and not entry.is_live(subject.now):
            why = "is a draft" if entry.status is Status.DRAFT else "is not shown at present"
            place = subject.written.starter(entry_id)
            yield finding("D704", place, f"the starter `{entry_id}` {why}")


def _digest(subject: Subject) -> Iterator[Finding]:
    live = {entry.section for entry in subject.pack.live_entries(subject.now)}
    for section_id in subject.pack.digest_order:
        place = subject.written.digest(section_id)
        if place is not None and section_id not in live:
            yield finding("D705", place, f"nothing in section `{section_id}` is live")
