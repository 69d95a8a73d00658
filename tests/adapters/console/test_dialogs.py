"""The dialogs in the terminal: what the assistant answers is what a user reads."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.adapters.console.chat import Screen, chat
from bot.adapters.console.render import QUOTE
from bot.core.answer import Policy
from bot.core.knowledge import Pack
from bot.core.wording import CHOOSE, CHOOSE_REPORT
from bot.service.assistant import Assistant, Briefing
from tests.dialogs import NEAREST, Dialog, all_dialogs, folders_of
from tests.ready import ready

NOW = datetime(2026, 1, 5, tzinfo=UTC)


async def nothing_new() -> None:
    """No pack's files have changed."""


async def shown(dialog: Dialog, folders: Sequence[Path]) -> list[str]:
    """What the terminal shows after each turn."""
    briefings = [
        Briefing(pack=pack, matcher=matcher, policy=Policy())
        for pack, matcher in map(ready, folders)
    ]
    written: list[str] = []
    screen = Screen(write=written.append, width=None)
    assistant = Assistant(briefings, clock=lambda: NOW)
    await chat(assistant, (turn.say for turn in dialog.turns), screen, nothing_new)
    return written


@pytest.mark.parametrize("dialog", all_dialogs(), ids=lambda dialog: dialog.name)
async def test_the_terminal_holds_the_dialog(dialog: Dialog) -> None:
    folders = folders_of(dialog)
    packs = {pack.id: pack for pack, _ in map(ready, folders)}
    texts = await shown(dialog, folders)
    assert len(texts) == len(dialog.turns), "one answer for each turn"
    for turn, text in zip(dialog.turns, texts, strict=True):
        assert outcome_of(text) == turn.outcome, turn
        assert turn.excerpt in text, turn
        if turn.entry:
            assert any(tells_of(pack, turn.entry, text) for pack in packs.values()), turn
        if turn.pack and turn.outcome == "reply":
            assert packs[turn.pack].source.title in text, turn
        if turn.reason:
            assert (NEAREST in text) == (turn.reason == "out_of_scope"), turn


def outcome_of(text: str) -> str:
    """The outcome as a reader tells it."""
    if text.startswith((CHOOSE, CHOOSE_REPORT)):
        return "clarification"
    quotes = any(line.startswith(QUOTE) for line in text.splitlines())
    if NEAREST not in text and (quotes or text.startswith("Quoted from: ")):
        return "reply"
    return "fallback"


def tells_of(pack: Pack, entry_id: str, text: str) -> bool:
    """Whether the text shows an entry's question, or only where its excerpts stand."""
    entry = pack.entry(entry_id)
    return entry is not None and (
        entry.question in text
        or all(f"Quoted from: {excerpt.locator}" in text for excerpt in entry.excerpts)
    )
