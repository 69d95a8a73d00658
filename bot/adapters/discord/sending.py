"""Sending a post so that exactly one message arrives, also where Discord refuses parts of it."""

import logging
from typing import Any

import discord

from bot.adapters.discord.layout import lay_out, without_buttons
from bot.adapters.discord.mode import Mode
from bot.adapters.discord.post import Post

NO_MENTIONS = discord.AllowedMentions.none()
"""Nothing we send notifies anyone."""

COUNTED = frozenset({401, 403, 429})
"""Statuses of which Discord bans an address that draws 10,000 in ten minutes: never sent again."""

_log = logging.getLogger(__name__)


async def reply(message: discord.Message, post: Post, mode: Mode = Mode.PLAIN) -> None:
    """Reply to a message; as mere text if Discord refuses the rest, privately if the channel.

    The message's id is the nonce: a repeated event or a repeated attempt yields no second reply.
    """
    once: dict[str, Any] = {"nonce": str(message.id), "allowed_mentions": NO_MENTIONS}
    reference = message.to_reference(fail_if_not_exists=False)
    try:
        await message.channel.send(reference=reference, **lay_out(post, mode), **once)
    except discord.Forbidden:
        await _reply_privately(message, post)
    except discord.HTTPException as error:
        if error.status in COUNTED:
            raise
        _log.warning("a reply was refused (%s %s): sending it plainly", error.status, error.code)
        await message.channel.send(**without_buttons(post), **once)


async def _reply_privately(message: discord.Message, post: Post) -> None:
    """Answer by direct message where we may not write, unless that is closed, too."""
    _log.warning("may not write in channel %s: answering privately", message.channel.id)
    if message.guild is None:
        return
    try:
        await message.author.send(**without_buttons(post), allowed_mentions=NO_MENTIONS)
    except discord.Forbidden:
        _log.warning("may not write to the asker either: no answer was possible")


async def respond(interaction: discord.Interaction, post: Post, mode: Mode = Mode.PLAIN) -> None:
    """Answer a command or a click, as mere text if Discord refuses the rest."""
    send: Any = interaction.response.send_message
    if interaction.response.is_done():
        send = interaction.followup.send
    rest: dict[str, Any] = {"ephemeral": post.private, "allowed_mentions": NO_MENTIONS}
    try:
        await send(**lay_out(post, mode), **rest)
    except discord.NotFound:
        raise  # The interaction is over: Discord has already told the user.
    except discord.HTTPException as error:
        if error.status in COUNTED:
            raise
        _log.warning("a response was refused (%s %s): sending it plainly", error.status, error.code)
        await send(**without_buttons(post), **rest)
