"""Counting what Discord refuses, before it bans the address that asks.

Discord bans an address that draws 10,000 answers of 401, 403 or 429 in ten minutes. (Of 429, those
of a limit that is shared with others do not count.)
"""

import logging
import time
from collections import deque
from collections.abc import Callable
from types import SimpleNamespace

import aiohttp
from yarl import URL

COUNTED = frozenset({401, 403, 429})
"""Statuses that count: what was answered so is never sent again."""

WINDOW = 600.0
"""Seconds for which one counts."""

_UNAUTHORISED = 401

_BY_INTERACTION = frozenset({"interactions", "webhooks"})
"""Routes that carry a token of their own: a 401 there says nothing of the bot's."""

_log = logging.getLogger(__name__)


class Strikes:
    """The refusals of the last ten minutes."""

    def __init__(
        self,
        most: int,
        *,
        revoked: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most = most
        self._revoked = revoked
        self._clock = clock
        self._times: deque[float] = deque(maxlen=most)
        self._warned = False

    def near(self) -> bool:
        """Whether there are so many that nothing should be risked; logged when that begins."""
        now = self._clock()
        while self._times and now - self._times[0] > WINDOW:
            self._times.popleft()
        near = len(self._times) >= self._most
        if near and not self._warned:
            _log.error(
                "Discord refused %d requests in ten minutes and bans at 10,000: until that is over"
                " only commands and buttons are answered; check the bot's permissions",
                self._most,
            )
        self._warned = near
        return near

    def trace(self) -> aiohttp.TraceConfig:
        """What counts the answers of an HTTP client."""
        config = aiohttp.TraceConfig()
        config.on_request_end.append(self._count)
        return config

    async def _count(
        self,
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        ended: aiohttp.TraceRequestEndParams,
    ) -> None:
        shared = ended.response.headers.get("X-RateLimit-Scope") == "shared"
        if ended.response.status in COUNTED and not shared:
            self.count(ended.response.status, ended.url)

    def count(self, status: int, url: URL) -> None:
        """Count one of the statuses that count."""
        self._times.append(self._clock())
        if status == _UNAUTHORISED and _BY_INTERACTION.isdisjoint(url.parts):
            self._revoked()
