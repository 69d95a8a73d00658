"""Schedules as people write them."""

from datetime import time

import pytest

from bot.adapters.discord.schedule_text import (
    ScheduleError,
    days_words,
    find_zone,
    parse_days,
    parse_schedule,
    parse_time,
    schedule_words,
)
from bot.core.digest import Schedule


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09:00", time(9)),
        ("9:05", time(9, 5)),
        (" 17.30 ", time(17, 30)),
        ("17h30", time(17, 30)),
        ("9am", time(9)),
        ("9 PM", time(21)),
        ("5:30 p.m.", time(17, 30)),
        ("12am", time(0)),
        ("12:15 pm", time(12, 15)),
        ("00:00", time(0)),
    ],
)
def test_a_time_of_day_is_understood(text: str, expected: time) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize("text", ["", "9", "24:00", "9:60", "13pm", "0 am", "noon", "9:5", "-9:00"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    assert parse_time(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("daily", {0, 1, 2, 3, 4, 5, 6}),
        ("Weekdays", {0, 1, 2, 3, 4}),
        ("weekends", {5, 6}),
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("mon – wed", {0, 1, 2}),
        ("sat-mon", {5, 6, 0}),
        ("mon to wed", {0, 1, 2}),
        ("mon,wed", {0, 2}),
        ("Tuesday, thurs and sun", {1, 3, 6}),
        ("mon-tue, weekends", {0, 1, 5, 6}),
    ],
)
def test_days_are_understood(text: str, expected: set[int]) -> None:
    assert parse_days(text) == expected


@pytest.mark.parametrize("text", ["", "someday", "mon,", "m", "mon-", "mon-noday", "t-f"])
def test_what_are_no_days_is_refused(text: str) -> None:
    assert parse_days(text) == frozenset()


@pytest.mark.parametrize("text", ["asia/tokyo", " Asia/Tokyo", "ASIA/TOKYO"])
def test_a_zone_is_found_however_it_is_written(text: str) -> None:
    assert find_zone(text) == "Asia/Tokyo"


def test_a_zone_may_be_written_with_spaces() -> None:
    assert find_zone("america/new york") == "America/New_York"


@pytest.mark.parametrize("text", ["JST+9", "../../etc/passwd", ""])
def test_what_is_no_zone_is_told_what_to_write(text: str) -> None:
    with pytest.raises(ScheduleError, match="such as `Asia/Tokyo`"):
        parse_schedule(at="09:00", zone=text, days="daily")


def test_a_schedule_is_told_in_words() -> None:
    schedule = Schedule(at=time(9), zone="Asia/Tokyo", weekdays=frozenset({0, 1, 2, 3, 4}))

    assert schedule_words(schedule) == "09:00 Asia/Tokyo, mon–fri"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({0, 1, 2, 3, 4, 5, 6}, "daily"),
        ({0, 1}, "mon, tue"),
        ({1, 2, 3}, "tue–thu"),
        ({0, 2, 6}, "mon, wed, sun"),
        ({6}, "sun"),
    ],
)
def test_days_are_told_in_words(days: set[int], expected: str) -> None:
    assert days_words(frozenset(days)) == expected
