"""A schedule: a rule in a time zone, with the days on which nothing is due."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.core.schedule.rules import Rule, moments

if TYPE_CHECKING:
    from holidays import HolidayBase

SHIFT: Final = timedelta(hours=25)
"""More than clocks are ever moved by: Samoa left out a whole day in 2011."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Quiet:
    """Days on which nothing is due.

    Attributes:
        holidays: whose public holidays: an ISO country code, with a subdivision if need be, such
            as `KR` or `US-CA`; empty for none.
        days: other days.
    """

    holidays: str = ""
    days: frozenset[date] = frozenset()

    def includes(self, day: date) -> bool:
        """Whether a day is one of them."""
        return day in self.days or (bool(self.holidays) and day in _holidays(self.holidays))


NO_QUIET: Final = Quiet()


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule:
    """A rule in an IANA zone, but for quiet days, from the day `start` to the day `end`.

    A local time that the clocks skip is due as much later as they jump (02:30 becomes 03:30); one
    that comes twice is due the first time. Both follow from `fold=0` (PEP 495).
    """

    rule: Rule
    zone: str
    quiet: Quiet = NO_QUIET
    start: date | None = None
    end: date | None = None

    def quiet_on(self, days: frozenset[date]) -> "Schedule":
        """The same, with nothing due on some more days."""
        return replace(self, quiet=replace(self.quiet, days=self.quiet.days | days))

    def next_due(self, after: datetime) -> datetime | None:
        """The first due time later than `after` (aware), in UTC; None if there is none any more."""
        return next(self.due_times(after), None)

    def upcoming(self, after: datetime, number: int) -> tuple[datetime, ...]:
        """The next due times later than `after`, in UTC, as many as there are up to a number."""
        return tuple(islice(self.due_times(after), number))

    def due_times(self, after: datetime) -> Iterator[datetime]:
        """All due times later than `after`, in UTC and in order."""
        zone = ZoneInfo(self.zone)
        waiting: list[datetime] = []
        latest = after
        for moment in self._moments(after.astimezone(zone).replace(tzinfo=None) - SHIFT):
            # Where clocks jump, a later local time may be earlier: wait until that cannot be.
            sure = (moment - SHIFT).replace(tzinfo=zone).astimezone(UTC)
            while waiting and waiting[0] < sure:
                latest = waiting.pop(0)
                yield latest
            due = moment.replace(tzinfo=zone).astimezone(UTC)
            if due > latest and due not in waiting:
                waiting = sorted([*waiting, due])
        yield from waiting

    def _moments(self, start: datetime) -> Iterator[datetime]:
        """The local times from one on, without those on quiet days."""
        if self.start is not None:
            start = max(start, datetime.combine(self.start, datetime.min.time()))
        for moment in moments(self.rule, start):
            if self.end is not None and moment.date() > self.end:
                return
            if not self.quiet.includes(moment.date()):
                yield moment


def is_holiday_code(code: str) -> bool:
    """Whether there are public holidays under a code such as `KR` or `US-CA`."""
    try:
        _holidays(code)
    except NotImplementedError:
        return False
    return True


@lru_cache(maxsize=64)
def _holidays(code: str) -> "HolidayBase":
    """The public holidays of a country; NotImplementedError if there is none of that code."""
    from holidays import country_holidays

    country, _, subdivision = code.partition("-")
    return country_holidays(country, subdiv=subdivision or None)
