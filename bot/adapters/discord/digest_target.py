"""Where a digest may go: checked before it is promised."""

import discord

from bot.adapters.discord.permissions import POSTING, missing
from bot.adapters.discord.refusals import Refusal
from bot.core.tongue import say


def target_channel(
    interaction: discord.Interaction, chosen: discord.TextChannel | None
) -> discord.TextChannel:
    """The channel that was chosen, or else the one the command was given in.

    Raises:
        Refusal: it is no text channel, or the bot may not post there.
    """
    channel = chosen or interaction.channel
    if not isinstance(channel, discord.TextChannel):
        raise Refusal(say("Digests go to text channels. Choose one with the option `channel`."))
    lacking = missing(channel.permissions_for(channel.guild.me), POSTING)
    if lacking:
        text = say(
            "I may not post in {channel}: I lack {permissions}. Grant that in the channel’s"
            " settings, then subscribe again."
        )
        wanted = say(" and ").join(f"**{say(need.shown)}**" for need in lacking)
        raise Refusal(text.format(channel=channel.mention, permissions=wanted))
    return channel
