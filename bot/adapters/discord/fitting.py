"""Which excerpts of a reply a Discord message has no room for."""

from bot.adapters.discord.markdown import quote
from bot.adapters.discord.render import render
from bot.core.answer import Reply
from bot.core.knowledge import Excerpt


def unfit(reply: Reply) -> list[Excerpt]:
    """The excerpts that are not in the message, or not whole."""
    text = render(reply).text
    return [excerpt for excerpt in reply.entry.excerpts if quote(excerpt.text) not in text]
