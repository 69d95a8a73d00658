"""What the bot has kept for a curator: what people asked in vain, and how they rated answers."""

import asyncio
from collections.abc import Sequence
from typing import Final

from bot.authoring.curation.misses import Miss
from bot.core.knowledge import Pack
from bot.preparing import StartError
from bot.service.feedback import Rated
from bot.store import StoreError, is_there, open_store

MOST_RATED: Final = 10
"""Entries whose ratings are shown: those that were least of help."""


def kept_ratings(database: str, pack: Pack) -> tuple[str, ...]:
    """How often a pack's entries were of help and how often not, as lines; none if none rated."""

    async def kept() -> tuple[Rated, ...]:
        if not is_there(database):
            return ()  # Opening a store would make one.
        store = await open_store(database)
        try:
            return await store.ratings(pack.id)
        finally:
            await store.close()

    try:
        return rating_lines(asyncio.run(kept()), pack)
    except StoreError as error:
        raise StartError(str(error)) from error


def rating_lines(ratings: Sequence[Rated], pack: Pack) -> tuple[str, ...]:
    """A short table of the ratings of entries that the pack has, all their wordings together."""
    counts: dict[str, tuple[int, int]] = {}
    for rated in ratings:
        if pack.entry(rated.entry) is not None:
            helpful, unhelpful = counts.get(rated.entry, (0, 0))
            counts[rated.entry] = helpful + rated.helpful, unhelpful + rated.unhelpful
    if not counts:
        return ()
    ordered = sorted(counts.items(), key=lambda each: (-each[1][1], each[1][0], each[0]))
    lines = [f"{yes:7}  {no:11}  {entry}" for entry, (yes, no) in ordered[:MOST_RATED]]
    return ("helpful  not helpful  entry", *lines, "")


def kept_misses(database: str, pack: Pack) -> tuple[Miss, ...]:
    """The questions that the bot has kept for the curator of a pack, or a reason not to start."""

    async def kept() -> tuple[Miss, ...]:
        if not is_there(database):
            return ()  # Opening a store would make one.
        store = await open_store(database)
        try:
            found = await store.misses(pack.id)
        finally:
            await store.close()
        return tuple(Miss(text=miss.text, count=miss.people) for miss in found)

    try:
        misses = asyncio.run(kept())
    except StoreError as error:
        raise StartError(str(error)) from error
    if not misses:
        raise StartError(
            f"nothing has been kept of what {pack.id} was asked in vain: set "
            "BRIEFING_KEEP_MISSES=on where the bot runs, or give a file of questions: "
            "briefing curate PACK QUESTIONS"
        )
    return misses
