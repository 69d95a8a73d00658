"""A workspace with a channel, an asker (Alice) and an admin (Maria), and a bot in it."""

import asyncio
import itertools
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from slack_bolt.request.async_request import AsyncBoltRequest

from bot.adapters.slack.bot import SHORTCUT, SlackBot
from bot.adapters.slack.spans import COMMAND
from bot.app import slack_services
from bot.core.answer import Policy
from bot.service.assistant import Assistant, Briefing
from bot.service.misses import Misses, MissPolicy
from bot.service.preferences import InForce
from bot.store import SqlStore
from tests.adapters.slack.far_end import BOT, TEAM, FarEnd, Shown
from tests.ready import MINIMAL, ready

MONDAY = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
CHANNEL, DIRECT = "C1", "D1"
ALICE, MARIA = "UALICE", "UMARIA"

Body = dict[str, Any]


class World:
    """What Slack sends when people do things, and what they see then."""

    def __init__(self, store: SqlStore, slack: FarEnd, pack: Path = MINIMAL, *others: Path) -> None:
        self.now = MONDAY
        self.store, self.slack = store, slack
        self.packs = (pack, *others)
        self.private = True
        self.agent = False
        self.misses: Misses | None = None
        slack.people[MARIA] = {"is_admin": True}
        self._events = itertools.count(1)
        self.restart()

    def restart(self) -> None:
        """End the bot's process, and start another one on the same store."""
        briefings = [
            Briefing(pack=p, matcher=m, policy=Policy()) for p, m in map(ready, self.packs)
        ]
        self.assistant = Assistant(briefings, clock=lambda: self.now)
        self.services = slack_services(
            self.assistant,
            self.store,
            clock=lambda: self.now,
            default=InForce(private=self.private),
            misses=self.misses,
            spread=0,
        )
        base = f"{self.slack.base}api/"
        self.bot = SlackBot(self.services, token="xoxb-test", base_url=base, agent=self.agent)

    def keep_misses(self, people: int) -> None:
        """Restart with questions kept that so many people asked in vain."""
        policy = MissPolicy(people=people, days=30)
        self.misses = Misses(self.store, policy=policy, clock=lambda: self.now)
        self.restart()
        self.assistant.note_misses(self.misses)

    def move(self, **by: float) -> None:
        """Move the clock."""
        self.now += timedelta(**by)

    async def send(self, body: Body) -> tuple[int, list[Shown]]:
        """Send what Slack sends; return the acknowledgement and what came of it in the end."""
        before = len(self.slack.shown)
        request = AsyncBoltRequest(mode="socket_mode", body=body)
        response = await self.bot.app.async_dispatch(request)
        await self.settle()
        return response.status, self.slack.shown[before:]

    async def settle(self) -> None:
        """Wait until the bot has done what it began."""
        while begun := [task for task in asyncio.all_tasks() if _is_listener(task)]:
            await asyncio.wait(begun)

    async def _event(self, event: Body, ident: str = "") -> list[Shown]:
        ident = ident or f"Ev{next(self._events)}"
        body = {"type": "event_callback", "team_id": TEAM, "event_id": ident, "event": event}
        return (await self.send(body))[1]

    async def mention(
        self, text: str, *, user: str = ALICE, thread: str = "", ident: str = "", **more: Any
    ) -> list[Shown]:
        """Somebody mentions the bot in the channel."""
        event = self.message(f"<@{BOT}> {text}", user=user, thread=thread)
        return await self._event({**event, "type": "app_mention", **more}, ident)

    async def say(
        self, text: str, *, channel: str = CHANNEL, user: str = ALICE, thread: str = "", **more: Any
    ) -> list[Shown]:
        """Somebody writes a message that mentions nobody."""
        event = self.message(text, channel=channel, user=user, thread=thread)
        return await self._event({**event, **more})

    async def dm(self, text: str, *, user: str = ALICE, **more: Any) -> list[Shown]:
        """Somebody writes to the bot directly."""
        return await self.say(text, channel=DIRECT, user=user, channel_type="im", **more)

    def message(
        self, text: str, *, channel: str = CHANNEL, user: str = ALICE, thread: str = ""
    ) -> Body:
        """A message as Slack tells of it."""
        told = {"type": "message", "channel": channel, "user": user, "text": text}
        thread_ts = {"thread_ts": thread} if thread else {}
        return {**told, "ts": self.slack.ts(), **thread_ts}

    async def command(self, text: str, *, user: str = ALICE, channel: str = CHANNEL) -> list[Shown]:
        """Somebody gives the command."""
        body = {
            "command": COMMAND,
            "text": text,
            "team_id": TEAM,
            "channel_id": channel,
            "user_id": user,
            "trigger_id": f"{next(self._events)}.2.abc",
            "response_url": self.slack.hook(channel, user),
        }
        return (await self.send(body))[1]

    async def shortcut(self, text: str, *, user: str = ALICE) -> list[Shown]:
        """Somebody uses the menu of a message."""
        body = {
            **self._interaction(CHANNEL, user),
            "type": "message_action",
            "callback_id": SHORTCUT,
            "message": {"text": text, "ts": self.slack.ts()},
        }
        return (await self.send(body))[1]

    async def click(self, shown: Shown, label: str, *, user: str = ALICE) -> list[Shown]:
        """Somebody clicks a button."""
        (button,) = [each for each in buttons(shown.blocks) if label_of(each) == label]
        thread = {"thread_ts": shown.thread} if shown.thread else {}
        held = {"message_ts": shown.ts, "is_ephemeral": shown.ephemeral, **thread}
        message = {} if shown.ephemeral else {"message": {"ts": shown.ts, **thread}}
        body = {
            **self._interaction(shown.channel, user, shown.ts),
            "type": "block_actions",
            "container": {"type": "message", "channel_id": shown.channel, **held},
            "actions": [{**button, "type": "button"}],
            **message,
        }
        return (await self.send(body))[1]

    async def open_messages(self, *, user: str = ALICE) -> None:
        """Somebody opens the conversation with the bot."""
        event = {"type": "app_home_opened", "user": user, "tab": "messages", "channel": DIRECT}
        await self._event(event)

    async def open_home(self, *, user: str = ALICE) -> Body:
        """Somebody opens the bot's App Home; what it shows."""
        await self._event({"type": "app_home_opened", "user": user, "tab": "home", "channel": "D1"})
        return self.slack.homes[user]

    async def click_home(self, label: str, *, user: str = ALICE) -> list[Shown]:
        """Somebody clicks a button in App Home."""
        home = self.slack.homes[user]
        (button,) = [each for each in buttons(home["blocks"]) if label_of(each) == label]
        body = {
            **self._interaction("", user),
            "type": "block_actions",
            "container": {"type": "view"},
            "view": {"id": "V1"},
            "actions": [{**button, "type": "button"}],
        }
        del body["channel"], body["response_url"]
        return (await self.send(body))[1]

    async def submit(self, *, user: str = ALICE, **written: Any) -> dict[str, str]:
        """Somebody sends the form that is open; what is wrong in it, if anything."""
        form = self.slack.forms[-1]
        fields = [each for each in form["blocks"] if each["type"] == "input"]
        assert not set(written) - {each["block_id"] for each in fields}
        values = {each["block_id"]: {"x": _written(each["element"], written)} for each in fields}
        body = {
            "type": "view_submission",
            "team": {"id": TEAM},
            "user": {"id": user},
            "trigger_id": f"{next(self._events)}.2.abc",
            "view": {**form, "state": {"values": values}},
        }
        request = AsyncBoltRequest(mode="socket_mode", body=body)
        told = json.loads((await self.bot.app.async_dispatch(request)).body)
        match told["response_action"]:
            case "errors":
                return dict(told["errors"])
            case "push":
                self.slack.put(told["view"])
            case action:
                raise AssertionError(action)
        await self.settle()
        return {}

    async def remove(self) -> None:
        """An admin removes the bot from the workspace."""
        await self._event({"type": "app_uninstalled"})

    def _interaction(self, channel: str, user: str, ts: str = "") -> Body:
        return {
            "team": {"id": TEAM},
            "user": {"id": user},
            "channel": {"id": channel},
            "trigger_id": f"{next(self._events)}.2.abc",
            "response_url": self.slack.hook(channel, user, ts),
        }


def _written(element: Body, written: Mapping[str, Any]) -> Body:
    """What stands in a field of a form: what was written, or else what stood there at first."""
    kind, name = element["type"], element["action_id"]
    match kind:
        case "static_select":
            chosen = written.get(name, element["initial_option"]["value"])
            options = [each for each in element["options"] if each["value"] == chosen]
            return {"type": kind, "selected_option": options[0]}
        case "checkboxes":
            ticked = written.get(name, bool(element.get("initial_options")))
            return {"type": kind, "selected_options": element["options"] if ticked else []}
        case "conversations_select":
            return {"type": kind, "selected_conversation": written[name]}
        case _:
            return {"type": kind, "value": written.get(name, element.get("initial_value"))}


def _is_listener(task: asyncio.Task[Any]) -> bool:
    return "run_ack_function" in getattr(task.get_coro(), "__qualname__", "")


def buttons(blocks: list[Body]) -> list[Body]:
    """All buttons, in reading order."""
    inside = [each for block in blocks for each in block.get("elements", ())]
    every = [*(block.get("accessory", {}) for block in blocks), *inside]
    return [each for each in every if each.get("type") == "button"]


def label_of(button: Body) -> str:
    """What stands on a button."""
    return str(button["text"]["text"])


def labels(shown: Shown) -> list[str]:
    """What stands on a message's buttons, without those that open pages."""
    return [label_of(each) for each in buttons(shown.blocks) if "url" not in each]


def told(shown: Shown) -> str:
    """All the text that a message shows."""
    return "\n".join(texts(shown.blocks)) if shown.blocks else shown.text


def texts(part: Any) -> list[str]:
    """The texts in blocks, in reading order, without what stands on buttons."""
    if isinstance(part, list):
        joined = [texts(each) for each in part]
        return [text for each in joined for text in each]
    if not isinstance(part, dict) or part.get("type") == "button":
        return []
    if isinstance(part.get("text"), str):
        return [part["text"]]
    inside = [*texts(part.get("text", "")), *texts(part.get("elements", []))]
    return ["".join(inside)] if part.get("type") == "rich_text_section" else inside


def quotes(shown: Shown) -> list[str]:
    """The verbatim passages of a message."""
    elements = [e for block in shown.blocks for e in block.get("elements", ())]
    found = [e for e in elements if e.get("type") == "rich_text_quote"]
    return ["".join(texts(each["elements"])) for each in found]


def size(blocks: list[Body]) -> int:
    """How long blocks are, with all their markup."""
    return len(json.dumps(blocks, ensure_ascii=False))
