"""The dialogs in direct messages: what the assistant answers is what a user sees."""

import discord
import pytest

from bot.adapters.discord.markdown import escape
from bot.core.wording import CHOOSE, CLOSEST
from bot.store import SqlStore
from tests.adapters.discord.world import World, buttons
from tests.dialogs import Dialog, load_dialogs
from tests.ready import SHIPPED


@pytest.fixture
async def bare_world(store: SqlStore) -> World:
    """A bot that serves the shipped pack."""
    return World(store, SHIPPED)


@pytest.mark.parametrize("dialog", load_dialogs(), ids=lambda dialog: dialog.name)
async def test_a_direct_conversation_holds_the_dialog(dialog: Dialog, world: World) -> None:
    for number, turn in enumerate(dialog.turns, start=1):
        await world.alice.send_dm(turn.say)

        assert len(world.direct) == number, "one message for each turn"
        message = world.direct[-1]
        assert outcome_of(message) == turn.outcome, turn
        assert escape(turn.excerpt) in message.content, turn
        if turn.entry:
            assert turn.entry in pressed_for(message) or turn.say.startswith("Source"), turn
        if turn.reason:
            assert (CLOSEST in message.content) == (turn.reason == "out_of_scope"), turn


def outcome_of(message: discord.Message) -> str:
    """The outcome as a reader tells it."""
    if message.content.startswith(f"**{CHOOSE}**"):
        return "clarification"
    quotes = any(line.startswith("> ") for line in message.content.splitlines())
    if CLOSEST not in message.content and (quotes or "\nQuoted from: " in message.content):
        return "reply"
    return "fallback"


def pressed_for(message: discord.Message) -> list[str]:
    """The entries that the message's buttons are about."""
    custom_ids = [button.custom_id for button in buttons(message) if button.custom_id]
    return [custom_id.rpartition(":")[2] for custom_id in custom_ids]
