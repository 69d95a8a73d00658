"""Telling somebody who can mend it that the bot may not write where it should."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import discord

from bot.adapters.discord.deferring import LOST
from bot.adapters.discord.sending import NO_MENTIONS
from bot.core.tongue import say
from bot.service.bounded import Bounded

SELDOM = timedelta(days=1)
"""How often somebody is told of one channel at most."""

_log = logging.getLogger(__name__)


class Hints:
    """Tells the owner of a server, by direct message: whom else to tell only members could say."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._told: Bounded[int, datetime] = Bounded()

    async def tell(self, message: discord.Message) -> None:
        """Tell that a message could not be answered where it was asked, once a day and channel."""
        if message.guild is None:
            return
        hint = say(
            "I was asked something in <#{channel}> of your server {server}, but may not write"
            " there. Give me **View Channel**, **Send Messages** and **Embed Links** in the"
            " channel’s settings, or take the channel’s mention permission away. I answered the"
            " member directly, and shall tell you of this channel once a day at most."
        )
        await self._tell(message.guild, message.channel.id, hint)

    async def unreachable(self, guild: discord.Guild, channel: int) -> None:
        """Tell that a question could not be passed on in a channel, once a day and channel."""
        hint = say(
            "A member of your server {server} wanted to pass a question on, but I may not write in"
            " <#{channel}>, or it is gone. `/doctor` says what is missing; `/settings helpers`"
            " names another channel. I shall tell you of this channel once a day at most."
        )
        await self._tell(guild, channel, hint)

    async def _tell(self, guild: discord.Guild, channel: int, hint: str) -> None:
        told, now = self._told.get(channel), self._clock()
        if guild.owner_id is None or (told is not None and now - told < SELDOM):
            return
        self._told.keep(channel, now)
        text = hint.format(channel=channel, server=discord.utils.escape_markdown(guild.name))
        try:
            owner = guild.owner or await guild.fetch_member(guild.owner_id)
            await owner.send(text, allowed_mentions=NO_MENTIONS)
        except discord.HTTPException as error:
            _log.warning("the owner of a server could not be told (%s)", error.status)
        except LOST:
            _log.warning("the owner of a server could not be told: the connection broke")
