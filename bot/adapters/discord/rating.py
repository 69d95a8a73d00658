"""Ratings by Discord's buttons."""

import discord

from bot.adapters.discord.addressed import person
from bot.adapters.discord.post import Post, line
from bot.adapters.discord.services import Services
from bot.core.press import Gap, View
from bot.service import rating
from bot.service.places import Scope


class Ratings:
    """Counts what readers say by clicks."""

    def __init__(self, services: Services) -> None:
        self._ratings = rating.Ratings(services.assistant, services.feedback, services.misses)

    async def rate(self, interaction: discord.Interaction, view: View) -> Post:
        """Count a rating of the entry that a message shows."""
        message = interaction.message.id if interaction.message else 0
        user = str(interaction.user.id)
        return line(await self._ratings.rate(view, message=str(message), user=user))

    async def miss(self, interaction: discord.Interaction, gap: Gap, scope: Scope) -> Post:
        """Take note of a question that somebody says a report should cover."""
        return line(await self._ratings.miss(gap, scope, person=person(interaction.user)))
