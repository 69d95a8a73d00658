"""Sending a post so that exactly one message arrives, also where Discord refuses parts of it."""

import io
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.adapters.discord.layout import lay_out, without_buttons
from bot.adapters.discord.mode import Mode
from bot.adapters.discord.post import Post

NO_MENTIONS = discord.AllowedMentions.none()
"""Nothing we send notifies anyone."""

COUNTED = frozenset({401, 403, 429})
"""Statuses of which Discord bans an address that draws 10,000 in ten minutes: never sent again."""

HUSH = "\N{HOURGLASS WITH FLOWING SAND}"
"""The reaction to a message that is not answered now."""

Sending = Callable[..., Awaitable[int | None]]
"""Sends what its arguments say, and returns the message's id."""

_log = logging.getLogger(__name__)


async def reply(
    message: discord.Message, post: Post, mode: Mode = Mode.PLAIN
) -> discord.Message | None:
    """Reply to a message; as mere text if Discord refuses the rest, privately if the channel.

    The message's id is the nonce: a repeated event or a repeated attempt yields no second reply.
    Returns the reply, or None if the bot may not write there.
    """
    once: dict[str, Any] = {"nonce": str(message.id), "allowed_mentions": NO_MENTIONS}
    reference = message.to_reference(fail_if_not_exists=False)
    try:
        return await message.channel.send(reference=reference, **lay_out(post, mode), **once)
    except discord.Forbidden:
        await _reply_privately(message, post)
        return None
    except discord.HTTPException as error:
        if error.status in COUNTED:
            raise
        _log.warning("a reply was refused (%s %s): sending it plainly", error.status, error.code)
        return await message.channel.send(**without_buttons(post), **once)


async def hush(message: discord.Message, post: Post) -> None:
    """Let somebody who was told already why they get no answer see that this holds on.

    By a reaction, which makes no noise; by a reply where reactions are not allowed.
    """
    try:
        await message.add_reaction(HUSH)
    except discord.Forbidden:
        await reply(message, post)


async def _reply_privately(message: discord.Message, post: Post) -> None:
    """Answer by direct message where we may not write, unless that is closed, too."""
    _log.warning("may not write in channel %s: answering privately", message.channel.id)
    if message.guild is None:
        return
    try:
        await message.author.send(**without_buttons(post), allowed_mentions=NO_MENTIONS)
    except discord.Forbidden:
        _log.warning("may not write to the asker either: no answer was possible")


async def respond(
    interaction: discord.Interaction, post: Post, mode: Mode = Mode.PLAIN
) -> int | None:
    """Answer a command or a click, as mere text if Discord refuses the rest.

    Returns the message's id, as far as Discord tells it.
    """
    done = interaction.response.is_done()
    send = _further_response(interaction) if done else _first_response(interaction)
    rest: dict[str, Any] = {"ephemeral": post.private, "allowed_mentions": NO_MENTIONS}
    try:
        return await send(**lay_out(post, mode), **rest)
    except discord.NotFound:
        raise  # The interaction is over: Discord has already told the user.
    except discord.HTTPException as error:
        if error.status in COUNTED:
            raise
        _log.warning("a response was refused (%s %s): sending it plainly", error.status, error.code)
        return await send(**without_buttons(post), **rest)


async def respond_with_file(
    interaction: discord.Interaction, post: Post, name: str, content: bytes
) -> None:
    """Answer a command with a file."""
    done = interaction.response.is_done()
    send = _further_response(interaction) if done else _first_response(interaction)
    file = discord.File(io.BytesIO(content), filename=name)
    rest: dict[str, Any] = {"ephemeral": post.private, "allowed_mentions": NO_MENTIONS}
    await send(file=file, **without_buttons(post), **rest)


def _first_response(interaction: discord.Interaction) -> Sending:
    async def send(**said: Any) -> int | None:
        return (await interaction.response.send_message(**said)).message_id

    return send


def _further_response(interaction: discord.Interaction) -> Sending:
    async def send(**said: Any) -> int | None:
        return (await interaction.followup.send(wait=True, **said)).id

    return send
