"""Buttons that work for ever: all they need is in their custom id, nothing in memory."""

import re
from typing import Any, Self

import discord
from discord import ui
from typing_extensions import override

from bot.adapters.discord.post import Action, Link
from bot.core.press import Act, Press, View, parse

AnyButton = ui.Item[Any]


class OurButton(ui.DynamicItem[ui.Button[Any]], template=re.compile(r"(?!s1:).*", re.DOTALL)):
    """A button of ours, of any version. A click becomes the client's event `press`.

    An event rather than an answer here, so that a failure ends in `Client.on_error` like any
    other and the user is told: discord.py only logs what a dynamic item raises. A custom id that
    this version does not know becomes the press None, which is answered, too. Those that begin
    with `s1:` are in `listening`.
    """

    def __init__(self, press: Press | None, button: ui.Button[Any]) -> None:
        super().__init__(button)
        self.press = press

    @classmethod
    @override
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(parse(match.string), ui.Button(label="?", custom_id=match.string))

    @override
    async def callback(self, interaction: discord.Interaction) -> None:
        interaction.client.dispatch("press", interaction, self.press)


def action_button(action: Action) -> AnyButton:
    """The button of an action; a choice stands out."""
    press = action.press
    chooses = isinstance(press, View) and press.act is Act.CHOOSE
    style = discord.ButtonStyle.primary if chooses else discord.ButtonStyle.secondary
    # Not an OurButton: a click is told by its custom id alone, and wrapping each costs time.
    return ui.Button(label=action.label, style=style, custom_id=press.custom_id)


def link_button(link: Link) -> AnyButton:
    """The button that opens a page."""
    return ui.Button(label=link.label, url=link.url)
