"""Where a digest may go: checked before it is promised."""

import discord
from discord import app_commands

from bot.adapters.discord.permissions import missing
from bot.adapters.discord.refusals import Refusal
from bot.adapters.discord.stops import POSTABLE, needs
from bot.core.tongue import say

Target = discord.TextChannel | discord.Thread | discord.ForumChannel | discord.VoiceChannel
"""Text and announcement channels, threads, forums, and the text of a voice channel."""


def target_channel(interaction: discord.Interaction, chosen: object) -> Target:
    """The channel that was chosen, or else the one the command was given in.

    Raises:
        Refusal: nothing can be posted there, or the bot may not.
    """
    channel = chosen or interaction.channel
    if isinstance(channel, app_commands.AppCommandChannel | app_commands.AppCommandThread):
        channel = channel.resolve()
    if not isinstance(channel, POSTABLE):
        raise Refusal(
            say(
                "Digests go to text and announcement channels, threads and forums that I can see."
                " Choose one with the option `channel`."
            )
        )
    lacking = missing(channel.permissions_for(channel.guild.me), needs(channel))
    if lacking:
        text = say(
            "I may not post in {channel}: I lack {permissions}. Grant that in the channel’s"
            " settings, then subscribe again."
        )
        wanted = say(" and ").join(f"**{say(need.shown)}**" for need in lacking)
        raise Refusal(text.format(channel=channel.mention, permissions=wanted))
    return channel
