"""One process serves Discord and Slack: where one cannot be served, the other is."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from bot import app
from bot.core.answer import Policy
from bot.service.assistant import Assistant, Briefing
from bot.service.reloading import Reloader
from bot.settings import Secret, Settings
from tests.adapters.discord.world import Clock
from tests.ready import MINIMAL, ready
from tests.slack.faults import refusal
from tests.slack.loopback import Loopback as Slack
from tests.slack.loopback import running
from tests.slack.state import APP_TOKEN, BOT_TOKEN
from tests.wire.loopback import Loopback as Discord

QUESTION = "Why must the walls be raised?"
EXCERPT = "Its walls are too low for the tides of today"


async def serve(folder: Path, slack: Slack) -> None:
    pack, matcher = ready(MINIMAL)
    assistant = Assistant([Briefing(pack=pack, matcher=matcher, policy=Policy())], clock=Clock())
    settings = Settings(
        discord_token=Secret("token"),
        slack_bot_token=Secret(BOT_TOKEN),
        slack_app_token=Secret(APP_TOKEN),
        briefing_slack_api=slack.api,
        briefing_database=f"sqlite+aiosqlite:///{folder}/briefing.sqlite3",
    )
    reloader = Reloader(list, assistant, states={})
    platforms = app.platforms_of(settings, app.ALL)
    await app.serve_platforms(settings, platforms, assistant, reloader)


async def test_where_slack_is_not_to_be_had_discord_is_served_all_the_same(
    discord: Discord, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running() as slack:
        slack.faults.always("auth.test", refusal("invalid_auth"))
        task = asyncio.create_task(serve(tmp_path, slack))
        await discord.opened(1)

        await discord.say("5001", QUESTION)

        (posted,) = await discord.posted()
        assert EXCERPT in str(posted.body)
        assert "slack is not served: Slack does not accept SLACK_BOT_TOKEN" in caplog.text
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(task, 20)
