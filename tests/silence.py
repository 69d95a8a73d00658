"""Logging as it is deployed, and what must not be in it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from bot.log import set_up_logging

MARKER = "xylophonist"
"""Stands in all that people write in a test, and in their names."""

LIBRARIES = (
    "aiohttp",
    "aiosqlite",
    "alembic",
    "asyncio",
    "bot",
    "discord",
    "slack_bolt",
    "slack_sdk",
    "sqlalchemy",
)


@contextmanager
def logging_at_debug() -> Iterator[None]:
    """Logging as `bot.app` sets it up, at DEBUG; put back afterwards."""
    root = logging.getLogger()
    before, raising = (root.handlers[:], root.level), logging.raiseExceptions
    levels = {name: logging.getLogger(name).level for name in LIBRARIES}
    set_up_logging("DEBUG")
    yield
    root.handlers[:], root.level = before
    logging.raiseExceptions = raising
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def assert_silent(logged: str) -> None:
    """Hold all that was logged against the marker; something must have been logged at all."""
    assert '"logger": "bot.' in logged
    assert MARKER not in logged.casefold()
