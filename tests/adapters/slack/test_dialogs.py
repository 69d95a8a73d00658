"""The dialogs on Slack: what the assistant answers is what a user sees."""

import pytest

from bot.core.wording import CHOOSE, CHOOSE_REPORT
from bot.store import SqlStore
from tests.adapters.slack.far_end import FarEnd, Shown
from tests.adapters.slack.world import World, buttons, quotes, told
from tests.dialogs import NEAREST, Dialog, Turn, all_dialogs, folders_of


@pytest.fixture
async def world(store: SqlStore, slack: FarEnd, dialog: Dialog) -> World:
    """A bot that serves the packs of the dialog."""
    return World(store, slack, *folders_of(dialog))


@pytest.mark.parametrize("dialog", all_dialogs(), ids=lambda dialog: dialog.name)
async def test_a_direct_conversation_holds_the_dialog(dialog: Dialog, world: World) -> None:
    for turn in dialog.turns:
        (shown,) = await world.dm(turn.say)
        check(shown, turn)


@pytest.mark.parametrize("dialog", all_dialogs(), ids=lambda dialog: dialog.name)
async def test_a_thread_holds_the_dialog(dialog: Dialog, world: World) -> None:
    thread = ""
    for turn in dialog.turns:
        (shown,) = await (world.say(turn.say, thread=thread) if thread else world.mention(turn.say))
        thread = shown.thread
        check(shown, turn)


def check(shown: Shown, turn: Turn) -> None:
    """See that a message is what a turn wants."""
    assert outcome_of(shown) == turn.outcome, turn
    assert turn.excerpt in told(shown), turn
    if turn.entry:
        assert turn.entry in pressed_for(shown) or "source" in turn.say.casefold(), turn
    if turn.pack and turn.outcome == "reply":
        assert turn.pack in pressed_for(shown), turn
    if turn.reason:
        assert (NEAREST in told(shown)) == (turn.reason == "out_of_scope"), turn


def outcome_of(shown: Shown) -> str:
    """The outcome as a reader tells it."""
    text = told(shown)
    if text.startswith((CHOOSE, CHOOSE_REPORT)):
        return "clarification"
    if NEAREST not in text and (quotes(shown) or "\nQuoted from: " in text):
        return "reply"
    return "fallback"


def pressed_for(shown: Shown) -> list[str]:
    """The entries that a message's buttons are about."""
    values = [button["value"] for button in buttons(shown.blocks) if "value" in button]
    return [part for value in values for part in value.split(":")]
