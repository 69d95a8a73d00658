"""From a question, however it is asked on Discord, to the post that answers it."""

from dataclasses import dataclass, replace

import discord
from discord.utils import format_dt

from bot.adapters.discord import lines
from bot.adapters.discord.addressed import conversation_of, person
from bot.adapters.discord.company import among_others, server_of
from bot.adapters.discord.controls import (
    answered,
    askable,
    deletable,
    rateable,
    reportable,
    shareable,
)
from bot.adapters.discord.places import place_of_interaction, place_of_message
from bot.adapters.discord.post import Post, line
from bot.adapters.discord.refusals import Denied
from bot.adapters.discord.services import Services
from bot.core.answer import Answer, Reply
from bot.core.conversation import Way
from bot.core.press import Act, View, parse
from bot.core.tongue import say
from bot.service.lines import GONE, TOO_MANY, TOO_SOON
from bot.service.manners import Asker, Denial, Reason
from bot.service.opening import entry_of, reply_of
from bot.service.places import Place
from bot.service.preferences import InForce

DENIALS = {
    Reason.BLOCKED: lines.BLOCKED,
    Reason.ROLES: lines.NOT_YOUR_ROLE,
    Reason.COOLDOWN: TOO_SOON,
    Reason.FLOOD: TOO_MANY,
}
"""What somebody is told who may not ask."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A question: what was written, by whom and where; and the interaction, if it came by one.

    `mark` is the id of the message or the interaction: the question is recalled by it.
    """

    utterance: str
    user: discord.abc.User
    channel: int | None
    place: Place
    mark: str
    interaction: discord.Interaction | None = None


def asked_by(interaction: discord.Interaction, utterance: str) -> Asked:
    """What was asked by a command or a click."""
    return Asked(
        utterance=utterance,
        user=interaction.user,
        channel=interaction.channel_id,
        place=place_of_interaction(interaction),
        mark=str(interaction.id),
        interaction=interaction,
    )


def asked_in(message: discord.Message, utterance: str) -> Asked:
    """What was asked in a message."""
    return Asked(
        utterance=utterance,
        user=message.author,
        channel=message.channel.id,
        place=place_of_message(message),
        mark=str(message.id),
    )


class Asking:
    """Answers questions, whatever way they come."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def admit(self, asked: Asked, held: InForce) -> None:
        """Let somebody ask.

        Raises:
            Denied: they may not, or not yet.
        """
        denial = self._services.manners.admit(asker_of(asked), asked.place, held)
        if denial is not None:
            raise Denied(denial_text(denial), again=denial.again)

    async def answer(self, asked: Asked, held: InForce) -> Post:
        """The post that answers a question under the settings that hold where it was asked.

        Raises:
            Denied: who asks may not, or not yet.
            ScopeGoneError: none of the reports that were chosen there is loaded.
        """
        self.admit(asked, held)
        assistant = self._services.assistant
        conversation = conversation_of(asked.channel, asked.user)
        suggested = parse(asked.utterance)
        if isinstance(suggested, View) and suggested.act is Act.CHOOSE:
            found = entry_of(assistant, suggested, held.packs)
            reply = found and reply_of(assistant, suggested, conversation)
            if not reply:
                return line(say(GONE))
            return self._dressed(reply, reply.entry.question, asked, held)
        answer = await assistant.ask(
            asked.utterance,
            conversation=conversation,
            scope=held.packs,
            person=person(asked.user),
            mark=asked.mark,
        )
        return self._dressed(answer, asked.utterance, asked, held)

    def _dressed(self, answer: Answer, utterance: str, asked: Asked, held: InForce) -> Post:
        """The post of an answer, with the buttons that it gets there."""
        assistant = self._services.assistant
        if isinstance(answer, Reply):
            self._services.tally.note(asked.place, answer.pack.id, answer.entry.id)
        turn = assistant.recalled(asked.mark)
        way, mark = (Way.ALONE, "") if turn is None else (turn.way, asked.mark)
        post = answered(answer, utterance, assistant.now(), way=way, mark=mark)
        if held.feedback:
            post = rateable(post)
            if self._services.misses is not None:
                post = reportable(post, answer, utterance)
        if held.helpers and _in_own_server(asked):
            post = askable(post, answer, utterance, mark)
        if asked.interaction is None:
            return deletable(post, asked.user)
        private = held.private and among_others(asked.interaction)
        return shareable(deletable(replace(post, private=private), asked.user), asked.interaction)


def _in_own_server(asked: Asked) -> bool:
    """Whether it was asked in a server that the bot is a member of."""
    if asked.interaction is not None:
        return server_of(asked.interaction) is not None
    return bool(asked.place.workspace)


def asker_of(asked: Asked) -> Asker:
    """Who asks, as far as the rules of a place go."""
    user, interaction = asked.user, asked.interaction
    held = user.guild_permissions if isinstance(user, discord.Member) else None
    if interaction is not None:
        held = interaction.permissions
    return Asker(
        id=str(user.id),
        name=person(user),
        roles=[str(role.id) for role in user.roles] if isinstance(user, discord.Member) else (),
        manages=held is not None and held.manage_guild,
    )


def denial_text(denial: Denial) -> str:
    """Why somebody may not ask, and when they may."""
    when = "" if denial.until is None else format_dt(denial.until, "R")
    return say(DENIALS[denial.reason]).format(when=when)
