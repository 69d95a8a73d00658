"""Small values and places for tests of durable state."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from bot.core.digest import Schedule
from bot.service.ports import NewSubscription

MONDAY = datetime(2025, 3, 3, 0, 0, tzinfo=UTC)
"""A Monday, 09:00 in Seoul."""

TUESDAY = MONDAY + timedelta(days=1)

MINUTE = timedelta(minutes=1)

DAILY = Schedule(at=time(9), zone="Asia/Seoul", weekdays=frozenset(range(7)))


def address(folder: Path) -> str:
    """A database file in a folder."""
    return f"sqlite+aiosqlite:///{folder / 'briefing.sqlite3'}"


def make_new(
    channel: str = "10",
    *,
    platform: str = "discord",
    workspace: str = "1",
    schedule: Schedule = DAILY,
    next_due: datetime = MONDAY,
) -> NewSubscription:
    """A subscription to the pack on bridges, due on Monday."""
    return NewSubscription(
        platform=platform,
        workspace=workspace,
        channel=channel,
        pack="bridges",
        schedule=schedule,
        next_due=next_due,
    )
