"""From a question, however it is asked on Discord, to the post that answers it."""

from dataclasses import dataclass, replace

import discord

from bot.adapters.discord.addressed import conversation_of, person
from bot.adapters.discord.controls import answered, deletable, shareable
from bot.adapters.discord.post import Post
from bot.adapters.discord.services import Services
from bot.service.places import Place
from bot.service.preferences import InForce


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A question: what was written, by whom and where; and the interaction, if it came by one."""

    utterance: str
    user: discord.abc.User
    channel: int | None
    place: Place
    interaction: discord.Interaction | None = None


class Asking:
    """Answers questions, whatever way they come."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def answer(self, asked: Asked, held: InForce) -> Post:
        """The post that answers a question under the settings that hold where it was asked.

        Raises:
            ScopeGoneError: none of the reports that were chosen there is loaded.
        """
        assistant = self._services.assistant
        answer = await assistant.ask(
            asked.utterance,
            conversation=conversation_of(asked.channel, asked.user),
            scope=held.packs,
            person=person(asked.user),
        )
        post = answered(answer, asked.utterance, assistant.now())
        if asked.interaction is None:
            return deletable(post, asked.user)
        private = held.private and asked.interaction.guild_id is not None
        return shareable(deletable(replace(post, private=private), asked.user), asked.interaction)
