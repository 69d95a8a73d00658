"""Whoever adds the bot to their own account asks it in servers that it is no member of, and among
friends. Payloads are as Discord documents them; simcord has no such installation."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from bot.adapters.discord.limits import Limits
from bot.adapters.discord.lines import AMONG_FRIENDS, NO_APPS, NOT_MANAGER, NOT_SPEAKER
from bot.adapters.discord.permissions import server_link
from bot.core.press import Act, view
from bot.service.lines import APOLOGY
from bot.store import SqlStore
from tests.adapters.discord.world import World
from tests.ready import MINIMAL, ready
from tests.wire.conftest import Wire, connected, quiet
from tests.wire.loopback import Loopback
from tests.wire.messages import (
    ABROAD,
    ALICE,
    BOT,
    EVERYTHING,
    EXTERNAL_APPS,
    FOREIGN_GUILD,
    GROUP,
    Json,
    abroad,
    among_friends,
    ask,
    click,
    command,
    message,
    user,
)
from tests.wire.state import Request
from tests.wire.test_deadline import SlowStore

WHY = "Why must the walls be raised?"
EXCERPT = "walls are too low"
PRIVATE = 64
MOST_FOLLOW_UPS = 5
THREAD_WRITING = 1 << 38
OPEN = EVERYTHING | EXTERNAL_APPS | THREAD_WRITING

PACK, _ = ready(MINIMAL)
ENTRY = PACK.entries[0]

Move = Callable[[Json], Json]

WHERE: dict[str, Move] = {
    "another server": lambda event: abroad(event, permissions=OPEN),
    "a thread of another server": lambda event: abroad(event, permissions=OPEN, kind=11),
    "a group": among_friends,
    "a conversation of two": lambda event: among_friends(event, kind=1),
}
anywhere = pytest.mark.parametrize("move", WHERE.values(), ids=WHERE.keys())


def of(name: str, sub: str, **options: str) -> Json:
    """A command within a group of commands."""
    given = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
    return command("6001", name, {"name": sub, "type": 1, "options": given})


def press(act: Act) -> Json:
    return click("6001", view(act, PACK, ENTRY).custom_id)


async def done(discord: Loopback, event: Json) -> list[Request]:
    """All that the bot sends because of an event, whatever its id was."""
    ident = str(6100 + len(discord.state.requests))
    fresh = {**event, "id": ident, "token": f"token-{ident}"}
    await discord.gateway.dispatch("INTERACTION_CREATE", fresh)
    await discord.state.until(lambda: bool(discord.state.to(ident)))
    await quiet()
    return discord.state.to(ident)


async def told(discord: Loopback, event: Json) -> Request:
    """The one message that the bot sends because of an event."""
    (only,) = await done(discord, event)
    return only


def is_private(request: Request) -> bool:
    return bool(int(request.body["data"].get("flags", 0)) & PRIVATE)


def text(request: Request) -> str:
    return str(request.body)


@pytest.fixture
async def modest(discord: Loopback, store: SqlStore) -> Any:
    """A bot that answers privately, as it does by default."""
    async with connected(discord, World(store).make_bot(private=True)) as wire:
        yield wire


COMMANDS = {
    "help": command("6001", "help"),
    "report": command("6001", "report"),
    "summary": command("6001", "summary"),
    "topics": command("6001", "topics"),
    "section": command("6001", "section", {"name": "name", "type": 3, "value": "overview"}),
    "topic": command("6001", "topic", {"name": "name", "type": 3, "value": "harbour"}),
    "why": command("6001", "why", {"name": "question", "type": 3, "value": WHY}),
    "preferences": command("6001", "preferences"),
    "packs list": of("packs", "list"),
    "privacy show": of("privacy", "show"),
    "privacy delete": of("privacy", "delete"),
    "show": press(Act.SHOW),
    "helpful": press(Act.HELPFUL),
    "why this answer": click("6001", f"b2:why:{WHY}"),
    "next section": click("6001", "b2:section:minimal:overview"),
}


@anywhere
async def test_whatever_does_not_set_anything_up_works_there(
    move: Move, discord: Loopback, modest: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    answers = {name: await told(discord, move(event)) for name, event in COMMANDS.items()}

    assert [name for name, answer in answers.items() if not is_private(answer)] == []
    assert [name for name, answer in answers.items() if APOLOGY in text(answer)] == []
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


@anywhere
async def test_a_question_is_answered_privately_and_can_be_shared(
    move: Move, discord: Loopback, modest: Wire
) -> None:
    answer = await told(discord, move(ask("6001", WHY)))

    assert is_private(answer)
    assert EXCERPT in text(answer)
    assert "Share with channel" in text(answer)


@anywhere
async def test_sharing_shows_it_to_all(move: Move, discord: Loopback, modest: Wire) -> None:
    answer = await told(discord, move(press(Act.SHARE)))

    assert not is_private(answer)
    assert f"Shared by <@{ALICE}>" in text(answer)
    assert answer.body["data"]["allowed_mentions"] == {"parse": []}


@pytest.mark.parametrize(
    ("permissions", "why"), [(EVERYTHING, NO_APPS), (EXTERNAL_APPS, NOT_SPEAKER)]
)
async def test_what_discord_would_show_to_nobody_is_not_shared(
    permissions: int, why: str, discord: Loopback, modest: Wire
) -> None:
    answer = await told(discord, abroad(press(Act.SHARE), permissions=permissions))

    assert is_private(answer)
    assert why in text(answer)


async def test_it_is_not_pointed_at_somebody_either(discord: Loopback, modest: Wire) -> None:
    event = ask("6001", WHY)
    event["data"]["options"].append({"name": "for", "type": 6, "value": BOT})
    event["data"]["resolved"] = {"users": {BOT: user(BOT, bot=True)}}

    refused = await told(discord, abroad(event))

    assert NO_APPS in text(refused)


@anywhere
async def test_an_answer_can_be_deleted(move: Move, discord: Loopback, modest: Wire) -> None:
    sent = await done(discord, move(click("6001", f"b2:delete:{ALICE}")))

    assert [request.method for request in sent] == ["POST", "DELETE"]


@anywhere
async def test_questions_are_suggested(move: Move, discord: Loopback, modest: Wire) -> None:
    event = ask("6001", "walls")
    event["data"]["options"][0]["focused"] = True

    suggested = await told(discord, move({**event, "type": 4}))

    assert WHY in text(suggested)


SETTING_UP = {
    "setup": command("6001", "setup"),
    "doctor": command("6001", "doctor"),
    "settings show": of("settings", "show"),
    "settings change": of("settings", "change", plain="on"),
    "settings export": of("settings", "export"),
    "digest list": of("digest", "list"),
    "packs use": of("packs", "use", reports="minimal"),
    "packs reset": of("packs", "reset"),
    "a menu of setup": click("6001", f"s1:packs:{ABROAD}"),
}


async def test_in_a_server_that_it_is_no_member_of_nothing_is_set_up(
    discord: Loopback, modest: Wire, store: SqlStore
) -> None:
    for event in SETTING_UP.values():
        refused = await told(discord, abroad(event, permissions=OPEN))

        assert is_private(refused)
        assert "I am not a member of this server" in text(refused)
        assert server_link(int(BOT)) in text(refused)
    assert await store.workspace_settings("discord", FOREIGN_GUILD) == {}


async def test_among_friends_nothing_is_set_up(
    discord: Loopback, modest: Wire, store: SqlStore
) -> None:
    for name, event in SETTING_UP.items():
        refused = await told(discord, among_friends(event))

        assert is_private(refused)
        assert (AMONG_FRIENDS if name.startswith("packs") else NOT_MANAGER) in text(refused)
    assert await store.workspace_settings("discord", "") == {}


@anywhere
async def test_a_message_there_can_be_asked_about(
    move: Move, discord: Loopback, modest: Wire
) -> None:
    event = move(command("6001", "Ask the report about this"))
    place = event["channel_id"]
    asked = {**message("5009", WHY, channel=place), "content": WHY, "mentions": []}
    event["data"] |= {"type": 3, "target_id": "5009", "resolved": {"messages": {"5009": asked}}}

    answer = await told(discord, event)

    where = "@me" if place == GROUP else FOREIGN_GUILD
    assert is_private(answer)
    assert EXCERPT in text(answer)
    assert f"https://discord.com/channels/{where}/{place}/5009" in text(answer)


async def test_an_answer_is_given_anew_where_a_deletion_is_not_told_of(
    discord: Loopback, wire: Wire
) -> None:
    for ident in ("6001", "6002"):
        await discord.gateway.dispatch("INTERACTION_CREATE", abroad(ask(ident, WHY)))
        await quiet()

    assert [EXCERPT in text(post) for post in await discord.posted(2)] == [True, True]


@anywhere
async def test_no_more_follow_ups_are_sent_than_discord_takes_there(
    move: Move, discord: Loopback, store: SqlStore
) -> None:
    slow = SlowStore(store)
    async with connected(discord, World(slow).make_bot(limits=Limits(patience=0.02))):
        await discord.gateway.dispatch("INTERACTION_CREATE", move(ask("6001", WHY)))
        await discord.posted()
        slow.go.set()
        await discord.state.until(lambda: EXCERPT in str(discord.state.posts))
        await quiet()

    follow_ups = [r for r in discord.state.to("6001") if re.search(r"/token-6001$", r.path)]
    assert len(follow_ups) == 1 <= MOST_FOLLOW_UPS
