"""A schedule in words, for its readers; what is said in English can be read again."""

from collections.abc import Iterator
from typing import Final, assert_never

from bot.core.schedule.rules import LAST, Cron, Monthly, MonthlyOn, Weekly
from bot.core.schedule.schedule import Schedule
from bot.core.tongue import said, say, say_count

DAYS: Final = (
    said("mon"),
    said("tue"),
    said("wed"),
    said("thu"),
    said("fri"),
    said("sat"),
    said("sun"),
)
"""The weekdays as users read them, by Python's number."""

WHICH: Final = {
    1: said("first {day} of the month"),
    2: said("second {day} of the month"),
    3: said("third {day} of the month"),
    4: said("fourth {day} of the month"),
    5: said("fifth {day} of the month"),
    LAST: said("last {day} of the month"),
}

LISTED: Final = 4
"""Quiet days that are named one by one."""


def schedule_words(schedule: Schedule) -> str:
    """A schedule in words: `09:00 Asia/Tokyo, mon–fri`."""
    return say(", ").join(_parts(schedule))


def _parts(schedule: Schedule) -> Iterator[str]:
    rule, quiet = schedule.rule, schedule.quiet
    if isinstance(rule, Cron):
        yield f"cron {rule.expression} {schedule.zone}"
    else:
        yield f"{rule.at:%H:%M} {schedule.zone}"
        yield _rule_words(rule)
    if quiet.holidays:
        yield say("except public holidays of {country}").format(country=quiet.holidays)
    if len(quiet.days) > LISTED:
        count = len(quiet.days)
        yield say_count("except one day", "except {count} days", count).format(count=count)
    elif quiet.days:
        days = say(" and ").join(day.isoformat() for day in sorted(quiet.days))
        yield say("not on {days}").format(days=days)
    if schedule.start is not None:
        yield say("from {date}").format(date=schedule.start.isoformat())
    if schedule.end is not None:
        yield say("until {date}").format(date=schedule.end.isoformat())


def _rule_words(rule: Weekly | Monthly | MonthlyOn) -> str:
    match rule:
        case Weekly() if rule.every > 1:
            return say("every {weeks} weeks on {days}").format(
                weeks=rule.every, days=_listed(rule.weekdays)
            )
        case Weekly():
            return days_words(rule.weekdays)
        case Monthly():
            return say(WHICH[rule.which]).format(day=say(DAYS[rule.weekday]))
        case MonthlyOn() if rule.day == LAST:
            return say("last day of the month")
        case MonthlyOn():
            return say("day {day} of each month").format(day=rule.day)
        case _:
            assert_never(rule)


def days_words(days: frozenset[int]) -> str:
    """Weekdays in words: `daily`, `mon–fri` or `mon, wed`."""
    return say("daily") if len(days) == len(DAYS) else _listed(days)


def _listed(days: frozenset[int]) -> str:
    """Weekdays by their names."""
    ordered = sorted(days)
    first, last = ordered[0], ordered[-1]
    if len(ordered) > 2 and last - first == len(ordered) - 1:  # noqa: PLR2004 - a range of two is a pair
        return say("{first}–{last}").format(first=say(DAYS[first]), last=say(DAYS[last]))
    return say(", ").join(say(DAYS[day]) for day in ordered)
