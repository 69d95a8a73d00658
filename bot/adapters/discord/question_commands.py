"""The commands about the report. Their docstrings are what users read in Discord."""

from collections.abc import Callable
from itertools import chain

import discord
from discord import app_commands
from discord.ext import commands

from bot.adapters.discord.addressed import conversation_of, person
from bot.adapters.discord.controls import answered, deletable
from bot.adapters.discord.deferring import PUBLIC
from bot.adapters.discord.mode import Modes
from bot.adapters.discord.options import (
    Option,
    having,
    section_options,
    suggest,
    topic_options,
)
from bot.adapters.discord.pages import (
    help_page,
    reports_page,
    summary_page,
    topic_page,
    topics_page,
)
from bot.adapters.discord.places import Reports
from bot.adapters.discord.post import Post
from bot.adapters.discord.sending import respond
from bot.core.knowledge import Pack
from bot.service.assistant import Assistant

LONGEST_QUESTION = 500
"""Characters: more is a text, not a question."""

Suggestions = list[app_commands.Choice[str]]


class QuestionCommands(commands.Cog):
    """Ask, and look around in the report. Answers are public; lists are for the asker alone."""

    def __init__(self, assistant: Assistant, reports: Reports, modes: Modes) -> None:
        self._assistant = assistant
        self._reports = reports
        self._modes = modes

    @app_commands.command(extras={PUBLIC: True})
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
        scope = await self._reports.scope(interaction)
        answer = await self._assistant.ask(
            question, conversation=conversation, scope=scope, person=person(interaction.user)
        )
        post = answered(answer, question, self._assistant.now())
        await self._respond(interaction, deletable(post, interaction.user))

    async def _respond(self, interaction: discord.Interaction, post: Post) -> None:
        await respond(interaction, post, self._modes.of_interaction(interaction))

    @app_commands.command()
    async def summary(
        self,
        interaction: discord.Interaction,
        section: str | None = None,
        report: str | None = None,
    ) -> None:
        """Read the report in short, or one section of it.

        Args:
            interaction: Discord's.
            section: The section; without it you see what there is.
            report: The report, where there are several.
        """
        packs = await self._reports.packs(interaction, report)
        if section is None and len(packs) > 1:
            await self._respond(interaction, reports_page(packs, "summary"))
            return
        pack = having(packs, section_options, section or "")
        await self._respond(interaction, summary_page(pack, section, self._assistant.now()))

    @summary.autocomplete("section")
    async def _sections(self, interaction: discord.Interaction, typed: str) -> Suggestions:
        return await self._suggest(interaction, typed, section_options)

    @app_commands.command()
    async def topics(self, interaction: discord.Interaction, report: str | None = None) -> None:
        """See what the report touches on, with pages to read on.

        Args:
            interaction: Discord's.
            report: The report, where there are several.
        """
        packs = await self._reports.packs(interaction, report)
        several = len(packs) > 1
        page = reports_page(packs, "topics") if several else topics_page(packs[0])
        await self._respond(interaction, page)

    @app_commands.command()
    async def topic(
        self, interaction: discord.Interaction, name: str, report: str | None = None
    ) -> None:
        """See what you can ask about one topic.

        Args:
            interaction: Discord's.
            name: The topic.
            report: The report, where there are several.
        """
        packs = await self._reports.packs(interaction, report)
        pack = having(packs, topic_options, name)
        await self._respond(interaction, topic_page(pack, name, self._assistant.now()))

    @topic.autocomplete("name")
    async def _topics(self, interaction: discord.Interaction, typed: str) -> Suggestions:
        return await self._suggest(interaction, typed, topic_options)

    @summary.autocomplete("report")
    @topics.autocomplete("report")
    @topic.autocomplete("report")
    async def _packs(self, interaction: discord.Interaction, typed: str) -> Suggestions:
        return await self._reports.suggest(interaction, typed)

    async def _suggest(
        self,
        interaction: discord.Interaction,
        typed: str,
        options_of: Callable[[Pack], list[Option]],
    ) -> Suggestions:
        packs = await self._reports.packs_to_suggest(interaction)
        options = chain.from_iterable(map(options_of, packs))
        return suggest(typed, {option.value: option for option in options}.values())

    @app_commands.command()
    async def help(self, interaction: discord.Interaction) -> None:
        """See what I am for and how to ask."""
        packs = await self._reports.packs(interaction)
        await self._respond(interaction, help_page(packs, self._assistant.now()))
