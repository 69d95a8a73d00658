"""The clockwork of forgetting: what is kept no longer than it may be goes, day by day."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import discord

from bot.service.ports import StoreError
from bot.service.retention import Retention

INTERVAL = 60.0
"""Seconds between looks at the clock; also until what failed is tried again."""

EVERY = timedelta(days=1)
"""How often it is looked for what is to be forgotten."""

_log = logging.getLogger(__name__)


class RetentionLoop:
    """Forgets while the bot runs, once it knows the servers that it is in."""

    def __init__(
        self, client: discord.Client, retention: Retention, clock: Callable[[], datetime]
    ) -> None:
        self._client, self._retention, self._clock = client, retention, clock
        self._done: datetime | None = None

    async def run(self) -> None:
        """Look at the start and once a day, until cancelled."""
        while True:
            await self._client.wait_until_ready()
            await self.tick()
            await asyncio.sleep(INTERVAL)

    async def tick(self) -> None:
        """If a day is over, see which servers were left or joined unnoticed, then forget.

        In this order: a server that the bot came back to while it was away is not forgotten.
        """
        now = self._clock()
        if self._done is not None and now - self._done < EVERY:
            return
        try:
            await self._retention.compare({str(guild.id) for guild in self._client.guilds})
            await self._retention.sweep()
        except StoreError as error:
            _log.warning("old records could not be forgotten, later again: %s", error)
        else:
            self._done = now
