"""Following up on a wait that Discord was asked for."""

import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any

import discord

from bot.adapters.discord.deferring import LOST, Deferral

MARK = "…"
"""Stands for a moment where a wait has ended and the answer is about to stand elsewhere."""

_log = logging.getLogger(__name__)


async def end_wait(
    interaction: discord.Interaction,
    deferral: Deferral,
    content: dict[str, Any],
    rest: dict[str, Any],
) -> int:
    """Put an answer in place of a wait, or beside it if others are to see it; return its id.

    Args:
        interaction: what is answered.
        deferral: its wait.
        content: what the answer says, as arguments of discord.py's `send`.
        rest: who sees it (`ephemeral`), and whom it mentions.
    """
    follow = partial(interaction.followup.send, wait=True, **content, **rest)
    if deferral.private != rest["ephemeral"]:
        sent = await _beside(interaction, follow)
    else:
        try:
            sent = (await follow()).id  # Discord puts the first follow-up in place of the wait.
        except LOST:
            _log.warning("the connection broke while answering: putting the same in its place")
            sent = await _replace(interaction, content, rest)
    deferral.over = True
    return sent


async def _beside(
    interaction: discord.Interaction, follow: Callable[[], Awaitable[discord.Message]]
) -> int:
    """Follow up where what is first put in place of the wait would be seen by others.

    Once a wait is deleted, Discord may take no follow-up. So it ends in a mere mark, which is
    deleted afterwards.
    """
    await interaction.edit_original_response(content=MARK)
    sent = await follow()
    with suppress(discord.NotFound):  # Somebody else has just deleted it.
        await interaction.delete_original_response()
    return sent.id


async def _replace(
    interaction: discord.Interaction, content: dict[str, Any], rest: dict[str, Any]
) -> int:
    """Edit the first response, which yields the same however often it is done."""
    kept = {name: value for name, value in content.items() if name != "suppress_embeds"}
    mentions = rest["allowed_mentions"]
    return (await interaction.edit_original_response(**kept, allowed_mentions=mentions)).id
