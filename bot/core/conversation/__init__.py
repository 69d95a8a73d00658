"""A conversation: what is remembered of it, and follow-ups on its last answer."""

from bot.core.conversation.following import follow, joined
from bot.core.conversation.turns import Session, Turn, Way, renewed, take_turn

__all__ = ["Session", "Turn", "Way", "follow", "joined", "renewed", "take_turn"]
