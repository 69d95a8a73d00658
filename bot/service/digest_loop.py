"""The clockwork of digests: posts what is due, again and again, until it is stopped."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from bot.service.delivering import Delivering
from bot.service.failure import log_failure
from bot.service.ports import Sender

INTERVAL = 20.0
"""Seconds between looks: a digest goes out within the minute it is due."""

GRACE = 10.0
"""Seconds that a post in progress has to finish when the bot stops."""

_log = logging.getLogger(__name__)


class Noted(Protocol):
    """One that notes things in memory and keeps them from time to time; it never fails."""

    async def keep(self) -> None:
        """Keep what was noted."""


class DigestLoop:
    """Posts due digests while the bot runs."""

    def __init__(
        self,
        delivering: Delivering,
        sender: Sender,
        noted: Sequence[Noted],
        *,
        held: Callable[[], bool],
    ) -> None:
        self._delivering = delivering
        self._sender = sender
        self._noted = noted
        self._held = held
        self._posting = asyncio.Lock()

    async def run(self) -> None:
        """Tick until cancelled."""
        while True:
            await self.tick()
            await asyncio.sleep(INTERVAL)

    async def tick(self) -> int:
        """Post what is due and return how many went out; a failure waits for the next tick."""
        if self._held():
            return 0
        async with self._posting:
            await self._keep()
            try:
                return await self._delivering.deliver_due(self._sender)
            except Exception as error:  # noqa: BLE001 - whatever one digest does, the next must go out
                log_failure(_log, "posting digests", error)
                return 0

    async def _keep(self) -> None:
        for each in self._noted:
            await each.keep()

    async def finish(self) -> None:
        """Wait for a post in progress, though not for ever: its claim protects what is left.

        What was counted and where answers stand is kept then: nobody could correct what is not
        known.
        """
        try:
            async with asyncio.timeout(GRACE), self._posting:
                pass
        except TimeoutError:
            _log.warning("a digest was being posted when the bot stopped; it is looked for later")
        await self._keep()
