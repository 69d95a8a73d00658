"""Deleting an answer by its button."""

from contextlib import suppress

import discord

from bot.adapters.discord.lines import NOT_ASKER
from bot.adapters.discord.post import line
from bot.adapters.discord.sending import respond
from bot.core.press import Removal
from bot.core.tongue import say


async def remove(interaction: discord.Interaction, removal: Removal) -> None:
    """Delete the message for its asker or a moderator; tell anyone else who may."""
    if str(interaction.user.id) != removal.asker and not interaction.permissions.manage_messages:
        await respond(interaction, line(say(NOT_ASKER)))
        return
    await interaction.response.defer()
    # By the interaction: that needs no permission, also where the bot is not a member.
    with suppress(discord.NotFound):  # Somebody else has just deleted it.
        await interaction.delete_original_response()
