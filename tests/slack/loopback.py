"""The loopback Slack as a server on this machine, and people who use it."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from tests.slack.events import TYPES, check_told, kind
from tests.slack.faults import Faults
from tests.slack.socket_mode import Ack, SocketMode
from tests.slack.state import (
    ANNA,
    APP,
    BEN,
    BOT,
    GENERAL,
    HALL,
    SECRET,
    TEAM,
    Json,
    Message,
    State,
)
from tests.slack.web_api import WebApi, direct


class Loopback:
    """Web API and Socket Mode over one state; people act through one of two transports.

    With `app_url` set, events are signed and posted there; without it they go over the socket.
    """

    def __init__(self) -> None:
        self.state = State(
            channels={name: _channel(name) for name in (GENERAL, HALL)},
            users={name: user(name) for name in (ANNA, BEN)},
        )
        self.faults = Faults()
        self.socket = SocketMode(self.state)
        self.url = ""
        self.app_url = ""

    @property
    def api(self) -> str:
        """The base address of the Web API, for `AsyncWebClient`."""
        return f"{self.url}/api/"

    def workspace(self, team: str, *, user: str, channel: str, token: str) -> str:
        """A further workspace, with somebody and a channel; the code of an installation there.

        `oauth.v2.access` takes the code once, and gives the token with which the bot is there.
        """
        self.state.users[user] = {**person(user), "team_id": team}
        self.state.channels[channel] = {**_channel(channel), "team": team}
        self.state.codes[f"code-{team}"] = {
            "app_id": APP,
            "authed_user": {"id": user},
            "scope": ",".join(sorted(self.state.scopes or ())),
            "token_type": "bot",
            "access_token": token,
            "bot_user_id": BOT,
            "team": {"id": team, "name": team},
            "enterprise": None,
            "is_enterprise_install": False,
        }
        return f"code-{team}"

    async def mention(
        self, user: str, channel: str, text: str, *, thread: str = "", event: str = ""
    ) -> Message:
        """Mention the bot in a channel; the message."""
        message = self._said(user, channel, f"<@{BOT}> {text}", thread)
        await self.event({"type": "app_mention", **_event(message)}, event=event)
        return message

    async def say(
        self, user: str, channel: str, text: str, *, thread: str = "", event: str = "", **more: Any
    ) -> Message:
        """Write in a channel without naming the bot; `more` are further fields of the event."""
        message = self._said(user, channel, text, thread)
        told = {
            "type": "message",
            "channel_type": TYPES[kind(self.state, channel)],
            **_event(message),
            **more,
        }
        await self.event(told, event=event)
        return message

    async def direct(
        self, user: str, text: str, *, thread: str = "", event: str = "", **more: Any
    ) -> Message:
        """Write to the bot directly."""
        message = self._said(user, direct(user), text, thread)
        told = {"type": "message", "channel_type": "im", **_event(message), **more}
        await self.event(told, event=event)
        return message

    async def open_home(self, user: str, tab: str = "home") -> None:
        """Open the app's page."""
        told = {"type": "app_home_opened", "user": user, "channel": direct(user), "tab": tab}
        await self.event({**told, "event_ts": self.state.ts()})

    async def command(self, user: str, channel: str, text: str, name: str = "/briefing") -> Ack:
        """Give a command."""
        told = self.commanded(user, channel, text, name)
        return await self._delivered("slash_commands", told)

    def commanded(self, user: str, channel: str, text: str, name: str = "/briefing") -> Json:
        """What Slack says of a command."""
        response = self._responds(user, channel)
        return {
            "token": "x",
            "team_id": self.state.team(user),
            "team_domain": "inst",
            "channel_id": channel,
            "channel_name": "directmessage" if channel.startswith("D") else channel.lower(),
            "user_id": user,
            "user_name": user.lower(),
            "command": name,
            "text": text,
            "api_app_id": APP,
            "is_enterprise_install": "false",
            **response,
        }

    async def press(self, user: str, message: Message, label: str) -> Ack:
        """Click on a button of a message."""
        button = message.buttons[label]
        block = next(each for each in message.blocks if label in str(each))
        told = {
            "type": "block_actions",
            **self._where(user, message.channel, message),
            "container": {
                "type": "message",
                "message_ts": message.ts,
                "channel_id": message.channel,
                "is_ephemeral": bool(message.seen_by),
                **({"thread_ts": message.thread} if message.thread else {}),
            },
            **({} if message.seen_by else {"message": message.as_json}),
            "state": {"values": {}},
            "actions": [self._action(button, block["block_id"])],
        }
        return await self._delivered("interactive", told)

    async def press_home(self, user: str, label: str) -> Ack:
        """Click on a button of the app's page."""
        home = self.state.homes[user]
        button = Message(channel="", ts="", user="", text="", blocks=home["blocks"]).buttons[label]
        told = {
            "type": "block_actions",
            **self._where(user, "", None),
            "container": {"type": "view", "view_id": "V1"},
            "view": {"id": "V1", **home},
            "actions": [self._action(button, "b0")],
        }
        return await self._delivered("interactive", told)

    async def shortcut(self, user: str, message: Message, callback: str) -> Ack:
        """Choose something in the menu of a message."""
        told = {
            "type": "message_action",
            "callback_id": callback,
            **self._where(user, message.channel, message),
            "action_ts": self.state.ts(),
            "message_ts": message.ts,
            "message": message.as_json,
        }
        return await self._delivered("interactive", told)

    async def submit(self, user: str, view: Json, values: Mapping[str, Json]) -> Ack:
        """Send a form."""
        told = {
            "type": "view_submission",
            **self._where(user, "", None),
            "view": {"id": "V1", **view, "state": {"values": dict(values)}},
        }
        return await self._delivered("interactive", told)

    async def event(self, told: Json, *, event: str = "", retry: int = 0) -> str:
        """Send an event; its id."""
        ident = event or f"Ev{self.state.number()}"
        team = self.state.team(told["user"]) if isinstance(told.get("user"), str) else TEAM
        bot = {"team_id": team, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}
        payload = {
            "token": "x",
            "team_id": team,
            "api_app_id": APP,
            "type": "event_callback",
            "event_id": ident,
            "event_time": 1_700_000_000,
            "authorizations": [{"enterprise_id": None, **bot}],
            "is_ext_shared_channel": False,
            "event": told,
        }
        await self._delivered("events_api", payload, retry=retry)
        return ident

    async def posted(self, number: int = 1) -> list[Message]:
        """What the bot has posted, once it is so many, ephemeral messages included."""
        await self.state.until(lambda: len(self._posted()) >= number)
        return self._posted()

    def _posted(self) -> list[Message]:
        return [each for each in self.state.messages if each.user == BOT]

    async def _delivered(self, kind: str, payload: Json, *, retry: int = 0) -> Ack:
        check_told(self.state, kind, payload)
        if not self.app_url:
            return await self.socket.deliver(kind, payload, retry=retry)
        reason = "http_timeout"
        for wait in self.socket.patience if kind == "events_api" else ():
            try:
                ack = await asyncio.wait_for(self._once(kind, payload, retry, reason), wait)
            except TimeoutError:
                reason = "http_timeout"
            else:
                if ack.envelope.startswith("2"):
                    return ack
                reason = "http_error"
            retry += 1
        return await self._once(kind, payload, retry, reason)

    async def _once(self, kind: str, payload: Json, retry: int, reason: str) -> Ack:
        """Post something once; for the envelope stands the status of the answer."""
        more = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason}
        start = time.perf_counter()
        status, text = await self.post(kind, payload, headers=more if retry else {})
        took = time.perf_counter() - start
        return Ack(envelope=str(status), payload=text, took=took)

    async def post(
        self,
        kind: str,
        payload: Json,
        *,
        secret: str = SECRET,
        age: int = 0,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, str]:
        """Post something signed to the app, as if `age` seconds ago: the status and the text."""
        form = {"events_api": "", "interactive": "payload"}.get(kind)
        if form == "":
            body, content = json.dumps(payload), "application/json"
        else:
            fields = payload if form is None else {form: json.dumps(payload)}
            body, content = urlencode(fields), "application/x-www-form-urlencoded"
        signed = {**signature(body, secret, int(time.time()) - age), "Content-Type": content}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.app_url, data=body, headers={**signed, **(headers or {})}) as answer,
        ):
            return answer.status, await answer.text()

    def _said(self, user: str, channel: str, text: str, thread: str) -> Message:
        ts = self.state.ts()
        message = Message(channel=channel, ts=ts, user=user, text=text, thread=thread)
        self.state.messages.append(message)
        return message

    def _responds(self, user: str, channel: str, message: str = "") -> Json:
        ident = f"r{self.state.number()}"
        self.state.responses[ident] = {"user": user, "channel": channel, "message": message}
        return {"response_url": f"{self.url}/response/{ident}", "trigger_id": f"t.{ident}"}

    def _where(self, user: str, channel: str, message: Message | None) -> Json:
        ts = message.ts if message else ""
        place = {"channel": {"id": channel, "name": channel.lower()}} if channel else {}
        responds = self._responds(user, channel, ts)  # In a view there is nowhere to respond to.
        return {
            "token": "x",
            "api_app_id": APP,
            "team": {"id": self.state.team(user), "domain": "inst"},
            "enterprise": None,
            "is_enterprise_install": False,
            "user": {"id": user, "username": user.lower(), "team_id": self.state.team(user)},
            **place,
            **{name: responds[name] for name in responds if place or name == "trigger_id"},
        }

    def _action(self, button: Json, block: str) -> Json:
        return {**button, "block_id": block, "action_ts": self.state.ts()}


def signature(body: str, secret: str, moment: int) -> dict[str, str]:
    """How Slack signs a request (docs.slack.dev, “Verifying requests from Slack”)."""
    base = f"v0:{moment}:{body}".encode()
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(moment), "X-Slack-Signature": f"v0={digest}"}


def _event(message: Message) -> Json:
    thread = {"thread_ts": message.thread} if message.thread else {}
    return {
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "event_ts": message.ts,
        "channel": message.channel,
        "team": TEAM,
        **thread,
    }


def _channel(ident: str) -> Json:
    return {"id": ident, "name": ident.lower(), "is_channel": True, "is_member": True}


def user(ident: str) -> Json:
    """Somebody, as Slack describes them."""
    return {"id": ident, "name": ident.lower(), "locale": "en-US", "is_bot": False}


person = user
"""The same where somebody's id is called `user`."""


@asynccontextmanager
async def running() -> AsyncIterator[Loopback]:
    """A Slack on a free port."""
    loopback = Loopback()
    api = WebApi(loopback.state, loopback.faults, lambda: f"{loopback.url}/link?ticket=1")
    application = web.Application()
    application.router.add_route("*", "/api/{method}", api.call)
    application.router.add_post("/response/{id}", api.respond)
    application.router.add_get("/link", loopback.socket.handle)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    loopback.url = site.name
    yield loopback
    await loopback.socket.close()
    await runner.cleanup()
