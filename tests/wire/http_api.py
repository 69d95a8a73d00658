"""Discord's HTTP API, as far as the bot uses it."""

import json
import re
from collections.abc import Iterator
from itertools import count

from aiohttp import web

from tests.wire import messages
from tests.wire.faults import Fault, Faults, refusal
from tests.wire.messages import Json
from tests.wire.state import Request, State

MESSAGE = re.compile(r"/channels/\d+/messages/(?P<id>\d+)$")
"""The path of a message."""


class HttpApi:
    """Answers requests, or fails as the script says; what is posted is kept."""

    def __init__(self, state: State, faults: Faults) -> None:
        self._state = state
        self._faults = faults
        self._ids = count(9_000_000)

    async def handle(self, http: web.Request) -> web.StreamResponse:
        text = await http.text()
        body = json.loads(text) if text.startswith("{") else {}
        request = Request(method=http.method, path=http.path, body=body)
        self._state.requests.append(request)
        await self._state.change()
        fault = self._faults.next(http.path) or self._refused(request)
        if fault is not None and fault.until is not None:
            await fault.until.wait()
            fault = None
        answer = None if fault is not None and not fault.done else self._answer(request)
        await self._state.change()
        if fault is not None:
            return _failed(http, fault)
        if answer is None:
            return web.Response(status=204)
        # As Discord's, the type names no charset: discord.py compares the whole header.
        return web.Response(body=json.dumps(answer).encode(), content_type="application/json")

    def _answer(self, request: Request) -> Json | list[Json] | None:
        path = request.path
        if request.method == "GET" and (known := self._known(path)) is not None:
            return known
        if found := MESSAGE.search(path):
            return self._message(request, found["id"])
        if request.method == "PUT" and path.endswith("/commands"):
            return []
        if path.endswith("/users/@me/channels"):
            alice = messages.user(messages.ALICE)
            return {"id": messages.DIRECT, "type": 1, "recipients": [alice]}
        if path.endswith("/callback"):
            self._state.posts.append(request)
            ident = path.split("/")[-3]
            posted = self._keep(str(next(self._ids)), request.body.get("data") or {})
            return {
                "interaction": {"id": ident, "type": 2, "response_message_id": posted["id"]},
                "resource": {"type": request.body["type"], "message": posted},
            }
        return self._original(request) if path.endswith("/@original") else self._post(request)

    def _known(self, path: str) -> Json | list[Json] | None:
        """What can be looked up: the bot, its application, and the server as the bot sees it."""
        server = self._state.server
        known: dict[str, Json | list[Json]] = {
            "/users/@me": messages.user(messages.BOT, bot=True),
            "/oauth2/applications/@me": application(),
            f"/guilds/{messages.GUILD}": server,
            f"/guilds/{messages.GUILD}/channels": server["channels"],
            f"/guilds/{messages.GUILD}/members/{messages.BOT}": messages.member(messages.BOT),
        }
        known |= {f"/channels/{each['id']}": each for each in self._channels()}
        return next((known[end] for end in known if path.endswith(end)), None)

    def _thread(self, path: str) -> Json | None:
        """The thread of a path, if it is one's."""
        there = self._state.server["channels"]
        threads = (each for each in there if "thread_metadata" in each)
        return next((each for each in threads if path.endswith(f"/channels/{each['id']}")), None)

    def _sleeps(self, path: str) -> bool:
        """Whether a message stands in a thread that is archived."""
        thread = self._thread(path.rpartition("/messages/")[0])
        return thread is not None and bool(thread["thread_metadata"]["archived"])

    def _channels(self) -> Iterator[Json]:
        for each in self._state.server["channels"]:
            yield {**each, "guild_id": messages.GUILD}

    def _refused(self, request: Request) -> Fault | None:
        """What Discord says to a second response, and to a request about a message that is gone."""
        if (found := MESSAGE.search(request.path)) and found["id"] not in self._state.messages:
            return refusal(404, 10008)
        if found and request.method == "PATCH" and self._sleeps(request.path):
            return refusal(400, 50083)
        if not request.path.endswith("/callback"):
            return None
        earlier = [post for post in self._state.posts if post.path == request.path]
        return refusal(400, 40060) if earlier else None

    def _original(self, request: Request) -> Json | None:
        """The first response to an interaction: changed, or deleted."""
        if request.method == "DELETE":
            return None
        self._state.posts.append(request)
        return messages.message(str(next(self._ids)), "posted", author=messages.BOT)

    def _post(self, request: Request) -> Json:
        """A new message, or the one that was posted with the same nonce; or a thread, changed."""
        if request.method == "PATCH" and (thread := self._thread(request.path)) is not None:
            thread["thread_metadata"] |= request.body
            return thread
        nonce = str(request.body.get("nonce") or next(self._ids))
        if nonce not in self._state.nonces or not request.body.get("enforce_nonce"):
            self._state.nonces[nonce] = str(next(self._ids))
            self._state.posts.append(request)
        channel = path[-2] if (path := request.path.split("/"))[-1] == "messages" else None
        return self._keep(self._state.nonces[nonce], request.body, channel or messages.CHANNEL)

    def _keep(self, ident: str, body: Json, channel: str = messages.CHANNEL) -> Json:
        """A message as the bot has sent it."""
        kept = messages.message(ident, "", author=messages.BOT, channel=channel)
        self._state.messages[ident] = {**kept, **_said(body)}
        return self._state.messages[ident]

    def _message(self, request: Request, ident: str) -> Json | None:
        """A message that is there: read, changed or deleted."""
        if request.method == "DELETE":
            del self._state.messages[ident]
            return None
        if request.method == "PATCH":
            self._state.edits.append(request)
            self._state.messages[ident] |= _said(request.body)
        return self._state.messages[ident]


def _said(body: Json) -> Json:
    """What a message says: Discord turns no content into an empty one."""
    said: Json = {name: body[name] for name in ("components", "content", "flags") if name in body}
    return {**said, "content": said.get("content") or ""}


def _failed(http: web.Request, fault: Fault) -> web.StreamResponse:
    if fault.reset and http.transport is not None:
        http.transport.abort()
    return web.Response(
        status=fault.status,
        body=fault.body.encode(),
        content_type=fault.kind,
        headers=fault.headers,
    )


def application() -> Json:
    """The bot's application, as Discord describes it."""
    return {
        "id": messages.BOT,
        "name": "briefing",
        "icon": None,
        "description": "",
        "bot_public": True,
        "approximate_guild_count": 1,
        "bot_require_code_grant": False,
        "verify_key": "",
        "flags": 0,
        "owner": messages.user(messages.OWNER),
        "team": None,
    }
