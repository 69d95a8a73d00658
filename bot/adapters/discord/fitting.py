"""Which excerpts of a reply are not in the first message that Discord gets of it."""

from bot.adapters.discord.markdown import MOST_ON_CARD, quote
from bot.adapters.discord.render import render
from bot.core.answer import Reply
from bot.core.knowledge import Excerpt


def unfit(reply: Reply) -> list[Excerpt]:
    """The excerpts that a card has no room for: further pages have them, or none."""
    text = render(reply).fitting(MOST_ON_CARD).text
    return [excerpt for excerpt in reply.entry.excerpts if quote(excerpt.text) not in text]
