"""A token that is refused, and a network that is not Discord's, end in a sentence."""

import asyncio
from pathlib import Path

import pytest

from bot import app
from bot.core.answer import Policy
from bot.preparing import StartError
from bot.service.assistant import Assistant, Briefing
from bot.service.reloading import Reloader
from bot.settings import Settings
from tests.adapters.discord.world import Clock
from tests.ready import MINIMAL, ready
from tests.wire.faults import Fault, page, refusal
from tests.wire.loopback import Loopback


async def serve(folder: Path) -> None:
    pack, matcher = ready(MINIMAL)
    assistant = Assistant([Briefing(pack=pack, matcher=matcher, policy=Policy())], clock=Clock())
    settings = Settings(briefing_database=f"sqlite+aiosqlite:///{folder}/briefing.sqlite3")
    await app.serve_discord(settings, "token", assistant, Reloader(list, assistant, states={}))


@pytest.mark.parametrize(
    ("fault", "said"),
    [(page(200), "something else answers"), (refusal(401), "does not accept DISCORD_TOKEN")],
    ids=["captive portal", "revoked"],
)
async def test_a_start_that_discord_does_not_grant_ends_in_a_sentence(
    fault: Fault, said: str, discord: Loopback, tmp_path: Path
) -> None:
    discord.faults.script("/users/@me", fault)
    with pytest.raises(StartError, match=said):
        await serve(tmp_path)
    assert len(discord.state.requests) == 1


@pytest.mark.parametrize(
    ("code", "said"),
    [(4004, "no longer accepts DISCORD_TOKEN"), (4014, "needs the Message Content Intent")],
)
async def test_a_connection_that_is_closed_for_good_ends_in_a_sentence(
    code: int, said: str, discord: Loopback, tmp_path: Path
) -> None:
    task = asyncio.create_task(serve(tmp_path))
    await discord.opened(1)
    await discord.gateway.drop(code)
    with pytest.raises(StartError, match=said):
        await task
    assert len(discord.state.opened) == 1


async def test_a_token_that_is_refused_for_a_reply_ends_in_a_sentence(
    discord: Loopback, tmp_path: Path
) -> None:
    task = asyncio.create_task(serve(tmp_path))
    await discord.opened(1)
    discord.faults.always("/messages", refusal(401))
    await discord.say("5001", "What do trade and power look like?")
    with pytest.raises(StartError, match="no longer accepts DISCORD_TOKEN"):
        await task
    assert len(discord.state.to("/messages")) == 1
