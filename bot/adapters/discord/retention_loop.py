"""The clockwork of forgetting: what is kept no longer than it may be goes, day by day."""

import asyncio
import logging

import discord

from bot.service.ports import StoreError
from bot.service.retention import Retention

DAILY = 24 * 3600.0
"""Seconds between looks for what is to be forgotten."""

_log = logging.getLogger(__name__)


class RetentionLoop:
    """Forgets while the bot runs, once it knows the servers that it is in."""

    def __init__(self, client: discord.Client, retention: Retention) -> None:
        self._client, self._retention = client, retention

    async def run(self) -> None:
        """Look now and once a day, until cancelled."""
        while True:
            await self._client.wait_until_ready()
            await self.tick()
            await asyncio.sleep(DAILY)

    async def tick(self) -> None:
        """See which servers were left or joined unnoticed, then forget what is to be forgotten.

        In this order: a server that the bot came back to while it was away is not forgotten.
        """
        try:
            await self._retention.compare({str(guild.id) for guild in self._client.guilds})
            await self._retention.sweep()
        except StoreError as error:
            _log.warning("old records could not be forgotten, later again: %s", error)
