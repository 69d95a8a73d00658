"""Times of day, days and dates as people write them."""

from datetime import date, time

import pytest

from bot.core.schedule.times import heard, parse_date, parse_days, parse_time


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
        ("noon", time(12)),
        ("Midnight", time(0)),
    ],
)
def test_a_time_of_day_is_understood(text: str, expected: time) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize("text", ["", "9", "24:00", "9:60", "13pm", "0 am", "soon", "9:5", "-9:00"])
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


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-24",
        "24 Dec 2026",
        "24th of December 2026",
        "December 24, 2026",
        "dec. 24 2026",
    ],
)
def test_a_date_is_understood(text: str) -> None:
    assert parse_date(text) == date(2026, 12, 24)


@pytest.mark.parametrize(
    "text", ["", "24/12/2026", "12/24/2026", "24 Dec", "31 Feb 2026", "24 Foo 2026", "tomorrow"]
)
def test_a_date_that_could_be_two_or_none_is_refused(text: str) -> None:
    assert parse_date(text) is None


def test_what_is_repeated_has_no_markup_and_no_address() -> None:
    assert heard("<@1> **x** https://evil.example/a 03/04/2026 `z`") == (
        "1 x https evil example a 03/04/2026 z"
    )
    assert len(heard("word " * 100)) == 61
