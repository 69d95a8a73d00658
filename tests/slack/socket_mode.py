"""Slack's Socket Mode: envelopes over a web socket, each to be acknowledged."""

import asyncio
import json
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from aiohttp import WSMsgType, web

from tests.slack.state import APP, Json, State


@dataclass(frozen=True, kw_only=True)
class Ack:
    """That an envelope has arrived, with what came along; `took` are seconds."""

    envelope: str
    payload: Any
    took: float


@dataclass
class SocketMode:
    """Sends events to whoever is connected."""

    state: State
    acks: dict[str, Ack] = field(default_factory=dict)
    connections: int = 0
    patience: tuple[float, ...] = ()
    """How long an event waits for its acknowledgement before each further attempt, in seconds."""
    attempts: list[Json] = field(default_factory=list)
    """The envelopes that were sent, in order."""
    _open: list[web.WebSocketResponse] = field(default_factory=list)
    _sent: dict[str, float] = field(default_factory=dict)

    async def handle(self, http: web.Request) -> web.StreamResponse:
        """A connection, for as long as it lasts."""
        ws = web.WebSocketResponse()
        await ws.prepare(http)
        hello = {"type": "hello", "num_connections": 1, "connection_info": {"app_id": APP}}
        await ws.send_json({**hello, "debug_info": {"host": "loopback"}})
        self._open.append(ws)
        self.connections += 1
        await self.state.change()
        async for said in ws:
            if said.type is WSMsgType.TEXT:
                await self._heard(said.data)
        if ws in self._open:
            self._open.remove(ws)
        return ws

    async def _heard(self, text: str) -> None:
        told = json.loads(text)
        ident = told.get("envelope_id")
        if ident is not None and ident not in self.acks:
            took = perf_counter() - self._sent[ident]
            self.acks[ident] = Ack(envelope=ident, payload=told.get("payload"), took=took)
            await self.state.change()

    async def connected(self, number: int = 1) -> None:
        """Until a client has connected so often."""
        await self.state.until(lambda: self.connections >= number and bool(self._open))

    async def send(self, kind: str, payload: Json, *, retry: int = 0) -> str:
        """Send an envelope; its id. `retry` counts further attempts with the same event."""
        ident = f"e{self.state.number()}"
        envelope: Json = {"type": kind, "envelope_id": ident, "payload": payload}
        envelope["accepts_response_payload"] = kind != "events_api"
        if kind == "events_api":
            reason = "timeout" if retry else ""
            envelope |= {"retry_attempt": retry, "retry_reason": reason}
        self._sent[ident] = perf_counter()
        self.attempts.append(envelope)
        await self._open[-1].send_json(envelope)
        return ident

    async def acked(self, ident: str) -> Ack:
        """The acknowledgement of an envelope, once it is there."""
        await self.state.until(lambda: ident in self.acks)
        return self.acks[ident]

    async def deliver(self, kind: str, payload: Json, *, retry: int = 0) -> Ack:
        """Send until it is acknowledged: an event again under its id, in an envelope of its own.

        Commands and clicks are sent once, as Slack does.
        """
        for wait in self.patience if kind == "events_api" else ():
            sent = await self._sent_to_somebody(kind, payload, retry)
            try:
                return await asyncio.wait_for(self.acked(sent), wait)
            except TimeoutError:
                retry += 1
        return await self.acked(await self._sent_to_somebody(kind, payload, retry))

    async def _sent_to_somebody(self, kind: str, payload: Json, retry: int) -> str:
        await self.state.until(lambda: any(not ws.closed for ws in self._open))
        return await self.send(kind, payload, retry=retry)

    async def warn(self) -> None:
        """Say that the connections will end soon; they go on for now."""
        await self.disconnect("warning")

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask all clients to connect anew, as Slack does every few hours."""
        for ws in list(self._open):
            debug = {"host": "loopback"}
            await ws.send_json({"type": "disconnect", "reason": reason, "debug_info": debug})

    async def drop(self) -> None:
        """Break all connections; what is sent from now on waits for a new one."""
        dropped, self._open[:] = list(self._open), []
        await asyncio.gather(*(ws.close() for ws in dropped))

    async def close(self) -> None:
        """Let go of all connections at the end."""
        await asyncio.gather(*(ws.close() for ws in list(self._open)))
