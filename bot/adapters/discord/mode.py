"""How messages look in a place: as cards, or plainly."""

from enum import Enum

import discord


class Mode(Enum):
    """A card is laid out in components; a plain message is text, with buttons under it."""

    CARD = "card"
    PLAIN = "plain"


def mode_of_interaction(interaction: discord.Interaction, *, plain: bool) -> Mode:
    """The mode of a response: plain if that is wanted, or where the bot may not embed links.

    A server that does not let it wants text there.
    """
    in_server = interaction.guild_id is not None
    return _mode(plain=plain, may_embed=not in_server or interaction.app_permissions.embed_links)


def mode_of_channel(channel: object, *, plain: bool) -> Mode:
    """The mode of a message in a channel, a thread or a direct conversation.

    A channel that the bot has not been told of is written to plainly.
    """
    if isinstance(channel, discord.Thread):
        channel = channel.parent
    if isinstance(channel, discord.abc.GuildChannel):
        held = channel.permissions_for(channel.guild.me)
        return _mode(plain=plain, may_embed=held.embed_links)
    return _mode(plain=plain, may_embed=channel is not None)


def _mode(*, plain: bool, may_embed: bool) -> Mode:
    return Mode.PLAIN if plain or not may_embed else Mode.CARD
