"""When a schedule is due: rules, zones whose clocks are moved, bounds and quiet days."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.schedule import Monthly, MonthlyOn, Rule, Schedule, Weekly, cron, zone_names
from tests.core.schedule.sweep import TIMES, check, sample
from tests.core.schedule.test_reading import SCHEDULES

NOTORIOUS = (
    "Africa/Casablanca",
    "America/Havana",
    "America/Nuuk",
    "America/Sao_Paulo",
    "Asia/Beirut",
    "Asia/Gaza",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Europe/Dublin",
    "Pacific/Chatham",
)
"""Where clocks are moved at midnight, by half an hour, twice a year more, or the other way."""


def schedule(at: str, zone: str, *weekdays: int) -> Schedule:
    days = frozenset(weekdays) or frozenset(range(7))
    return Schedule(rule=Weekly(at=time.fromisoformat(at), weekdays=days), zone=zone)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("planned", "after", "due"),
    [
        pytest.param(
            schedule("09:00", "Asia/Seoul"), "2025-03-03 00:00", "2025-03-04 00:00", id="not now"
        ),
        pytest.param(
            schedule("09:00", "Asia/Seoul"),
            "2025-03-02 23:59:59.999999",
            "2025-03-03 00:00",
            id="the very next moment",
        ),
        pytest.param(
            schedule("09:00", "Asia/Tokyo", 0),
            "2025-03-03 00:00",
            "2025-03-10 00:00",
            id="in a week",
        ),
        pytest.param(
            schedule("08:00", "Pacific/Kiritimati", 0),
            "2025-03-02 12:00",
            "2025-03-02 18:00",
            id="Monday there, Sunday in UTC",
        ),
        pytest.param(
            schedule("02:30", "Europe/Berlin"),
            "2025-03-29 12:00",
            "2025-03-30 01:30",
            id="an hour that the clocks skip: 03:30",
        ),
        pytest.param(
            schedule("02:30", "Europe/Berlin"),
            "2025-10-25 12:00",
            "2025-10-26 00:30",
            id="an hour that comes twice: the first time",
        ),
        pytest.param(
            schedule("02:30", "Europe/Berlin"),
            "2025-10-26 00:30",
            "2025-10-27 01:30",
            id="an hour that comes twice: not the second time",
        ),
        pytest.param(
            schedule("02:30", "Europe/Berlin"),
            "2025-10-26 01:00",
            "2025-10-27 01:30",
            id="asked between the two hours",
        ),
        pytest.param(
            schedule("23:30", "America/Nuuk", 5),
            "2025-03-29 12:00",
            "2025-03-30 01:30",
            id="a gap over midnight: 00:30 on Sunday for a Saturday",
        ),
        pytest.param(
            schedule("23:30", "America/Nuuk", 5),
            "2025-03-30 01:00",
            "2025-03-30 01:30",
            id="asked after that midnight",
        ),
        pytest.param(
            schedule("09:00", "Pacific/Apia", 4),
            "2011-12-29 12:00",
            "2011-12-30 19:00",
            id="the Friday that Samoa skipped",
        ),
    ],
)
def test_the_next_due_time_is_the_local_time(planned: Schedule, after: str, due: str) -> None:
    assert planned.next_due(utc(after)) == utc(due)


def test_daylight_saving_moves_the_due_time_in_utc() -> None:
    planned = schedule("09:00", "America/New_York")
    assert planned.next_due(utc("2025-03-08 12:00")) == utc("2025-03-08 14:00")
    assert planned.next_due(utc("2025-03-08 14:00")) == utc("2025-03-09 13:00")


def dues(rule: Rule, after: str, number: int, zone: str = "UTC") -> list[str]:
    found = islice(Schedule(rule=rule, zone=zone).due_times(utc(after)), number)
    return [f"{due:%Y-%m-%d}" for due in found]


def test_every_other_week_is_counted_from_the_week_of_its_first_day() -> None:
    rule = Weekly(at=time(9), weekdays=frozenset({0, 4}), every=2, first=date(2026, 11, 25))
    assert dues(rule, "2026-11-23 10:00", 4) == [
        "2026-11-27",
        "2026-12-07",
        "2026-12-11",
        "2026-12-21",
    ]


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (1, ["2026-12-07", "2027-01-04", "2027-02-01"]),
        (5, ["2026-11-30", "2027-03-29", "2027-05-31"]),
        (-1, ["2026-11-30", "2026-12-28", "2027-01-25"]),
    ],
)
def test_a_weekday_of_the_month(which: int, expected: list[str]) -> None:
    rule = Monthly(at=time(9), weekday=0, which=which)
    assert dues(rule, "2026-11-23 10:00", 3) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (31, ["2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"]),
        (-1, ["2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"]),
        (15, ["2026-12-15", "2027-01-15", "2027-02-15", "2027-03-15"]),
    ],
)
def test_a_day_of_the_month_is_the_last_where_the_month_is_too_short(
    day: int, expected: list[str]
) -> None:
    assert dues(MonthlyOn(at=time(9), day=day), "2026-11-23 10:00", 4) == expected


def test_cron_is_due_by_local_time() -> None:
    seoul = Schedule(rule=cron("0 9 * * 1-5"), zone="Asia/Seoul")
    assert seoul.next_due(utc("2026-11-22 10:00")) == utc("2026-11-23 00:00")


def test_an_hourly_cron_is_due_once_in_the_hour_that_comes_twice_and_never_in_the_skipped() -> None:
    hourly = Schedule(rule=cron("30 * * * *"), zone="Europe/Berlin")
    autumn = list(islice(hourly.due_times(utc("2026-10-24 23:45")), 3))
    assert autumn == [utc("2026-10-25 00:30"), utc("2026-10-25 02:30"), utc("2026-10-25 03:30")]
    spring = list(islice(hourly.due_times(utc("2026-03-29 00:00")), 3))
    assert spring == [utc("2026-03-29 00:30"), utc("2026-03-29 01:30"), utc("2026-03-29 02:30")]


def test_it_is_due_from_its_start_to_its_end_and_then_never() -> None:
    bounded = Schedule(
        rule=Weekly(at=time(9), weekdays=frozenset(range(7))),
        zone="UTC",
        start=date(2026, 12, 1),
        end=date(2026, 12, 2),
    )
    assert bounded.upcoming(utc("2026-11-01 00:00"), 9) == (
        utc("2026-12-01 09:00"),
        utc("2026-12-02 09:00"),
    )
    assert bounded.next_due(utc("2026-12-02 09:00")) is None


# Clocks that are moved, as declared


@pytest.mark.parametrize("zone", NOTORIOUS)
def test_where_clocks_are_moved_oddly_each_day_has_one_due_time_for_ten_years(zone: str) -> None:
    for at in TIMES[::2]:
        check(zone, at, 10)


@pytest.mark.parametrize("zone", sample(zone_names(), 12, seed=3))
def test_each_day_has_one_due_time_in_any_zone(zone: str) -> None:
    for at in TIMES[1::2]:
        check(zone, at, 2)


MOMENTS = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2036, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.just(UTC),
)
ZONES = st.sampled_from(sorted(available_timezones()))


@settings(deadline=None)  # The first use of a country's holidays reads them.
@given(SCHEDULES, ZONES, MOMENTS)
def test_due_times_come_in_order_and_wherever_one_begins(
    planned: Schedule, zone: str, after: datetime
) -> None:
    planned = Schedule(rule=planned.rule, zone=zone, quiet=planned.quiet)
    found = planned.upcoming(after, 4)
    assert all(due > after and due.tzinfo is UTC for due in found)
    assert list(found) == sorted(set(found))
    for earlier, later in pairwise(found):
        assert planned.next_due(earlier) == later
        assert planned.next_due(later - timedelta(seconds=1)) == later
