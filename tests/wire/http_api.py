"""Discord's HTTP API, as far as the bot uses it."""

import json
from itertools import count

from aiohttp import web

from tests.wire import messages
from tests.wire.faults import Fault, Faults, refusal
from tests.wire.messages import Json
from tests.wire.state import Request, State


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
        fault = self._faults.next(http.path) or self._acknowledged(request)
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
        if request.method == "PUT" and path.endswith("/commands"):
            return []
        if path.endswith("/users/@me/channels"):
            alice = messages.user(messages.ALICE)
            return {"id": messages.DIRECT, "type": 1, "recipients": [alice]}
        if path.endswith("/callback"):
            self._state.posts.append(request)
            ident = path.split("/")[-3]
            posted = messages.message(str(next(self._ids)), "posted", author=messages.BOT)
            return {
                "interaction": {"id": ident, "type": 2, "response_message_id": posted["id"]},
                "resource": {"type": request.body["type"], "message": posted},
            }
        return self._original(request) if path.endswith("/@original") else self._post(request)

    def _known(self, path: str) -> Json | list[Json] | None:
        """What can be looked up: the bot, its application, and the server as the bot sees it."""
        server = self._state.server
        known: dict[str, Json | list[Json]] = {
            **{f"/messages/{ident}": told for ident, told in self._state.messages.items()},
            "/users/@me": messages.user(messages.BOT, bot=True),
            "/oauth2/applications/@me": application(),
            f"/guilds/{messages.GUILD}": server,
            f"/guilds/{messages.GUILD}/channels": server["channels"],
            f"/guilds/{messages.GUILD}/members/{messages.BOT}": messages.member(messages.BOT),
        }
        return next((known[end] for end in known if path.endswith(end)), None)

    def _acknowledged(self, request: Request) -> Fault | None:
        """What Discord says to a second response to an interaction."""
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
        """A new message, or the one that was posted with the same nonce."""
        nonce = str(request.body.get("nonce") or next(self._ids))
        if nonce not in self._state.nonces or not request.body.get("enforce_nonce"):
            self._state.nonces[nonce] = str(next(self._ids))
            self._state.posts.append(request)
        return messages.message(self._state.nonces[nonce], "posted", author=messages.BOT)


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
