"""The people of a server who take questions: their channel, their role, and what is in the way."""

from collections.abc import Iterator
from dataclasses import dataclass

import discord

from bot.adapters.discord.permissions import RELAYING, missing
from bot.adapters.discord.sending import again_if_lost
from bot.adapters.discord.stops import translated
from bot.core.tongue import say


@dataclass(frozen=True, kw_only=True, slots=True)
class Helpers:
    """Where questions go, and the one role that is notified, if any."""

    channel: discord.TextChannel
    role: discord.Role | None


def helpers_of(guild: discord.Guild, channel: str, role: str) -> Helpers | None:
    """The helpers by their ids; None if their channel is gone or no text channel.

    Everyone is no role that could be notified, whatever was set.
    """
    found = guild.get_channel(int(channel))
    named = guild.get_role(int(role)) if role else None
    if not isinstance(found, discord.TextChannel):
        return None
    return Helpers(channel=found, role=None if named is None or named.is_default() else named)


def notifying(role: discord.Role | None) -> discord.AllowedMentions:
    """Leave to notify just this role, which somebody who manages the server has named."""
    roles = [role] if role is not None else False
    return discord.AllowedMentions(everyone=False, users=False, replied_user=False, roles=roles)


async def post_for(helpers: Helpers, text: str, *, nonce: str) -> None:
    """Post for helpers; Discord keeps it single by the nonce, over two processes, too.

    Raises:
        SendError: it was not posted.
    """
    send, mentions = helpers.channel.send, notifying(helpers.role)
    with translated():
        await again_if_lost(
            lambda: send(text, nonce=nonce, allowed_mentions=mentions, suppress_embeds=True)
        )


def obstacles(guild: discord.Guild, channel: str, role: str) -> Iterator[str]:
    """A line for each thing that keeps questions from reaching the helpers."""
    helpers = helpers_of(guild, channel, role)
    if helpers is None:
        yield say(
            "<#{channel}>, where questions are to be passed on, is gone, hidden from me or no text"
            " channel. `/settings helpers` names another one."
        ).format(channel=channel)
        return
    for need in missing(helpers.channel.permissions_for(guild.me), RELAYING):
        yield say(
            "{channel}: I lack **{permission}**, so no question can be passed on there. Channel"
            " settings → Permissions → my role → allow it."
        ).format(channel=helpers.channel.mention, permission=say(need.shown))
    if role and helpers.role is None:
        yield say(
            "The role that is to be notified of questions is gone. `/settings helpers` names"
            " another one."
        )
    elif helpers.role is not None and not _can_notify(helpers.channel, helpers.role):
        yield say(
            "{role} is not notified of questions: allow anyone to mention it in the server’s"
            " settings, under **Roles**."
        ).format(role=helpers.role.mention)


def _can_notify(channel: discord.TextChannel, role: discord.Role) -> bool:
    return role.mentionable or channel.permissions_for(channel.guild.me).mention_everyone
