"""When a subscription is to be looked at: its due times, spread, and what was missed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from zlib import crc32

from bot.core.schedule import Schedule
from bot.core.subscription import Subscription
from bot.service.ports import When

SPREAD: Final = 40
"""Seconds over which the posts of one minute are spread, so that not all fall on its first."""

PROMPT: Final = timedelta(minutes=5)
"""What is posted within this is on time: it is neither missed nor said to be late."""

RETRY_FIRST, RETRY_MOST = timedelta(seconds=30), timedelta(minutes=10)
"""Wait after the first failed attempt, doubled with each further one, and its bound."""

PROBE: Final = timedelta(minutes=10)
"""How often it is looked whether what stopped a subscription is over."""


def first_when(schedule: Schedule, channel: str, after: datetime, *, spread: int = SPREAD) -> When:
    """The first due time later than a moment."""
    return when_of(schedule.next_due(after), channel, spread=spread)


def when_of(due: datetime | None, channel: str, *, spread: int = SPREAD) -> When:
    """A due time, and when to look at it: the same while after each minute for one channel."""
    if due is None:
        return When(due=None, wake_at=None)
    seconds = crc32(channel.encode()) % spread if spread else 0
    return When(due=due, wake_at=due + timedelta(seconds=seconds))


def latest_missed(subscription: Subscription, due: datetime, now: datetime) -> datetime | None:
    """The latest due time after `due` that has come and may still be posted, if there is one."""
    earliest = max(due, now - window(subscription))
    latest = None
    for later in subscription.schedule.due_times(earliest):
        if later > now:
            break
        latest = later
    return latest


def window(subscription: Subscription) -> timedelta:
    """How long after its due time a digest may be posted."""
    return max(subscription.late, PROMPT)


def wait_after(attempt: int, jitter: Callable[[], float]) -> timedelta:
    """How long to wait after an attempt (from 1) that failed; `jitter` is from 0 to 1.

    Between half of the time and all of it, so that those who failed together do not come back
    together.
    """
    doublings = min(attempt - 1, 10)
    wait: timedelta = min(RETRY_FIRST * 2**doublings, RETRY_MOST)
    return wait * (0.5 + jitter() / 2)
