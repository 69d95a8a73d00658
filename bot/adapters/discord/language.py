"""In which language an event is answered: decided here, and nowhere else."""

import discord

from bot.core.tongue import Tongue, Tongues


class Languages:
    """The language of each event.

    What somebody sets for themselves or for a place is to be asked for here first.
    """

    def __init__(self, tongues: Tongues) -> None:
        self._tongues = tongues

    async def of_interaction(self, interaction: discord.Interaction) -> Tongue:
        """That of the Discord of whoever gave the command or clicked."""
        return self._tongues.of(interaction.locale.value)

    async def of_message(self, message: discord.Message, utterance: str) -> Tongue:
        """That of the utterance, if its letters tell; else its server's; in private English."""
        return self._tongues.of_text(utterance) or await self.of_channel(message.channel)

    async def of_channel(self, channel: object) -> Tongue:
        """That of the channel's server: for what is posted there for all, such as digests."""
        if isinstance(channel, discord.abc.GuildChannel | discord.Thread):
            return self._tongues.of(channel.guild.preferred_locale.value)
        return self._tongues.of(None)
