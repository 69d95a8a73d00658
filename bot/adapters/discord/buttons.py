"""Buttons that work for ever: all they need is in their custom id, nothing in memory."""

import re
from typing import Any, Self

import discord
from discord import ui
from typing_extensions import override

from bot.adapters.discord.post import LONGEST_CUSTOM_ID, ROW, Act, Action, Post, Press

ENTRY = r"b1:(?P<act>choose|more|source):(?P<pack>[^:]+):(?P<entry>.+)"
"""A press of version 1, see `Press.custom_id`."""


class EntryButton(ui.DynamicItem[ui.Button[ui.View]], template=ENTRY):
    """A button about an entry. A click becomes the client's event `press`.

    An event rather than an answer here, so that a failure ends in `Client.on_error` like any
    other and the user is told: discord.py only logs what a dynamic item raises.
    """

    def __init__(self, action: Action) -> None:
        style = (
            discord.ButtonStyle.primary
            if action.press.act is Act.CHOOSE
            else discord.ButtonStyle.secondary
        )
        super().__init__(
            ui.Button(label=action.label, style=style, custom_id=action.press.custom_id)
        )
        self.press = action.press

    @classmethod
    @override
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        press = Press(act=Act(match["act"]), pack=match["pack"], entry=match["entry"])
        return cls(Action(press=press, label=""))

    @override
    async def callback(self, interaction: discord.Interaction) -> None:
        interaction.client.dispatch("press", interaction, self.press)


class StaleButton(ui.DynamicItem[ui.Button[ui.View]], template=rf"(?!{ENTRY}$).*"):
    """Any other button under a message of ours: of a version that this one no longer knows."""

    def __init__(self, custom_id: str) -> None:
        super().__init__(ui.Button(label="?", custom_id=custom_id))

    @classmethod
    @override
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(match.string[:LONGEST_CUSTOM_ID])

    @override
    async def callback(self, interaction: discord.Interaction) -> None:
        interaction.client.dispatch("press", interaction, None)


BUTTONS = (EntryButton, StaleButton)
"""What the client registers, so that buttons sent by an earlier process are answered."""


def view_of(post: Post) -> ui.View | None:
    """The post's buttons: rows of actions, then rows of links."""
    if not post.actions and not post.links:
        return None
    view = ui.View(timeout=None)
    for action in post.actions:
        view.add_item(EntryButton(action))  # Each goes into the first row that has room.
    first = -(-len(post.actions) // ROW)
    for place, link in enumerate(post.links):
        view.add_item(ui.Button(label=link.label, url=link.url, row=first + place // ROW))
    return view


def with_buttons(post: Post) -> dict[str, Any]:
    """The post's buttons as an argument of discord.py's `send`, which takes no None for them."""
    view = view_of(post)
    return {} if view is None else {"view": view}
