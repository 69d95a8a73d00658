"""Telling somebody who can mend it that the bot was asked where it may not write."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import discord

from bot.adapters.discord.sending import NO_MENTIONS
from bot.core.tongue import say

SELDOM = timedelta(days=1)
"""How often somebody is told of one channel at most."""

_log = logging.getLogger(__name__)


class Hints:
    """Tells the owner of a server, by direct message: whom else to tell only members could say."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._told: dict[int, datetime] = {}

    async def tell(self, message: discord.Message) -> None:
        """Tell that a message could not be answered where it was asked, once a day and channel."""
        guild, now = message.guild, self._clock()
        told = self._told.get(message.channel.id)
        if guild is None or guild.owner_id is None or (told is not None and now - told < SELDOM):
            return
        self._told[message.channel.id] = now
        hint = say(
            "I was asked something in <#{channel}> of your server {server}, but may not write"
            " there. Give me **View Channel**, **Send Messages** and **Embed Links** in the"
            " channel’s settings, or take the channel’s mention permission away. I answered the"
            " member directly, and shall tell you of this channel once a day at most."
        ).format(channel=message.channel.id, server=discord.utils.escape_markdown(guild.name))
        try:
            owner = guild.owner or await guild.fetch_member(guild.owner_id)
            await owner.send(hint, allowed_mentions=NO_MENTIONS)
        except discord.HTTPException as error:
            _log.warning("the owner of a server could not be told (%s)", error.status)
