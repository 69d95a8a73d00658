"""What Discord offers while a user types an option."""

from collections.abc import Iterable

from discord import app_commands

from bot.adapters.discord.markdown import cut
from bot.service.options import Option

MOST = 25
"""Choices that Discord shows."""

LONGEST = 100
"""Characters of a choice's name and of its value."""


def suggest(
    typed: str, options: Iterable[Option], *, lead: str = ""
) -> list[app_commands.Choice[str]]:
    """The options that have what was typed, those that begin with it first.

    Args:
        typed: what was typed of the option.
        options: what there is.
        lead: what was typed before it, where several can be given: it is kept.
    """
    room = LONGEST - len(lead)
    found = [option for option in options if option.goes_on(typed) and len(option.value) <= room]
    found.sort(key=lambda option: not option.begins(typed))
    return [
        app_commands.Choice(name=cut(lead + option.label, LONGEST), value=lead + option.value)
        for option in found[:MOST]
    ]
