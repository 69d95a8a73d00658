"""How often each entry was asked in a workspace: counts by day, of nobody in particular."""

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Protocol

from bot.service.places import Place
from bot.service.ports import StoreError

DAYS: Final = 30
"""Days that are counted together; what is older is forgotten."""

MOST_WAITING: Final = 10_000
"""Counts that wait to be kept while the database is away; more are not counted."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """An entry that was the answer in a workspace on a day (UTC)."""

    platform: str
    workspace: str
    pack: str
    entry: str
    day: date


class TallyStore(Protocol):
    """Durable counts. Every method raises StoreError, and then has changed nothing."""

    async def count_asked(self, counts: Mapping[Asked, int]) -> None:
        """Add to counts."""

    async def asked(
        self, platform: str, workspace: str, pack: str, since: date
    ) -> Mapping[str, int]:
        """How often entries were asked from a day on."""

    async def forget_asked(self, before: date) -> None:
        """Forget the counts of earlier days."""


class Tally:
    """Counts in memory, and keeps what was counted from time to time."""

    def __init__(self, store: TallyStore, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._waiting: Counter[Asked] = Counter()
        self._swept: date | None = None

    def note(self, place: Place, pack: str, entry: str) -> None:
        """Count an answer in a workspace; those in direct conversations are not counted."""
        day = self._clock().date()
        asked = Asked(
            platform=place.platform, workspace=place.workspace, pack=pack, entry=entry, day=day
        )
        if place.workspace and (asked in self._waiting or len(self._waiting) < MOST_WAITING):
            self._waiting[asked] += 1

    async def keep(self) -> None:
        """Keep what was counted; while the database is away it waits."""
        today = self._clock().date()
        counts, self._waiting = self._waiting, Counter()
        try:
            if counts:
                await self._store.count_asked(counts)
            if self._swept != today:
                await self._store.forget_asked(today - timedelta(days=DAYS))
                self._swept = today
        except StoreError as error:
            _log.warning("counts are kept later: %s", error)
            self._waiting.update(counts)
