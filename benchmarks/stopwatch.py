"""Our own time for a question: from its event being read to a request handed to the HTTP client."""

from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection
from time import perf_counter
from types import SimpleNamespace
from typing import Any, Final

import aiohttp
from discord.gateway import DiscordWebSocket
from discord.state import ConnectionState

ANSWERS: Final = "/token-"
"""Stands before the question's id in the paths of the requests that answer it."""


class Stopwatch:
    """Tells for each request that answers a question the id and the seconds since its event.

    Make it before the client. It wraps two methods of discord.py's, for this process: there is no
    hook so near to the socket.
    """

    def __init__(self, told: Connection) -> None:
        self._told = told
        self._read = 0.0
        self._events: dict[str, float] = {}
        self.trace = aiohttp.TraceConfig()
        self.trace.on_request_start.append(self._handed)
        received, parsed = (
            DiscordWebSocket.received_message,
            ConnectionState.parse_interaction_create,
        )
        setattr(DiscordWebSocket, received.__name__, self._receiving(received))
        setattr(ConnectionState, parsed.__name__, self._parsing(parsed))

    def _receiving(self, method: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        async def received(socket: DiscordWebSocket, message: Any, /) -> None:
            self._read = perf_counter()
            await method(socket, message)

        return received

    def _parsing(self, method: Callable[..., None]) -> Callable[..., None]:
        def parsed(state: ConnectionState[Any], data: Any) -> None:
            # Nothing is awaited between receiving an event and parsing it.
            self._events[data["id"]] = self._read
            method(state, data)

        return parsed

    async def _handed(
        self,
        session: aiohttp.ClientSession,
        context: SimpleNamespace,
        request: aiohttp.TraceRequestStartParams,
    ) -> None:
        now = perf_counter()
        _, found, rest = request.url.path.partition(ANSWERS)
        ident = rest.split("/")[0]
        if found and ident in self._events:
            self._told.send((ident, now - self._events.pop(ident)))
