"""The bot on Slack from start to end."""

import asyncio
import logging

from bot.adapters.slack.bot import SlackBot
from bot.adapters.slack.transports import Transport
from bot.adapters.slack.upkeep import Upkeep
from bot.service.digest_loop import DigestLoop

_log = logging.getLogger(__name__)


class TokenRevokedError(Exception):
    """Slack no longer accepts the token with which the bot has been at work."""


class Serving:
    """Serves a workspace until it is stopped, or until the workspace has removed the bot."""

    def __init__(
        self, bot: SlackBot, transport: Transport, upkeep: Upkeep, digests: DigestLoop
    ) -> None:
        self._bot, self._transport = bot, transport
        self._upkeep, self._digests = upkeep, digests
        self._stopped = asyncio.Event()

    async def run(self) -> None:
        """Serve.

        Raises:
            SlackApiError: Slack does not accept a token.
            TokenRevokedError: it no longer does.
        """
        await self._bot.check()
        async with self._transport:
            _log.info("serving Slack")
            loops = [
                asyncio.create_task(self._upkeep.run(), name="upkeep"),
                asyncio.create_task(self._digests.run(), name="digests"),
            ]
            ends = [asyncio.create_task(each.wait()) for each in (self._stopped, self._bot.removed)]
            try:
                await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            finally:
                await self._digests.finish()
                for task in (*loops, *ends):
                    task.cancel()
                await asyncio.wait((*loops, *ends))
        await self._bot.finish()
        if self._bot.removed.is_set():
            raise TokenRevokedError

    async def stop(self) -> None:
        """End it in good order."""
        self._stopped.set()
