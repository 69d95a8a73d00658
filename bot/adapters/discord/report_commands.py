"""The commands to look around in the report. Their docstrings are what users read in Discord."""

from collections.abc import Callable
from itertools import chain

import discord
from discord import app_commands
from discord.ext import commands

from bot.adapters.discord.mode import mode_of_interaction
from bot.adapters.discord.options import suggest
from bot.adapters.discord.pages import (
    help_page,
    report_page,
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
from bot.service.options import Option, having, section_options, topic_options

Suggestions = list[app_commands.Choice[str]]


class ReportCommands(commands.Cog):
    """Look around in the report. Every response is for the asker alone."""

    def __init__(self, assistant: Assistant, reports: Reports) -> None:
        self._assistant = assistant
        self._reports = reports

    @app_commands.command()
    async def report(self, interaction: discord.Interaction, report: str | None = None) -> None:
        """See which report I quote, what it covers and how to cite it.

        Args:
            interaction: Discord's.
            report: The report, where there are several.
        """
        packs = await self._reports.packs(interaction, report)
        several = len(packs) > 1
        page = reports_page(packs, "report") if several else report_page(packs[0])
        await self._respond(interaction, page)

    @app_commands.command()
    async def section(
        self, interaction: discord.Interaction, name: str, report: str | None = None
    ) -> None:
        """Read one section of the report in short, and see what you can ask about it.

        Args:
            interaction: Discord's.
            name: The section.
            report: The report, where there are several.
        """
        packs = await self._reports.packs(interaction, report)
        pack = having(packs, section_options, name)
        await self._respond(interaction, summary_page(pack, name, self._assistant.now()))

    async def _respond(self, interaction: discord.Interaction, post: Post) -> None:
        held = await self._reports.held(interaction)
        await respond(interaction, post, mode_of_interaction(interaction, plain=held.plain))

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
    @section.autocomplete("name")
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
    @section.autocomplete("report")
    @report.autocomplete("report")
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
