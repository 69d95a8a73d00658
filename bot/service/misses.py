"""Questions that got no good answer, kept for the curator as far as privacy allows.

Nothing leaves memory before enough different people have asked alike. Who asked is never written
down: people are told apart by marks that are made with a key of this process alone.
"""

import logging
import re
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import Final, Protocol

from rapidfuzz import fuzz, process

from bot.core.answer import Answer, Clarification, Fallback, FallbackReason, Reply
from bot.core.matching.text import plain
from bot.service.ports import StoreError

log = logging.getLogger(__name__)

WEAK: Final = 0.5
"""Confidence below which a reply is likely enough to be wrong that a curator should see it."""

ALIKE: Final = 85.0
"""Likeness in percent, whatever the order of words, of two questions that ask the same."""

MOST_PENDING: Final = 1_000
"""Questions held in memory; the one longest not asked goes first."""

LONGEST: Final = 300
"""Characters of a question that is kept; a longer one is a text, and may be private."""

_PRIVATE: Final = re.compile(
    r"<[@#:/][^>]*>|https?://\S+|\S+@\S+\.\S+|@\w+|\+?\d[\d\s().-]{6,}\d", re.ASCII
)
"""Mentions, addresses and numbers as long as a telephone's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptMiss:
    """A question that several people asked without a good answer; days are UTC."""

    pack: str
    text: str
    people: int
    last: date


class MissStore(Protocol):
    """Durable misses. Every method raises StoreError, and then has changed nothing."""

    async def keep_miss(self, miss: KeptMiss) -> None:
        """Keep a miss; one of the same pack and text gives way to it."""

    async def misses(self, pack: str) -> tuple[KeptMiss, ...]:
        """A pack's misses, those of most people first."""

    async def forget_misses(self, before: date) -> None:
        """Forget the misses that were last asked before a day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MissPolicy:
    """From how many different people on a question is kept, and for how many days."""

    people: int
    days: int


@dataclass(kw_only=True, slots=True)
class _Asked:
    """A question in memory: its text, marks of who asked, when it was last asked."""

    text: str
    marks: set[bytes] = field(default_factory=set)
    last: date


class Misses:
    """Gathers questions that got no good answer; keeps those that enough people asked."""

    def __init__(
        self, store: MissStore, *, policy: MissPolicy, clock: Callable[[], datetime]
    ) -> None:
        self._store, self._policy, self._clock = store, policy, clock
        self._key = secrets.token_bytes(32)
        self._pending: OrderedDict[tuple[str, str], _Asked] = OrderedDict()

    async def note(self, answer: Answer, utterance: str, *, person: str) -> None:
        """Take note of an utterance if its answer was no good one.

        Where it cannot be kept, the next person who asks alike brings it again.

        Args:
            answer: what the utterance got.
            utterance: what the user wrote.
            person: names who asked; only a mark of it is held, in memory.
        """
        text = scrubbed(utterance)
        if not is_miss(answer) or not text:
            return
        try:
            await self.forget()
            await self._take(answer.pack.id, text, person)
        except StoreError as error:
            log.warning("a question without a good answer was not kept: %s", error)

    async def _take(self, pack: str, text: str, person: str) -> None:
        today = self._clock().date()
        asked = self._asked(pack, text, today)
        asked.marks.add(self._mark(person))
        asked.last = today
        if len(asked.marks) >= self._policy.people:
            await self._store.keep_miss(
                KeptMiss(pack=pack, text=asked.text, people=len(asked.marks), last=today)
            )

    def _asked(self, pack: str, text: str, today: date) -> _Asked:
        """What is held of a question, or of one that asks the same."""
        said = plain(text)
        near = process.extractOne(
            said,
            {key: key[1] for key in self._pending if key[0] == pack},
            scorer=fuzz.token_sort_ratio,
            score_cutoff=ALIKE,
        )
        key = near[2] if near else (pack, said)
        asked = self._pending.setdefault(key, _Asked(text=text, last=today))
        self._pending.move_to_end(key)
        while len(self._pending) > MOST_PENDING:
            self._pending.popitem(last=False)
        return asked

    def forget_person(self, person: str) -> None:
        """Take somebody's marks away from the questions that are held in memory."""
        mark = self._mark(person)
        for asked in self._pending.values():
            asked.marks.discard(mark)

    def _mark(self, person: str) -> bytes:
        return blake2b(person.encode(), key=self._key, digest_size=16).digest()

    async def forget(self) -> None:
        """Forget what is too old, in memory and in the store."""
        first = self._clock().date() - timedelta(days=self._policy.days)
        for key in [key for key, asked in self._pending.items() if asked.last < first]:
            del self._pending[key]
        await self._store.forget_misses(first)


def is_miss(answer: Answer) -> bool:
    """Whether a curator could make this answer better: small talk and known gaps are none."""
    match answer:
        case Reply():
            return answer.confidence < WEAK
        case Clarification():
            return True
        case Fallback():
            return answer.reason is FallbackReason.OUT_OF_SCOPE and not answer.note


def scrubbed(utterance: str) -> str:
    """An utterance without what may name a person; nothing where it is too long to be kept."""
    text = " ".join(_PRIVATE.sub(" ", utterance).split())
    return text if len(text) <= LONGEST else ""
