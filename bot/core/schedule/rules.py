"""Rules that name local times: on weekdays, every few weeks, once a month, or as cron does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice, pairwise
from typing import Final, assert_never

from cronsim import CronSim, CronSimError

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Short names of the weekdays, by Python's number (Monday is 0)."""

DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)

LOOKED_AHEAD: Final = 3660
"""Days that are walked for the next one: ten years. What is not due by then never is."""

MONDAY: Final = date(2024, 1, 1)
"""From which weeks are counted, where nothing else is said."""

LAST: Final = -1
"""The last of a month, be it a weekday or a day."""

LEAST_GAP: Final = timedelta(hours=1)
"""A cron expression may not be due more often: a channel is not to be flooded."""

PROBED: Final = 400
"""Moments of a cron expression that are looked at for its gaps: more than a year of daily ones."""


class RuleError(ValueError):
    """A rule names no moments, or too many; the message says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Weekly:
    """A time on some weekdays (0 is Monday), every so many weeks from the week of `first` on."""

    at: time
    weekdays: frozenset[int]
    every: int = 1
    first: date = MONDAY

    def includes(self, day: date) -> bool:
        """Whether a day is one of them."""
        weeks = (_monday(day) - _monday(self.first)) // WEEK
        return day.weekday() in self.weekdays and weeks % self.every == 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Monthly:
    """A time on one weekday of each month: its `which` (1 to 5), or the last (-1).

    Months that have no fifth are left out.
    """

    at: time
    weekday: int
    which: int

    def includes(self, day: date) -> bool:
        """Whether a day is one of them."""
        if day.weekday() != self.weekday:
            return False
        if self.which == LAST:
            return (day + WEEK).month != day.month
        return (day.day - 1) // 7 + 1 == self.which


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthlyOn:
    """A time on one day of each month (1 to 31), or the last (-1).

    In a month that is too short it is the last, so that no month is left out.
    """

    at: time
    day: int

    def includes(self, day: date) -> bool:
        """Whether a day is one of them."""
        is_last = (day + DAY).month != day.month
        return day.day == self.day or (is_last and (self.day == LAST or self.day > day.day))


@dataclass(frozen=True, kw_only=True, slots=True)
class Cron:
    """The times of a cron expression of five fields, in Debian's dialect. Made by `cron`."""

    expression: str


Rule = Weekly | Monthly | MonthlyOn | Cron


def cron(expression: str) -> Cron:
    """A cron expression that names some moments, at most one an hour.

    Raises:
        RuleError: it cannot be read, names none, or too many.
    """
    expression = " ".join(expression.split())
    if len(expression.split(" ")) != 5:  # noqa: PLR2004 - minute, hour, day, month, weekday
        raise RuleError("a cron expression has five fields: minute, hour, day, month, weekday")
    try:
        moments = list(islice(_cron_moments(expression, datetime(2024, 1, 1)), PROBED))  # noqa: DTZ001 - local
    except CronSimError as error:
        raise RuleError(f"the cron expression cannot be read: {error}".lower()) from error
    if not moments:
        raise RuleError("the cron expression names no moment")
    if any(later - earlier < LEAST_GAP for earlier, later in pairwise(moments)):
        raise RuleError("the cron expression is due more than once an hour")
    return Cron(expression=expression)


def moments(rule: Rule, start: datetime) -> Iterator[datetime]:
    """The moments that a rule names from `start` on; local times without a zone, in order."""
    match rule:
        case Cron():
            yield from _cron_moments(rule.expression, start - timedelta(minutes=1))
        case Weekly() | Monthly() | MonthlyOn():
            for step in range(LOOKED_AHEAD):
                day = start.date() + step * DAY
                if rule.includes(day) and datetime.combine(day, rule.at) >= start:
                    yield datetime.combine(day, rule.at)
        case _:
            assert_never(rule)


def _cron_moments(expression: str, after: datetime) -> Iterator[datetime]:
    end = after + LOOKED_AHEAD * DAY
    for moment in CronSim(expression, after):
        if moment > end:
            return
        yield moment


def _monday(day: date) -> date:
    return day - day.weekday() * DAY
