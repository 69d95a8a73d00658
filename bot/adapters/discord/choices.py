"""Entries to choose from: numbered lines, and a button for each number."""

from collections.abc import Sequence

from bot.adapters.discord.markdown import escape
from bot.adapters.discord.post import MOST_ACTIONS, Act, Action, action
from bot.core.answer import Choice
from bot.core.knowledge import Entry, Pack


def numbered(questions: Sequence[str]) -> list[str]:
    """A line for each question that gets a button, and one for those left out."""
    shown = enumerate(questions[:MOST_ACTIONS], start=1)
    lines = [f"{number}. {escape(question)}" for number, question in shown]
    left = len(questions) - len(lines)
    return [*lines, f"…and {left} more."] if left else lines


def number_buttons(choices: Sequence[Choice]) -> tuple[Action, ...]:
    """A button for each of the first choices: the number alone, since a question may be long."""
    return tuple(
        button
        for number, choice in enumerate(choices[:MOST_ACTIONS], start=1)
        for button in action(Act.CHOOSE, choice.pack, choice.entry, str(number))
    )


def choices_of(pack: Pack, entries: Sequence[Entry]) -> tuple[Choice, ...]:
    """Entries of one pack to choose from."""
    return tuple(Choice(pack=pack, entry=entry) for entry in entries)


def questions_of(entries: Sequence[Entry]) -> list[str]:
    """What entries are listed by."""
    return [entry.question for entry in entries]
