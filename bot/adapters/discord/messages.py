"""Answering messages that are addressed to the bot."""

import discord

from bot.adapters.discord.addressed import is_question
from bot.adapters.discord.asking import Asking, asked_in
from bot.adapters.discord.hints import Hints
from bot.adapters.discord.language import Languages
from bot.adapters.discord.mode import mode_of_channel
from bot.adapters.discord.pages import help_page
from bot.adapters.discord.places import Reports
from bot.adapters.discord.post import Post, line
from bot.adapters.discord.refusals import Denied, Refusal, scope_gone
from bot.adapters.discord.repeating import Repetition
from bot.adapters.discord.sending import Unsent, hush, reply
from bot.adapters.discord.services import Services
from bot.core.answer import Reply
from bot.core.tongue import speak
from bot.service.assistant import ScopeGoneError
from bot.service.preferences import InForce

SURE = 0.7
"""The confidence from which a question that was not put to the bot is answered."""


class Messages:
    """Gives each message that asks something one reply."""

    def __init__(
        self,
        services: Services,
        reports: Reports,
        asking: Asking,
        repetition: Repetition,
        languages: Languages,
    ) -> None:
        self._assistant = services.assistant
        self._reports, self._asking = reports, asking
        self._repetition, self._languages = repetition, languages
        self._hints = Hints(services.assistant.now)

    async def take(
        self, message: discord.Message, utterance: str, *, addressed: bool = True
    ) -> None:
        """Answer what a message asks; say why not only if it is addressed to the bot."""
        speak(self._languages.of_message(message, utterance, ""))
        try:
            held = await self._reports.held_at(message)
        except Refusal as refusal:
            await reply(message, line(str(refusal)))
            return
        speak(self._languages.of_message(message, utterance, held.language))
        try:
            post = await self._post(message, utterance, held)
        except Denied as denied:
            if not addressed:
                return
            await (hush if denied.again else reply)(message, line(str(denied)))
            return
        except ScopeGoneError as error:
            post = line(scope_gone(error))
        post = self._repetition.instead(post, message.guild, message.channel.id)
        sent = await reply(message, post, mode_of_channel(message.channel, plain=held.plain))
        if sent is Unsent.FORBIDDEN:
            await self._hints.tell(message)
        elif isinstance(sent, discord.Message):
            self._repetition.take(post, message.guild, message.channel.id, sent.id)

    async def overhear(self, message: discord.Message) -> None:
        """Answer a message that is not addressed to the bot, where a channel wants that.

        Only a question with a sure reply, by somebody who may ask, where the bot may write: people
        who talk to one another are left alone.
        """
        if not is_question(message.content) or not _may_write(message.channel):
            return
        try:
            held = await self._reports.held_at(message)
            if not held.open:
                return
            heard = self._assistant.answer(message.content, scope=held.packs)
        except (Refusal, ScopeGoneError):
            return  # Nobody has asked the bot: nobody waits for a word from it.
        if isinstance(heard, Reply) and heard.confidence >= SURE:
            await self.take(message, message.content, addressed=False)

    async def _post(self, message: discord.Message, utterance: str, held: InForce) -> Post:
        if not utterance:
            self._asking.admit(asked_in(message, utterance), held)
            return help_page(self._assistant.packs(held.packs), self._assistant.now())
        return await self._asking.answer(asked_in(message, utterance), held)


def _may_write(channel: object) -> bool:
    """Whether the bot may write in a channel or a thread of a server."""
    match channel:
        case discord.Thread(parent=discord.abc.GuildChannel()):
            return channel.permissions_for(channel.guild.me).send_messages_in_threads
        case discord.abc.GuildChannel():
            return channel.permissions_for(channel.guild.me).send_messages
        case _:
            return False
