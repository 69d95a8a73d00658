"""The commands with which anybody sees, takes along and deletes what is kept of them."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.adapters.discord.addressed import person
from bot.adapters.discord.places import place_of_interaction
from bot.adapters.discord.post import line
from bot.adapters.discord.privacy_page import privacy_page
from bot.adapters.discord.sending import respond, respond_with_file
from bot.core.tongue import say
from bot.service.privacy import Kept, Privacy, exported

EXPORT = "briefing-privacy.json"
"""The name of the file that somebody takes along."""


class PrivacyCommands(
    commands.GroupCog, group_name="privacy", group_description="What is kept of you, and why."
):
    """Show, export and delete. For everybody, everywhere, and seen by nobody else."""

    def __init__(self, privacy: Privacy) -> None:
        self._privacy = privacy

    @app_commands.command()
    async def show(self, interaction: discord.Interaction) -> None:
        """See what is kept of you, and why."""
        kept = await self._kept(interaction)
        await respond(interaction, privacy_page(kept, keeps_misses=self._privacy.keeps_misses))

    @app_commands.command()
    async def export(self, interaction: discord.Interaction) -> None:
        """Take along what is kept of you, as a file."""
        kept = await self._kept(interaction)
        await respond_with_file(
            interaction, line(say("This is all that I keep of you.")), EXPORT, exported(kept)
        )

    @app_commands.command()
    async def delete(self, interaction: discord.Interaction) -> None:
        """Delete what is kept of you."""
        await self._privacy.forget(person(interaction.user), str(interaction.user.id))
        told = say(
            "What you set for yourself is deleted, the digests that I sent you as well, and I have"
            " forgotten our conversations. If a server has blocked you, that is the server’s and"
            " stays. My answers are messages at Discord: their **Delete** button deletes them."
        )
        await respond(interaction, line(told))

    async def _kept(self, interaction: discord.Interaction) -> Kept:
        user = interaction.user
        return await self._privacy.kept(
            person(user), str(user.id), place_of_interaction(interaction)
        )
