"""A question that is passed on to people, over the wire: once, unlogged, and not elsewhere."""

import logging

import pytest

from bot.adapters.discord.handoff_page import Form
from bot.adapters.discord.limits import Limits
from bot.adapters.discord.lines import NO_HELPERS
from bot.service.places import Place
from bot.store import SqlStore
from tests.adapters.discord.test_echoes import FORM
from tests.adapters.discord.world import World
from tests.silence import MARKER, assert_silent, logging_at_debug
from tests.wire.conftest import connected, quiet
from tests.wire.loopback import Loopback
from tests.wire.messages import (
    BOT,
    CHANNEL,
    FOREIGN_GUILD,
    GROUP,
    GUILD,
    Json,
    ask,
    click,
    interaction,
    message,
)
from tests.wire.test_deadline import DEFERRED, SlowStore
from tests.wire.test_own_account import Move, anywhere, text, told

UNCOVERED = "Is there a ferry to the lighthouse at night?"
HELPERS = f"/channels/{CHANNEL}/messages"


def form(ident: str, question: str) -> Json:
    """A form of Alice's, filled in."""
    field = {"type": 4, "custom_id": "question", "value": question}
    data = {
        "custom_id": Form(channel=CHANNEL, pack="minimal").custom_id,
        "components": [{"type": 10, "id": 1}, {"type": 18, "id": 2, "component": field}],
    }
    answer = message("9100001", "posted", author=BOT)
    return {**interaction(ident, 5, data), "message": answer}


async def helped(store: SqlStore) -> World:
    """A world whose server has named helpers; they read the only channel."""
    world = World(store)
    await world.preferences.change(Place(platform="discord", workspace=GUILD), helpers=CHANNEL)
    return world


async def test_a_form_that_is_delivered_twice_or_to_two_processes_is_passed_on_once(
    discord: Loopback, store: SqlStore
) -> None:
    world = await helped(store)
    for _ in range(2):
        async with connected(discord, world.make_bot()):
            for _ in range(2):
                await discord.gateway.dispatch("INTERACTION_CREATE", form("6001", UNCOVERED))
            await quiet()

    sent = [request.body for request in discord.state.to(HELPERS)]
    assert [body["nonce"] for body in sent] == ["6001"] * 2
    assert all(body["enforce_nonce"] for body in sent)
    assert all(body["allowed_mentions"] == {"parse": []} for body in sent)
    (posted,) = [post for post in discord.state.posts if post.path.endswith(HELPERS)]
    assert f"/{GUILD}/{CHANNEL}/9100001" in posted.body["content"]


async def test_a_form_opens_without_a_wait_before_it_and_what_it_sends_may_take_its_time(
    discord: Loopback, store: SqlStore
) -> None:
    await helped(store)
    slow = SlowStore(store)
    async with connected(discord, World(slow).make_bot(limits=Limits(patience=0.02))):
        pressed = click("6001", "b2:person:minimal::Why?")
        await discord.gateway.dispatch("INTERACTION_CREATE", pressed)
        await discord.gateway.dispatch("INTERACTION_CREATE", form("6002", UNCOVERED))
        # Whatever waits asks for time in the order in which it came.
        await discord.state.until(lambda: bool(discord.state.to("6002")))
        slow.go.set()
        await quiet()

    (opened,) = discord.state.to("6001")
    wait, done = discord.state.to("6002")
    assert opened.body["type"] == FORM
    assert wait.body["type"] == DEFERRED
    assert "Your question was passed on" in text(done)


async def test_what_is_passed_on_is_not_logged(
    discord: Loopback, store: SqlStore, capsys: pytest.CaptureFixture[str]
) -> None:
    world = await helped(store)
    with logging_at_debug():
        logging.getLogger("bot.test").debug("something is logged")
        async with connected(discord, world.make_bot()):
            await told(discord, click("6001", f"b2:person:minimal::{MARKER}"))
            await discord.gateway.dispatch("INTERACTION_CREATE", form("6002", MARKER))
            await quiet()

    assert MARKER in str(discord.state.to(HELPERS))
    assert_silent(capsys.readouterr().err)


@anywhere
async def test_nobody_is_asked_where_the_bot_is_no_member(
    move: Move, discord: Loopback, store: SqlStore
) -> None:
    world = World(store)
    for place in (
        Place(platform="discord", workspace=FOREIGN_GUILD),
        Place(platform="discord", channel=GROUP),
    ):
        await world.preferences.change(place, helpers=CHANNEL)
    async with connected(discord, world.make_bot(private=True)):
        answer = await told(discord, move(ask("6001", UNCOVERED)))
        refused = await told(discord, move(click("6001", "b2:person:minimal::Why?")))

    assert "Why this answer?" in text(answer)
    assert "Ask a person" not in text(answer)
    assert NO_HELPERS in text(refused)
