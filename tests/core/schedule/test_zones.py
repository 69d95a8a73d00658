"""Time zones by the names that people use."""

from datetime import UTC, datetime

import pytest

from bot.core.schedule import find_zone, suggest_zones

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("asia/tokyo", "Asia/Tokyo"),
        (" Asia/Tokyo", "Asia/Tokyo"),
        ("america/new york", "America/New_York"),
        ("Seoul", "Asia/Seoul"),
        ("seoul time", "Asia/Seoul"),
        ("New York", "America/New_York"),
        ("Korea", "Asia/Seoul"),
        ("Washington DC", "America/New_York"),
        ("KST", "Asia/Seoul"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_found_however_it_is_written(text: str, zone: str) -> None:
    assert find_zone(text) == zone


@pytest.mark.parametrize("text", ["", "CST", "EST", "IST", "JST+9", "Etc/GMT+9", "../etc/passwd"])
def test_what_could_be_several_zones_or_none_is_not_guessed(text: str) -> None:
    assert find_zone(text) is None


def test_what_is_typed_is_completed_with_the_time_there() -> None:
    names = dict(suggest_zones("seoul", NOW, 5))
    assert names["Asia/Seoul"] == "Asia/Seoul (UTC+09:00, 17:00)"
    assert next(iter(names)) == "Asia/Seoul"


def test_before_anything_is_typed_there_are_zones_to_choose() -> None:
    assert len(suggest_zones("", NOW, 25)) == 25
