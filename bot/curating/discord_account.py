"""What Discord says of the bot's account, asked over HTTP alone."""

from dataclasses import dataclass

import aiohttp
import discord

from bot.preparing import StartError


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """The bot's application.

    Attributes:
        id: the application's.
        name: the bot's.
        reads_messages: whether the message content intent is switched on.
        servers: how many servers it is in.
    """

    id: int
    name: str
    reads_messages: bool
    servers: int


async def account(token: str) -> Account:
    """The account of a token.

    Raises:
        StartError: Discord does not accept the token, or cannot be reached.
    """
    try:
        async with discord.Client(intents=discord.Intents.none()) as client:
            await client.login(token)
            info = await client.application_info()
            return Account(
                id=info.id,
                name=info.name,
                reads_messages=info.flags.gateway_message_content
                or info.flags.gateway_message_content_limited,
                servers=info.approximate_guild_count,
            )
    except discord.LoginFailure as error:
        raise StartError(
            "Discord does not accept DISCORD_TOKEN: copy it again from the developer portal"
        ) from error
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        raise StartError("Discord cannot be reached: check the network, then try again") from error
