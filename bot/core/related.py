"""Questions to go on with after a reply."""

from datetime import datetime
from itertools import islice
from typing import Final

from bot.core.knowledge import Entry, Pack

MOST_RELATED: Final = 3
LOOKED_AT: Final = 200
"""Entries that are looked at: the next ones, in a pack that has thousands."""


def related(pack: Pack, entry: Entry, now: datetime) -> tuple[Entry, ...]:
    """The next live entries of the same section, then of the same topics, that quote anything else.

    At most three.
    """
    said = {excerpt.start for excerpt in entry.excerpts}
    topics = set(entry.topics)
    near = [
        other
        for other in islice(pack.following(entry), LOOKED_AT)
        if (other.section == entry.section or not topics.isdisjoint(other.topics))
        and other.is_live(now)
        and not said.issuperset(excerpt.start for excerpt in other.excerpts)
    ]
    near.sort(key=lambda other: other.section != entry.section)
    return tuple(near[:MOST_RELATED])
