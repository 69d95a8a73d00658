"""`briefing doctor`: what keeps the bot from working, and how to mend it."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from bot.preparing import Chosen, StartError, load_settings, pack_folders, preparation
from bot.store import StoreError, is_there, open_store


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """Something that was looked at: whether it is well, and what to know or to do."""

    well: bool
    told: str


def doctor(chosen: Chosen) -> bool:
    """Look at settings, packs, database and Discord; print what is found, say if all is well."""
    load_settings()  # What is wrong with them is told before anything else.
    well = True
    for look in (_packs, _database, _discord):
        for finding in look(chosen):
            print(f"{'✓' if finding.well else '✗'} {finding.told}", flush=True)
            well = well and finding.well
    return well


def _packs(chosen: Chosen) -> Iterator[Finding]:
    settings = load_settings()
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


def _database(_: Chosen) -> Iterator[Finding]:
    settings = load_settings()

    async def look() -> None:
        store = await open_store(settings.briefing_database)
        await store.close()

    try:
        if not is_there(settings.briefing_database):
            told = "There is no database yet: `briefing run` makes it when it serves Discord."
            yield Finding(well=True, told=told)
            return
        asyncio.run(look())
    except StoreError as error:
        yield Finding(well=False, told=str(error))
    else:
        yield Finding(well=True, told="The database can be read and written.")


def _discord(_: Chosen) -> Iterator[Finding]:
    settings = load_settings()
    if settings.discord_token is None:
        told = "DISCORD_TOKEN is not set: the bot answers in the terminal only (docs/discord.md)."
        yield Finding(well=True, told=told)
        return
    from bot.adapters.discord.permissions import server_link
    from bot.curating.discord_account import account

    try:
        found = asyncio.run(account(settings.discord_token.value))
    except StartError as error:
        yield Finding(well=False, told=str(error))
        return
    servers = f"in {found.servers} servers" if found.servers else "in no server yet"
    yield Finding(well=True, told=f"Discord knows the bot as {found.name}, {servers}.")
    if not found.servers:
        yield Finding(well=False, told=f"Add it to one: {server_link(found.id)}")
    if settings.briefing_discord_messages and not found.reads_messages:
        yield Finding(
            well=False,
            told="BRIEFING_DISCORD_MESSAGES=on needs the Message Content Intent: switch it on in"
            " the developer portal, under Bot.",
        )
    yield Finding(
        well=True,
        told="What a channel lacks, `/doctor` says in the server itself, to those who manage it.",
    )
