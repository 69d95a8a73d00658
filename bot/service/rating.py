"""What readers say of answers: that they were of help, or not, or that something is missing."""

import logging
import secrets
from hashlib import blake2b

from bot.core.press import Act, Gap, View
from bot.core.tongue import say
from bot.service import lines
from bot.service.assistant import Assistant
from bot.service.feedback import FeedbackStore
from bot.service.misses import Misses
from bot.service.opening import entry_of
from bot.service.places import Scope
from bot.service.ports import StoreError
from bot.service.seen import Seen

_log = logging.getLogger(__name__)


class Ratings:
    """Counts what readers say, once for each reader and message; nobody's name is kept.

    Each method returns what the reader is told.
    """

    def __init__(
        self, assistant: Assistant, feedback: FeedbackStore, misses: Misses | None
    ) -> None:
        self._assistant, self._feedback, self._misses = assistant, feedback, misses
        self._key = secrets.token_bytes(32)
        self._rated: Seen[bytes] = Seen()

    async def rate(self, view: View, *, message: str, user: str) -> str:
        """Count a rating of the entry that a message shows; a lost one may be repeated."""
        found = entry_of(self._assistant, view)
        if found is None:
            return say(lines.GONE)
        vote = self._mark(message, user)
        if not self._rated.first(vote):
            return say(lines.RATED_ALREADY)
        pack, entry = found
        helpful = view.act is Act.HELPFUL
        try:
            await self._feedback.rate(pack, entry, view.mark, helpful=helpful)
        except StoreError as error:
            self._rated.forget(vote)
            _log.warning("a rating was not counted: %s", error)
            return say(lines.NOT_RATED)
        return say(lines.RATED)

    async def miss(self, gap: Gap, scope: Scope, *, person: str) -> str:
        """Take note of a question that somebody says a report should cover.

        Raises:
            ScopeGoneError: none of the reports that are asked there is loaded.
        """
        if self._misses is not None:
            answer = self._assistant.answer(gap.query, scope=scope)
            await self._misses.note(answer, gap.query, person=person)
        return say(lines.GAP_NOTED)

    def _mark(self, message: str, user: str) -> bytes:
        """Tells votes apart, with a key of this process alone: who voted is not held."""
        return blake2b(f"{message}:{user}".encode(), key=self._key, digest_size=16).digest()
