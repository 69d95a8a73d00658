"""Sending a post so that exactly one message arrives, also where Discord refuses parts of it."""

import io
import logging
from collections.abc import Awaitable, Callable
from enum import Enum
from functools import partial
from typing import Any, TypeVar

import discord
from discord import ui

from bot.adapters.discord.deferring import LOST, Deferral, deferral_of
from bot.adapters.discord.following import end_wait
from bot.adapters.discord.layout import lay_out, without_buttons
from bot.adapters.discord.mode import Mode
from bot.adapters.discord.post import Post, line
from bot.adapters.discord.strikes import COUNTED

NO_MENTIONS = discord.AllowedMentions.none()
"""What we send notifies nobody; the one exception is in `helping`."""

CLOSED = 50083
"""Discord's code for a thread that is archived or locked; it comes with 400 as well as with 403."""

ACKNOWLEDGED = 40060
"""Discord's code for an interaction that was acknowledged before."""

UNAVAILABLE = 503
"""The one failure of a server that discord.py does not try again by itself, for messages."""

Sent = TypeVar("Sent")


class Unsent(Enum):
    """Why a reply does not stand where it was asked for."""

    FORBIDDEN = "forbidden"
    """The bot may not write there."""
    CLOSED = "closed"
    """Nobody writes there any more: the thread was closed since."""


HUSH = "\N{HOURGLASS WITH FLOWING SAND}"
"""The reaction to a message that is not answered now."""

_log = logging.getLogger(__name__)


async def reply(
    message: discord.Message, post: Post, mode: Mode = Mode.PLAIN
) -> discord.Message | Unsent:
    """Reply to a message; as mere text if Discord refuses the rest, privately if the channel.

    The message's id is the nonce: a repeated event or a repeated attempt yields no second reply.
    Returns the reply, or why there is none.
    """
    once: dict[str, Any] = {"nonce": str(message.id), "allowed_mentions": NO_MENTIONS}
    reference = message.to_reference(fail_if_not_exists=False)
    send = message.channel.send
    try:
        return await again_if_lost(lambda: send(reference=reference, **lay_out(post, mode), **once))
    except discord.HTTPException as error:
        if error.code == CLOSED or isinstance(error, discord.Forbidden):
            await _reply_privately(message, post)
            return Unsent.CLOSED if error.code == CLOSED else Unsent.FORBIDDEN
        if is_in_vain(error):
            raise
        _log.warning("a reply was refused (%s %s): sending it plainly", error.status, error.code)
        return await again_if_lost(lambda: send(**without_buttons(post), **once))


async def hush(message: discord.Message, post: Post) -> None:
    """Let somebody who was told already why they get no answer see that this holds on.

    By a reaction, which makes no noise; by a reply where reactions are not allowed.
    """
    try:
        await message.add_reaction(HUSH)
    except discord.Forbidden:
        await reply(message, post)


def is_in_vain(error: BaseException | None) -> bool:
    """Whether another message in place of the one that failed so would fail, too, or do harm."""
    if not isinstance(error, discord.HTTPException):
        return False
    return error.status in COUNTED or isinstance(error, discord.DiscordServerError)


async def again_if_lost(send: Callable[[], Awaitable[Sent]]) -> Sent:
    """Send what may be sent twice; once more if the connection or Discord failed for a moment."""
    try:
        return await send()
    except LOST:
        _log.warning("the connection broke while sending: sending the same again")
    except discord.DiscordServerError as error:
        if error.status != UNAVAILABLE:
            raise  # It was tried five times.
        _log.warning("Discord is unavailable (503): sending the same again")
    return await send()


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

    Where it was acknowledged before, nothing is added: another process with the same token was
    faster, or an attempt arrived whose receipt did not. Returns the message's id, as far as
    Discord tells it.
    """
    deferral = deferral_of(interaction)
    if deferral is not None:
        await deferral.settle()
    try:
        return await _respond(interaction, post, lay_out(post, mode))
    except discord.NotFound:
        raise  # The interaction is over: Discord has already told the user.
    except discord.HTTPException as error:
        if error.code == ACKNOWLEDGED:
            return await _acknowledged(interaction, deferral, post, mode)
        if is_in_vain(error):
            raise
        _log.warning("a response was refused (%s %s): sending it plainly", error.status, error.code)
        return await _respond(interaction, post, without_buttons(post))


async def respond_with_file(
    interaction: discord.Interaction, post: Post, name: str, content: bytes
) -> None:
    """Answer a command with a file."""
    deferral = deferral_of(interaction)
    if deferral is not None:
        await deferral.settle()
    file = discord.File(io.BytesIO(content), filename=name)
    await _respond(interaction, post, {"file": file, **without_buttons(post)})


async def respond_with_view(interaction: discord.Interaction, view: ui.LayoutView) -> None:
    """Answer a command privately with a page of our own."""
    deferral = deferral_of(interaction)
    if deferral is not None:
        await deferral.settle()
    await _respond(interaction, line(""), {"view": view})


async def _acknowledged(
    interaction: discord.Interaction, deferral: Deferral | None, post: Post, mode: Mode
) -> int | None:
    """End the wait if it was our own, asked for without learning that it was granted."""
    if deferral is None or not deferral.in_doubt:
        _log.info("an interaction had been acknowledged before: nothing is added")
        return None
    return await end_wait(interaction, deferral, lay_out(post, mode), _rest(post))


async def _respond(
    interaction: discord.Interaction, post: Post, content: dict[str, Any]
) -> int | None:
    response = interaction.response
    if not response.is_done():
        send = partial(response.send_message, **content, **_rest(post))
        # Discord takes one response: that keeps it single.
        return (await again_if_lost(send)).message_id
    waits = response.type is discord.InteractionResponseType.deferred_channel_message
    deferral = deferral_of(interaction)
    if waits and deferral is not None and not deferral.over:
        return await end_wait(interaction, deferral, content, _rest(post))
    return (await interaction.followup.send(wait=True, **content, **_rest(post))).id


def _rest(post: Post) -> dict[str, Any]:
    return {"ephemeral": post.private, "allowed_mentions": NO_MENTIONS}
