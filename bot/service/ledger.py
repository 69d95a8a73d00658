"""Where entries stand in messages that all of a channel see, so that these can be corrected."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Protocol

from bot.service.places import Place
from bot.service.ports import StoreError

DAYS: Final = 365
"""Days for which it is known where an entry stands; nobody reads further up in a channel."""

ANSWER: Final = "answer"
DIGEST: Final = "digest"
"""What a message is: one that answered somebody, or a digest."""

MOST_WAITING: Final = 1_000
"""Answers that wait to be kept while the database is away; more are not kept."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """An entry that stands in a message, with the mark of what it said then.

    `key` is the entry's id, or `section_key` of a section whose summary is shown.
    """

    platform: str
    workspace: str
    channel: str
    message: str
    pack: str
    key: str
    mark: str
    kind: str
    posted_at: datetime


class LedgerStore(Protocol):
    """A durable ledger. Every method raises StoreError, and then has changed nothing."""

    async def note_standings(self, standings: Sequence[Standing]) -> None:
        """Keep where entries stand; what is known of a message already stays."""

    async def standings(self, platform: str) -> tuple[Standing, ...]:
        """Where entries stand on a platform, by message, the oldest first."""

    async def restate(self, standings: Sequence[Standing]) -> None:
        """Keep what entries say now in messages that were corrected."""

    async def forget_standings(self, standings: Sequence[Standing]) -> None:
        """Forget what stands nowhere any more."""

    async def forget_standings_before(self, before: datetime) -> None:
        """Forget what was posted earlier."""


class Ledger:
    """Notes answers in memory, and keeps what was noted from time to time: no answer waits."""

    def __init__(self, store: LedgerStore, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._waiting: list[Standing] = []
        self._swept: date | None = None

    def note(self, place: Place, message: str, pack: str, entry: str, mark: str) -> None:
        """Note an answer that all of a channel see."""
        if len(self._waiting) >= MOST_WAITING:
            return
        standing = Standing(
            platform=place.platform,
            workspace=place.workspace,
            channel=place.channel,
            message=message,
            pack=pack,
            key=entry,
            mark=mark,
            kind=ANSWER,
            posted_at=self._clock(),
        )
        self._waiting.append(standing)

    async def keep(self) -> None:
        """Keep what was noted, and forget what is old; while the database is away it waits."""
        now = self._clock()
        noted, self._waiting = self._waiting, []
        try:
            if noted:
                await self._store.note_standings(noted)
            if self._swept != now.date():
                await self._store.forget_standings_before(now - timedelta(days=DAYS))
                self._swept = now.date()
        except StoreError as error:
            _log.warning("where answers stand is kept later: %s", error)
            self._waiting = [*noted, *self._waiting][:MOST_WAITING]
