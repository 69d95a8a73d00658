"""Discord's gateway, version 10: hello, identify or resume, heartbeats, numbered dispatches."""

import json
import zlib
from typing import Any

from aiohttp import WSMsgType, web

from tests.wire import messages
from tests.wire.messages import Json
from tests.wire.state import State

DISPATCH, HEARTBEAT, IDENTIFY, RESUME = 0, 1, 2, 6
RECONNECT, INVALID_SESSION, HELLO, ACK = 7, 9, 10, 11


class Gateway:
    """One session. What is dispatched is kept, for a resume to replay."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._sent: list[Json] = []
        self._socket: web.WebSocketResponse | None = None
        self._squeeze: Any = None
        self.resume_url = ""
        self.replay_from: int | None = None
        """Replays a resume from this number, in place of the one that the client names."""
        self.refusals: list[int] = []
        """How the next attempts to resume end: by a close code, or op 9 by an invalid session."""

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._socket = socket
        compressed = request.query.get("compress") == "zlib-stream"
        self._squeeze = zlib.compressobj() if compressed else None
        await self._send({"op": HELLO, "d": {"heartbeat_interval": 41_250}})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._hear(json.loads(frame.data))
        return socket

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event to the bot and number it."""
        packet = {"op": DISPATCH, "t": event, "s": len(self._sent) + 1, "d": data}
        self._sent.append(packet)
        await self._send(packet)

    async def order(self, op: int, data: object = None) -> None:
        """Send something else than an event: reconnect, or an invalid session."""
        await self._send({"op": op, "d": data})

    async def drop(self, code: int = 4000) -> None:
        """Close the connection."""
        assert self._socket is not None
        await self._socket.close(code=code)

    async def _hear(self, packet: Json) -> None:
        match packet["op"]:
            case 1:
                await self._send({"op": ACK})
            case 2:
                await self._begin()
            case 6:
                await self._resume(packet["d"]["seq"] or 0)
            case other:
                raise NotImplementedError(f"the loopback gateway does not know op {other}")

    async def _begin(self) -> None:
        self._sent.clear()
        ready = {
            "v": 10,
            "user": messages.user(messages.BOT, bot=True),
            "guilds": [{"id": messages.GUILD, "unavailable": True}],
            "session_id": "session",
            "resume_gateway_url": self.resume_url,
            "application": {"id": messages.BOT, "flags": 0},
        }
        await self.dispatch("READY", ready)
        await self.dispatch("GUILD_CREATE", messages.guild())
        await self._opened(IDENTIFY)

    async def _resume(self, seen: int) -> None:
        if self.refusals:
            refusal = self.refusals.pop(0)
            await self._opened(-refusal)
            if refusal == INVALID_SESSION:
                await self.order(INVALID_SESSION, data=False)
            else:
                await self.drop(refusal)
            return
        start = seen if self.replay_from is None else self.replay_from
        for packet in self._sent[start:]:
            await self._send(packet)
        await self.dispatch("RESUMED", {})
        await self._opened(RESUME)

    async def _opened(self, op: int) -> None:
        self._state.opened.append(op)
        await self._state.change()

    async def _send(self, packet: Json) -> None:
        assert self._socket is not None
        text = json.dumps(packet)
        if self._squeeze is None:
            await self._socket.send_str(text)
            return
        data = self._squeeze.compress(text.encode()) + self._squeeze.flush(zlib.Z_SYNC_FLUSH)
        await self._socket.send_bytes(data)
