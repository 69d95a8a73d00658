"""Keeping Discord's deadline: a command that is not acknowledged in three seconds has failed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import discord

PATIENCE = 1.5
"""Seconds until Discord is asked for more time; the other half is for the way there."""


@asynccontextmanager
async def deferring(
    interaction: discord.Interaction, *, private: bool, patience: float = PATIENCE
) -> AsyncIterator[None]:
    """Ask Discord for more time if what is done inside takes long.

    Whether the answer is private is settled by that request: what follows it cannot change it.

    A request for time that has begun is awaited, so that the answer becomes its follow-up; where
    Discord refuses it, the answer is the first response all the same.
    """
    asked: list[asyncio.Task[object]] = []
    loop = asyncio.get_running_loop()
    timer = loop.call_later(
        patience,
        lambda: asked.append(
            loop.create_task(interaction.response.defer(thinking=True, ephemeral=private))
        ),
    )
    try:
        yield
    finally:
        timer.cancel()
        for task in asked:
            with suppress(discord.DiscordException, OSError):
                await task
