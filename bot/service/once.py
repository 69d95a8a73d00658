"""Taking each event of a platform once, however often it is delivered, and to whichever process."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, Protocol

from bot.service.ports import StoreError
from bot.service.seen import Seen

KEPT: Final = timedelta(hours=6)
"""How long an event's id is kept: platforms try again for an hour at most."""

_log = logging.getLogger(__name__)


class EventStore(Protocol):
    """Durable ids of events. Every method raises StoreError, and then has changed nothing."""

    async def take_event(self, platform: str, event: str, at: datetime) -> bool:
        """Note that an event was taken; False if it was noted before."""

    async def forget_events(self, platform: str, before: datetime) -> None:
        """Forget the events that were taken before some time."""


class Once:
    """Tells whether an event comes for the first time: by memory, then by what is kept."""

    def __init__(self, platform: str, store: EventStore, clock: Callable[[], datetime]) -> None:
        self._platform, self._store, self._clock = platform, store, clock
        self._seen: Seen[str] = Seen()

    async def first(self, event: str) -> bool:
        """Whether an event is to be taken; it is noted from now on.

        Where that cannot be kept it is taken: an answer too many is better than none.
        """
        if not self._seen.first(event):
            return False
        try:
            return await self._store.take_event(self._platform, event, self._clock())
        except StoreError as error:
            _log.warning("an event’s id was not kept, it may be taken twice: %s", error)
            return True

    async def sweep(self) -> None:
        """Forget what is old.

        Raises:
            StoreError: it is still kept.
        """
        await self._store.forget_events(self._platform, self._clock() - KEPT)
