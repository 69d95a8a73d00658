"""`briefing doctor`: what keeps the bot from working, and how to mend it."""

import asyncio
import tempfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from bot.app import ALL, SLACK, platforms_of
from bot.curating.findings import Finding
from bot.preparing import (
    Chosen,
    StartError,
    cache_folder,
    pack_folders,
    preparation,
    usable_settings,
)
from bot.store import StoreError, is_there, open_store

if TYPE_CHECKING:
    from bot.curating.discord_account import Account
    from bot.curating.discord_places import Channels


def doctor(chosen: Chosen) -> bool:
    """Look at all that the bot needs; print what is found, say if all is well.

    A setting that is wrong is told, and the rest looked at as if it were not set.
    """
    well = True
    for look in (_settings, _packs, _cache, _database, _discord, _slack):
        for finding in look(chosen):
            print(f"{'✓' if finding.well else '✗'} {finding.told}", flush=True)
            well = well and finding.well
    return well


def _settings(_: Chosen) -> Iterator[Finding]:
    _usable, problems = usable_settings()
    if not problems:
        yield Finding(well=True, told="The settings can be read.")
    for problem in problems:
        yield Finding(well=False, told=problem)


def _packs(chosen: Chosen) -> Iterator[Finding]:
    settings, _ = usable_settings()
    prepared = preparation(settings, semantic=False)
    try:
        folders = pack_folders(chosen.folders, settings)
    except StartError as error:
        yield Finding(well=False, told=str(error))
        return
    for folder in folders:
        try:
            pack = prepared.pack(folder)
        except StartError as error:
            yield Finding(well=False, told=f"{error}\n  `briefing check {folder}` says more.")
        else:
            told = f"The pack {pack.id} loads: {len(pack.entries)} questions."
            yield Finding(well=True, told=told)


def _cache(_: Chosen) -> Iterator[Finding]:
    settings, _problems = usable_settings()
    folder = cache_folder(settings)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        yield Finding(
            well=False,
            told=f"The cache {folder} cannot be written ({error.strerror}), so that each start"
            " takes longer: let this user write there, or name another folder in BRIEFING_CACHE.",
        )
    else:
        yield Finding(well=True, told=f"The cache {folder} can be written.")


def _database(_: Chosen) -> Iterator[Finding]:
    settings, _problems = usable_settings()

    async def look() -> None:
        store = await open_store(settings.briefing_database)
        await store.close()

    try:
        if not is_there(settings.briefing_database):
            told = "There is no database yet: `briefing run` makes it when it serves a platform."
            yield Finding(well=True, told=told)
            return
        asyncio.run(look())
    except StoreError as error:
        yield Finding(well=False, told=str(error))
    else:
        yield Finding(well=True, told="The database can be read and written.")


def _discord(_: Chosen) -> Iterator[Finding]:
    settings, _problems = usable_settings()
    if settings.discord_token is None:
        if settings.slack_bot_token is None and not settings.slack_client_id:
            told = "No token is set: the bot answers in the terminal only (see README.md)."
            yield Finding(well=True, told=told)
        return
    from bot.curating.discord_places import kept_places

    try:
        servers = asyncio.run(kept_places(settings.briefing_database))
    except StoreError:
        servers = {}  # It was told above.
    try:
        found = _asked(
            settings.discord_token.value,
            servers,
            reads_messages=settings.briefing_discord_messages,
        )
        yield from asyncio.run(found)
    except StartError as error:
        yield Finding(well=False, told=str(error))


def _slack(_: Chosen) -> Iterator[Finding]:
    settings, _problems = usable_settings()
    try:
        if SLACK not in platforms_of(settings, ALL):
            return  # Whoever does not use Slack need not read of it.
    except StartError as error:
        yield Finding(well=False, told=f"{error}.")
        return
    try:
        from bot.curating.slack_account import Credentials, looked_at
    except ModuleNotFoundError:
        told = 'Slack needs its extra: pip install "briefing[slack]"'
        yield Finding(well=False, told=told)
        return
    secrets = (
        settings.slack_bot_token,
        settings.slack_app_token,
        settings.slack_client_secret,
        settings.briefing_secret_key,
    )
    token, app_token, client_secret, key = (each.value if each else "" for each in secrets)
    held = Credentials(
        token=token,
        app_token=app_token,
        client_id=settings.slack_client_id,
        client_secret=client_secret,
        key=key,
    )
    found = looked_at(held, settings.briefing_slack_api, settings.briefing_database)
    yield from asyncio.run(found)


async def _asked(
    token: str, servers: "Mapping[str, Channels]", *, reads_messages: bool
) -> list[Finding]:
    """What Discord says of the bot, and of the places where it has digests or settings."""
    from bot.curating.discord_account import account_of, signed_in
    from bot.curating.discord_places import looked_at

    async with signed_in(token) as client:
        found = list(_of_account(await account_of(client), reads_messages=reads_messages))
        return found + [finding async for finding in looked_at(client, servers)]


def _of_account(found: "Account", *, reads_messages: bool) -> Iterator[Finding]:
    from bot.adapters.discord.permissions import server_link

    servers = f"in {found.servers} servers" if found.servers else "in no server yet"
    yield Finding(well=True, told=f"Discord knows the bot as {found.name}, {servers}.")
    if not found.servers:
        yield Finding(well=False, told=f"Add it to one: {server_link(found.id)}")
    if reads_messages and not found.reads_messages:
        yield Finding(
            well=False,
            told="BRIEFING_DISCORD_MESSAGES=on needs the Message Content Intent: switch it on in"
            " the developer portal, under Bot.",
        )
    yield Finding(
        well=True,
        told="In a server, `/doctor` says more to those who manage it: roles, reports, lateness.",
    )
