"""What digests will say and when, as far as that can be foretold; as text and as iCalendar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.core.digest import (
    AskedDigest,
    CorrectionsDigest,
    Digest,
    QuestionDigest,
    SectionDigest,
    TopicDigest,
    advance,
    compose,
    entries_of,
    is_covered,
)
from bot.core.knowledge import Pack
from bot.core.subscription import Subscription
from bot.core.tongue import say

MOMENT: Final = timedelta(minutes=5)
"""How long a post lasts in a calendar."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """A due time, in UTC, and what will be posted then; None where there is nothing to post.

    What is made of what happens until then cannot be `foretold`.
    """

    due: datetime
    digest: Digest | None
    foretold: bool = True

    @property
    def title(self) -> str:
        """What it is about, in a line."""
        return title_of(self.digest) if self.foretold else say("what there is to tell then")

    @property
    def is_empty(self) -> bool:
        """Whether nothing will be posted."""
        return self.foretold and self.digest is None


def planned(
    pack: Pack, subscription: Subscription, after: datetime, until: datetime
) -> tuple[Planned, ...]:
    """What a subscription will post later than `after`, up to a moment."""
    return tuple(_planned(pack, subscription, after, until))


def _planned(
    pack: Pack, subscription: Subscription, after: datetime, until: datetime
) -> Iterator[Planned]:
    plan, progress = subscription.plan, subscription.progress
    zone = ZoneInfo(subscription.schedule.zone)
    for due in subscription.schedule.due_times(after):
        if due > until:
            return
        if not plan.kind.walks:
            yield Planned(due=due, digest=None, foretold=False)
            continue
        local = due.astimezone(zone)
        digest = compose(pack, plan, progress, local)
        yield Planned(due=due, digest=digest)
        if digest is not None:
            progress = advance(pack, plan, progress, entries_of(digest), local)
            if plan.until_covered and is_covered(pack, plan, progress, local):
                return


def title_of(digest: Digest | None) -> str:
    """What a digest is about, in a line."""
    match digest:
        case None:
            return say("nothing to post")
        case SectionDigest():
            return digest.section.title
        case QuestionDigest():
            return digest.entry.question
        case TopicDigest():
            return f"{digest.topic.name}: {digest.entry.question}"
        case AskedDigest():
            return say("What was asked")
        case CorrectionsDigest():
            return say("Corrections")


def calendar_text(entries: Sequence[Planned], zone: str) -> str:
    """A line for each due time, in a zone."""
    local = ZoneInfo(zone)
    lines = (f"{each.due.astimezone(local):%Y-%m-%d %a %H:%M}  {each.title}" for each in entries)
    return "\n".join([say("Times of {zone}").format(zone=zone), *lines])


def calendar_ics(
    subscription: Subscription, name: str, entries: Sequence[Planned], now: datetime
) -> bytes:
    """An iCalendar file (RFC 5545) with an event for each post.

    Events have the same ids each time, so that a file that is imported again replaces the first.
    """
    from icalendar import Calendar, Event  # Loaded when it is asked for: it takes a while.

    calendar = Calendar()
    calendar.add("prodid", "-//briefing//digests//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for each in entries:
        if each.is_empty:
            continue
        event = Event()
        event.add("uid", f"{subscription.id}-{each.due:%Y%m%dT%H%M%S}@digest.briefing")
        event.add("dtstamp", now)
        event.add("dtstart", each.due)
        event.add("duration", MOMENT)
        event.add("summary", each.title)
        event.add("description", name)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
