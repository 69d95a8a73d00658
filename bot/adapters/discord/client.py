"""The bot on Discord: events in, one call of the service, a post out."""

import asyncio
import logging
import sys
from dataclasses import replace
from typing import Any, assert_never

import discord
from discord import app_commands
from discord.ext import commands
from typing_extensions import override

from bot.adapters.discord.addressed import conversation_of, utterance_to
from bot.adapters.discord.asking import Asked, Asking
from bot.adapters.discord.buttons import OurButton
from bot.adapters.discord.controls import deletable, shareable
from bot.adapters.discord.digest_commands import DigestCommands
from bot.adapters.discord.digest_loop import DigestLoop
from bot.adapters.discord.failure import log_failure
from bot.adapters.discord.lines import APOLOGY, CHOOSE_OTHERS, NOT_SPEAKER, STALE
from bot.adapters.discord.markdown import small
from bot.adapters.discord.mode import mode_of_channel, mode_of_interaction
from bot.adapters.discord.opening import explained, opened
from bot.adapters.discord.pack_commands import PackCommands
from bot.adapters.discord.pages import help_page
from bot.adapters.discord.places import Reports, may_write, place_of_message
from bot.adapters.discord.post import Post, line
from bot.adapters.discord.press import Act, Inquiry, Press, Removal, View
from bot.adapters.discord.question_commands import QuestionCommands
from bot.adapters.discord.refusals import apologise, refuse
from bot.adapters.discord.removal import remove
from bot.adapters.discord.seen import Seen
from bot.adapters.discord.sender import DiscordSender
from bot.adapters.discord.sending import NO_MENTIONS, reply, respond
from bot.adapters.discord.services import Services
from bot.adapters.discord.setting_up import add_settings
from bot.adapters.discord.sync import sync_if_changed
from bot.service.assistant import ScopeGoneError
from bot.service.preferences import InForce

_log = logging.getLogger(__name__)


class NotDiscordError(Exception):
    """What answers in Discord's place is not Discord: a proxy or the log-in page of a network."""


class OnceTree(app_commands.CommandTree["BriefingBot"]):
    """Commands that run once for each interaction, however often Discord delivers it."""

    def __init__(self, client: "BriefingBot") -> None:
        super().__init__(client)
        self._seen = Seen()

    @override
    async def interaction_check(self, interaction: discord.Interaction["BriefingBot"], /) -> bool:
        return self._seen.first(interaction.id)


class BriefingBot(commands.Bot):
    """The bot on Discord. It asks for no privileged intent and can notify nobody."""

    def __init__(self, services: Services) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,  # unused: a mention asks, see on_message
            help_command=None,
            tree_cls=OnceTree,
            intents=discord.Intents.default(),
            allowed_mentions=NO_MENTIONS,
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
        )
        self._services = services
        self._assistant = services.assistant
        self._reports = Reports(services.assistant, services.preferences)
        self._asking = Asking(services)
        self._sender = DiscordSender(self, services.preferences)
        self._digest_loop = DigestLoop(services.digests, self._sender)
        self._ticking: asyncio.Task[None] | None = None
        self._seen = Seen()
        self.tree.error(refuse)

    @override
    async def login(self, token: str) -> None:
        try:
            await super().login(token)
        except TypeError as error:
            if self.user is not None:
                raise
            # discord.py took a page for the bot's account.
            raise NotDiscordError from error

    @override
    async def setup_hook(self) -> None:
        self.add_dynamic_items(OurButton)
        services = self._services
        await self.add_cog(QuestionCommands(self._assistant, self._reports, self._asking))
        await self.add_cog(PackCommands(self._assistant, services.preferences))
        await self.add_cog(DigestCommands(self._reports, services.digests, self._sender))
        await add_settings(self, services)
        await sync_if_changed(self.tree, services.record)
        self._ticking = asyncio.create_task(self._tick(), name="digests")

    async def _tick(self) -> None:
        await self.wait_until_ready()
        await self._digest_loop.run()

    @override
    async def close(self) -> None:
        await self._digest_loop.finish()
        if self._ticking is not None:
            self._ticking.cancel()
            await asyncio.wait([self._ticking])
        await super().close()

    @override
    async def on_message(self, message: discord.Message, /) -> None:
        utterance = utterance_to(self.user, message) if self.user else None
        if utterance is None or not self._seen.first(message.id):
            return
        held = await self._reports.held_at(message)
        try:
            post = await self._answer(message, utterance, held)
        except ScopeGoneError as error:
            post = line(f"{error} {CHOOSE_OTHERS}")
        await reply(message, post, mode_of_channel(message.channel, plain=held.plain))

    async def _answer(self, message: discord.Message, utterance: str, held: InForce) -> Post:
        if not utterance:
            return help_page(self._assistant.packs(held.packs), self._assistant.now())
        asked = Asked(
            utterance=utterance,
            user=message.author,
            channel=message.channel.id,
            place=place_of_message(message),
        )
        return await self._asking.answer(asked, held)

    async def on_press(self, interaction: discord.Interaction, press: Press | None) -> None:
        """Answer a click on one of our buttons, once however often Discord delivers it."""
        if not self._seen.first(interaction.id):
            return
        if isinstance(press, Removal):
            await remove(interaction, press)
            return
        held = await self._reports.held(interaction)
        try:
            post = self._pressed(interaction, press, held)
        except ScopeGoneError as error:
            post = line(f"{error} {CHOOSE_OTHERS}")
        await respond(interaction, post, mode_of_interaction(interaction, plain=held.plain))

    def _pressed(
        self, interaction: discord.Interaction, press: Inquiry | View | None, held: InForce
    ) -> Post:
        match press:
            case Inquiry():
                return explained(self._assistant, press, held.packs)
            case View():
                return self._opened(interaction, press)
            case None:
                return line(STALE)
            case _:
                assert_never(press)

    def _opened(self, interaction: discord.Interaction, view: View) -> Post:
        """What a view shows; from a private message privately, unless it is to be shared."""
        shares = view.act is Act.SHARE
        if shares and not may_write(interaction):
            return line(NOT_SPEAKER)
        conversation = conversation_of(interaction.channel_id, interaction.user)
        post = opened(self._assistant, view, conversation=conversation)
        if shares and not post.private:
            post = post.under(small(f"Shared by {interaction.user.mention}"))
        elif interaction.message is not None and interaction.message.flags.ephemeral:
            post = replace(post, private=True)
        return shareable(deletable(post, interaction.user), interaction)

    @override
    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Tell whoever waits for an answer that there is none, and log why."""
        error = sys.exception()
        if error is not None:
            log_failure(_log, event_method, error)
        match args:
            case [discord.Message() as message] if not isinstance(error, discord.HTTPException):
                await reply(message, line(APOLOGY))
            case [discord.Interaction() as interaction, *_]:
                await apologise(interaction)
            case _:
                pass
