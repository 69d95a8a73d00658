"""A schedule in words, read: `weekdays 9am Seoul`, `first Monday of the month 17:30 Berlin`.

The line is taken apart from what is told apart most easily to what is left over: bounds and quiet
days, cron, the time of day, the rule; the rest must be the zone.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from typing import Final

from bot.core.schedule.quiet import QuietError, parse_quiet
from bot.core.schedule.rules import (
    LAST,
    Monthly,
    MonthlyOn,
    Rule,
    RuleError,
    Weekly,
    cron,
)
from bot.core.schedule.schedule import Quiet, Schedule
from bot.core.schedule.times import heard, parse_date, parse_day, parse_days, parse_time
from bot.core.schedule.zones import about_zone, find_zone
from bot.core.tongue import say

WHICH: Final = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "fifth": 5,
    "5th": 5,
    "last": LAST,
}
DAY: Final = (
    r"(?<![/\w])(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?(?![/\w])"
)
"""A weekday as a word of its own: not the beginning of America/Thule."""

DAYS: Final = rf"{DAY}(?:\s*(?:,\s*and|,|;|/|&|and|-|–|to)\s*{DAY})*"
MONTH: Final = r"(?:\s+(?:of|in)\s+(?:the|each|every)\s+month)?"
ORDINAL: Final = "|".join(WHICH)

BOUNDS: Final = re.compile(
    r"\b(?P<what>except|but not|not|without|from|starting|start|until|till|ending|to end)\b"
    r"(?:\s+on)?\s+(?P<rest>.*?)"
    r"(?=\s*,?\s*\b(?:except|but not|not on|without|from|starting|until|till|ending)\b|$)",
    re.DOTALL,
)
CRON: Final = re.compile(r"\bcron:?\s+((?:[\d*/,\-a-z#?]+\s+){4}[\d*/,\-a-z#?]+)")
CLOCK: Final = re.compile(
    r"(?:\bat\s+)?(\b\d{1,2}[:.h]\d{2}\s*(?:[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|\bnoon\b|"
    r"\bmidday\b|\bmidnight\b)"
)
MONTHLY: Final = re.compile(rf"\b(?:(?:on|every)\s+)?(?:the\s+)?({ORDINAL})\s+({DAY}){MONTH}")
LAST_DAY: Final = re.compile(rf"\b(?:on\s+)?(?:the\s+)?last\s+day{MONTH}")
DAY_OF_MONTH: Final = re.compile(
    r"\b(?:on\s+)?(?:the\s+)?(?:day\s+(?=\d))?(\d{1,2})"
    r"(?:(?<=\bday \d)|(?<=\bday \d\d)|(?:st|nd|rd|th)\b)(?:\s+day)?"
    r"(?:\s+(?:of|in)\s+(?:the|each|every)\s+month|\s+monthly)?"
)
EVERY_WEEKS: Final = re.compile(
    rf"\bevery\s+(?:(\d{{1,2}})|(other|second|two|three|four))\s+(?:weeks?\s+)?(?:on\s+)?({DAYS})"
)
WEEKS: Final = {"other": 2, "second": 2, "two": 2, "three": 3, "four": 4}
GROUP: Final = re.compile(r"\b(daily|every\s+day|(?:every\s+)?weekdays?|weekends?)\b")
GROUPS: Final = {
    "daily": "daily",
    "every day": "daily",
    "weekday": "weekdays",
    "weekdays": "weekdays",
    "weekend": "weekends",
    "weekends": "weekends",
}
WEEKLY: Final = re.compile(rf"\b(?:every|each|on)?\s*({DAYS})")
MOST_WEEKS: Final = 52

EXAMPLES: Final = (
    "weekdays 09:00",
    "daily 09:00",
    "mon, wed, fri 09:00",
    "every 2 weeks on friday 09:00",
    "first monday of the month 09:00",
    "weekdays 09:00 except public holidays of KR",
)
"""What may be typed, but for the zone."""


class ScheduleError(ValueError):
    """A schedule that cannot be understood: all that is wrong with it, a line for each."""


@dataclass
class _Line:
    """What is left of a line, and what is wrong with it."""

    text: str
    today: date
    problems: list[str] = field(default_factory=list)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What a pattern finds, taken out of the line."""
        found = pattern.search(self.text)
        if found is not None:
            self.text = f"{self.text[: found.start()]} {self.text[found.end() :]}"
        return found


def read_schedule(text: str, *, today: date, zone: str | None = None) -> Schedule:
    """The schedule that a line in English means; `zone` where it names none.

    Raises:
        ScheduleError: with every problem, and what to write instead.
    """
    line = _Line(text=" ".join(text.casefold().split()), today=today)
    quiet, start, end = _bounds(line)
    rule = _rule(line)
    place = " ".join(re.sub(r"\b(?:at|in|on|time|zone)\b|[,;.]", " ", line.text).split())
    found = find_zone(place) if place else zone
    if found is None:
        line.problems.append(_about_rest(place))
    if start is not None and end is not None and end < start:
        line.problems.append(say("It would end before it starts."))
    if line.problems or rule is None or found is None:
        raise ScheduleError("\n".join(line.problems))
    if isinstance(rule, Weekly) and rule.every > 1:
        first = start or today
        rule = Weekly(at=rule.at, weekdays=rule.weekdays, every=rule.every, first=first)
    return Schedule(rule=rule, zone=found, quiet=quiet, start=start, end=end)


def read_fields(*, at: str, zone: str, days: str) -> Schedule:
    """The weekly schedule that a form means, field by field.

    Raises:
        ScheduleError: with every problem, and what to write instead.
    """
    parsed_at, parsed_zone, parsed_days = parse_time(at), find_zone(zone), parse_days(days)
    problems = []
    if parsed_at is None:
        problems.append(say("`at`: write a time of day such as `09:00` or `5:30 pm`."))
    if parsed_zone is None:
        problems.append(say("`zone`: {problem}").format(problem=about_zone(zone)))
    if not parsed_days:
        problems.append(
            say("`days`: write `daily`, `weekdays`, `mon-fri` or days such as `mon,wed`.")
        )
    if parsed_at is None or parsed_zone is None or not parsed_days:
        raise ScheduleError("\n".join(problems))
    return Schedule(rule=Weekly(at=parsed_at, weekdays=parsed_days), zone=parsed_zone)


def _about_rest(place: str) -> str:
    if not place:
        return say("Say which time zone, such as `Seoul` or `Europe/Berlin`.")
    told = say("I do not understand “{words}”: as a time zone, {problem}")
    return told.format(words=heard(place), problem=about_zone(place))


def _bounds(line: _Line) -> tuple[Quiet, date | None, date | None]:
    """From when, until when, and on which days nothing is due."""
    holidays, days = "", frozenset[date]()
    start = end = None
    while found := line.take(BOUNDS):
        what, rest = found["what"], found["rest"].strip(" ,.")
        if what in {"except", "but not", "not", "without"}:
            try:
                quiet = parse_quiet(rest)
            except QuietError as error:
                line.problems.append(str(error))
                continue
            holidays, days = quiet.holidays or holidays, days | quiet.days
        else:
            day = _leading_date(line, rest)
            if what in {"from", "starting", "start"}:
                start = day
            else:
                end = day
    return Quiet(holidays=holidays, days=days), start, end


def _leading_date(line: _Line, rest: str) -> date | None:
    """The date that words begin with; what follows goes back into the line."""
    words = rest.split()
    for length in (3, 1):
        day = parse_date(" ".join(words[:length]).strip(","))
        if day is not None:
            line.text = f"{line.text} {' '.join(words[length:])}"
            return day
    told = say("“{words}” is no date that can be read one way only: write `2026-12-24`.")
    line.problems.append(told.format(words=heard(rest)))
    return None


def _rule(line: _Line) -> Rule | None:
    if found := line.take(CRON):
        try:
            return cron(found[1])
        except RuleError as error:
            line.problems.append(str(error))
            return None
    clock = line.take(CLOCK)
    at = parse_time(clock[1]) if clock else None
    if at is None:
        line.problems.append(say("Say at what time of day: `09:00`, `5:30 pm` or `noon`."))
    rule = _days(line, at or time(0))
    if rule is None:
        line.problems.append(
            say(
                "Say on which days: `daily`, `weekdays`, `mon, wed`, `every 2 weeks on friday`,"
                " `first monday of the month`, `15th of each month` or `cron …`."
            )
        )
    return rule if at is not None else None


def _days(line: _Line, at: time) -> Rule | None:
    readers: tuple[Callable[[_Line, time], Rule | None], ...] = (
        _last_day,
        _monthly,
        _some_weeks,
        _day_of_month,
        _group,
        _weekly,
    )
    return next((rule for reader in readers if (rule := reader(line, at)) is not None), None)


def _last_day(line: _Line, at: time) -> Rule | None:
    return MonthlyOn(at=at, day=LAST) if line.take(LAST_DAY) else None


def _monthly(line: _Line, at: time) -> Rule | None:
    # “every second Friday” is said of weeks far more often than of months.
    if EVERY_WEEKS.search(line.text):
        return None
    found = line.take(MONTHLY)
    weekday = parse_day(found[2]) if found else None
    if found is None or weekday is None:
        return None
    return Monthly(at=at, weekday=weekday, which=WHICH[found[1]])


def _some_weeks(line: _Line, at: time) -> Rule | None:
    found = line.take(EVERY_WEEKS)
    if found is None:
        return None
    every = int(found[1]) if found[1] else WEEKS[found[2]]
    if not 1 <= every <= MOST_WEEKS:
        line.problems.append(say("Every 1 to 52 weeks, please."))
        every = 1
    return Weekly(at=at, weekdays=parse_days(found[3]), every=every)


def _day_of_month(line: _Line, at: time) -> Rule | None:
    found = line.take(DAY_OF_MONTH)
    if found is None:
        return None
    day = int(found[1])
    if not 1 <= day <= 31:  # noqa: PLR2004 - the longest month
        line.problems.append(say("A month has 1 to 31 days."))
        day = 1
    return MonthlyOn(at=at, day=day)


def _group(line: _Line, at: time) -> Rule | None:
    found = line.take(GROUP)
    if found is None:
        return None
    name = " ".join(found[1].split())
    name = GROUPS.get(name) or GROUPS[name.removeprefix("every ")]
    return Weekly(at=at, weekdays=parse_days(name))


def _weekly(line: _Line, at: time) -> Rule | None:
    found = line.take(WEEKLY)
    days = parse_days(re.sub(r"\s*,\s*and\s+", ", ", found[1])) if found else frozenset()
    return Weekly(at=at, weekdays=days) if days else None
