"""What the bot has kept of what people asked in vain."""

import asyncio

from bot.authoring.curation.misses import Miss
from bot.core.knowledge import Pack
from bot.preparing import StartError
from bot.store import StoreError, is_there, open_store


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
