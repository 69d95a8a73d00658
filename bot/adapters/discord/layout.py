"""A post laid out for Discord: as a card of components, or as text with buttons under it.

Both keep Discord's limits by their shape: a card has a container, at most two texts with lines
between and after them, three sections or two rows of numbers, two rows of actions, and of the links
as many as 40 components leave room for; a plain message has five rows.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord import ui

from bot.adapters.discord.buttons import AnyButton, action_button, link_button
from bot.adapters.discord.markdown import MOST_CHARACTERS, MOST_ON_CARD
from bot.adapters.discord.mode import Mode
from bot.adapters.discord.post import ROW, Draft, Post

MOST_SECTIONS = 3
"""Offers that stand as a section each, with the button beside the text."""

MOST_COMPONENTS = 40
"""Components of a card, those within others included."""

MOST_ROWS = 5
"""Rows of buttons under a plain message."""


def lay_out(post: Post, mode: Mode) -> dict[str, Any]:
    """The post as arguments of discord.py's `send`."""
    if mode is Mode.CARD and not post.line:
        return {"view": card(post)}
    return text_and_buttons(post)


def card(post: Post) -> ui.LayoutView:
    """The post as a card."""
    draft = post.fitting(MOST_ON_CARD)
    items: list[ui.Item[Any]] = [ui.TextDisplay(draft.parts[0])]
    for part in draft.parts[1:]:
        items += [ui.Separator(), ui.TextDisplay(part)]
    if len(draft.offers) <= MOST_SECTIONS:
        items += [
            ui.Section(offer.text, accessory=action_button(offer.action)) for offer in draft.offers
        ]
    else:
        items.append(ui.TextDisplay("\n".join(offer.text for offer in draft.offers)))
    numbers = len(draft.offers) > MOST_SECTIONS
    room = MOST_COMPONENTS - 1 - _size(items) - 1  # The container, and the line before the rows.
    buttons = list(_rows(post, draft, numbers=numbers, room=room))
    if buttons:
        items += [ui.Separator(), *(ui.ActionRow(*row) for row in buttons)]
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*items))
    view.stop()  # Nothing is to be kept for it: the client knows our buttons by their ids.
    return view


def text_and_buttons(post: Post) -> dict[str, Any]:
    """The post as text with buttons under it."""
    draft = post.fitting(MOST_CHARACTERS)
    rows = list(_rows(post, draft, numbers=True))[:MOST_ROWS]
    said: dict[str, Any] = {"content": draft.text, "suppress_embeds": True}
    if not rows:
        return said
    view = ui.View(timeout=None)
    for number, row in enumerate(rows):
        for button in row:
            button.row = number
            view.add_item(button)
    view.stop()
    return {**said, "view": view}


def without_buttons(post: Post) -> dict[str, Any]:
    """The post as nothing but text."""
    return {"content": post.plain(MOST_CHARACTERS), "suppress_embeds": True}


def text_of(message: discord.Message) -> str:
    """All the text that a message shows."""
    return "\n".join([message.content, *_texts(message.components)]).strip("\n")


def _texts(components: Sequence[Any]) -> Iterator[str]:
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        elif isinstance(component, discord.Container | discord.SectionComponent):
            yield from _texts(component.children)


def _size(items: Sequence[ui.Item[Any]]) -> int:
    """How many components these are: a section has a text and a button."""
    return sum(3 if isinstance(item, ui.Section) else 1 for item in items)


def _rows(
    post: Post, draft: Draft, *, numbers: bool, room: int = MOST_COMPONENTS
) -> Iterator[list[AnyButton]]:
    """Rows of buttons: what the bot does, the offers' numbers if wanted, and links.

    Links beyond the room, which is counted in components, are left out.
    """
    actions = [action_button(each) for each in (*draft.actions, *post.actions)]
    offers = [action_button(offer.action) for offer in draft.offers] if numbers else []
    links = [link_button(link) for link in post.links]
    for group in (actions, offers, links):
        for start in range(0, len(group), ROW):
            row = group[start : start + ROW]
            if group is links:
                row = row[: max(0, room - 1)]
            if row:
                yield row
            room -= 1 + len(row)
