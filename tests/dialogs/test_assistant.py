"""The dialogs without any platform."""

from datetime import UTC, datetime

import pytest

from bot.core.answer import Answer, Clarification, Fallback, Policy, Reply
from bot.core.knowledge import Entry, Excerpt
from bot.service.assistant import Assistant, Briefing
from tests.dialogs import Dialog, load_dialogs
from tests.ready import MINIMAL, SHIPPED, ready

NOW = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    pack, matcher = ready(SHIPPED)
    briefing = Briefing(pack=pack, matcher=matcher, policy=Policy())
    return Assistant([briefing], clock=lambda: NOW)


@pytest.mark.parametrize("dialog", load_dialogs(), ids=lambda dialog: dialog.name)
async def test_the_assistant_holds_the_dialog(dialog: Dialog, assistant: Assistant) -> None:
    await hold(dialog, assistant)


@pytest.mark.parametrize("dialog", load_dialogs("packs"), ids=lambda dialog: dialog.name)
async def test_the_assistant_holds_the_dialog_over_several_packs(dialog: Dialog) -> None:
    packs = [ready(MINIMAL.parent / name) for name in dialog.packs]
    briefings = [Briefing(pack=pack, matcher=m, policy=Policy()) for pack, m in packs]
    await hold(dialog, Assistant(briefings, clock=lambda: NOW))


async def hold(dialog: Dialog, assistant: Assistant) -> None:
    for turn in dialog.turns:
        answer = await assistant.ask(turn.say, conversation=dialog.name)

        assert type(answer).__name__.casefold() == turn.outcome, turn
        if turn.entry:
            assert turn.entry in [entry.id for entry in entries_of(answer)], turn
        if turn.excerpt:
            assert any(turn.excerpt in excerpt.text for excerpt in excerpts_of(answer)), turn
        if turn.pack:
            assert answer.pack.id == turn.pack, turn
        if turn.reason:
            assert isinstance(answer, Fallback)
            assert answer.reason == turn.reason, turn


def entries_of(answer: Answer) -> tuple[Entry, ...]:
    match answer:
        case Reply(entry=entry):
            return (entry,)
        case Clarification(choices=choices):
            return tuple(choice.entry for choice in choices)
        case Fallback():
            return ()


def excerpts_of(answer: Answer) -> tuple[Excerpt, ...]:
    match answer:
        case Reply(entry=entry):
            return entry.excerpts
        case Fallback(closest=closest) if closest is not None:
            return closest.excerpts
        case _:
            return ()
