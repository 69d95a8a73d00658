"""The present."""

from datetime import UTC, datetime


def clock() -> datetime:
    """The present, in UTC: the one place where the time is read."""
    return datetime.now(UTC)
