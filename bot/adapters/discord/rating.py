"""What readers say of answers: that they were of help, or not, or that something is missing."""

import logging
import secrets
from hashlib import blake2b

import discord

from bot.adapters.discord import lines
from bot.adapters.discord.addressed import person
from bot.adapters.discord.opening import entry_of
from bot.adapters.discord.post import Post, line
from bot.adapters.discord.press import Act, Gap, View
from bot.adapters.discord.seen import Seen
from bot.adapters.discord.services import Services
from bot.core.tongue import say
from bot.service.places import Scope
from bot.service.ports import StoreError

_log = logging.getLogger(__name__)


class Ratings:
    """Counts what readers say, once for each reader and message; nobody's name is kept."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._key = secrets.token_bytes(32)
        self._rated: Seen[bytes] = Seen()

    async def rate(self, interaction: discord.Interaction, view: View) -> Post:
        """Count a rating of the entry that a message shows; a lost one may be repeated."""
        found = entry_of(self._services.assistant, view)
        message = interaction.message.id if interaction.message else 0
        if found is None:
            return line(say(lines.GONE))
        vote = self._mark(message, interaction.user)
        if not self._rated.first(vote):
            return line(say(lines.RATED_ALREADY))
        pack, entry = found
        helpful = view.act is Act.HELPFUL
        try:
            await self._services.feedback.rate(pack, entry, view.mark, helpful=helpful)
        except StoreError as error:
            self._rated.forget(vote)
            _log.warning("a rating was not counted: %s", error)
            return line(say(lines.NOT_RATED))
        return line(say(lines.RATED))

    async def miss(self, interaction: discord.Interaction, gap: Gap, scope: Scope) -> Post:
        """Take note of a question that somebody says a report should cover.

        Raises:
            ScopeGoneError: none of the reports that are asked there is loaded.
        """
        if self._services.misses is not None:
            answer = self._services.assistant.answer(gap.query, scope=scope)
            await self._services.misses.note(answer, gap.query, person=person(interaction.user))
        return line(say(lines.GAP_NOTED))

    def _mark(self, message: int, user: discord.abc.User) -> bytes:
        """Tells votes apart, with a key of this process alone: who voted is not held."""
        return blake2b(f"{message}:{user.id}".encode(), key=self._key, digest_size=16).digest()
