from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.digest import Digest, Schedule, compose
from bot.core.knowledge import Pack, Status
from tests.factories import make_entry, make_pack

NOW = datetime(2025, 3, 3, 9, tzinfo=UTC)
DAILY = frozenset(range(7))


def schedule(at: str, zone: str, *weekdays: int) -> Schedule:
    return Schedule(at=time.fromisoformat(at), zone=zone, weekdays=frozenset(weekdays) or DAILY)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# When


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


def test_a_schedule_without_weekdays_is_refused() -> None:
    never = Schedule(at=time(9), zone="Asia/Seoul", weekdays=frozenset())
    with pytest.raises(ValueError, match="at least one weekday"):
        never.next_due(NOW)


schedules = st.builds(
    Schedule,
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    zone=st.sampled_from(sorted(available_timezones())),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
)
# From 2012 on, so that no zone skips a whole day.
moments = st.datetimes(
    datetime(2012, 1, 2),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2045, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.just(UTC),
)


def exists(wall: datetime) -> bool:
    """Whether the clocks of its zone ever show a time."""
    return wall.astimezone(UTC).astimezone(wall.tzinfo).replace(tzinfo=None) == wall.replace(
        tzinfo=None
    )


def planned_days(planned: Schedule, due: datetime) -> list[date]:
    """The days for which a due time is right; the day before, if a gap pushed it over midnight."""
    zone = ZoneInfo(planned.zone)
    local = due.astimezone(zone)
    if local.time() == planned.at:
        return [local.date()]
    days = (local.date(), local.date() - timedelta(days=1))
    walls = [datetime.combine(day, planned.at, tzinfo=zone) for day in days]
    return [wall.date() for wall in walls if not exists(wall) and wall.astimezone(UTC) == due]


GAPS = (
    (schedule("02:30", "Europe/Berlin"), utc("2025-03-29 12:00")),
    (schedule("23:30", "America/Nuuk"), utc("2025-03-29 12:00")),
)


@given(schedules, moments)
@example(*GAPS[0])
@example(*GAPS[1])
def test_a_due_time_is_later_and_on_a_chosen_weekday_and_time(
    planned: Schedule, after: datetime
) -> None:
    due = planned.next_due(after)
    assert due > after
    assert due.tzinfo is UTC
    (day,) = planned_days(planned, due)
    assert day.weekday() in planned.weekdays


@given(schedules, moments)
@example(*GAPS[0])
@example(*GAPS[1])
def test_each_chosen_day_has_one_due_time(planned: Schedule, after: datetime) -> None:
    dues = [planned.next_due(after)]
    while len(dues) < 10:
        dues.append(planned.next_due(dues[-1]))
    days = [day for due in dues for day in planned_days(planned, due)]
    for day, following in pairwise(days):
        between = range(1, (following - day).days)
        assert following > day
        assert not any((day.weekday() + step) % 7 in planned.weekdays for step in between)


# What

SECTIONS = ("bridges", "tunnels", "ferries")


def make_walk(*sections: str) -> Pack:
    """A pack with one entry in each section."""
    return make_pack(
        sections=sections,
        entries=tuple(make_entry(f"{section}-1", section=section) for section in sections),
    )


def walk(pack: Pack, history: list[str], steps: int) -> list[tuple[str, int, int]]:
    """Section, number and total of the next digests; their sections are added to `history`."""
    seen = []
    for _ in range(steps):
        digest = made(compose(pack, history, NOW))
        history.append(digest.section.id)
        seen.append((digest.section.id, digest.number, digest.total))
    return seen


def made(digest: Digest | None) -> Digest:
    assert digest is not None
    return digest


def test_sections_come_in_the_curated_order_and_then_again() -> None:
    assert walk(make_walk(*SECTIONS), [], 7) == [
        ("bridges", 1, 3),
        ("tunnels", 2, 3),
        ("ferries", 3, 3),
        ("bridges", 1, 3),
        ("tunnels", 2, 3),
        ("ferries", 3, 3),
        ("bridges", 1, 3),
    ]


def test_a_new_section_comes_before_any_is_repeated() -> None:
    history = ["bridges", "tunnels"]
    assert walk(make_walk("fords", "bridges", "tunnels"), history, 2) == [
        ("fords", 3, 3),
        ("bridges", 1, 3),
    ]


def test_a_lost_section_leaves_the_walk_where_it_was() -> None:
    history = ["bridges", "ferries", "tunnels", "bridges"]
    assert walk(make_walk("bridges", "tunnels"), history, 2) == [
        ("tunnels", 2, 2),
        ("bridges", 1, 2),
    ]


def test_a_section_gives_another_entry_each_round() -> None:
    pack = make_pack(
        sections=("bridges", "tunnels"),
        entries=(
            make_entry("wear"),
            make_entry("cost"),
            make_entry("draft", status=Status.DRAFT),
            make_entry("depth", section="tunnels"),
        ),
    )
    history: list[str] = []
    entries = []
    for _ in range(6):
        digest = made(compose(pack, history, NOW))
        history.append(digest.section.id)
        entries.append(digest.entry.id)
    assert entries == ["wear", "depth", "cost", "depth", "wear", "depth"]


def test_the_question_to_try_is_not_the_one_just_answered() -> None:
    pack = make_walk(*SECTIONS)
    asked = [made(compose(pack, SECTIONS[:sent], NOW)).question for sent in range(3)]
    assert asked == ["What about tunnels-1?", "What about ferries-1?", "What about bridges-1?"]


def test_a_report_of_one_entry_asks_what_it_has() -> None:
    assert made(compose(make_pack(), [], NOW)).question == "What about wear?"


def test_a_digest_brings_the_topics_of_its_entry() -> None:
    assert [topic.id for topic in made(compose(make_pack(), [], NOW)).topics] == ["steel"]


def test_embargoed_and_expired_entries_wait_or_are_gone() -> None:
    pack = make_pack(
        sections=("bridges", "tunnels"),
        entries=(
            make_entry("later", embargo_until=NOW + timedelta(days=1)),
            make_entry("former", section="tunnels", expires=NOW),
        ),
    )
    assert compose(pack, [], NOW) is None
    assert made(compose(pack, [], NOW + timedelta(days=1))).entry.id == "later"


@given(st.lists(st.sampled_from([*SECTIONS, "gone"])))
def test_from_any_history_a_walk_covers_all_sections(history: list[str]) -> None:
    steps = walk(make_walk(*SECTIONS), history, 3)
    assert sorted(section for section, _, _ in steps) == sorted(SECTIONS)
    assert all(1 <= number <= total == 3 for _, number, total in steps)
