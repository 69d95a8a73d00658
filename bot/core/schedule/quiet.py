"""Days on which nothing is due, as people write them, and as calendars list them."""

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from bot.core.schedule.schedule import Quiet, is_holiday_code
from bot.core.schedule.times import heard, parse_date
from bot.core.tongue import say

if TYPE_CHECKING:
    from icalendar import Event

HOLIDAYS: Final = re.compile(
    r"(?:public\s+|national\s+|bank\s+)?holidays"
    r"(?:\s+(?:(?:in|of)\s+)?(?:the\s+)?\(?(?P<after>[a-z. -]+)\)?)?"
    r"|(?P<before>[a-z. -]+?)\s+(?:public\s+|national\s+|bank\s+)?holidays"
)
SPAN: Final = re.compile(r"(?P<first>.+?)\s+(?:to|until|till|–|-)\s+(?P<last>.+)")
PART: Final = re.compile(r"\s*(?:;|\band\b|,(?!\s*\d{4}(?!-)))\s*")
"""What separates days; not the comma of `December 24, 2026`."""

COUNTRIES: Final = {
    "korea": "KR",
    "south korea": "KR",
    "korean": "KR",
    "japan": "JP",
    "japanese": "JP",
    "germany": "DE",
    "german": "DE",
    "france": "FR",
    "french": "FR",
    "uk": "GB",
    "united kingdom": "GB",
    "british": "GB",
    "usa": "US",
    "us": "US",
    "united states": "US",
    "american": "US",
    "china": "CN",
    "chinese": "CN",
    "taiwan": "TW",
    "australia": "AU",
    "australian": "AU",
    "canada": "CA",
    "canadian": "CA",
    "india": "IN",
    "indian": "IN",
}
"""Names for some countries; every other goes by its ISO code, such as `NL` or `US-CA`."""

LONGEST: Final = timedelta(days=366)
"""A span of quiet days: longer ones are a pause."""

YEARS: Final = timedelta(days=3660)
"""How far ahead recurring events of a calendar are looked at: ten years."""

MOST_DAYS: Final = 4000


class QuietError(ValueError):
    """Quiet days that cannot be understood; the message says why, and what to write."""


def parse_quiet(text: str) -> Quiet:
    """Quiet days in words: `public holidays in Korea`, `24 Dec 2026 to 2 Jan 2027, 2027-05-05`.

    Raises:
        QuietError: some of it is no day.
    """
    holidays, days = "", set[date]()
    for part in filter(None, PART.split(" ".join(text.casefold().split()))):
        found = HOLIDAYS.fullmatch(part)
        if found is not None:
            holidays = _country(found["after"] or found["before"] or "")
        else:
            days |= _days(part)
    return Quiet(holidays=holidays, days=frozenset(days))


def _country(name: str) -> str:
    name = name.strip(" .")
    code = COUNTRIES.get(name) or name.upper()
    if not name:
        raise QuietError(say("Say whose public holidays: `public holidays in Korea`, or `KR`."))
    if not is_holiday_code(code):
        told = say(
            "I know no public holidays of “{country}”: write a code such as `KR` or `US-CA`."
        )
        raise QuietError(told.format(country=heard(name)))
    return code


def _days(part: str) -> set[date]:
    """A date, or all those from one to another."""
    one = parse_date(part)
    span = SPAN.fullmatch(part)
    first, last = (one, one) if one or not span else (parse_date(span[1]), parse_date(span[2]))
    if first is None or last is None:
        told = say("“{words}” is no date that can be read one way only: write `2026-12-24`.")
        raise QuietError(told.format(words=heard(part)))
    if not timedelta(0) <= last - first <= LONGEST:
        raise QuietError(say("Quiet days go from a day to a later one, within a year."))
    return {first + timedelta(days=day) for day in range((last - first).days + 1)}


def quiet_of_calendar(content: bytes, today: date) -> frozenset[date]:
    """The days of an iCalendar file's events, ten years ahead at most.

    Raises:
        QuietError: it is no such file, or it recurs in a way that is not read.
    """
    from icalendar import Calendar

    try:
        events: list[Any] = list(Calendar.from_ical(content).walk("VEVENT"))
        days = {day for event in events for day in _event_days(event, today)}
    except QuietError:
        raise
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise QuietError(say("That is no calendar (.ics) that can be read.")) from error
    if len(days) > MOST_DAYS:
        raise QuietError(say("That calendar has too many days."))
    return frozenset(days)


def _event_days(event: "Event", today: date) -> set[date]:
    """The days of one event; the end of an all-day event is the day after its last."""
    first = _date(event.start)
    last = _date(event.end)
    if not isinstance(event.start, datetime) and last > first:
        last -= timedelta(days=1)
    length = (min(last, first + LONGEST) - first).days
    starts = [first]
    if "rrule" in event:
        starts = _recurring(event, first, today)
    return {start + timedelta(days=day) for start in starts for day in range(length + 1)}


def _recurring(event: Any, first: date, today: date) -> list[date]:
    """When a recurring event begins, ten years ahead at most."""
    from dateutil.rrule import rrulestr

    midnight = datetime(first.year, first.month, first.day)  # noqa: DTZ001 - days have no zone
    text = event["rrule"].to_ical().decode()
    rule = rrulestr(re.sub(r"(UNTIL=\d{8})T\d{6}Z?", r"\1", text), dtstart=midnight)
    end = datetime(today.year, today.month, today.day) + YEARS  # noqa: DTZ001 - days have no zone
    return [moment.date() for moment in rule.between(midnight, end, inc=True)]


def _date(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
