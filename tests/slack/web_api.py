"""Slack's Web API, and the addresses to which responses go, as far as the bot uses them."""

import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import web

from tests.slack.blocks import MOST_IN_A_VIEW, problems, too_long
from tests.slack.events import kind
from tests.slack.faults import Fault, Faults
from tests.slack.state import APP, BOT, BOT_ID, TEAM, Call, Json, Message, State

SCOPES: Final = {
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "chat.delete": "chat:write",
    "conversations.history": "channels:history",
    "conversations.replies": "channels:history",
    "conversations.info": "channels:read",
    "conversations.open": "im:write",
    "conversations.join": "channels:join",
    "conversations.members": "channels:read",
    "bots.info": "users:read",
    "users.info": "users:read",
    "team.info": "team:read",
    "reactions.add": "reactions:write",
    "assistant.threads.setSuggestedPrompts": "assistant:write",
    "assistant.threads.setStatus": "assistant:write",
    "assistant.threads.setTitle": "assistant:write",
}
"""The scope that each method needs; those left out need none."""

APP_METHODS: Final = {"apps.connections.open"}
"""Methods for which the app has a token of its own."""

WITHOUT_TOKEN: Final = {"api.test", "oauth.v2.access"}

MOST_RESPONSES: Final = 5
"""So often may a response address be used."""

LONGEST_TEXT: Final = 40_000


class RefusedError(Exception):
    """Slack does not do it; the message is its word for why."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.more = more


class WebApi:
    """Answers calls, or fails as the script says."""

    def __init__(self, state: State, faults: Faults, socket_url: Callable[[], str]) -> None:
        self._state, self._faults, self._socket_url = state, faults, socket_url
        self._methods: dict[str, Callable[[Json], Json]] = {
            "api.test": lambda _: {},
            "auth.revoke": lambda _: {"revoked": True},
            "auth.test": lambda _: {},
            "oauth.v2.access": self._installed,
            "apps.connections.open": lambda _: {"url": self._socket_url()},
            "bots.info": lambda _: {"bot": {"id": BOT_ID, "app_id": APP, "user_id": BOT}},
            "chat.postMessage": self._post,
            "chat.postEphemeral": self._whisper,
            "chat.update": self._update,
            "chat.delete": self._delete,
            "chat.getPermalink": self._link,
            "conversations.history": self._history,
            "conversations.replies": self._replies,
            "conversations.info": lambda body: {"channel": self._channel(body["channel"])},
            "conversations.join": lambda body: {"channel": self._channel(body["channel"])},
            "conversations.members": self._members,
            "conversations.open": lambda body: {"channel": {"id": direct(body["users"])}},
            "users.info": self._user,
            "team.info": lambda _: {"team": {"id": TEAM, "name": "Institute", "domain": "inst"}},
            "views.publish": self._publish,
            "views.open": self._open,
            "views.update": self._change,
            "reactions.add": self._react,
            "assistant.threads.setSuggestedPrompts": lambda _: {},
            "assistant.threads.setStatus": lambda _: {},
            "assistant.threads.setTitle": lambda _: {},
        }

    async def call(self, http: web.Request) -> web.StreamResponse:
        """A method of the Web API."""
        method = http.match_info["method"]
        body = await _body(http)
        token = http.headers.get("Authorization", "").removeprefix("Bearer ")
        call = Call(method=method, body=body, token=token or str(body.get("token", "")))
        return await self._through(http, call, lambda: self._called(call))

    async def respond(self, http: web.Request) -> web.StreamResponse:
        """A response to an interaction, by the address that came with it."""
        body = await _body(http)
        call = Call(method="response_url", body={**body, "_id": http.match_info["id"]})
        return await self._through(http, call, lambda: self._responded(call))

    async def _through(
        self, http: web.Request, call: Call, do: Callable[[], Json]
    ) -> web.StreamResponse:
        self._state.calls.append(call)
        await self._state.change()
        fault = self._faults.next(call.method)
        told = _attempted(do) if fault is not None and fault.done else None
        if fault is not None and fault.until is not None:
            await self._state.change()
            await fault.until.wait()
            fault = None
        if fault is None and told is None:
            told = _attempted(do)
        await self._state.change()
        if fault is not None:
            return _failed(http, fault)
        granted = self._state.scopes
        scopes = {} if granted is None else {"x-oauth-scopes": ",".join(sorted(granted))}
        return web.json_response(told, headers=scopes)

    def _called(self, call: Call) -> Json:
        if call.method not in self._methods:
            raise RefusedError("unknown_method")
        if call.method not in WITHOUT_TOKEN:
            self._check_token(call)
            self._check_scope(call)
            self._check_place(call)
        if call.method == "auth.test":
            return self._me(self._state.teams.get(call.token, TEAM))
        if call.method == "auth.revoke":
            self._state.tokens[call.token] = "token_revoked"
        return self._methods[call.method](call.body)

    def _check_token(self, call: Call) -> None:
        if not call.token:
            raise RefusedError("not_authed")
        if wrong := self._state.tokens.get(call.token, "invalid_auth"):
            raise RefusedError(wrong)
        if call.token.startswith("xapp-") != (call.method in APP_METHODS):
            raise RefusedError("not_allowed_token_type")

    def _check_place(self, call: Call) -> None:
        """A workspace knows nothing of another one's channels."""
        channel = self._state.channels.get(str(call.body.get("channel", "")), {})
        if channel.get("team", TEAM) != self._state.teams.get(call.token, TEAM) and channel:
            raise RefusedError("channel_not_found")

    def _check_scope(self, call: Call) -> None:
        needed = SCOPES.get(call.method)
        granted = self._state.scopes
        if needed is None or granted is None:
            return
        if call.method != "conversations.join":
            needed = needed.replace(
                "channels", kind(self._state, str(call.body.get("channel", "")))
            )
        if needed not in granted:
            raise RefusedError("missing_scope", needed=needed, provided=",".join(sorted(granted)))

    def _me(self, team: str) -> Json:
        return {
            "url": "https://inst.slack.com/",
            "team": "Institute",
            "team_id": team,
            "user": "briefing",
            "user_id": BOT,
            "bot_id": BOT_ID,
            "is_enterprise_install": False,
        }

    def _channel(self, ident: str) -> Json:
        if ident.startswith("D"):
            return {"id": ident, "is_im": True}
        if ident not in self._state.channels:
            raise RefusedError("channel_not_found")
        return self._state.channels[ident]

    def _members(self, body: Json) -> Json:
        """Who is in a channel: those that the test has put there, else everybody."""
        found = self._channel(body["channel"])
        return {"members": found.get("members", [*self._state.users, BOT])}

    def _installed(self, body: Json) -> Json:
        """The token that a code stands for; a code is good once."""
        told = self._state.codes.pop(body.get("code", ""), None)
        if told is None:
            raise RefusedError("invalid_code")
        self._state.tokens[told["access_token"]] = ""
        self._state.teams[told["access_token"]] = told["team"]["id"]
        return told

    def _react(self, body: Json) -> Json:
        message = self._state.find(body["channel"], body["timestamp"])
        if message is None:
            raise RefusedError("message_not_found")
        if body["name"] in message.reactions:
            raise RefusedError("already_reacted")
        message.reactions.append(body["name"])
        return {}

    def _user(self, body: Json) -> Json:
        if body["user"] not in self._state.users:
            raise RefusedError("user_not_found")
        return {"user": self._state.users[body["user"]]}

    def _checked(self, body: Json) -> Json:
        """The channel's id, the text and the blocks of a message, if Slack takes them."""
        channel = body.get("channel", "")
        channel = direct(channel) if channel.startswith("U") else channel
        if self._entered(channel).get("is_archived"):
            raise RefusedError("is_archived")
        return {"channel": channel, **checked(body)}

    def _post(self, body: Json) -> Json:
        message = self._kept(**self._checked(body), body=body)
        return {"channel": message.channel, "ts": message.ts, "message": message.as_json}

    def _whisper(self, body: Json) -> Json:
        message = self._kept(**self._checked(body), body=body, seen_by=body["user"])
        return {"message_ts": message.ts}

    def _kept(
        self, channel: str, text: str, blocks: list[Json], body: Json, seen_by: str = ""
    ) -> Message:
        metadata = body.get("metadata")
        message = Message(
            channel=channel,
            ts=self._state.ts(),
            user=BOT,
            text=text,
            blocks=named(blocks),
            thread=body.get("thread_ts") or "",
            seen_by=seen_by,
            metadata=json.loads(metadata) if isinstance(metadata, str) else metadata,
            posted=body,
        )
        self._state.messages.append(message)
        return message

    def _mine(self, body: Json) -> Message:
        message = self._state.find(body["channel"], body["ts"])
        if message is None or message.seen_by:
            raise RefusedError("message_not_found")
        if message.user != BOT:
            raise RefusedError("cant_update_message")
        return message

    def _update(self, body: Json) -> Json:
        message, new = self._mine(body), checked(body)
        message.text, message.blocks, message.edited = new["text"], named(new["blocks"]), True
        return {"channel": message.channel, "ts": message.ts}

    def _delete(self, body: Json) -> Json:
        self._mine(body).deleted = True
        return {"channel": body["channel"], "ts": body["ts"]}

    def _link(self, body: Json) -> Json:
        ts = body["message_ts"].replace(".", "")
        return {"permalink": f"https://inst.slack.com/archives/{body['channel']}/p{ts}"}

    def _entered(self, channel: str) -> Json:
        """A channel that the bot is in."""
        found = self._channel(channel)
        if not found.get("is_im") and not found.get("is_member"):
            raise RefusedError("not_in_channel")
        return found

    def _history(self, body: Json) -> Json:
        self._entered(body["channel"])
        newest_first = self._there(body)[::-1]
        return self._listed(body, [m for m in newest_first if not m.thread])

    def _replies(self, body: Json) -> Json:
        """A thread, from its first message on."""
        self._entered(body["channel"])
        ts = body["ts"]
        return self._listed(body, [m for m in self._there(body) if ts in {m.ts, m.thread}])

    def _there(self, body: Json) -> list[Message]:
        return [
            m
            for m in self._state.messages
            if m.channel == body["channel"] and not m.deleted and not m.seen_by
        ]

    def _listed(self, body: Json, found: list[Message]) -> Json:
        told = [each.as_json for each in found[: int(body.get("limit") or 100)]]
        if str(body.get("include_all_metadata", "")).lower() not in {"1", "true"}:
            told = [{k: v for k, v in each.items() if k != "metadata"} for each in told]
        return {"messages": told, "has_more": False}

    def _publish(self, body: Json) -> Json:
        view = self._view(body)
        self._state.homes[body["user_id"]] = view
        return {"view": {"id": "V1", **view}}

    def _open(self, body: Json) -> Json:
        if body.get("trigger_id", "") == "expired":
            raise RefusedError("expired_trigger_id")
        view = self._view(body)
        self._state.modals.append(view)
        return {"view": {"id": f"V{len(self._state.modals)}", **view}}

    def _change(self, body: Json) -> Json:
        """Put a view in the place of an open one."""
        number = str(body.get("view_id", "")).removeprefix("V")
        if not number.isdecimal() or not 0 < int(number) <= len(self._state.modals):
            raise RefusedError("not_found")
        view = self._view(body)
        self._state.modals[int(number) - 1] = view
        return {"view": {"id": f"V{number}", **view}}

    def _view(self, body: Json) -> Json:
        view: Json = json.loads(body["view"]) if isinstance(body["view"], str) else body["view"]
        if found := problems(view["blocks"], MOST_IN_A_VIEW):
            raise RefusedError("invalid_arguments", response_metadata={"messages": found})
        return view

    def _responded(self, call: Call) -> Json:
        asked = self._state.responses.get(call.body["_id"])
        if asked is None or asked.get("used", 0) >= MOST_RESPONSES:
            raise RefusedError("used_url")
        asked["used"] = asked.get("used", 0) + 1
        if call.body.get("delete_original") or call.body.get("replace_original"):
            original = self._state.find(asked["channel"], asked.get("message", ""))
            if original is not None:
                original.deleted = bool(call.body.get("delete_original"))
                if not original.deleted:
                    new = checked(call.body)
                    original.text, original.blocks = new["text"], named(new["blocks"])
                    original.edited = True
            return {}
        seen_by = "" if call.body.get("response_type") == "in_channel" else asked["user"]
        body = {"channel": asked["channel"], **checked(call.body)}
        self._kept(**body, body=call.body, seen_by=seen_by)
        return {}


def checked(body: Json) -> Json:
    """The text and the blocks of a message.

    Raises:
        RefusedError: Slack would not take them.
    """
    given = body.get("blocks") or []
    blocks: list[Json] = json.loads(given) if isinstance(given, str) else given
    text = body.get("text") or ""
    if not (text or blocks):
        raise RefusedError("no_text")
    if len(text) > LONGEST_TEXT:
        raise RefusedError("msg_too_long")
    if found := problems(blocks):
        raise RefusedError("invalid_blocks", response_metadata={"messages": found})
    if too_long(blocks):
        raise RefusedError("msg_blocks_too_long")
    return {"text": text, "blocks": blocks}


def named(blocks: list[Json]) -> list[Json]:
    """Blocks with the ids that Slack gives to those that have none."""
    return [{"block_id": f"b{n}", **block} for n, block in enumerate(blocks)]


def direct(user: str) -> str:
    """The direct conversation with somebody."""
    return f"D{user.removeprefix('U')}"


async def _body(http: web.Request) -> Json:
    """What a call says, in whichever of Slack's forms."""
    said: Json = dict(http.query)
    if http.content_type == "application/json":
        said |= await http.json()
    elif http.can_read_body:
        said |= {name: str(value) for name, value in (await http.post()).items()}
    return said


def _attempted(do: Callable[[], Json]) -> Json:
    try:
        return {"ok": True, **do()}
    except RefusedError as refused:
        return {"ok": False, "error": str(refused), **refused.more}


def _failed(http: web.Request, fault: Fault) -> web.StreamResponse:
    if fault.reset and http.transport is not None:
        http.transport.abort()
    return web.Response(
        status=fault.status,
        body=fault.body.encode(),
        content_type="application/json",
        headers=fault.headers,
    )


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
