"""What Discord says of the bot's account, asked over HTTP alone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
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


@asynccontextmanager
async def signed_in(token: str) -> AsyncIterator[discord.Client]:
    """A client that may ask Discord over HTTP; it never connects to the gateway.

    Raises:
        StartError: Discord does not accept the token, or cannot be reached.
    """
    try:
        async with discord.Client(intents=discord.Intents(guilds=True)) as client:
            await _log_in(client, token)
            yield client
    except discord.LoginFailure as error:
        raise StartError(
            "Discord does not accept DISCORD_TOKEN: copy it again from the developer portal"
        ) from error
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        raise StartError("Discord cannot be reached: check the network, then try again") from error


async def _log_in(client: discord.Client, token: str) -> None:
    try:
        await client.login(token)
    except TypeError as error:
        # discord.py took a page for the bot's account.
        raise StartError(
            "something else answers in place of Discord: check for a log-in page or a proxy of your"
            " network, then try again"
        ) from error


async def account(token: str) -> Account:
    """The account of a token.

    Raises:
        StartError: Discord does not accept the token, or cannot be reached.
    """
    async with signed_in(token) as client:
        return await account_of(client)


async def account_of(client: discord.Client) -> Account:
    """The account of a client that is signed in."""
    info = await client.application_info()
    return Account(
        id=info.id,
        name=info.name,
        reads_messages=info.flags.gateway_message_content
        or info.flags.gateway_message_content_limited,
        servers=info.approximate_guild_count,
    )
