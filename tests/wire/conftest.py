"""The real bot, connected to the loopback Discord by the constants that name Discord's address."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord as library
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.adapters.discord.client import BriefingBot
from bot.store import SqlStore
from tests.adapters.discord.world import World
from tests.migrated import fresh_store
from tests.wire.loopback import Loopback, running


@dataclass(frozen=True, kw_only=True)
class Wire:
    """The bot at work, and what runs it: its end is the bot's."""

    bot: BriefingBot
    running: asyncio.Task[None]


class Hurried:
    """asyncio for discord.py, with none of its pauses between attempts."""

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    async def sleep(self, _seconds: float) -> None:
        await asyncio.sleep(0)


async def at_once(_: library.Client, _shard: int | None, *, initial: bool = False) -> None:
    """Identify without the five seconds that discord.py takes."""


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Loopback]:
    """A Discord on this machine, in place of the real one."""
    async with running() as loopback:
        monkeypatch.setattr(Route, "BASE", f"{loopback.url}/api")
        gateway = yarl.URL(loopback.gateway.resume_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
        monkeypatch.setattr(library.Client, "before_identify_hook", at_once)
        yield loopback


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """What discord.py tries again, it tries at once."""
    monkeypatch.setattr(library.http, "asyncio", Hurried())
    monkeypatch.setattr(library.webhook.async_, "asyncio", Hurried())


def at_work() -> list[asyncio.Task[object]]:
    """What discord.py still does with events that have arrived."""
    names = ("discord.py: on_", "CommandTree-invoker")
    return [task for task in asyncio.all_tasks() if task.get_name().startswith(names)]


async def quiet() -> None:
    """Until the bot has nothing more to do with what has arrived."""
    for _ in range(3):  # What has just been sent to it is read in a next turn.
        await asyncio.sleep(0.01)
        if tasks := at_work():
            await asyncio.wait(tasks, timeout=10)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the database is that is copied."""
    return tmp_path_factory.mktemp("migrated") / "briefing.sqlite3"


@pytest.fixture
async def store(template: Path, tmp_path: Path) -> AsyncIterator[SqlStore]:
    """An empty database in a file."""
    store = await fresh_store(template, tmp_path)
    yield store
    await store.close()


@asynccontextmanager
async def connected(discord: Loopback, bot: BriefingBot) -> AsyncIterator[Wire]:
    """A bot at work. It knows its servers from the start: it need not wait whether more come."""
    bot._connection.guild_ready_timeout = 0.01
    opened = len(discord.state.opened)
    task = asyncio.create_task(bot.start("token"))
    try:
        await discord.opened(opened + 1)
        await bot.wait_until_ready()
        yield Wire(bot=bot, running=task)
    finally:
        await bot.close()
        await asyncio.wait([task, *at_work()], timeout=10)


@pytest.fixture
async def wire(discord: Loopback, store: SqlStore) -> AsyncIterator[Wire]:
    """The bot, connected."""
    async with connected(discord, World(store).make_bot()) as wire:
        yield wire
