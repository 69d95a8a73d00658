"""Who may manage a server's bot, and the place that they manage."""

from typing import Literal

import discord
from discord import app_commands

from bot.adapters.discord.places import place_of_interaction
from bot.service.places import Place

Where = Literal["channel", "server"]


def check_manager(interaction: discord.Interaction) -> None:
    """See that a command or a click is of somebody who manages the server.

    Server owners can hand commands to anyone in the server's settings, so it is checked here too.

    Raises:
        MissingPermissions: it is not.
    """
    if interaction.guild_id is None or not interaction.permissions.manage_guild:
        raise app_commands.MissingPermissions(["manage_guild"])


def managed(interaction: discord.Interaction, where: Where) -> Place:
    """The channel, or the whole server, in which a manager gave a command."""
    return place_of_interaction(interaction, whole=where == "server")
