"""Passing a question that was not answered on to people, when whoever asked wants that."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord
from discord.ext import commands
from discord.utils import format_dt

from bot.adapters.discord import lines
from bot.adapters.discord.addressed import person
from bot.adapters.discord.asking import asked_by, asker_of, denial_text
from bot.adapters.discord.company import server_of
from bot.adapters.discord.deferring import keep_deadline
from bot.adapters.discord.handoff_page import Form, handoff_form, helpers_text, link_to
from bot.adapters.discord.helping import Helpers, helpers_of, post_for
from bot.adapters.discord.hints import Hints
from bot.adapters.discord.language import Languages
from bot.adapters.discord.listening import pressed
from bot.adapters.discord.permissions import RELAYING, missing
from bot.adapters.discord.places import Reports, place_of
from bot.adapters.discord.post import line
from bot.adapters.discord.refusals import Refusal
from bot.adapters.discord.sending import respond
from bot.adapters.discord.services import Services
from bot.core.press import Handoff
from bot.core.tongue import Tongue, say, speaking
from bot.service.places import Scope
from bot.service.ports import SendError, StoreError
from bot.service.relay import Wait
from bot.service.seen import Seen

_log = logging.getLogger(__name__)


class Unreachable(Refusal):
    """The bot may not write where questions of a server go, or that is gone."""

    def __init__(self, guild: discord.Guild, channel: str) -> None:
        super().__init__(say(lines.HELPERS_UNREACHABLE))
        self.guild, self.channel = guild, int(channel)


class Handoffs(commands.Cog):
    """Shows what would be passed on, and passes it on once that is confirmed.

    The form carries all it needs in its custom id and is answered after a restart, too. Of what
    is passed on nothing is kept.
    """

    def __init__(self, services: Services, reports: Reports, languages: Languages) -> None:
        self._services, self._reports, self._languages = services, reports, languages
        self._hints = Hints(services.assistant.now)
        self._seen: Seen[int] = Seen()

    async def offer(self, interaction: discord.Interaction, press: Handoff) -> None:
        """Answer a click with the form, or say why nothing can be passed on."""
        async with self._taking(interaction):
            helpers, _ = await self._helpers(interaction)
            waiting = self._services.relay.wait(*_whose(interaction))
            if waiting is not None:
                raise Refusal(_told(waiting))
            turn = self._services.assistant.recalled(press.mark)
            question = press.query or (turn.utterance if turn else "")
            await interaction.response.send_modal(handoff_form(press, question, helpers.channel))

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Pass on what was confirmed by a form."""
        form = Form.of(interaction)
        if form is None or not self._seen.first(interaction.id):
            return
        client: Any = interaction.client
        keep_deadline(interaction, private=True, patience=client.limits.patience)
        async with self._taking(interaction):
            channel = await self._pass_on(interaction, form)
            told = say(lines.PASSED_ON).format(channel=channel.mention)
            await respond(interaction, line(told))

    @asynccontextmanager
    async def _taking(self, interaction: discord.Interaction) -> AsyncIterator[None]:
        """Say why a question is not passed on; and then, if they can mend it, to the owner."""
        found: Unreachable | None = None
        async with pressed(interaction):
            try:
                yield
            except Unreachable as error:
                found = error
                raise
        if found is not None:
            await self._hints.unreachable(found.guild, found.channel)

    async def _pass_on(self, interaction: discord.Interaction, form: Form) -> discord.TextChannel:
        """Post for the helpers what a form says; return their channel.

        Raises:
            Refusal: it was not posted.
        """
        helpers, scope = await self._helpers(interaction)
        if form.channel != str(helpers.channel.id):
            raise Refusal(say(lines.HELPERS_CHANGED))
        if not form.question:
            raise Refusal(say("You have written nothing, so nothing was passed on."))
        waiting = self._services.relay.take(*_whose(interaction))
        if waiting is not None:
            raise Refusal(_told(waiting))
        try:
            with speaking(await self._tongue(helpers.channel)):
                text = helpers_text(
                    question=form.question,
                    asker=interaction.user.mention,
                    link=link_to(interaction),
                    title=self._title(form, scope),
                    role=helpers.role,
                )
            await post_for(helpers, text, nonce=str(interaction.id))
        except SendError as error:
            self._services.relay.give_back(*_whose(interaction))
            _log.warning("a question could not be passed on in channel %s", helpers.channel.id)
            told = say("Your question was not passed on: {reason}.").format(reason=error)
            raise Refusal(told) from error
        return helpers.channel

    async def _helpers(self, interaction: discord.Interaction) -> tuple[Helpers, Scope]:
        """Where a question of somebody goes, and the packs that are asked where they ask.

        Raises:
            Refusal: it can go nowhere, or they may not ask.
        """
        held = await self._reports.held(interaction)
        asked = asked_by(interaction, "")
        denial = self._services.manners.admit(asker_of(asked), asked.place, held, asks=False)
        if denial is not None:
            raise Refusal(denial_text(denial))
        guild = server_of(interaction)
        if guild is None or not held.helpers:
            raise Refusal(say(lines.NO_HELPERS))
        helpers = helpers_of(guild, held.helpers, held.helper_role)
        lacks = helpers is None or missing(helpers.channel.permissions_for(guild.me), RELAYING)
        if helpers is None or lacks:
            raise Unreachable(guild, held.helpers)
        return helpers, held.packs

    def _title(self, form: Form, scope: Scope) -> str:
        """The title of the one report that was asked, if it was one."""
        assistant = self._services.assistant
        ids = (form.pack,) if form.pack else scope or [pack.id for pack in assistant.packs()]
        pack = assistant.find_pack(ids[0]) if len(ids) == 1 else None
        return pack.source.title if pack else ""

    async def _tongue(self, channel: discord.TextChannel) -> Tongue:
        """The language of the helpers' channel, whoever asks."""
        place = place_of(channel.guild.id, channel, channel.id)
        try:
            chosen = (await self._services.preferences.in_force(place)).language
        except StoreError:
            chosen = ""
        return self._languages.of_channel(channel, chosen)


def _whose(interaction: discord.Interaction) -> tuple[str, str]:
    """Of which person and which server a question is, for counting."""
    return person(interaction.user), str(interaction.guild_id)


def _told(waiting: Wait) -> str:
    """When something can be passed on again."""
    when = format_dt(waiting.until, "R")
    return say(lines.PASSED_ENOUGH if waiting.own else lines.HELPERS_BUSY).format(when=when)
