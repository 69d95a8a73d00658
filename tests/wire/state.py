"""What the loopback Discord knows: what was asked of it, and what was posted there."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter

from tests.wire.messages import Json, guild


@dataclass(frozen=True, kw_only=True)
class Request:
    """A request of the bot; `at` are seconds of `perf_counter`."""

    method: str
    path: str
    body: Json
    at: float = field(default_factory=perf_counter)


@dataclass
class State:
    """Grows with each request; whoever waits for a state of things is woken then."""

    requests: list[Request] = field(default_factory=list)
    posts: list[Request] = field(default_factory=list)
    nonces: dict[str, str] = field(default_factory=dict)
    messages: dict[str, Json] = field(default_factory=dict)
    edits: list[Request] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    server: Json = field(default_factory=guild)
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def to(self, piece: str) -> list[Request]:
        """The requests whose path holds the piece."""
        return [request for request in self.requests if piece in request.path]

    async def change(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(10), self._changed:
            await self._changed.wait_for(holds)
