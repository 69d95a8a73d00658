"""Who may manage a server's bot, and the place that they manage."""

from typing import Literal

import discord
from discord import app_commands

from bot.adapters.discord.company import check_member, server_of
from bot.adapters.discord.places import place_of_interaction
from bot.service.places import Place

Where = Literal["channel", "server"]


def check_manager(interaction: discord.Interaction) -> discord.Guild:
    """The server, where a command or a click is of somebody who manages it.

    Server owners can hand commands to anyone in the server's settings, so it is checked here too.

    Raises:
        Refusal: the bot is no member of the server.
        MissingPermissions: it is of somebody else.
    """
    check_member(interaction)
    server = server_of(interaction)
    if server is None or not interaction.permissions.manage_guild:
        raise app_commands.MissingPermissions(["manage_guild"])
    return server


def managed(interaction: discord.Interaction, where: Where) -> Place:
    """The channel, or the whole server, in which a manager gave a command."""
    return place_of_interaction(interaction, whole=where == "server")
