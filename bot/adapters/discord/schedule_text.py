"""Schedules as users write and read them: a time of day, a zone, days of the week."""

import re
from datetime import time
from functools import cache
from zoneinfo import available_timezones

from rapidfuzz import process, utils

from bot.core.digest import Schedule
from bot.core.tongue import said, say

TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?")
RANGE = re.compile(r"(\w+)\s*(?:-|–|to)\s*(\w+)")
GROUPS = {
    "daily": range(7),
    "every day": range(7),
    "weekdays": range(5),
    "weekends": range(5, 7),
}
"""Names for several days at once, by Python's numbers (Monday is 0)."""

DAYS = (
    said("mon"),
    said("tue"),
    said("wed"),
    said("thu"),
    said("fri"),
    said("sat"),
    said("sun"),
)
"""The weekdays as users read them, by Python's number."""

SHORTEST_DAY = 3
"""Letters that tell the weekdays apart, and leave room for "tues" and "thurs"."""

NOON = 12
LIKELY = 75
"""rapidfuzz's score, 0 to 100, from which a zone is worth suggesting."""


class ScheduleError(ValueError):
    """A schedule that cannot be understood: all that is wrong with it, a line for each."""


def parse_schedule(*, at: str, zone: str, days: str) -> Schedule:
    """The schedule that a user means.

    Raises:
        ScheduleError: with every problem, and what to write instead.
    """
    parsed_at, parsed_zone, parsed_days = parse_time(at), find_zone(zone), parse_days(days)
    problems = []
    if parsed_at is None:
        problems.append(say("`at`: write a time of day such as `09:00` or `5:30 pm`."))
    if parsed_zone is None:
        problems.append(say("`zone`: {problem}").format(problem=_about_zone(zone)))
    if not parsed_days:
        problems.append(
            say("`days`: write `daily`, `weekdays`, `mon-fri` or days such as `mon,wed`.")
        )
    if parsed_at is None or parsed_zone is None or not parsed_days:
        raise ScheduleError("\n".join(problems))
    return Schedule(at=parsed_at, zone=parsed_zone, weekdays=parsed_days)


def parse_time(text: str) -> time | None:
    """A time of day: `09:00`, `9.30`, `17h30`, `9am`, `5:30 p.m.`; a bare number is none."""
    found = TIME.fullmatch(text.strip().casefold())
    if found is None or (found["minute"] is None and found["half"] is None):
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"] is not None:
        if not 1 <= hour <= NOON:
            return None
        hour = hour % NOON + (NOON if found["half"].startswith("p") else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def parse_days(text: str) -> frozenset[int]:
    """Weekdays by number: `daily`, `mon-fri`, `sat-mon`, `mon, wed`; empty if not understood."""
    days: set[int] = set()
    for part in re.split(r"[,;/&]| and ", text.strip().casefold()):
        parsed = _days_of(part.strip())
        if not parsed:
            return frozenset()
        days |= parsed
    return frozenset(days)


def _days_of(part: str) -> set[int]:
    """One part of a list of days: a group, a range or a day."""
    if part in GROUPS:
        return set(GROUPS[part])
    span = RANGE.fullmatch(part)
    first, last = (_day(span[1]), _day(span[2])) if span else (_day(part), _day(part))
    if first is None or last is None:
        return set()
    return {(first + step) % 7 for step in range((last - first) % 7 + 1)}


def _day(word: str) -> int | None:
    """A weekday by its English name or the first letters of it."""
    if len(word) < SHORTEST_DAY:
        return None
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return next((n for n, name in enumerate(names) if name.startswith(word.rstrip("."))), None)


@cache
def _zones() -> dict[str, str]:
    """The IANA zones by their names in small letters: UTC, and those named after places.

    Left out are abbreviations and `Etc/GMT+9`, which is nine hours *behind* UTC.
    """
    places = {name for name in available_timezones() if "/" in name and name[:4] != "Etc/"}
    return {name.casefold(): name for name in sorted(places | {"UTC"})}


def zone_names() -> tuple[str, ...]:
    """The IANA zones in alphabetical order."""
    return tuple(_zones().values())


def find_zone(text: str) -> str | None:
    """The IANA name of a zone, however it is capitalised and spaced."""
    return _zones().get(text.strip().casefold().replace(" ", "_"))


def _about_zone(text: str) -> str:
    """Which zone may have been meant, or what a zone looks like."""
    near = process.extractOne(
        text, zone_names(), processor=utils.default_process, score_cutoff=LIKELY
    )
    if near is None:
        return say("write an IANA time zone such as `Asia/Tokyo`, or begin to type and choose one.")
    return say("there is no such time zone; did you mean `{zone}`?").format(zone=near[0])


def schedule_words(schedule: Schedule) -> str:
    """A schedule in words: `09:00 Asia/Tokyo, mon–fri`."""
    return say("{time} {zone}, {days}").format(
        time=f"{schedule.at:%H:%M}", zone=schedule.zone, days=days_words(schedule.weekdays)
    )


def days_words(days: frozenset[int]) -> str:
    """Weekdays in words: `daily`, `mon–fri` or `mon, wed`."""
    ordered = sorted(days)
    if len(ordered) == len(DAYS):
        return say("daily")
    first, last = ordered[0], ordered[-1]
    if len(ordered) > 2 and last - first == len(ordered) - 1:  # noqa: PLR2004 - a range of two is a pair
        return say("{first}–{last}").format(first=say(DAYS[first]), last=say(DAYS[last]))
    return say(", ").join(say(DAYS[day]) for day in ordered)
