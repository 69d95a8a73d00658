"""How messages look in a place: as cards, or plainly."""

from dataclasses import dataclass
from enum import Enum

import discord


class Mode(Enum):
    """A card is laid out in components; a plain message is text, with buttons under it."""

    CARD = "card"
    PLAIN = "plain"


@dataclass(frozen=True, kw_only=True, slots=True)
class Modes:
    """Which mode each place gets.

    Plain where the deployment wants it, and where a server does not let the bot embed links: it
    wants text there.
    """

    plain: bool = False

    def of_interaction(self, interaction: discord.Interaction) -> Mode:
        """The mode of a response."""
        in_server = interaction.guild_id is not None
        return self._mode(may_embed=not in_server or interaction.app_permissions.embed_links)

    def of_channel(self, channel: object) -> Mode:
        """The mode of a message in a channel, a thread or a direct conversation.

        A channel that the bot has not been told of is written to plainly.
        """
        if isinstance(channel, discord.Thread):
            channel = channel.parent
        if isinstance(channel, discord.abc.GuildChannel):
            held = channel.permissions_for(channel.guild.me)
            return self._mode(may_embed=held.embed_links)
        return self._mode(may_embed=channel is not None)

    def _mode(self, *, may_embed: bool) -> Mode:
        return Mode.PLAIN if self.plain or not may_embed else Mode.CARD
