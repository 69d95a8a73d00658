"""Starting the bot: what goes wrong is said in a sentence, and the token in none."""

import asyncio
import os
import signal
from pathlib import Path

import pytest
from aiohttp import web
from discord.http import Route

from bot import app
from bot.core.answer import Policy
from bot.preparing import StartError
from bot.service.assistant import Assistant, Briefing
from bot.service.reloading import Reloader
from bot.service.sources import PackSource
from bot.settings import Settings
from tests.ready import MINIMAL, ready

TOKEN = "MTIz.not-a.real-token"


@pytest.fixture
def assistant() -> Assistant:
    pack, matcher = ready(MINIMAL)
    return Assistant([Briefing(pack=pack, matcher=matcher, policy=Policy())], clock=app.clock)


def settings_at(folder: Path) -> Settings:
    address = f"sqlite+aiosqlite:///{folder}/data/briefing.sqlite3"
    return Settings(briefing_database=address)


async def serve(folder: Path, assistant: Assistant) -> None:
    reloader = Reloader(list, assistant, states={})
    await app.serve_discord(settings_at(folder), TOKEN, assistant, reloader)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "does not accept DISCORD_TOKEN"),
        (403, "answered with an error"),
        (404, "answered with an error"),
    ],
)
async def test_a_refusal_by_discord_is_said(
    status: int,
    said: str,
    assistant: Assistant,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def refuse(_: web.Request) -> web.Response:
        return web.json_response({"message": "no", "code": 0}, status=status)

    discord = web.Application()
    discord.router.add_get("/users/@me", refuse)
    runner = web.AppRunner(discord)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    monkeypatch.setattr(Route, "BASE", site.name)

    with (
        caplog.at_level("DEBUG"),
        pytest.raises(StartError, match=said),
    ):
        await serve(tmp_path, assistant)

    await runner.cleanup()
    assert TOKEN not in caplog.text
    assert (tmp_path / "data" / "briefing.sqlite3").exists()


async def test_discord_out_of_reach_is_said(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Route, "BASE", "http://127.0.0.1:9")

    with pytest.raises(StartError, match="cannot be reached"):
        await serve(tmp_path, assistant)


async def test_a_database_that_cannot_be_opened_is_said(
    assistant: Assistant, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("a file where a folder should be")

    with pytest.raises(StartError, match="database"):
        await serve(tmp_path, assistant)


async def test_packs_are_loaded_anew_on_sighup(assistant: Assistant) -> None:
    looked = asyncio.Event()
    loop = asyncio.get_running_loop()

    def find() -> list[PackSource]:
        loop.call_soon_threadsafe(looked.set)
        return []

    async def never(_: float) -> None:
        await asyncio.Event().wait()

    async with app.watching(Reloader(find, assistant, states={}, sleep=never)):
        os.kill(os.getpid(), signal.SIGHUP)
        async with asyncio.timeout(10):
            await looked.wait()
