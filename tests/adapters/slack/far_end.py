"""The far end of the wire: as much of Slack's Web API as the bot calls, on loopback."""

import asyncio
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.slack.blocks import MOST_IN_A_VIEW, problems

TEAM = "T1"
BOT = "UBOT"
DIRECTS = {"UALICE": "D1"}
"""Direct conversations with the bot."""

Fields = dict[str, Any]


@dataclass(kw_only=True)
class Shown:
    """Something that somebody sees: a message, an ephemeral one, or a home."""

    channel: str
    text: str
    blocks: list[Fields]
    fields: Fields
    user: str = ""
    thread: str = ""
    ts: str = ""
    deleted: bool = False

    @property
    def metadata(self) -> Fields:
        given = self.fields.get("metadata") or {}
        return json.loads(given) if isinstance(given, str) else given

    @property
    def ephemeral(self) -> bool:
        return bool(self.user)


@dataclass
class FarEnd:
    """Takes what the bot sends, and answers as Slack does, or as a test has it answer."""

    shown: list[Shown] = field(default_factory=list)
    homes: dict[str, Fields] = field(default_factory=dict)
    people: dict[str, Fields] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    failing: dict[str, list[str]] = field(default_factory=dict)
    forms: list[Fields] = field(default_factory=list)
    prompts: dict[str, list[str]] = field(default_factory=dict)
    losing: list[str] = field(default_factory=list)
    _number: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _hooks: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    base: str = ""
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    connected: asyncio.Event = field(default_factory=asyncio.Event)
    acknowledged: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    _sockets: list[web.WebSocketResponse] = field(default_factory=list)

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_post("/hook/{id}", self._hook)
        app.router.add_get("/socket", self._socket)
        return app

    def ts(self) -> str:
        """The id of a new message."""
        return f"1700000000.{next(self._number):06}"

    def hook(self, channel: str, user: str, ts: str = "") -> str:
        """A new address for responses, to what was done with a message if that is named."""
        ident = str(next(self._number))
        self._hooks[ident] = (channel, user, ts)
        return f"{self.base}hook/{ident}"

    def fail(self, method: str, *errors: str) -> None:
        """Have the next calls of a method fail, one for each error."""
        self.failing.setdefault(method, []).extend(errors)

    def lose(self, method: str) -> None:
        """Carry out the next call of a method, and break the connection before it is answered."""
        self.losing.append(method)

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.calls.append(method)
        raw = {**request.query, **await request.post()}
        fields: Fields = {name: str(value) for name, value in raw.items()}
        if request.content_type == "application/json":
            fields = await request.json()
        if self.failing.get(method):
            return web.json_response({"ok": False, "error": self.failing[method].pop(0)})
        try:
            answer = getattr(self, "_" + method.replace(".", "_"))(fields)
        except LookupError as error:
            return web.json_response({"ok": False, "error": str(error.args[0])})
        if method in self.losing and request.transport is not None:
            self.losing.remove(method)
            request.transport.abort()
        return web.json_response({"ok": True, **answer})

    def _auth_test(self, _: Fields) -> Fields:
        return {"team_id": TEAM, "user_id": BOT, "bot_id": "BBOT", "url": "", "team": "Tank"}

    def _users_info(self, fields: Fields) -> Fields:
        return {"user": {"id": fields["user"], **self.people.get(fields["user"], {})}}

    def _chat_postMessage(self, fields: Fields) -> Fields:  # noqa: N802 - Slack's name
        return {"ts": self._show(fields).ts, "channel": fields["channel"]}

    def _chat_postEphemeral(self, fields: Fields) -> Fields:  # noqa: N802 - Slack's name
        return {"message_ts": self._show(fields, user=fields["user"]).ts}

    def _chat_delete(self, fields: Fields) -> Fields:
        for each in self.shown:
            each.deleted = each.deleted or each.ts == fields["ts"]
        return {}

    def _chat_getPermalink(self, fields: Fields) -> Fields:  # noqa: N802 - Slack's name
        return {"permalink": f"https://tank.slack.com/archives/{fields['message_ts']}"}

    def _conversations_history(self, fields: Fields) -> Fields:
        there = [each for each in self.shown if each.channel == fields["channel"]]
        told = [{"ts": each.ts, "metadata": each.metadata} for each in there[::-1]]
        return {"messages": told}

    def _assistant_threads_setSuggestedPrompts(self, fields: Fields) -> Fields:  # noqa: N802
        assert "thread_ts" not in fields  # Slack would ignore it all.
        self.prompts[fields["channel_id"]] = [each["message"] for each in fields["prompts"]]
        return {}

    def _conversations_replies(self, fields: Fields) -> Fields:
        found = self._conversations_history(fields)["messages"]
        thread = {each.ts for each in self.shown if each.thread == fields["ts"]}
        return {"messages": [each for each in found if each["ts"] in thread]}

    def _views_publish(self, fields: Fields) -> Fields:
        view = fields["view"]
        home = json.loads(view) if isinstance(view, str) else view
        assert not problems(home["blocks"], MOST_IN_A_VIEW)
        self.homes[fields["user_id"]] = home
        return {}

    def _conversations_open(self, fields: Fields) -> Fields:
        return {"channel": {"id": DIRECTS.get(fields["users"], f"D{fields['users']}")}}

    def _views_open(self, fields: Fields) -> Fields:
        self.forms = []
        return {"view": self.put(_view(fields))}

    def _views_update(self, fields: Fields) -> Fields:
        for number, view in enumerate(self.forms):
            if fields.get("view_id") == view["id"] or fields.get("external_id") == view["name"]:
                self.forms[number] = {**_view(fields), "id": view["id"], "name": view["name"]}
                return {"view": self.forms[number]}
        raise LookupError("not_found")

    def put(self, view: Fields) -> Fields:
        """Put a view on top of the open form."""
        name = view.pop("external_id", "")
        self.forms.append({**view, "id": f"V{next(self._number)}", "name": name})
        return self.forms[-1]

    def _show(self, fields: Fields, *, user: str = "") -> Shown:
        given = fields.get("blocks") or []
        blocks = json.loads(given) if isinstance(given, str) else given
        assert not problems(blocks)
        shown = Shown(
            channel=fields["channel"],
            text=fields.get("text", ""),
            blocks=blocks,
            fields=fields,
            user=user,
            thread=fields.get("thread_ts") or "",
            ts=self.ts(),
        )
        self.shown.append(shown)
        self.arrived.set()
        return shown

    def _apps_connections_open(self, _: Fields) -> Fields:
        return {"url": self.base.replace("http", "ws") + "socket"}

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._sockets.append(socket)
        await socket.send_json({"type": "hello"})
        self.connected.set()
        async for message in socket:
            self.acknowledged.put_nowait(json.loads(message.data)["envelope_id"])
        return socket

    async def push(self, envelope: str, payload: Fields) -> None:
        """Send an event over the latest web socket."""
        told = {"type": "events_api", "envelope_id": envelope, "payload": payload}
        await self._sockets[-1].send_json({**told, "accepts_response_payload": False})

    async def _hook(self, request: web.Request) -> web.Response:
        self.calls.append("hook")
        if self.failing.get("hook"):
            error = self.failing["hook"].pop(0)
            return web.json_response({"ok": False, "error": error}, status=400)
        if "hook" in self.losing and request.transport is not None:
            self.losing.remove("hook")
            request.transport.abort()
            return web.Response()
        channel, user, ts = self._hooks[request.match_info["id"]]
        fields = await request.json()
        original = next((each for each in self.shown if each.ts == ts), None)
        if original and fields.get("delete_original"):
            original.deleted = True
        elif original and fields.get("replace_original"):
            original.blocks, original.text = fields["blocks"], fields["text"]
        else:
            seen_by = user if fields["response_type"] == "ephemeral" else ""
            self._show({**fields, "channel": channel}, user=seen_by)
        return web.Response(text="ok")


def _view(fields: Fields) -> Fields:
    given = fields["view"]
    view: Fields = json.loads(given) if isinstance(given, str) else given
    assert not problems(view["blocks"], MOST_IN_A_VIEW)
    return view
