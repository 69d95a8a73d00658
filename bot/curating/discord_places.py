"""What the bot lacks in the servers where it has digests or settings, asked over HTTP alone."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import cast

import aiohttp
import discord

from bot.adapters.discord.permissions import NEEDED, POSTING, VIEW, Need, missing
from bot.adapters.discord.places import PLATFORM
from bot.core.subscription import State
from bot.curating.findings import Finding
from bot.store import is_there, open_store

Channels = Mapping[str, Sequence[int]]
"""Channels by id, with the numbers of the digests that are to be posted there, if any."""


async def kept_places(database: str) -> Mapping[str, Channels]:
    """The channels that have a digest or settings, by their server's id.

    Raises:
        StoreError: the database cannot be read.
    """
    if not is_there(database):
        return {}  # Opening a store would make one.
    store = await open_store(database)
    try:
        settings, subscriptions = await store.all_settings(), await store.all_subscriptions()
    finally:
        await store.close()
    servers: dict[str, dict[str, list[int]]] = {}
    for place in settings:
        if place.platform == PLATFORM and place.workspace:
            channels = servers.setdefault(place.workspace, {})
            if place.channel:
                channels.setdefault(place.channel, [])
    for each in subscriptions:
        due = each.state in {State.ACTIVE, State.STOPPED} and each.workspace
        if each.platform == PLATFORM and due:
            servers.setdefault(each.workspace, {}).setdefault(each.channel, []).append(each.id)
    return servers


async def looked_at(
    client: discord.Client, servers: Mapping[str, Channels]
) -> AsyncIterator[Finding]:
    """What is in the way in each server, or else that nothing is."""
    well = True
    for server, channels in servers.items():
        for told in await _of_server(client, int(server), channels):
            well = False
            yield Finding(well=False, told=told)
    if well and servers:
        count = sum(map(len, servers.values()))
        looked = f"Servers with digests or settings: {len(servers)}"
        told = f"{looked}; channels: {count}. The bot may do there all that it needs to."
        yield Finding(well=True, told=told)


async def _of_server(client: discord.Client, ident: int, channels: Channels) -> list[str]:
    """What is in the way in a server."""
    try:
        server = await client.fetch_guild(ident)
        user = cast(discord.ClientUser, client.user)  # It has signed in.
        me = await server.fetch_member(user.id)
        there = {str(channel.id): channel for channel in await server.fetch_channels()}
        found: list[str] = []
        for channel, digests in channels.items():
            if channel in there:
                found += _of_channel(there[channel], me, digests)
            else:
                found += await _of_unlisted(client, server, channel, digests)
    except (discord.Forbidden, discord.NotFound) as error:
        return [
            f"The bot is not in the server {ident} any more, or the server is gone (Discord says"
            f" {error.status}): add it again with `briefing invite`, or wait until what is kept of"
            " the server is forgotten (BRIEFING_FORGET_DAYS)."
        ]
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        return [f"Discord did not answer about the server {ident} ({error}): try again later."]
    return found


def _of_channel(
    channel: discord.abc.GuildChannel, me: discord.Member, digests: Sequence[int]
) -> Iterator[str]:
    """What the bot lacks in a channel, and how to give it."""
    for need in missing(channel.permissions_for(me), NEEDED):
        unposted = _unposted(digests) if need in POSTING else ""
        yield f"#{channel.name} of {channel.guild.name}: {_lacking(need)}{unposted}"


async def _of_unlisted(
    client: discord.Client, server: discord.Guild, channel: str, digests: Sequence[int]
) -> list[str]:
    """Why a channel is not among those that Discord lists: it leaves out what the bot may not see.

    A thread is never listed; if it can be fetched, it can be seen.
    """
    where = f"The channel {channel} of {server.name}"
    try:
        await client.fetch_channel(int(channel))
    except discord.Forbidden:
        return [f"{where}: {_lacking(VIEW)}{_unposted(digests)}"]
    except discord.NotFound:
        mend = "undo what was set for it (`/settings import`, `/digest remove`)."
        return [f"{where} is gone: {mend}{_unposted(digests)}"]
    return []


def _lacking(need: Need) -> str:
    return (
        f"the bot lacks {need.shown}, so “{need.purpose}”. In Discord: channel settings →"
        " Permissions → the bot’s role → allow it."
    )


def _unposted(digests: Sequence[int]) -> str:
    numbers = ", ".join(map(str, digests))
    return f" Not posted because of that: digest {numbers}." if digests else ""
