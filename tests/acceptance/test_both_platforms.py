"""`briefing run` with both platforms configured: one process serves both, with one answer."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.acceptance.command import environment
from tests.ready import MINIMAL, ready
from tests.slack.loopback import Loopback as Slack
from tests.slack.loopback import running as slack_running
from tests.slack.state import ANNA, APP_TOKEN, BOT_TOKEN, GENERAL
from tests.wire.loopback import Loopback as Discord
from tests.wire.loopback import running as discord_running

QUESTION = "Why must the walls be raised?"
POINTED = """
import sys
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from bot.cli import run

Route.BASE = sys.argv[1] + "/api"
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sys.argv[1] + "/gateway")
sys.exit(run(["run", "--pack", sys.argv[2]]))
"""
"""`briefing run`, with the one thing that no setting says: where Discord is."""


@asynccontextmanager
async def served(
    discord: Discord, slack: Slack, folder: Path
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot as a process of its own, connected to both."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", POINTED, discord.url, str(MINIMAL)),
        cwd=folder,
        env={
            **environment(),
            "DISCORD_TOKEN": "token",
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "BRIEFING_SLACK_API": slack.api,
        },
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(60):
            await asyncio.gather(_connected(discord), _connected(slack))
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _connected(platform: Discord | Slack) -> None:
    """Until the bot has connected; a start may take longer than the platform waits at once."""
    while True:
        try:
            if isinstance(platform, Slack):
                await platform.socket.connected()
            else:
                await platform.opened(1)
        except TimeoutError:
            continue
        return


async def test_a_question_on_both_platforms_gets_the_same_excerpt(tmp_path: Path) -> None:
    excerpt = next(
        entry.excerpts[0].text for entry in ready(MINIMAL)[0].entries if entry.question == QUESTION
    )
    async with (
        discord_running() as discord,
        slack_running() as slack,
        served(discord, slack, tmp_path) as process,
    ):
        await discord.command("5001", QUESTION)
        (on_discord,) = await discord.posted()
        await slack.command(ANNA, GENERAL, f"ask {QUESTION}")
        (on_slack,) = await slack.posted()

        assert excerpt in json.dumps(on_discord.body, ensure_ascii=False)
        assert excerpt in on_slack.shown
        assert on_slack.seen_by == ANNA
        process.terminate()
        async with asyncio.timeout(30):
            _, told = await process.communicate()
        assert process.returncode == 0, told.decode()
