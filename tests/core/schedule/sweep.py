"""The declared rule for clocks that are moved, checked over zones and years."""

import random
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.core.schedule import Schedule, Weekly

DAY = timedelta(days=1)
BEGIN = date(2026, 1, 1)
EVERY_DAY = frozenset(range(7))
TIMES = (time(0), time(0, 30), time(2), time(2, 30), time(3), time(9), time(23, 30))
"""Times at which clocks are moved somewhere, and one at which they are not."""


def check(zone: str, at: time, years: int) -> int:
    """Check every day of some years in a zone; how many there were.

    Each day has one due time. It is the local time that was asked for wherever the clocks show it;
    where they skip it, it is as much later as they jump; where it comes twice, it is the first.
    """
    schedule = Schedule(rule=Weekly(at=at, weekdays=EVERY_DAY), zone=zone)
    local = ZoneInfo(zone)
    days = [BEGIN + step * DAY for step in range(365 * years)]
    begin = datetime.combine(days[0], time(0), tzinfo=local).astimezone(UTC) - DAY
    dues = iter(schedule.due_times(begin))
    due = next(each for each in dues if each >= _rule(days[0], at, local))
    seen = [due, *(next(dues) for _ in days[1:])]
    assert seen == [_rule(day, at, local) for day in days], (zone, at)
    assert all(earlier < later for earlier, later in pairwise(seen)), (zone, at)
    return len(days)


def _rule(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The due time of a day, found out from the clocks' changes rather than by `fold`."""
    wall = datetime.combine(day, at)
    noon = datetime.combine(day, time(12), tzinfo=UTC)
    offsets = {_offset(noon + step * DAY, zone) for step in (-2, -1, 0, 1, 2)}
    moments = sorted((wall - offset).replace(tzinfo=UTC) for offset in offsets)
    shown = [each for each in moments if each.astimezone(zone).replace(tzinfo=None) == wall]
    if shown:
        return shown[0]
    # Skipped: by the clocks as they were before.
    return (wall - _offset(moments[0] - DAY, zone)).replace(tzinfo=UTC)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    offset = moment.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


def sample(zones: Iterable[str], number: int, seed: int) -> list[str]:
    """Some zones, the same for a seed."""
    return random.Random(seed).sample(sorted(zones), number)
