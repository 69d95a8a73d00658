"""`briefing run` on Slack, as whoever deploys it runs it: a process of its own."""

import asyncio
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from tests.acceptance.command import environment
from tests.ready import MINIMAL
from tests.slack.loopback import Loopback, running
from tests.slack.state import ANNA, APP_TOKEN, BOT_TOKEN, GENERAL

ROOT = Path(__file__).parents[2]


async def start(folder: Path, **settings: str) -> asyncio.subprocess.Process:
    given: Mapping[str, str] = {
        **environment(),
        "PYTHONPATH": str(ROOT),
        "BRIEFING_PACK": str(MINIMAL),
        **settings,
    }
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "run", "--platform", "slack"),
        cwd=folder,
        env=given,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def connected(slack: Loopback) -> None:
    """Until the process has connected: on a busy machine it takes its time to start."""
    for _ in range(6):
        with suppress(TimeoutError):
            await slack.socket.connected()
            return
    raise TimeoutError


async def test_it_answers_until_it_is_told_to_stop(tmp_path: Path) -> None:
    async with running() as slack:
        tokens = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN}
        process = await start(tmp_path, **tokens, BRIEFING_SLACK_API=slack.api)
        await connected(slack)
        await slack.mention(ANNA, GENERAL, "Why must the walls be raised?")
        (posted,) = await slack.posted()

        process.send_signal(signal.SIGTERM)
        out, err = await asyncio.wait_for(process.communicate(), 30)

    assert "Its walls are too low" in posted.shown
    assert (process.returncode, out) == (0, b"")
    for secret in (BOT_TOKEN, APP_TOKEN, "walls"):
        assert secret.encode() not in err


async def test_a_wrong_token_is_said_in_a_sentence(tmp_path: Path) -> None:
    async with running() as slack:
        tokens = {"SLACK_BOT_TOKEN": "xoxb-wrong", "SLACK_APP_TOKEN": APP_TOKEN}
        process = await start(tmp_path, **tokens, BRIEFING_SLACK_API=slack.api)
        _, err = await asyncio.wait_for(process.communicate(), 60)

    assert process.returncode == 2
    assert b"Slack does not accept SLACK_BOT_TOKEN" in err
    assert b"xoxb-wrong" not in err


async def test_a_missing_token_is_said_in_a_sentence(tmp_path: Path) -> None:
    process = await start(tmp_path)
    _, err = await asyncio.wait_for(process.communicate(), 60)

    assert process.returncode == 2
    assert b"--platform slack needs SLACK_BOT_TOKEN" in err
