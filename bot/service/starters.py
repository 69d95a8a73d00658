"""Questions to begin with."""

from collections.abc import Sequence
from datetime import datetime
from itertools import chain, zip_longest

from bot.core.answer import Choice
from bot.core.knowledge import Pack

MOST_STARTERS = 3
"""Questions offered to newcomers."""


def starters_of(packs: Sequence[Pack], now: datetime) -> list[Choice]:
    """Questions to begin with: the first of each pack, then the second of each."""
    rounds = chain.from_iterable(zip_longest(*(_live_starters(pack, now) for pack in packs)))
    return [choice for choice in rounds if choice is not None][:MOST_STARTERS]


def _live_starters(pack: Pack, now: datetime) -> list[Choice]:
    live = {entry.id: entry for entry in pack.live_entries(now)}
    return [
        Choice(pack=pack, entry=live[entry_id]) for entry_id in pack.starters if entry_id in live
    ]
