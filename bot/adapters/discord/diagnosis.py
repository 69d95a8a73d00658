"""Why the bot does not do in a server what is expected of it, each cause with its mend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import discord

from bot.adapters.discord.digest_diagnosis import channels_of, next_lines, of_digest, unposted
from bot.adapters.discord.helping import obstacles
from bot.adapters.discord.markdown import escape
from bot.adapters.discord.permissions import NEEDED, POSTING, missing
from bot.adapters.discord.places import PLATFORM
from bot.adapters.discord.services import Services
from bot.core.tongue import say
from bot.service.preferences import PlaceSettings


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnosis:
    """What is in the way, and how much was looked at; `coming` are the digests that are due."""

    findings: tuple[str, ...]
    coming: tuple[str, ...]
    channels: int
    digests: int


async def diagnose(
    services: Services, guild: discord.Guild, here: int | None, *, reads_messages: bool
) -> Diagnosis:
    """Look at a server: its settings, its digests, and the bot's permissions where they are needed.

    Args:
        services: the use cases.
        guild: the server.
        here: the channel that is looked at in any case.
        reads_messages: whether Discord gives the bot the content of messages.

    Raises:
        StoreError: settings or digests cannot be read.
    """
    workspace = str(guild.id)
    settings = await services.preferences.of_workspace(PLATFORM, workspace)
    subscriptions = await services.digests.listing(workspace)
    chosen = {place.channel: each for place, each in settings.items()}
    posts, now = channels_of(subscriptions), services.assistant.now()
    ids = sorted({*chosen, *posts, str(here or "")} - {""}, key=int)
    findings = [
        finding for ident in ids for finding in _of_channel(guild, ident, posts.get(ident, ()))
    ]
    for subscription in subscriptions:
        findings += of_digest(services, subscription, now)
    for ident, each in chosen.items():
        findings += _of_settings(services, guild, ident, each, reads_messages=reads_messages)
    return Diagnosis(
        findings=tuple(findings),
        coming=tuple(next_lines(subscriptions, now)),
        channels=len(ids),
        digests=len(subscriptions),
    )


def _of_channel(guild: discord.Guild, ident: str, digests: Sequence[int]) -> Iterator[str]:
    """What the bot lacks in a channel to which the digests of some numbers go."""
    channel = guild.get_channel_or_thread(int(ident))
    if channel is None:
        gone = say(
            "The channel {id} is gone, or I may not see it: give me **View Channel** there, or undo"
            " what was set for it (`/settings import`, `/digest remove`)."
        ).format(id=ident)
        yield f"{gone} {unposted(digests)}" if digests else gone
        return
    for need in missing(channel.permissions_for(guild.me), NEEDED):
        told = say(
            "{channel}: I lack **{permission}**, so {purpose}. Channel settings → Permissions → my"
            " role → allow it."
        ).format(channel=channel.mention, permission=say(need.shown), purpose=say(need.purpose))
        yield f"{told} {unposted(digests)}" if digests and need in POSTING else told


def _of_settings(
    services: Services,
    guild: discord.Guild,
    ident: str,
    settings: PlaceSettings,
    *,
    reads_messages: bool,
) -> Iterator[str]:
    """What was set that cannot hold."""
    where = f"<#{ident}>" if ident else say("This server")
    for pack in settings.packs or ():
        if services.assistant.find_pack(pack) is None:
            yield say("{where}: the report `{pack}` is not loaded. `/packs use` chooses.").format(
                where=where, pack=escape(pack)
            )
    for role in settings.roles or ():
        if guild.get_role(int(role)) is None:
            yield say("{where}: a role that may ask is gone. `/settings roles` changes it.").format(
                where=where
            )
    if settings.helpers:
        yield from obstacles(guild, settings.helpers, settings.helper_role or "")
    if settings.open and not reads_messages:
        yield say(
            "{where}: every question is to be answered, but I am not given what is written. Whoever"
            " runs me switches on the Message Content Intent in the developer portal, under"
            " **Bot**, and sets BRIEFING_DISCORD_MESSAGES=on."
        ).format(where=where)


def told(diagnosis: Diagnosis) -> Sequence[str]:
    """The diagnosis, line by line."""
    looked = say("I looked at so many channels: {channels}; and digests: {digests}.").format(
        channels=diagnosis.channels, digests=diagnosis.digests
    )
    found = [looked] if diagnosis.findings else [say("Nothing is in the way."), looked]
    return [*found, *(f"- {line}" for line in (*diagnosis.findings, *diagnosis.coming))]
