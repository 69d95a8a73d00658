"""Where a digest may go: checked before it is promised."""

import discord

from bot.adapters.discord.refusals import Refusal
from bot.core.tongue import said, say

NEEDED = {
    "view_channel": said("View Channel"),
    "send_messages": said("Send Messages"),
    # To look whether a digest went out before the bot was stopped in the middle of it.
    "read_message_history": said("Read Message History"),
}
"""Permissions that posting digests takes, by Discord's name and by the one its settings show."""


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
    held = channel.permissions_for(channel.guild.me)
    missing = [shown for name, shown in NEEDED.items() if not getattr(held, name)]
    if missing:
        text = say(
            "I may not post in {channel}: I lack {permissions}. Grant that in the channel’s"
            " settings, then subscribe again."
        )
        wanted = say(" and ").join(f"**{say(shown)}**" for shown in missing)
        raise Refusal(text.format(channel=channel.mention, permissions=wanted))
    return channel
