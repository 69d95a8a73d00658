"""`briefing doctor` says what Slack says of the tokens."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.adapters.slack.installing import SCOPES
from bot.curating.doctor import doctor
from bot.preparing import Chosen
from tests.ready import MINIMAL
from tests.slack.faults import Fault
from tests.slack.loopback import Loopback, running
from tests.slack.state import APP_TOKEN, BOT_TOKEN


@pytest.fixture
async def loopback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Loopback]:
    """A Slack, with tokens for it in the environment."""
    async with running() as loopback:
        loopback.state.scopes = frozenset(SCOPES)
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "cache"))
        monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
        monkeypatch.setenv("SLACK_APP_TOKEN", APP_TOKEN)
        monkeypatch.setenv("BRIEFING_SLACK_API", loopback.api)
        yield loopback


async def told(capsys: pytest.CaptureFixture[str]) -> tuple[bool, str]:
    """Whether all is well, and what is said."""
    well = await asyncio.to_thread(doctor, Chosen(folders=(MINIMAL,)))
    return well, capsys.readouterr().out


async def test_tokens_that_slack_accepts_are_well(
    loopback: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    well, said = await told(capsys)

    assert well
    assert "✓ Slack knows the bot as briefing, in the workspace Institute." in said
    assert "✓ Slack lets the bot connect by Socket Mode." in said


async def test_scopes_that_are_missing_are_named_with_the_mend(
    loopback: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    loopback.state.scopes = frozenset(SCOPES) - {"im:history", "commands"}

    well, said = await told(capsys)

    assert not well
    assert "✗ SLACK_BOT_TOKEN lacks commands, im:history: add them under OAuth" in said


async def test_tokens_that_slack_refuses_are_told_apart(
    loopback: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    loopback.state.tokens = {BOT_TOKEN: "token_revoked"}

    well, said = await told(capsys)

    assert not well
    assert "✗ Slack no longer accepts SLACK_BOT_TOKEN" in said
    assert "✗ Slack does not accept SLACK_APP_TOKEN" in said


async def test_where_slack_cannot_be_reached_it_is_told(
    loopback: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    loopback.faults.always("auth.test", Fault(reset=True))

    well, said = await told(capsys)

    assert not well
    assert "✗ Slack cannot be reached" in said
