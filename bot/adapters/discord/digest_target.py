"""Where a digest may go: checked before it is promised."""

import discord

from bot.adapters.discord.refusals import Refusal

NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    # To look whether a digest went out before the bot was stopped in the middle of it.
    "read_message_history": "Read Message History",
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
        raise Refusal("Digests go to text channels. Choose one with the option `channel`.")
    held = channel.permissions_for(channel.guild.me)
    missing = [shown for name, shown in NEEDED.items() if not getattr(held, name)]
    if missing:
        wanted = " and ".join(f"**{shown}**" for shown in missing)
        raise Refusal(
            f"I may not post in {channel.mention}: I lack {wanted}. Grant that in the channel’s"
            " settings, then subscribe again."
        )
    return channel
