"""Entries to choose from: numbered lines, and a button for each number."""

from collections.abc import Sequence

from bot.adapters.discord.markdown import escape
from bot.adapters.discord.post import MOST_ACTIONS, Act, Action, action
from bot.core.knowledge import Entry, Pack


def numbered(entries: Sequence[Entry]) -> list[str]:
    """A line for each entry that gets a button, and one for those left out."""
    shown = enumerate(entries[:MOST_ACTIONS], start=1)
    lines = [f"{number}. {escape(entry.question)}" for number, entry in shown]
    left = len(entries) - len(lines)
    return [*lines, f"…and {left} more."] if left else lines


def number_buttons(pack: Pack, entries: Sequence[Entry]) -> tuple[Action, ...]:
    """A button for each of the first entries: the number alone, since a question may be long."""
    return tuple(
        button
        for number, entry in enumerate(entries[:MOST_ACTIONS], start=1)
        for button in action(Act.CHOOSE, pack, entry, str(number))
    )
