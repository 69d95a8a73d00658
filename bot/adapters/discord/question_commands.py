"""The commands about the report. Their docstrings are what users read in Discord."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.adapters.discord.addressed import conversation_of
from bot.adapters.discord.options import section_options, suggest, topic_options
from bot.adapters.discord.pages import help_page, summary_page, topic_page, topics_page
from bot.adapters.discord.render import render
from bot.adapters.discord.sending import respond
from bot.service.assistant import Assistant

LONGEST_QUESTION = 500
"""Characters: more is a text, not a question."""

Suggestions = list[app_commands.Choice[str]]


class QuestionCommands(commands.Cog):
    """Ask, and look around in the report. Answers are public; lists are for the asker alone."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    @app_commands.command()
    async def ask(
        self,
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, LONGEST_QUESTION],
    ) -> None:
        """Ask the report a question in your own words.

        Args:
            interaction: Discord's.
            question: Your question; also “more”, “source” or the number of a choice.
        """
        conversation = conversation_of(interaction.channel_id, interaction.user)
        answer = await self._assistant.ask(question, conversation=conversation)
        await respond(interaction, render(answer))

    @app_commands.command()
    async def summary(self, interaction: discord.Interaction, section: str | None = None) -> None:
        """Read the report in short, or one section of it.

        Args:
            interaction: Discord's.
            section: The section; without it you see what there is.
        """
        await respond(
            interaction, summary_page(self._assistant.pack, section, self._assistant.now())
        )

    @summary.autocomplete("section")
    async def _sections(self, _: discord.Interaction, typed: str) -> Suggestions:
        return suggest(typed, section_options(self._assistant.pack))

    @app_commands.command()
    async def topics(self, interaction: discord.Interaction) -> None:
        """See what the report touches on, with pages to read on."""
        await respond(interaction, topics_page(self._assistant.pack))

    @app_commands.command()
    async def topic(self, interaction: discord.Interaction, name: str) -> None:
        """See what you can ask about one topic.

        Args:
            interaction: Discord's.
            name: The topic.
        """
        await respond(interaction, topic_page(self._assistant.pack, name, self._assistant.now()))

    @topic.autocomplete("name")
    async def _topics(self, _: discord.Interaction, typed: str) -> Suggestions:
        return suggest(typed, topic_options(self._assistant.pack))

    @app_commands.command()
    async def help(self, interaction: discord.Interaction) -> None:
        """See what I am for and how to ask."""
        await respond(interaction, help_page(self._assistant.pack, self._assistant.now()))
