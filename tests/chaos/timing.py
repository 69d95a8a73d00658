"""Time that runs faster, and is moved: the same for all processes of a run."""

import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

BEGIN = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)
"""An hour and a half before the clocks of Berlin skip an hour."""

LEASE, PATIENCE, NONCE = 3.0, 2.0, 5.0
"""Real seconds: of a claim, for a platform to answer, and for which it knows a nonce."""


CALM = "calm"
"""The file that says that the storm is over."""


@dataclass(frozen=True)
class FastClock:
    """A clock that runs `speed` times as fast from `start` (seconds since 1970) on.

    The file holds seconds by which somebody has moved it.
    """

    start: float
    speed: float
    moved: Path

    def __call__(self) -> datetime:
        passed = (time.time() - self.start) * self.speed
        with suppress(OSError, ValueError):  # Nobody has moved it, or somebody is doing so now.
            passed += float(self.moved.read_text())
        return BEGIN + timedelta(seconds=passed)

    def virtual(self, seconds: float) -> timedelta:
        """So many real seconds, as this clock counts them."""
        return timedelta(seconds=seconds * self.speed)
