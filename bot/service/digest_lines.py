"""What is said of digests on every chat platform, and what the choices for one mean."""

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.core.digest import Kind, Order, Plan, PlanError
from bot.core.schedule import parse_date
from bot.core.subscription import State, Subscription
from bot.core.tongue import said, say, say_count

MOST_DIGESTS: Final = 25
"""Digests of one workspace: as many as a list in Discord shows."""

MOST_OF_ONE: Final = 5
"""Digests that one person can have sent."""

COMING: Final = 5
"""Posts that are shown before a digest is started."""

MOST_POSTS: Final = 500
"""Posts in which a report can be covered."""

MOST_HOURS: Final = 72
"""Hours within which a missed post may still go out."""

OWN_KINDS: Final = (Kind.SECTION, Kind.QUESTION, Kind.TOPIC)
"""What is sent to one person: the rest is about what was posted or asked among several."""

NOTHING: Final = said("The report has nothing to post at present.")
NO_DATE: Final = said("Write the day as `2026-12-24`.")
DAY_OVER: Final = said("That day is over already.")
REMOVED: Final = said("Digest {number} is removed.")
DROPPED: Final = said("Nothing was set up.")
STARTED: Final = said("Digest {number} has been started already: remove it if you do not want it.")

STATES: Final = {
    State.DRAFT: said("not started"),
    State.ACTIVE: said("active"),
    State.PAUSED: said("paused"),
    State.STOPPED: said("stopped"),
    State.ENDED: said("ended"),
}
KINDS: Final = {
    Kind.SECTION: said("a section of the report"),
    Kind.QUESTION: said("a question of the day"),
    Kind.TOPIC: said("the topic of the week"),
    Kind.ASKED: said("what was asked, as counts"),
    Kind.CORRECTIONS: said("corrections of what was posted"),
}
ORDERS: Final = {
    Order.IMPORTANT: said("most important first"),
    Order.REPORT: said("as in the report"),
}
OUTCOMES: Final = {
    "sent": said("posted"),
    "claimed": said("being posted, or tried again"),
    "missed": said("not posted: it was too late"),
    "nothing_to_send": said("not posted: there was nothing to post"),
    "refused": said("not posted: it was refused"),
    "paused": said("not posted: it was paused"),
    "changed": said("not posted: it was changed meanwhile"),
}
"""What became of a delivery."""


def plan_for(kind: Kind, order: Order, posts: int | None, *, once: bool) -> Plan:
    """The plan that is chosen.

    Raises:
        PlanError: the choices do not go together.
    """
    if posts is not None and kind is not Kind.SECTION:
        raise PlanError(say("Only sections of the report can be covered in a number of posts."))
    if once and not kind.walks:
        raise PlanError(say("Only what walks through the report can end once all is posted."))
    return Plan(kind=kind, order=order, posts=posts, until_covered=once)


def day_end(text: str, subscription: Subscription) -> datetime | None:
    """The end of a day that was written, by the zone of a digest; None if it is no day."""
    day = parse_date(text)
    if day is None:
        return None
    zone = ZoneInfo(subscription.schedule.zone)
    return datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(days=1)


def late_words(late: timedelta) -> str:
    """What happens to what was missed."""
    hours = int(late / timedelta(hours=1))
    if hours == 0:
        return say("What is missed is left out.")
    return say_count(
        "What is missed is posted late, once and saying so, within an hour.",
        "What is missed is posted late, once and saying so, within {count} hours.",
        hours,
    ).format(count=hours)
