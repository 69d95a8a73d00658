"""A conversation: what is remembered of it, and follow-ups on its last answer."""

from bot.core.conversation.following import follow
from bot.core.conversation.turns import Session, renewed, take_turn

__all__ = ["Session", "follow", "renewed", "take_turn"]
