"""The dialogs on Slack: what the assistant answers is what a user sees."""

import pytest

from bot.core.wording import CHOOSE, CHOOSE_REPORT
from bot.store import SqlStore
from tests.adapters.slack.far_end import FarEnd, Shown
from tests.adapters.slack.world import World, buttons, quotes, told
from tests.dialogs import Dialog, Turn, load_dialogs
from tests.ready import MINIMAL, SHIPPED

CLOSEST = "The nearest thing "
"""Begins the line that names the closest section, of one report or of one among several."""


@pytest.fixture
async def world(store: SqlStore, slack: FarEnd) -> World:
    """A bot that serves the shipped pack."""
    return World(store, slack, SHIPPED)


@pytest.mark.parametrize("dialog", load_dialogs(), ids=lambda dialog: dialog.name)
async def test_a_direct_conversation_holds_the_dialog(dialog: Dialog, world: World) -> None:
    for turn in dialog.turns:
        (shown,) = await world.dm(turn.say)
        check(shown, turn)


@pytest.mark.parametrize("dialog", load_dialogs(), ids=lambda dialog: dialog.name)
async def test_a_thread_holds_the_dialog(dialog: Dialog, world: World) -> None:
    thread = ""
    for turn in dialog.turns:
        (shown,) = await (world.say(turn.say, thread=thread) if thread else world.mention(turn.say))
        thread = shown.thread
        check(shown, turn)


@pytest.mark.parametrize("dialog", load_dialogs("packs"), ids=lambda dialog: dialog.name)
async def test_a_thread_holds_the_dialog_over_several_packs(
    dialog: Dialog, store: SqlStore, slack: FarEnd
) -> None:
    first, *others = (MINIMAL.parent / name for name in dialog.packs)
    world = World(store, slack, first, *others)
    thread = ""
    for turn in dialog.turns:
        (shown,) = await (world.say(turn.say, thread=thread) if thread else world.mention(turn.say))
        thread = shown.thread
        assert outcome_of(shown) == turn.outcome, turn
        assert turn.excerpt in told(shown), turn
        if turn.entry:
            assert turn.entry in pressed_for(shown) or "source" in turn.say.casefold(), turn


def check(shown: Shown, turn: Turn) -> None:
    """See that a message is what a turn wants."""
    assert outcome_of(shown) == turn.outcome, turn
    assert turn.excerpt in told(shown), turn
    if turn.entry:
        assert turn.entry in pressed_for(shown) or "source" in turn.say.casefold(), turn
    if turn.reason:
        assert (CLOSEST in told(shown)) == (turn.reason == "out_of_scope"), turn


def outcome_of(shown: Shown) -> str:
    """The outcome as a reader tells it."""
    text = told(shown)
    if text.startswith((CHOOSE, CHOOSE_REPORT)):
        return "clarification"
    if CLOSEST not in text and (quotes(shown) or "\nQuoted from: " in text):
        return "reply"
    return "fallback"


def pressed_for(shown: Shown) -> list[str]:
    """The entries that a message's buttons are about."""
    values = [button["value"] for button in buttons(shown.blocks) if "value" in button]
    return [part for value in values for part in value.split(":")]
