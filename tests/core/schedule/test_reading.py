"""Schedules in words: what people type, and what is told back."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.schedule import (
    Cron,
    Monthly,
    MonthlyOn,
    Quiet,
    Rule,
    Schedule,
    ScheduleError,
    Weekly,
    cron,
    read_fields,
    read_schedule,
    schedule_words,
    zone_names,
)
from bot.core.schedule.rules import LAST

TODAY = date(2026, 11, 23)
WEEKDAYS = frozenset(range(5))


def read(text: str, zone: str | None = None) -> Schedule:
    return read_schedule(text, today=TODAY, zone=zone)


def weekly(hour: int, minute: int = 0, *days: int) -> Weekly:
    return Weekly(at=time(hour, minute), weekdays=frozenset(days))


@pytest.mark.parametrize(
    ("text", "rule", "zone"),
    [
        ("weekdays 9am Seoul", weekly(9, 0, *range(5)), "Asia/Seoul"),
        ("Weekdays at 9 AM, Seoul time", weekly(9, 0, *range(5)), "Asia/Seoul"),
        ("Seoul, weekdays, 09:00", weekly(9, 0, *range(5)), "Asia/Seoul"),
        ("every day at 9 am kst", weekly(9, 0, *range(7)), "Asia/Seoul"),
        ("daily noon Paris", weekly(12, 0, *range(7)), "Europe/Paris"),
        ("every monday and thursday at 17:30 Europe/Berlin", weekly(17, 30, 0, 3), "Europe/Berlin"),
        ("Mondays, 9.30 in Berlin", weekly(9, 30, 0), "Europe/Berlin"),
        ("mon-fri 5:30 p.m. New York", weekly(17, 30, *range(5)), "America/New_York"),
        ("tue, thu and sat 07:15 UTC", weekly(7, 15, 1, 3, 5), "UTC"),
        ("mon 9am America/Thule", weekly(9, 0, 0), "America/Thule"),
        ("weekends midnight Delhi", weekly(0, 0, 5, 6), "Asia/Kolkata"),
        ("first monday of the month 08:00 UTC", Monthly(at=time(8), weekday=0, which=1), "UTC"),
        (
            "on the last Friday 8:00 London",
            Monthly(at=time(8), weekday=4, which=-1),
            "Europe/London",
        ),
        (
            "2nd tuesday of each month 8am Tokyo",
            Monthly(at=time(8), weekday=1, which=2),
            "Asia/Tokyo",
        ),
        ("last day of the month at noon London", MonthlyOn(at=time(12), day=LAST), "Europe/London"),
        ("15th of each month 10am Seoul", MonthlyOn(at=time(10), day=15), "Asia/Seoul"),
        ("on the 1st 10am Seoul", MonthlyOn(at=time(10), day=1), "Asia/Seoul"),
        ("cron 0 9 * * 1-5 Asia/Seoul", cron("0 9 * * 1-5"), "Asia/Seoul"),
    ],
)
def test_a_line_of_words_is_a_schedule(text: str, rule: Rule, zone: str) -> None:
    assert read(text) == Schedule(rule=rule, zone=zone)


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("every 2 weeks on friday 9:00 Tokyo", 2),
        ("every other friday 9:00 Tokyo", 2),
        ("every second friday 9:00 Tokyo", 2),
        ("every three weeks on friday 9:00 Tokyo", 3),
    ],
)
def test_every_so_many_weeks_begins_with_the_week_of_today(text: str, every: int) -> None:
    schedule = read(text)
    assert schedule.rule == Weekly(at=time(9), weekdays=frozenset({4}), every=every, first=TODAY)
    (first, second) = schedule.upcoming(datetime(2026, 11, 23, tzinfo=UTC), 2)
    assert first == datetime(2026, 11, 27, 0, tzinfo=UTC)
    assert (second - first).days == 7 * every


def test_bounds_and_quiet_days_go_behind() -> None:
    schedule = read(
        "weekdays 9am Seoul except public holidays in Korea, not on 24 Dec 2026 and 2026-12-31,"
        " from 1 Dec 2026 until 31 March 2027"
    )
    assert schedule == Schedule(
        rule=weekly(9, 0, *range(5)),
        zone="Asia/Seoul",
        quiet=Quiet(holidays="KR", days=frozenset({date(2026, 12, 24), date(2026, 12, 31)})),
        start=date(2026, 12, 1),
        end=date(2027, 3, 31),
    )


def test_the_zone_may_be_given_beside_the_words() -> None:
    assert read("weekdays 9am", "Asia/Seoul").zone == "Asia/Seoul"
    assert read("weekdays 9am Berlin", "Asia/Seoul").zone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("9 daily Seoul", "Say at what time of day"),
        ("9am Seoul", "Say on which days"),
        ("weekdays 9am", "Say which time zone"),
        ("weekdays 9am CST", "“cst”: as a time zone"),
        ("weekdays 9am Soeul", "did you mean `Asia/Seoul`"),
        ("weekdays 9am Seoul from 03/04/2026", "“03/04/2026” is no date that can be read one way"),
        ("weekdays 9am Seoul except holidays", "Say whose public holidays"),
        ("weekdays 9am Seoul except holidays in Atlantis", "no public holidays of “atlantis”"),
        ("weekdays 9am Seoul from 2027-01-01 until 2026-12-01", "end before it starts"),
        ("every 99 weeks on friday 9am Seoul", "Every 1 to 52 weeks"),
        ("45th of each month 9am Seoul", "1 to 31 days"),
        ("cron 61 9 * * 1 Seoul", "cron expression cannot be read"),
        ("cron * * * * * Seoul", "more than once an hour"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_write(text: str, told: str) -> None:
    with pytest.raises(ScheduleError, match=told):
        read(text)


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(ScheduleError) as caught:
        read("")
    assert len(str(caught.value).splitlines()) == 3


@settings(deadline=None)  # The first look at zones reads them.
@given(st.text(max_size=80))
def test_anything_is_read_or_refused(text: str) -> None:
    try:
        schedule = read(text, "UTC")
    except ScheduleError:
        return
    assert schedule.zone in zone_names()


TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
DAYS = st.frozensets(st.integers(0, 6), min_size=1)
RULES: st.SearchStrategy[Rule] = st.one_of(
    st.builds(Weekly, at=TIMES, weekdays=DAYS),
    st.builds(Weekly, at=TIMES, weekdays=DAYS, every=st.integers(2, 52), first=st.just(TODAY)),
    st.builds(
        Monthly, at=TIMES, weekday=st.integers(0, 6), which=st.sampled_from([1, 2, 3, 4, 5, -1])
    ),
    st.builds(MonthlyOn, at=TIMES, day=st.one_of(st.integers(1, 31), st.just(LAST))),
    st.sampled_from(["0 9 * * 1-5", "30 7 1,15 * *", "15 */6 * * *"]).map(cron),
)
DATES = st.dates(date(2026, 12, 1), date(2030, 1, 1))
SCHEDULES = st.builds(
    Schedule,
    rule=RULES,
    zone=st.sampled_from(zone_names()),
    quiet=st.builds(
        Quiet,
        holidays=st.sampled_from(["", "KR", "JP", "DE"]),
        days=st.frozensets(DATES, max_size=4),
    ),
    end=st.one_of(st.none(), st.dates(date(2031, 1, 1), date(2033, 1, 1))),
)


@settings(deadline=None)  # The first use of a country's holidays reads them.
@given(SCHEDULES)
def test_what_is_told_can_be_read_again(schedule: Schedule) -> None:
    assert read(schedule_words(schedule)) == schedule


def test_a_form_tells_all_problems_by_field() -> None:
    with pytest.raises(ScheduleError) as caught:
        read_fields(at="25 o'clock", zone="Europe/Berln", days="someday")
    assert str(caught.value).splitlines() == [
        "`at`: write a time of day such as `09:00` or `5:30 pm`.",
        "`zone`: there is no such time zone; did you mean `Europe/Berlin`?",
        "`days`: write `daily`, `weekdays`, `mon-fri` or days such as `mon,wed`.",
    ]


def test_many_quiet_days_are_told_as_a_number() -> None:
    days = frozenset(date(2026, 12, day) for day in range(1, 9))
    schedule = read("daily 9am Seoul").quiet_on(days)
    assert schedule_words(schedule) == "09:00 Asia/Seoul, daily, except 8 days"


def test_a_cron_expression_is_told_as_it_is() -> None:
    schedule = Schedule(rule=Cron(expression="0 9 * * 1"), zone="UTC")
    assert schedule_words(schedule) == "cron 0 9 * * 1 UTC"
