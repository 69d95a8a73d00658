"""In which language an event is answered: decided here, and nowhere else."""

import discord

from bot.core.tongue import Tongue, Tongues


class Languages:
    """The language of each event: the one that was chosen in the settings that hold, if any."""

    def __init__(self, tongues: Tongues) -> None:
        self._tongues = tongues

    def of_interaction(self, interaction: discord.Interaction, chosen: str) -> Tongue:
        """Else that of the Discord of whoever gave the command or clicked."""
        return self._tongues.of(chosen or interaction.locale.value)

    def of_message(self, message: discord.Message, utterance: str, chosen: str) -> Tongue:
        """Else that of the utterance, if its letters tell; else its server’s; else English."""
        if chosen:
            return self._tongues.of(chosen)
        return self._tongues.of_text(utterance) or self.of_channel(message.channel, "")

    def of_channel(self, channel: object, chosen: str) -> Tongue:
        """Else that of the channel's server: for what is posted for all, such as digests."""
        if not chosen and isinstance(channel, discord.abc.GuildChannel | discord.Thread):
            return self._tongues.of(channel.guild.preferred_locale.value)
        return self._tongues.of(chosen or None)

    def of_guild(self, guild: discord.Guild | None) -> Tongue:
        """A server's: for what is told to those who run it."""
        return self._tongues.of(guild.preferred_locale.value if guild else None)
