"""What a click on a button shows."""

from dataclasses import replace

from bot.adapters.discord.lines import GONE, STALE
from bot.adapters.discord.post import Act, Post, Press
from bot.adapters.discord.render import render
from bot.core.answer import Reply
from bot.service.assistant import Assistant


def pressed(assistant: Assistant, press: Press | None) -> Post:
    """The post that a press asks for, or a line that says why there is none any more.

    A choice is answered where its message is, all else to the clicker alone.
    """
    if press is None:
        return Post(text=STALE, private=True)
    reply = _opened(assistant, press)
    if reply is None:
        return Post(text=GONE, private=True)
    return replace(render(reply), private=press.act is not Act.CHOOSE)


def _opened(assistant: Assistant, press: Press) -> Reply | None:
    """The reply about a press's entry; None when its pack or entry is no longer shown."""
    pack = assistant.find_pack(press.pack)
    entry = pack.entry(press.entry) if pack else None
    if pack is None or entry is None or not entry.is_live(assistant.now()):
        return None
    return Reply(pack=pack, entry=entry, confidence=1.0, detail=press.act.detail)
