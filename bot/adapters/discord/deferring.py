"""Keeping Discord's deadline: an interaction that is not acknowledged in three seconds has failed.

Time is asked for beside the command, so that no command has to know: a deferral begins with the
interaction and is settled by whatever answers it.
"""

import asyncio

import aiohttp
import discord

LOST = (aiohttp.ClientError, TimeoutError, OSError)
"""A connection that broke: what was sent may have arrived, or not."""

_KEY = "deferral"


class Deferral:
    """Asks Discord for more time, once, if an interaction is not answered soon."""

    def __init__(self, interaction: discord.Interaction, *, private: bool, patience: float) -> None:
        self._interaction = interaction
        self.private = private
        """Whether the asker alone sees the wait; an answer in its place is seen by the same."""
        self.in_doubt = False
        """Whether Discord may have granted the time without our having read so."""
        self.over = False
        """Whether an answer has taken the place of the wait."""
        self._asked: asyncio.Task[object] | None = None
        self._timer = asyncio.get_running_loop().call_later(patience, self._ask)

    def _ask(self) -> None:
        if not self._interaction.response.is_done():
            response = self._interaction.response
            self._asked = asyncio.create_task(
                response.defer(thinking=True, ephemeral=self.private), name="deferral"
            )

    async def settle(self) -> None:
        """Ask for no more time; if it is being asked for, wait for what Discord says.

        Where Discord refuses it, the answer is the first response all the same.
        """
        self._timer.cancel()
        if self._asked is None:
            return
        try:
            await self._asked
        except discord.DiscordException:
            pass
        except LOST:
            self.in_doubt = True


def keep_deadline(interaction: discord.Interaction, *, private: bool, patience: float) -> None:
    """Have Discord asked for more time if the interaction is not answered in `patience` seconds."""
    interaction.extras[_KEY] = Deferral(interaction, private=private, patience=patience)


def deferral_of(interaction: discord.Interaction) -> Deferral | None:
    """What keeps the interaction's deadline, if anything does."""
    found = interaction.extras.get(_KEY)
    return found if isinstance(found, Deferral) else None
