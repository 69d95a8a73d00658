"""Telling Discord about the commands, once for each change of their definition."""

import hashlib
import json
import logging
from typing import Any, Protocol

import aiohttp
import discord
from discord import app_commands

from bot.service.ports import StoreError

_log = logging.getLogger(__name__)


class Record(Protocol):
    """A durable note by name."""

    async def get(self, key: str) -> str | None:
        """What was noted under the key, if anything."""

    async def put(self, key: str, value: str) -> None:
        """Note a value under the key, in place of any other."""


async def fingerprint(tree: app_commands.CommandTree[Any]) -> str:
    """A hash of everything that Discord is told about the commands, in all languages."""
    translator = tree.translator or app_commands.Translator()
    told = [await each.get_translated_payload(tree, translator) for each in tree.get_commands()]
    commands = json.dumps(sorted(told, key=_name), sort_keys=True)
    return hashlib.sha256(commands.encode()).hexdigest()


def _name(command: dict[str, Any]) -> str:
    return str(command["name"])


async def sync_if_changed(tree: app_commands.CommandTree[Any], record: Record) -> bool:
    """Sync the commands if they differ from those last synced; say whether they were.

    A failure is logged and the bot goes on: mentions and direct messages work without commands,
    and the next start tries again.
    """
    try:
        return await _sync_if_changed(tree, record)
    except (StoreError, discord.DiscordException, aiohttp.ClientError, TimeoutError) as error:
        _log.warning("the commands could not be synced, the next start tries again: %s", error)
        return False


async def _sync_if_changed(tree: app_commands.CommandTree[Any], record: Record) -> bool:
    key = f"discord-commands-{tree.client.application_id}"
    current = await fingerprint(tree)
    if await record.get(key) == current:
        _log.info("the commands are as Discord knows them")
        return False
    synced = await tree.sync()
    await record.put(key, current)
    _log.info("synced the commands: %s", ", ".join(sorted(command.name for command in synced)))
    return True
