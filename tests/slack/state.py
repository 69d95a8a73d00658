"""What the loopback Slack knows: what was asked of it, and what its channels show."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter
from typing import Any

Json = dict[str, Any]

TEAM, APP, BOT, BOT_ID = "T1", "A1", "UBOT", "B1"
BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-1", "xapp-1", "signed-by-slack"
ANNA, BEN, GENERAL, HALL = "U1", "U2", "C1", "C2"


@dataclass(frozen=True, kw_only=True)
class Call:
    """A call of a method; `at` are seconds of `perf_counter`."""

    method: str
    body: Json
    token: str = ""
    at: float = field(default_factory=perf_counter)


@dataclass(kw_only=True)
class Message:
    """A message; `seen_by` is the one person who sees it, if it is ephemeral."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread: str = ""
    seen_by: str = ""
    metadata: Json | None = None
    deleted: bool = False
    edited: bool = False
    posted: Json = field(default_factory=dict)
    reactions: list[str] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """All the text that it shows, or its text where it has no blocks."""
        return "\n".join(_texts(self.blocks)) if self.blocks else self.text

    @property
    def buttons(self) -> dict[str, Json]:
        """Its buttons by their labels."""
        return {each["text"]["text"]: each for each in _buttons(self.blocks)}

    @property
    def as_json(self) -> Json:
        """As Slack describes it."""
        bot = {"bot_id": BOT_ID, "app_id": APP} if self.user == BOT else {}
        thread = {"thread_ts": self.thread} if self.thread else {}
        metadata = {"metadata": self.metadata} if self.metadata else {}
        told = {"type": "message", "ts": self.ts, "user": self.user, "text": self.text}
        return {**told, "team": TEAM, "blocks": self.blocks, **bot, **thread, **metadata}


@dataclass
class State:
    """Grows with each call; whoever waits for a state of things is woken then."""

    calls: list[Call] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    homes: dict[str, Json] = field(default_factory=dict)
    modals: list[Json] = field(default_factory=list)
    responses: dict[str, Json] = field(default_factory=dict)
    channels: dict[str, Json] = field(default_factory=dict)
    users: dict[str, Json] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=lambda: {BOT_TOKEN: "", APP_TOKEN: ""})
    """What is wrong with each token that is known; empty for one that is good."""
    teams: dict[str, str] = field(default_factory=dict)
    """The workspace of each token; for those left out, the first one."""
    codes: dict[str, Json] = field(default_factory=dict)
    """What `oauth.v2.access` says for each code that somebody was given by installing the app."""
    scopes: frozenset[str] | None = None
    """What the bot was granted; None for all."""
    _ticks: "count[int]" = field(default_factory=lambda: count(1))
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def ts(self) -> str:
        """A new moment, by which Slack names messages."""
        return f"1700000000.{next(self._ticks):06d}"

    def number(self) -> int:
        """A number that was not given before."""
        return next(self._ticks)

    def team(self, user: str) -> str:
        """The workspace in which somebody is."""
        return str(self.users.get(user, {}).get("team_id", TEAM))

    def of(self, method: str) -> list[Call]:
        """The calls of a method."""
        return [call for call in self.calls if call.method == method]

    def in_channel(self, channel: str, *, user: str = "") -> list[Message]:
        """What the bot has posted in a channel, as somebody sees it; by default as all do."""
        return [
            each
            for each in self.messages
            if (each.channel, each.user) == (channel, BOT)
            and not each.deleted
            and each.seen_by in {"", user}
        ]

    def find(self, channel: str, ts: str) -> Message | None:
        """A message that is there."""
        there = (m for m in self.messages if (m.channel, m.ts) == (channel, ts) and not m.deleted)
        return next(there, None)

    async def change(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(10), self._changed:
            await self._changed.wait_for(holds)


def _texts(part: Any) -> list[str]:
    """The texts of blocks and of all that is in them; the spans of a paragraph are one text."""
    if isinstance(part, list):
        return [text for each in part for text in _texts(each)]
    if not isinstance(part, dict):
        return []
    kind = part.get("type", "")
    if kind in {"rich_text_section", "rich_text_quote", "rich_text_preformatted"}:
        return ["".join(_span(each) for each in part["elements"])]
    if kind in {"mrkdwn", "plain_text"}:
        return [part["text"]]
    if kind == "button":
        return []
    inside = (part.get(name) for name in ("text", "fields", "elements", "accessory", "blocks"))
    return [text for each in inside if each for text in _texts(each)]


def _span(span: Json) -> str:
    match span["type"]:
        case "link":
            return str(span.get("text") or span["url"])
        case "user":
            return f"<@{span['user_id']}>"
        case "date":
            return str(span.get("fallback", ""))
        case _:
            return str(span.get("text", ""))


def _buttons(part: Any) -> list[Json]:
    if isinstance(part, list):
        return [button for each in part for button in _buttons(each)]
    if not isinstance(part, dict):
        return []
    if part.get("type") == "button":
        return [part]
    inside = (part.get(name) for name in ("elements", "accessory", "blocks"))
    return [button for each in inside if each for button in _buttons(each)]
