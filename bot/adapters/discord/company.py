"""Among whom the bot is asked: in servers that it is a member of, in others, among friends.

Whoever adds the bot to their own account can ask it anywhere. Of a server that it is no member of
it learns no more than what comes with a command or a click.
"""

import discord

from bot.adapters.discord.lines import NO_APPS, NOT_MEMBER, NOT_SPEAKER
from bot.adapters.discord.permissions import server_link
from bot.adapters.discord.refusals import Refusal
from bot.core.tongue import say


def server_of(interaction: discord.Interaction) -> discord.Guild | None:
    """The server of a command or a click, if the bot is a member of it.

    Not `interaction.guild`: of a server that is not known, that is a hollow one.
    """
    guild_id = interaction.guild_id
    return None if guild_id is None else interaction.client.get_guild(guild_id)


def among_others(interaction: discord.Interaction) -> bool:
    """Whether others see what is not private there."""
    return interaction.guild_id is not None or bool(interaction.context.private_channel)


def check_member(interaction: discord.Interaction) -> None:
    """See that the bot is a member of the server, if it is asked in one.

    Raises:
        Refusal: it is not.
    """
    if interaction.guild_id is not None and server_of(interaction) is None:
        link = server_link(interaction.application_id)
        raise Refusal(say(NOT_MEMBER).format(link=link))


def check_speaker(interaction: discord.Interaction) -> None:
    """See that what the bot says for somebody may be seen by all.

    Raises:
        Refusal: they may not write there, or not have an app of their own write there.
    """
    if interaction.guild_id is None:
        return  # Discord names no permissions there: whoever takes part may write.
    held = interaction.permissions
    in_thread = isinstance(interaction.channel, discord.Thread)
    if not (held.send_messages_in_threads if in_thread else held.send_messages):
        raise Refusal(say(NOT_SPEAKER))
    is_own = server_of(interaction) is None and not interaction.is_guild_integration()
    if is_own and not held.use_external_apps:
        raise Refusal(say(NO_APPS))  # Discord would show it to the asker alone, and not say so.
