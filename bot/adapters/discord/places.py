"""Where in Discord a question is asked, and which reports are asked there."""

import logging
from collections.abc import Sequence
from contextlib import suppress

import discord
from discord import app_commands

from bot.adapters.discord.addressed import person
from bot.adapters.discord.language import Languages
from bot.adapters.discord.options import suggest
from bot.adapters.discord.refusals import Refusal
from bot.core.knowledge import Pack
from bot.core.tongue import say, speak
from bot.service.assistant import Assistant, ScopeGoneError
from bot.service.lines import NO_SETTINGS
from bot.service.options import meant, pack_options
from bot.service.places import Place
from bot.service.ports import StoreError
from bot.service.preferences import InForce, Preferences

PLATFORM = "discord"
"""What is kept of Discord is kept under this."""

_log = logging.getLogger(__name__)


def place_of(
    guild: int | None, channel: object, channel_id: int | None, *, whole: bool = False
) -> Place:
    """The place of a channel, or of the whole server; a thread is part of its channel.

    Direct messages are a channel of no server.
    """
    if isinstance(channel, discord.Thread):
        channel_id = channel.parent_id
    return Place(
        platform=PLATFORM,
        workspace=str(guild or ""),
        channel="" if whole else str(channel_id or ""),
    )


def place_of_interaction(interaction: discord.Interaction, *, whole: bool = False) -> Place:
    """The place where a command was given, or the whole server."""
    return place_of(interaction.guild_id, interaction.channel, interaction.channel_id, whole=whole)


def place_of_message(message: discord.Message) -> Place:
    """The place where a message was written."""
    guild = message.guild.id if message.guild else None
    return place_of(guild, message.channel, message.channel.id)


class Reports:
    """The reports that are asked in a place, and the settings that hold there."""

    def __init__(
        self, assistant: Assistant, preferences: Preferences, languages: Languages
    ) -> None:
        self._assistant = assistant
        self._preferences = preferences
        self._languages = languages

    async def held(self, interaction: discord.Interaction) -> InForce:
        """The settings that hold where a command was given or a button clicked, for its user.

        From here on their language is spoken.
        """
        held = await self._held(place_of_interaction(interaction), person(interaction.user))
        speak(self._languages.of_interaction(interaction, held.language))
        return held

    async def held_at(self, message: discord.Message) -> InForce:
        """The settings that hold where a message was written, for its author."""
        return await self._held(place_of_message(message), person(message.author))

    async def _held(self, place: Place, asker: str) -> InForce:
        """The settings; where they cannot be read, the place's alone, else the defaults.

        Raises:
            Refusal: there are several reports, and which are asked is not known.
        """
        for whose in (asker, None):  # Who is blocked stays so, though the asker's are not known.
            with suppress(StoreError):
                return await self._preferences.in_force(place, whose)
        _log.warning("settings cannot be read, and none were of late")
        if len(self._assistant.packs()) > 1:
            raise Refusal(say(NO_SETTINGS))
        return self._preferences.default

    async def packs(
        self, interaction: discord.Interaction, report: str | None = None
    ) -> tuple[Pack, ...]:
        """The packs in scope, or the one among them that is named.

        Raises:
            Refusal: there is none of that name.
            ScopeGoneError: none of those in scope is loaded.
        """
        packs = self._assistant.packs((await self.held(interaction)).packs)
        if report is None:
            return packs
        pack_id = meant(report, pack_options(packs))
        if pack_id is None:
            raise Refusal(say("There is no such report here. `/packs list` shows them all."))
        return tuple(pack for pack in packs if pack.id == pack_id)

    async def suggest(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """The reports in scope that have what was typed."""
        try:
            return suggest(typed, pack_options(await self.packs(interaction)))
        except ScopeGoneError:
            return []

    async def packs_to_suggest(self, interaction: discord.Interaction) -> Sequence[Pack]:
        """The packs that what is typed may be about: none if that is unclear."""
        named = getattr(interaction.namespace, "report", None)
        try:
            return await self.packs(interaction, named or None)
        except (Refusal, ScopeGoneError):
            return ()
