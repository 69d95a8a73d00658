"""Times of day, days and dates as people write them."""

import re
from datetime import date, time
from typing import Final

TIME: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?", re.IGNORECASE
)
RANGE: Final = re.compile(r"(\w+)\s*(?:-|–|to)\s*(\w+)")
NAMED: Final = {"noon": time(12), "midday": time(12), "midnight": time(0)}
GROUPS: Final = {
    "daily": range(7),
    "every day": range(7),
    "weekdays": range(5),
    "every weekday": range(5),
    "weekends": range(5, 7),
}
"""Names for several days at once, by Python's numbers (Monday is 0)."""

DAY_NAMES: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH_NAMES: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

SHORTEST: Final = 3
"""Letters that tell weekdays and months apart, and leave room for "tues" and "sept"."""

NOON: Final = 12

LONGEST_HEARD: Final = 60
"""Characters of what is repeated."""

DATE: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})\.?,?\s+(\d{4})")
MONTH_FIRST: Final = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
"""`24 Dec 2026` and `December 24, 2026`; figures alone are read as 2026-12-24 only."""


def heard(words: str) -> str:
    """What somebody wrote, as it can be repeated to them: no markup, no mention, no link."""
    plain = re.sub(r"[^\w\s/.,'-]|_", " ", words)
    # Those of a date may stay; those of an address may not.
    plain = " ".join(re.sub(r"(?<!\d)[/.]|[/.](?!\d)", " ", plain).split())
    return plain if len(plain) <= LONGEST_HEARD else f"{plain[:LONGEST_HEARD]}…"


def parse_time(text: str) -> time | None:
    """A time of day: `09:00`, `9.30`, `17h30`, `9am`, `5:30 p.m.`; a bare number is none."""
    text = text.strip().casefold()
    if text in NAMED:
        return NAMED[text]
    found = TIME.fullmatch(text)
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


def parse_date(text: str) -> date | None:
    """A date: `2026-12-24`, `24 Dec 2026`, `December 24, 2026`. None if it could be two."""
    text = " ".join(text.casefold().split())
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    if found := DATE.fullmatch(text):
        day, month, year = found.groups()
    elif found := MONTH_FIRST.fullmatch(text):
        month, day, year = found.groups()
    else:
        return None
    number = _by_start(month, MONTH_NAMES)
    try:
        return date(int(year), number + 1, int(day)) if number is not None else None
    except ValueError:
        return None


def parse_day(word: str) -> int | None:
    """A weekday by its English name, the first letters of it, or the plural."""
    return _by_start(
        word.rstrip(".").removesuffix("s") if word.endswith("days") else word, DAY_NAMES
    )


def _days_of(part: str) -> set[int]:
    """One part of a list of days: a group, a range or a day."""
    if part in GROUPS:
        return set(GROUPS[part])
    span = RANGE.fullmatch(part)
    first, last = (parse_day(span[1]), parse_day(span[2])) if span else (parse_day(part),) * 2
    if first is None or last is None:
        return set()
    return {(first + step) % 7 for step in range((last - first) % 7 + 1)}


def _by_start(word: str, names: tuple[str, ...]) -> int | None:
    word = word.rstrip(".")
    if len(word) < SHORTEST:
        return None
    return next((n for n, name in enumerate(names) if name.startswith(word)), None)
