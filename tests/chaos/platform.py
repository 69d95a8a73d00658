"""The far end of the wire: as much of Discord's HTTP as posting takes, with faults by a seed.

It keeps what its channels show. As Discord does, it gives the message that is there for a nonce
that it has seen a while ago, and forgets nonces after that.
"""

import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web

from tests.chaos.timing import NONCE, FastClock
from tests.wire.http_api import application

BOT = "4242"
HANG = 60.0
"""Seconds in which a request that hangs is not answered: longer than anybody waits."""


@dataclass
class Message:
    """A message in a channel. `nonce` is the stamp of a digest."""

    id: str
    channel: str
    nonce: str
    text: str
    at: datetime
    real: float
    deleted: bool = False


@dataclass
class Platform:
    """A platform that answers late, wrongly or not at all, in so many of a thousand requests."""

    clock: FastClock
    seed: int
    failing: int = 60
    messages: dict[str, list[Message]] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._well = self._next_fault()
        self._last = 10**17

    def application(self) -> web.Application:
        """What an HTTP server serves."""
        app = web.Application()
        app.router.add_get("/api/v10/users/@me", self._me)
        app.router.add_get("/api/v10/oauth2/applications/@me", self._application)
        app.router.add_post("/api/v10/channels/{channel}/messages", self._post)
        app.router.add_get("/api/v10/channels/{channel}/messages", self._read)
        app.router.add_delete("/api/v10/channels/{channel}/messages/{message}", self._delete)
        return app

    async def _me(self, _: web.Request) -> web.Response:
        return _json(_user())

    async def _application(self, _: web.Request) -> web.Response:
        return _json(application())

    async def _post(self, request: web.Request) -> web.StreamResponse:
        data = await request.json()
        fault = self._fault()
        if fault in {"429", "500"}:
            return _refused(fault)
        message = self._keep(request.match_info["channel"], data)
        if fault == "hangs after success":
            await asyncio.sleep(HANG)
        if fault == "breaks after success" and request.transport is not None:
            request.transport.close()
        return _json(_shown(message))

    async def _read(self, request: web.Request) -> web.Response:
        fault = self._fault()
        if fault in {"429", "500"}:
            return _refused(fault)
        there = self.messages.get(request.match_info["channel"], [])
        return _json([_shown(each) for each in there[::-1] if not each.deleted])

    async def _delete(self, request: web.Request) -> web.Response:
        for each in self.messages.get(request.match_info["channel"], []):
            if each.id == request.match_info["message"]:
                each.deleted = True
        return web.Response(status=204)

    def _keep(self, channel: str, data: dict[str, Any]) -> Message:
        there = self.messages.setdefault(channel, [])
        now = time.monotonic()
        nonce = str(data["nonce"])
        for each in there:
            if each.nonce == nonce and data["enforce_nonce"] and now - each.real < NONCE:
                self.faults["nonce known"] += 1
                return each
        self._last += 1
        message = Message(
            id=str(self._last),
            channel=channel,
            nonce=nonce,
            text=data.get("content") or "",
            at=self.clock(),
            real=now,
        )
        there.append(message)
        return message

    def _fault(self) -> str:
        kinds = ("429", "500", "hangs after success", "breaks after success")
        if not self.failing:
            return ""
        self._well -= 1
        if self._well > 0:
            return ""
        self._well = self._next_fault()
        fault = self._random.choice(kinds)
        self.faults[fault] += 1
        return fault

    def _next_fault(self) -> int:
        """After how many requests one fails: at the latest after twice the mean."""
        return self._random.randint(1, max(2 * 1000 // self.failing - 1, 1))


def _refused(fault: str) -> web.Response:
    if fault == "429":
        limit = {"message": "You are being rate limited.", "retry_after": 0.2, "global": False}
        return _json(limit, status=429, headers={"Retry-After": "0.2", "Via": "loopback"})
    return _json({"message": "500: Internal Server Error", "code": 0}, status=500)


def _json(
    data: object, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> web.Response:
    """As Discord says it: discord.py knows JSON by a type without a character set."""
    body = json.dumps(data).encode()
    return web.Response(body=body, status=status, headers=headers, content_type="application/json")


def _user() -> dict[str, Any]:
    return {"id": BOT, "username": "briefing", "discriminator": "0", "avatar": None, "bot": True}


def _shown(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "channel_id": message.channel,
        "author": _user(),
        "content": message.text,
        "timestamp": "2026-03-29T00:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": 0,
        "nonce": message.nonce,
        "components": [],
    }
