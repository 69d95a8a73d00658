"""What the bot on Discord answers with."""

from dataclasses import dataclass

from bot.adapters.discord.sync import Record
from bot.core.tongue import Tongues
from bot.service.assistant import Assistant
from bot.service.delivering import Delivering
from bot.service.digests import Digests
from bot.service.feedback import FeedbackStore
from bot.service.ledger import Ledger
from bot.service.manners import Manners
from bot.service.marks import Marks
from bot.service.misses import Misses
from bot.service.preferences import Preferences
from bot.service.privacy import Privacy
from bot.service.relay import Relay
from bot.service.repeats import Repeats
from bot.service.retention import Retention
from bot.service.tally import Tally


@dataclass(frozen=True, kw_only=True)
class Services:
    """The use cases and the state behind them, as `bot.app` composes them."""

    assistant: Assistant
    digests: Digests
    delivering: Delivering
    preferences: Preferences
    marks: Marks
    feedback: FeedbackStore
    manners: Manners
    privacy: Privacy
    relay: Relay
    repeats: Repeats
    retention: Retention
    tally: Tally
    ledger: Ledger
    misses: Misses | None
    record: Record
    tongues: Tongues
