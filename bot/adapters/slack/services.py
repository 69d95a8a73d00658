"""What the bot on Slack answers with."""

from dataclasses import dataclass

from bot.core.tongue import Tongues
from bot.service.assistant import Assistant
from bot.service.delivering import Delivering
from bot.service.digests import Digests
from bot.service.feedback import FeedbackStore
from bot.service.manners import Manners
from bot.service.misses import Misses
from bot.service.once import Once
from bot.service.preferences import Preferences
from bot.service.privacy import Privacy
from bot.service.repeats import Repeats
from bot.service.retention import Retention
from bot.service.tally import Tally


@dataclass(frozen=True, kw_only=True)
class Services:
    """The use cases and the state behind them, as `bot.app` composes them."""

    assistant: Assistant
    digests: Digests
    delivering: Delivering
    feedback: FeedbackStore
    manners: Manners
    misses: Misses | None
    once: Once
    preferences: Preferences
    privacy: Privacy
    repeats: Repeats
    retention: Retention
    tally: Tally
    tongues: Tongues
