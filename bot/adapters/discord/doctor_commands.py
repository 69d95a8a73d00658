"""The command that says what is in the way. Its docstring is what users read in Discord."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.adapters.discord.diagnosis import diagnose, told
from bot.adapters.discord.managing import check_manager
from bot.adapters.discord.permissions import server_link
from bot.adapters.discord.post import line
from bot.adapters.discord.sending import respond
from bot.adapters.discord.services import Services
from bot.adapters.discord.setting_pages import fitted
from bot.core.tongue import say


class DoctorCommands(commands.Cog):
    """Looks at the server for those who manage it. The response is private."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.default_permissions(manage_guild=True)
    async def doctor(self, interaction: discord.Interaction) -> None:
        """See what keeps me from working here, and how to mend it."""
        server = check_manager(interaction)
        link = say("My invitation, with just the permissions that I need: <{link}>").format(
            link=server_link(interaction.application_id)
        )
        diagnosis = await diagnose(
            self._services,
            server,
            interaction.channel_id,
            reads_messages=interaction.client.intents.message_content,
        )
        head, *findings = told(diagnosis)
        await respond(interaction, line(fitted([head], findings, [link])))
