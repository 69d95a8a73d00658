"""What is kept no longer than it may be: forgotten when its time is over."""

import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from bot.service.departures import DepartureStore
from bot.service.ledger import LedgerStore
from bot.service.misses import Misses
from bot.service.preferences import Preferences

_log = logging.getLogger(__name__)


class Retention:
    """Forgets the workspaces of a platform that were left, and what has become old.

    That are questions, posts and deliveries. What a plan has covered stands in its progress, and
    once-only looks no further back than to the delivery that is due: neither needs old ones.

    Args:
        platform: whose workspaces.
        store: keeps them.
        preferences: hold what was set for them in memory.
        misses: questions that are kept, if any are.
        days: how long a workspace is kept after it was left: it may come back.
        ledger: keeps where entries were shown, and which deliveries there were.
        posts_days: how long these are kept.
        clock: the present.
    """

    def __init__(
        self,
        *,
        platform: str,
        store: DepartureStore,
        preferences: Preferences,
        misses: Misses | None,
        days: int,
        ledger: LedgerStore,
        posts_days: int,
        clock: Callable[[], datetime],
    ) -> None:
        self._platform, self._store, self._preferences = platform, store, preferences
        self._misses, self._grace, self._clock = misses, timedelta(days=days), clock
        self._ledger, self._age = ledger, timedelta(days=posts_days)

    async def left(self, workspace: str) -> None:
        """Take note that a workspace was left.

        Raises:
            StoreError: it was not kept; `compare` finds it out later.
        """
        await self._store.leave(self._platform, workspace, self._clock())

    async def joined(self, workspace: str) -> None:
        """Take note that a workspace has been joined: what was kept of it stays.

        Raises:
            StoreError: it was not kept; `compare` finds it out later.
        """
        await self._store.come_back(self._platform, workspace)

    async def compare(self, workspaces: Collection[str]) -> None:
        """Take note of what was left and joined meanwhile, by the workspaces that there are now.

        Raises:
            StoreError: the rest is found out later.
        """
        known = set(await self._store.workspaces(self._platform))
        soon = self._clock() + timedelta(seconds=1)
        departed = set(await self._store.left_before(self._platform, soon))
        for workspace in departed & set(workspaces):
            await self.joined(workspace)
        for workspace in known - departed - set(workspaces):
            await self.left(workspace)

    async def sweep(self) -> int:
        """Forget what is to be forgotten by now; return how many workspaces that were.

        Raises:
            StoreError: the rest is forgotten later.
        """
        if self._misses is not None:
            await self._misses.forget()
        await self._ledger.forget_history(self._clock() - self._age)
        gone = await self._store.left_before(self._platform, self._clock() - self._grace)
        for workspace in gone:
            await self._store.forget_workspace(self._platform, workspace)
            self._preferences.forget_workspace(self._platform, workspace)
            _log.info("forgot the server %s, which was left", workspace)
        return len(gone)
