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

from bot.adapters.discord.addressed import conversation_of, person, utterance_to
from bot.adapters.discord.buttons import OurButton
from bot.adapters.discord.controls import answered, deletable, shareable
from bot.adapters.discord.deferring import LOST, is_public, keep_deadline
from bot.adapters.discord.digest_commands import DigestCommands
from bot.adapters.discord.digest_loop import DigestLoop
from bot.adapters.discord.failure import log_failure
from bot.adapters.discord.limits import Limits
from bot.adapters.discord.lines import APOLOGY, CHOOSE_OTHERS, NOT_SPEAKER, STALE
from bot.adapters.discord.markdown import small
from bot.adapters.discord.mode import Modes
from bot.adapters.discord.opening import explained, opened
from bot.adapters.discord.pack_commands import PackCommands
from bot.adapters.discord.pages import help_page
from bot.adapters.discord.places import Reports, may_write
from bot.adapters.discord.post import Post, line
from bot.adapters.discord.press import Act, Inquiry, Press, Removal, View
from bot.adapters.discord.question_commands import QuestionCommands
from bot.adapters.discord.refusals import apologise, refuse
from bot.adapters.discord.removal import remove
from bot.adapters.discord.seen import Seen
from bot.adapters.discord.sender import DiscordSender
from bot.adapters.discord.sending import NO_MENTIONS, is_in_vain, reply, respond
from bot.adapters.discord.strikes import Strikes
from bot.adapters.discord.sync import Record, sync_if_changed
from bot.service.assistant import Assistant, ScopeGoneError
from bot.service.digests import Digests
from bot.service.scopes import Scopes

_log = logging.getLogger(__name__)


class NotDiscordError(Exception):
    """What answers in Discord's place is not Discord: a proxy or the log-in page of a network."""


class TokenRevokedError(Exception):
    """Discord no longer accepts the token with which the bot has been at work."""


class OnceTree(app_commands.CommandTree["BriefingBot"]):
    """Commands that run once for each interaction, however often Discord delivers it."""

    def __init__(self, client: "BriefingBot") -> None:
        super().__init__(client)
        self._seen = Seen()

    @override
    async def interaction_check(self, interaction: discord.Interaction["BriefingBot"], /) -> bool:
        first = self._seen.first(interaction.id)
        if first and interaction.type is discord.InteractionType.application_command:
            patience = interaction.client.limits.patience
            keep_deadline(interaction, private=not is_public(interaction), patience=patience)
        return first


class BriefingBot(commands.Bot):
    """The bot on Discord. It asks for no privileged intent and can notify nobody."""

    def __init__(
        self,
        *,
        assistant: Assistant,
        digests: Digests,
        scopes: Scopes,
        record: Record,
        plain: bool = False,
        limits: Limits = Limits(),  # noqa: B008 - it is frozen
    ) -> None:
        self.limits = limits
        self._strikes = Strikes(limits.most_refused, revoked=self._end_revoked)
        self._ending: asyncio.Task[None] | None = None
        super().__init__(
            command_prefix=commands.when_mentioned,  # unused: a mention asks, see on_message
            help_command=None,
            tree_cls=OnceTree,
            intents=discord.Intents.default(),
            allowed_mentions=NO_MENTIONS,
            chunk_guilds_at_startup=False,
            max_messages=None,
            http_trace=self._strikes.trace(),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
        )
        self._assistant = assistant
        self._digests = digests
        self._scopes = scopes
        self._reports = Reports(assistant, scopes)
        self._record = record
        self._modes = Modes(plain=plain)
        self._sender = DiscordSender(self, self._modes)
        self._digest_loop = DigestLoop(digests, self._sender, held=self._strikes.near)
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
    async def connect(self, *, reconnect: bool = True) -> None:
        await super().connect(reconnect=reconnect)
        if self._ending is not None:
            raise TokenRevokedError

    def _end_revoked(self) -> None:
        if self._ending is None and self.user is not None:  # A refused log-in ends by itself.
            self._ending = asyncio.create_task(self.close(), name="token revoked")

    @override
    async def setup_hook(self) -> None:
        self.add_dynamic_items(OurButton)
        await self.add_cog(QuestionCommands(self._assistant, self._reports, self._modes))
        await self.add_cog(PackCommands(self._assistant, self._scopes))
        await self.add_cog(DigestCommands(self._reports, self._digests, self._sender, self._modes))
        await sync_if_changed(self.tree, self._record)
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
        if utterance is None or not self._seen.first(message.id) or self._strikes.near():
            return
        try:
            post = await self._answer(message, utterance)
        except ScopeGoneError as error:
            post = line(f"{error} {CHOOSE_OTHERS}")
        await reply(message, post, self._modes.of_channel(message.channel))

    async def _answer(self, message: discord.Message, utterance: str) -> Post:
        scope = await self._reports.scope_of_message(message)
        if not utterance:
            return help_page(self._assistant.packs(scope), self._assistant.now())
        conversation = conversation_of(message.channel.id, message.author)
        answer = await self._assistant.ask(
            utterance, conversation=conversation, scope=scope, person=person(message.author)
        )
        return deletable(answered(answer, utterance, self._assistant.now()), message.author)

    async def on_press(self, interaction: discord.Interaction, press: Press | None) -> None:
        """Answer a click on one of our buttons, once however often Discord delivers it."""
        if not self._seen.first(interaction.id):
            return
        if isinstance(press, Removal):
            await remove(interaction, press)
            return
        private = not isinstance(press, View)
        keep_deadline(interaction, private=private, patience=self.limits.patience)
        try:
            post = await self._pressed(interaction, press)
        except ScopeGoneError as error:
            post = line(f"{error} {CHOOSE_OTHERS}")
        await respond(interaction, post, self._modes.of_interaction(interaction))

    async def _pressed(
        self, interaction: discord.Interaction, press: Inquiry | View | None
    ) -> Post:
        match press:
            case Inquiry():
                return explained(self._assistant, press, await self._reports.scope(interaction))
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
        if self.is_closed():
            return  # What was under way when the bot stopped can no longer be told.
        match args:
            case [discord.Message() as message] if not isinstance(error, discord.HTTPException):
                await _apologise_to(message)
            case [discord.Interaction() as interaction, *_] if not is_in_vain(error):
                await apologise(interaction)
            case _:
                pass


async def _apologise_to(message: discord.Message) -> None:
    """Say that something went wrong, if Discord still lets us."""
    try:
        await reply(message, line(APOLOGY))
    except (discord.HTTPException, *LOST) as error:
        log_failure(_log, "telling a user why", error)
