"""Schedules as a database keeps them."""

import json

import pytest
from hypothesis import given

from bot.core.schedule import RuleError, Schedule, read_schedule, schedule_of, schedule_record
from tests.core.schedule.test_reading import SCHEDULES, TODAY


@given(SCHEDULES)
def test_a_schedule_comes_back_as_it_was_kept(schedule: Schedule) -> None:
    assert schedule_of(json.loads(json.dumps(schedule_record(schedule)))) == schedule


def test_what_a_schedule_does_not_say_is_left_out() -> None:
    assert schedule_record(read_schedule("mon, thu 9am Seoul", today=TODAY)) == {
        "every": "week",
        "at": "09:00",
        "days": ["mon", "thu"],
        "zone": "Asia/Seoul",
    }


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"every": "year", "zone": "UTC", "at": "09:00"},
        {"every": "week", "zone": "UTC", "at": "09:00", "days": ["funday"]},
        {"every": "week", "zone": "UTC", "at": "25:00", "days": ["mon"]},
        {"every": "week", "zone": "UTC", "at": "09:00", "days": ["mon"], "end": "soon"},
    ],
)
def test_what_is_not_known_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(RuleError):
        schedule_of(record)
