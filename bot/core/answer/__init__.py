"""From matches to one of three answers: a reply, a clarification or a fallback."""

from bot.core.answer.between import Heard, choose, heard
from bot.core.answer.deciding import decide, distinct
from bot.core.answer.kinds import (
    Answer,
    Choice,
    Clarification,
    Closest,
    Detail,
    Fallback,
    FallbackReason,
    Policy,
    Reply,
    Tuning,
)

__all__ = [
    "Answer",
    "Choice",
    "Clarification",
    "Closest",
    "Detail",
    "Fallback",
    "FallbackReason",
    "Heard",
    "Policy",
    "Reply",
    "Tuning",
    "choose",
    "decide",
    "distinct",
    "heard",
]
