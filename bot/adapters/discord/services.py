"""What the bot on Discord answers with."""

from dataclasses import dataclass

from bot.adapters.discord.sync import Record
from bot.core.tongue import Tongues
from bot.service.assistant import Assistant
from bot.service.digests import Digests
from bot.service.feedback import FeedbackStore
from bot.service.manners import Manners
from bot.service.marks import Marks
from bot.service.misses import Misses
from bot.service.preferences import Preferences
from bot.service.privacy import Privacy
from bot.service.repeats import Repeats
from bot.service.retention import Retention


@dataclass(frozen=True, kw_only=True)
class Services:
    """The use cases and the state behind them, as `bot.app` composes them."""

    assistant: Assistant
    digests: Digests
    preferences: Preferences
    marks: Marks
    feedback: FeedbackStore
    manners: Manners
    privacy: Privacy
    repeats: Repeats
    retention: Retention
    misses: Misses | None
    record: Record
    tongues: Tongues
