"""The bot on Discord: events in, one call of the service, a post out."""

import asyncio
import logging
import sys
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands
from typing_extensions import override

from bot.adapters.discord.addressed import is_spoken, utterance_to
from bot.adapters.discord.asking import Asking
from bot.adapters.discord.buttons import OurButton
from bot.adapters.discord.deferring import LOST, keep_deadline
from bot.adapters.discord.digest_commands import DigestCommands
from bot.adapters.discord.doctor_commands import DoctorCommands
from bot.adapters.discord.handoffs import Handoffs
from bot.adapters.discord.language import Languages
from bot.adapters.discord.limits import Limits
from bot.adapters.discord.messages import Messages
from bot.adapters.discord.own_digests import OwnDigestCommands
from bot.adapters.discord.pack_commands import PackCommands
from bot.adapters.discord.places import Reports
from bot.adapters.discord.post import line
from bot.adapters.discord.presses import Presses
from bot.adapters.discord.privacy_commands import PrivacyCommands
from bot.adapters.discord.question_commands import QuestionCommands
from bot.adapters.discord.refusals import apologise, refuse
from bot.adapters.discord.repeating import Repetition
from bot.adapters.discord.report_commands import ReportCommands
from bot.adapters.discord.retention_loop import RetentionLoop
from bot.adapters.discord.sender import DiscordSender
from bot.adapters.discord.sending import NO_MENTIONS, is_in_vain, reply
from bot.adapters.discord.services import Services
from bot.adapters.discord.setting_up import add_settings
from bot.adapters.discord.strikes import Strikes
from bot.adapters.discord.sync import sync_if_changed
from bot.adapters.discord.translating import CommandTranslator
from bot.core.press import Handoff, Press, Removal, View
from bot.core.tongue import say, speak
from bot.service.digest_loop import DigestLoop
from bot.service.failure import log_failure
from bot.service.lines import APOLOGY
from bot.service.seen import Seen

_log = logging.getLogger(__name__)


class NotDiscordError(Exception):
    """What answers in Discord's place is not Discord: a proxy or the log-in page of a network."""


class TokenRevokedError(Exception):
    """Discord no longer accepts the token with which the bot has been at work."""


class OnceTree(app_commands.CommandTree["BriefingBot"]):
    """Commands that run once for each interaction, however often Discord delivers it."""

    def __init__(self, client: "BriefingBot") -> None:
        super().__init__(client)
        self._seen: Seen[int] = Seen()

    @override
    async def interaction_check(self, interaction: discord.Interaction["BriefingBot"], /) -> bool:
        if not self._seen.first(interaction.id):
            return False
        if interaction.type is discord.InteractionType.application_command:
            # Private: an answer that all may see is put beside the wait.
            keep_deadline(interaction, private=True, patience=interaction.client.limits.patience)
        # Settings may say another one: whatever reads them speaks that.
        speak(interaction.client.languages.of_interaction(interaction, ""))
        return True


class BriefingBot(commands.Bot):
    """The bot on Discord. It needs no privileged intent.

    It can notify nobody but a role that was named for questions which are passed on to people.

    Only to answer messages that are not addressed to it, where a channel wants that, does it ask
    for the content of messages.
    """

    def __init__(
        self,
        services: Services,
        *,
        reads_messages: bool = False,
        limits: Limits = Limits(),  # noqa: B008 - it is frozen
    ) -> None:
        self.limits = limits
        self._strikes = Strikes(limits.most_refused, revoked=self._end_revoked)
        self._ending: asyncio.Task[None] | None = None
        intents = discord.Intents.default()
        intents.message_content = reads_messages
        super().__init__(
            command_prefix=commands.when_mentioned,  # unused: a mention asks, see on_message
            help_command=None,
            tree_cls=OnceTree,
            intents=intents,
            allowed_mentions=NO_MENTIONS,
            chunk_guilds_at_startup=False,
            max_messages=None,
            http_trace=self._strikes.trace(),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
        )
        self.languages = Languages(services.tongues)
        self._services = services
        self._assistant = services.assistant
        self._reports = Reports(services.assistant, services.preferences, self.languages)
        self._asking = Asking(services)
        self._repetition = Repetition(services.repeats, services.ledger, services.assistant)
        self._messages = Messages(
            services, self._reports, self._asking, self._repetition, self.languages
        )
        self._handoffs = Handoffs(services, self._reports, self.languages)
        self._presses = Presses(services, self._reports, self._repetition, self._handoffs)
        self._sender = DiscordSender(self, services.preferences, self.languages)
        self._digest_loop = DigestLoop(
            services.delivering,
            self._sender,
            (services.tally, services.ledger),
            held=self._strikes.near,
        )
        self._retention_loop = RetentionLoop(self, services.retention, services.assistant.now)
        self._tasks: list[asyncio.Task[None]] = []
        self._seen: Seen[int] = Seen()
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
            self._ending = asyncio.create_task(self.close(), name="revoked")

    @override
    async def setup_hook(self) -> None:
        self.add_dynamic_items(OurButton)
        await self.add_commands()
        await sync_if_changed(self.tree, self._services.record)
        self._tasks += [
            asyncio.create_task(self._tick(), name="digests"),
            asyncio.create_task(self._retention_loop.run(), name="retention"),
        ]

    async def add_commands(self) -> None:
        """Take up all commands, and what translates them."""
        services = self._services
        await self.tree.set_translator(CommandTranslator(services.tongues))
        questions = QuestionCommands(self._assistant, self._reports, self._asking, self._repetition)
        await self.add_cog(questions)
        self.tree.add_command(questions.menu)
        await self.add_cog(ReportCommands(self._assistant, self._reports))
        await self.add_cog(PrivacyCommands(services.privacy))
        await self.add_cog(PackCommands(self._assistant, services.preferences))
        await self.add_cog(
            DigestCommands(
                self._reports,
                services.digests,
                services.delivering,
                self._sender,
                self.languages,
            )
        )
        await self.add_cog(OwnDigestCommands(self._reports, services.digests))
        await add_settings(self, services)
        await self.add_cog(DoctorCommands(services))
        await self.add_cog(self._handoffs)

    async def _tick(self) -> None:
        await self.wait_until_ready()
        await self._digest_loop.run()

    @override
    async def close(self) -> None:
        await self._digest_loop.finish()
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        await super().close()

    @override
    async def on_message(self, message: discord.Message, /) -> None:
        if self._strikes.near():
            return
        utterance = utterance_to(self.user, message) if self.user else None
        overhears = self.intents.message_content and is_spoken(message)
        if (utterance is None and not overhears) or not self._seen.first(message.id):
            return
        if utterance is None:
            await self._messages.overhear(message)
        else:
            await self._messages.take(message, utterance)

    async def on_press(self, interaction: discord.Interaction, press: Press | None) -> None:
        """Answer a click on one of our buttons, once however often Discord delivers it."""
        if not self._seen.first(interaction.id):
            return
        speak(self.languages.of_interaction(interaction, ""))
        if not isinstance(press, Removal | Handoff):  # A form cannot come after a wait.
            private = not isinstance(press, View)
            keep_deadline(interaction, private=private, patience=self.limits.patience)
        await self._presses.take(interaction, press)

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """Forget an answer that is no longer there."""
        self._repetition.gone(event.message_id)

    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Forget answers that are no longer there."""
        for message in event.message_ids:
            self._repetition.gone(message)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Keep what is there of a server that the bot has come back to."""
        await self._services.retention.joined(str(guild.id))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Begin to forget a server that the bot was removed from."""
        await self._services.retention.left(str(guild.id))

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
        await reply(message, line(say(APOLOGY)))
    except (discord.HTTPException, *LOST) as error:
        log_failure(_log, "telling a user why", error)
