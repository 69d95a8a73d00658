"""The dialogs in direct messages: what the assistant answers is what a user sees."""

import discord
import pytest

from bot.core.wording import CHOOSE, CHOOSE_REPORT
from bot.store import SqlStore
from tests.adapters.discord.world import World, buttons, shown
from tests.dialogs import NEAREST, Dialog, all_dialogs, folders_of


@pytest.fixture
async def bare_world(store: SqlStore, dialog: Dialog) -> World:
    """A bot that serves the packs of the dialog."""
    return World(store, *folders_of(dialog))


@pytest.mark.parametrize("dialog", all_dialogs(), ids=lambda dialog: dialog.name)
async def test_a_direct_conversation_holds_the_dialog(dialog: Dialog, world: World) -> None:
    for number, turn in enumerate(dialog.turns, start=1):
        await world.alice.send_dm(turn.say)

        assert len(world.direct) == number, "one message for each turn"
        message = world.direct[-1]
        assert outcome_of(message) == turn.outcome, turn
        assert turn.excerpt in shown(message).replace("\\", ""), turn
        if turn.entry:
            assert turn.entry in pressed_for(message) or "source" in turn.say.casefold(), turn
        if turn.pack and turn.outcome == "reply":
            assert turn.pack in pressed_for(message), turn
        if turn.reason:
            assert (NEAREST in shown(message)) == (turn.reason == "out_of_scope"), turn


def outcome_of(message: discord.Message) -> str:
    """The outcome as a reader tells it."""
    if shown(message).startswith((f"**{CHOOSE}**", f"**{CHOOSE_REPORT}**")):
        return "clarification"
    quotes = any(line.startswith("> ") for line in shown(message).splitlines())
    if NEAREST not in shown(message) and (quotes or "\nQuoted from: " in shown(message)):
        return "reply"
    return "fallback"


def pressed_for(message: discord.Message) -> list[str]:
    """The entries that the message's buttons are about."""
    custom_ids = [button.custom_id for button in buttons(message) if button.custom_id]
    return [part for custom_id in custom_ids for part in custom_id.split(":")]
