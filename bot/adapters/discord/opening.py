"""What a click on a button shows."""

from dataclasses import replace

from bot.adapters.discord.lines import GONE, STALE
from bot.adapters.discord.post import Act, Post, Press
from bot.adapters.discord.render import render
from bot.service.assistant import Assistant


def pressed(assistant: Assistant, press: Press | None, *, conversation: str) -> Post:
    """The post that a press asks for, or a line that says why there is none any more.

    A choice is answered where its message is, all else to the clicker alone.
    """
    if press is None:
        return Post(text=STALE, private=True)
    reply = assistant.open(press.pack, press.entry, press.act.detail, conversation=conversation)
    if reply is None:
        return Post(text=GONE, private=True)
    return replace(render(reply), private=press.act is not Act.CHOOSE)
