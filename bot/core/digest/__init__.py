"""The periodic briefing: what it covers next, and what it says."""

from bot.core.digest.composing import (
    AskedDigest,
    CorrectionsDigest,
    Digest,
    Material,
    QuestionDigest,
    SectionDigest,
    TopicDigest,
    compose,
    entries_of,
    marks_of,
)
from bot.core.digest.plan import MOST_PARTS, Kind, Order, Plan, PlanError, Progress
from bot.core.digest.record import plan_of, plan_record, progress_of, progress_record
from bot.core.digest.walk import advance, is_covered, parts, posts

__all__ = [
    "MOST_PARTS",
    "AskedDigest",
    "CorrectionsDigest",
    "Digest",
    "Kind",
    "Material",
    "Order",
    "Plan",
    "PlanError",
    "Progress",
    "QuestionDigest",
    "SectionDigest",
    "TopicDigest",
    "advance",
    "compose",
    "entries_of",
    "is_covered",
    "marks_of",
    "parts",
    "plan_of",
    "plan_record",
    "posts",
    "progress_of",
    "progress_record",
]
