"""The ways to ask by command. Their docstrings are what users read in Discord."""

from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from bot.adapters.discord.addressed import conversation_of, without_mention
from bot.adapters.discord.asking import Asking, asked_by
from bot.adapters.discord.company import check_speaker
from bot.adapters.discord.markdown import cut, small
from bot.adapters.discord.mode import mode_of_interaction
from bot.adapters.discord.opening import explained, recalled
from bot.adapters.discord.options import LONGEST, MOST
from bot.adapters.discord.places import Reports
from bot.adapters.discord.refusals import Refusal
from bot.adapters.discord.repeating import Repetition
from bot.adapters.discord.sending import respond
from bot.core.press import Act, Inquiry, view
from bot.core.tongue import say
from bot.core.wording import choice_lines
from bot.service.assistant import Assistant, ScopeGoneError
from bot.service.lines import NOTHING_TO_ASK, TOO_LONG_TO_ASK

LONGEST_QUESTION = 500
"""Characters: more is a text, not a question."""


class QuestionCommands(commands.Cog):
    """Ask by command, or about a message by its menu."""

    def __init__(
        self, assistant: Assistant, reports: Reports, asking: Asking, repetition: Repetition
    ) -> None:
        self._assistant = assistant
        self._reports = reports
        self._asking = asking
        self._repetition = repetition
        self.menu = app_commands.ContextMenu(
            name="Ask the report about this", callback=self.ask_about
        )

    @app_commands.command()
    @app_commands.rename(reader="for")
    async def ask(
        self,
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, LONGEST_QUESTION],
        reader: discord.User | None = None,
    ) -> None:
        """Ask the report a question in your own words.

        Args:
            interaction: Discord's.
            question: Your question; also “more”, “source” or the number of a choice.
            reader: Somebody to point the answer at; it is then for all to see.
        """
        if reader is not None:
            check_speaker(interaction)
        held = await self._reports.held(interaction)
        if reader is not None:
            held = replace(held, private=False)
        post = await self._asking.answer(asked_by(interaction, question), held)
        if reader is not None and not post.line:
            pointed = say("{asker} points this out to {reader}.")
            names = pointed.format(asker=interaction.user.mention, reader=reader.mention)
            post = post.under(small(names))
        await self._repetition.give(interaction, post, plain=held.plain)

    @ask.autocomplete("question")
    async def _questions(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Questions by the matcher; choosing one is answered with just that entry."""
        try:
            held = await self._reports.held(interaction)
            choices = self._assistant.suggest(typed, scope=held.packs, most=MOST)
        except (Refusal, ScopeGoneError):
            return []
        labels = choice_lines(choices)
        return [
            app_commands.Choice(
                name=cut(label, LONGEST),
                value=view(Act.CHOOSE, choice.pack, choice.entry).custom_id,
            )
            for choice, label in zip(choices, labels, strict=True)
        ]

    async def ask_about(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Ask what a message says, privately; it can be shared."""
        said = message.content or "\n".join(each.content for each in message.message_snapshots)
        utterance = without_mention(interaction.client.user, said)
        if not utterance:
            raise Refusal(say(NOTHING_TO_ASK))
        if len(utterance) > LONGEST_QUESTION:
            raise Refusal(say(TOO_LONG_TO_ASK).format(most=LONGEST_QUESTION))
        held = replace(await self._reports.held(interaction), private=True)
        post = await self._asking.answer(asked_by(interaction, utterance), held)
        if not post.line:
            about = say("About {message}").format(message=message.jump_url)
            post = post.under(small(about))
        await self._repetition.give(interaction, post, plain=held.plain)

    @app_commands.command()
    async def why(
        self,
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, LONGEST_QUESTION] | None = None,
    ) -> None:
        """See why a question gets the answer it gets.

        Args:
            interaction: Discord's.
            question: The question; without it, the last one that you asked me here.
        """
        held = await self._reports.held(interaction)
        if question is None:
            asker = conversation_of(interaction.channel_id, interaction.user)
            post = recalled(self._assistant, self._assistant.latest(asker), held.packs)
        else:
            post = explained(self._assistant, Inquiry(query=question), held.packs)
        await respond(interaction, post, mode_of_interaction(interaction, plain=held.plain))
