"""What the bot does by itself while it runs on Slack: it forgets what is old."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from bot.service.once import Once
from bot.service.ports import StoreError
from bot.service.retention import Retention

INTERVAL: Final = 60.0
"""Seconds between looks at the clock; also until what failed is tried again."""

EVERY: Final = timedelta(hours=1)
"""How often it is looked for what is to be forgotten."""

_log = logging.getLogger(__name__)


class Upkeep:
    """Keeps house until cancelled."""

    def __init__(self, *, once: Once, retention: Retention, clock: Callable[[], datetime]) -> None:
        self._once, self._retention, self._clock = once, retention, clock
        self._done: datetime | None = None

    async def run(self) -> None:
        """Look at the start and from then on."""
        while True:
            await self.tick()
            await asyncio.sleep(INTERVAL)

    async def tick(self) -> None:
        """If an hour is over, forget what is old."""
        now = self._clock()
        if self._done is not None and now - self._done < EVERY:
            return
        try:
            await self._once.sweep()
            await self._retention.sweep()
        except StoreError as error:
            _log.warning("old records could not be forgotten, later again: %s", error)
        else:
            self._done = now
