"""Where entries were shown for all to read: ids and marks, without who asked or in which words."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from bot.service.ports import StoreError

DIGEST: Final = "digest"
ANSWER: Final = "answer"
"""What begins the kind of a passage; a colon and what it is further follow."""

MOST_WAITING: Final = 10_000
"""Passages that wait to be kept while the database is away; more are not kept."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """What stands in a message: an entry, or a section's summary, as it was worded then.

    Attributes:
        platform, workspace, channel, message: where it stands.
        pack: the pack that it is from.
        entry: its id, or a section's key.
        mark: of what it said.
        kind: `digest:` and the digest's kind, or `answer:` and how much of it is shown.
        at: when it was posted.
    """

    platform: str
    workspace: str
    channel: str
    message: str
    pack: str
    entry: str
    mark: str
    kind: str
    at: datetime


class LedgerStore(Protocol):
    """Durable passages. Every method raises StoreError, and then has changed nothing."""

    async def keep_passages(self, passages: Sequence[Passage]) -> None:
        """Keep passages, but those that are kept."""

    async def packs_shown(self) -> Mapping[str, int]:
        """The packs of which anything was shown, each with the number of passages."""

    async def marks_shown(self, pack: str) -> frozenset[tuple[str, str]]:
        """What a pack's passages are: entries with the marks of what they said."""

    async def with_passage(self, pack: str, entry: str, mark: str) -> tuple[Passage, ...]:
        """All passages of the messages in which an entry stands with a mark, oldest first."""

    async def put_in_place(self, old: Sequence[Passage], new: Sequence[Passage]) -> None:
        """Keep what a message says now in place of what it said."""

    async def forget_history(self, before: datetime) -> None:
        """Forget passages that were posted before a time, and deliveries that were due before it.

        A delivery that is open, or that its subscription has not come past, stays.
        """


class Ledger:
    """Collects passages in memory, and keeps them from time to time: no answer waits for that."""

    def __init__(self, store: LedgerStore, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._waiting: dict[tuple[str, str, str, str], Passage] = {}

    @property
    def now(self) -> datetime:
        """The present."""
        return self._clock()

    def note(self, passage: Passage) -> None:
        """Take note of a passage that all can read."""
        if len(self._waiting) < MOST_WAITING:
            key = (passage.platform, passage.channel, passage.message, passage.entry)
            self._waiting[key] = passage

    def gone(self, message: str) -> None:
        """Do not keep what stood in a message that is no longer there."""
        for key in [key for key in self._waiting if key[2] == message]:
            del self._waiting[key]

    async def keep(self) -> None:
        """Keep what was noted; while the database is away it waits."""
        passages, self._waiting = self._waiting, {}
        try:
            if passages:
                await self._store.keep_passages([*passages.values()])
        except StoreError as error:
            _log.warning("where answers stand is kept later: %s", error)
            self._waiting = {**passages, **self._waiting}
