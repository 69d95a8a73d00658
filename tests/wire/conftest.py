"""The real bot, connected to the loopback Discord by the constants that name Discord's address."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.adapters.discord.client import BriefingBot
from bot.store import open_store
from tests.adapters.discord.world import World
from tests.wire.loopback import Loopback, running


@dataclass(frozen=True, kw_only=True)
class Wire:
    """The bot at work, and what runs it: its end is the bot's."""

    bot: BriefingBot
    running: asyncio.Task[None]


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Loopback]:
    """A Discord on this machine, in place of the real one."""
    async with running() as loopback:
        monkeypatch.setattr(Route, "BASE", f"{loopback.url}/api")
        gateway = yarl.URL(loopback.gateway.resume_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
        yield loopback


def at_work() -> list[asyncio.Task[object]]:
    """What discord.py still does with events that have arrived."""
    names = ("discord.py: on_", "CommandTree-invoker")
    return [task for task in asyncio.all_tasks() if task.get_name().startswith(names)]


@pytest.fixture
async def wire(discord: Loopback, tmp_path: Path) -> AsyncIterator[Wire]:
    """The bot, connected."""
    store = await open_store(f"sqlite+aiosqlite:///{tmp_path}/briefing.sqlite3")
    bot = World(store).make_bot()
    task = asyncio.create_task(bot.start("token"))
    try:
        await discord.opened(1)
        await bot.wait_until_ready()
        yield Wire(bot=bot, running=task)
    finally:
        await bot.close()
        await asyncio.wait([task, *at_work()])
        await store.close()
