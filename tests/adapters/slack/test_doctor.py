"""`briefing doctor` says what Slack says of the tokens."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from slack_sdk.oauth.installation_store import Bot

from bot.adapters.slack.installing import SCOPES, Installations
from bot.adapters.slack.sealing import Seal, new_key
from bot.app import clock
from bot.curating.doctor import doctor
from bot.preparing import Chosen
from bot.store import SqlStore, open_store
from tests.ready import MINIMAL
from tests.slack.faults import Fault, refusal
from tests.slack.loopback import Loopback, running
from tests.slack.state import APP, APP_TOKEN, BOT_TOKEN, GENERAL, HALL, TEAM
from tests.store.factories import make_new

KEY = new_key()


def bot_of(team: str, token: str) -> Bot:
    """The bot as a workspace has installed it."""
    return Bot(
        app_id=APP, team_id=team, bot_token=token, bot_id="B1", bot_user_id="U1", installed_at=0.0
    )


async def unheard(_: str) -> None:
    """Nobody waits for an installation."""


async def kept(tmp_path: Path) -> SqlStore:
    """The store of the bot that the doctor looks at."""
    return await open_store(f"sqlite+aiosqlite:///{tmp_path}/briefing.sqlite3")


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
        database = f"sqlite+aiosqlite:///{tmp_path}/briefing.sqlite3"
        monkeypatch.setenv("BRIEFING_DATABASE", database)
        yield loopback


@pytest.fixture
async def many(loopback: Loopback, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> SqlStore:
    """An app that workspaces install themselves, and its store."""
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
        monkeypatch.delenv(name)
    for name, value in (("ID", "1.2"), ("SECRET", "quite-secret")):
        monkeypatch.setenv(f"SLACK_CLIENT_{name}", value)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "signs")
    monkeypatch.setenv("BRIEFING_SECRET_KEY", KEY)
    return await kept(tmp_path)


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


async def test_a_token_that_lacks_its_companion_is_told(
    loopback: Loopback, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SLACK_APP_TOKEN")

    well, said = await told(capsys)

    assert not well
    assert "✗ SLACK_BOT_TOKEN needs SLACK_APP_TOKEN=… beside it" in said


async def test_a_channel_of_a_digest_without_the_bot_is_told(
    loopback: Loopback, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    store = await kept(tmp_path)
    for number, channel in enumerate((GENERAL, HALL)):
        loopback.state.channels[channel]["is_member"] = not number
        await store.add(make_new(platform="slack", workspace=TEAM, channel=channel))
    await store.close()

    well, said = await told(capsys)

    assert not well
    assert f"✗ The bot is not in {HALL}, where it is to post digest 2: /invite it there." in said
    assert GENERAL not in said


async def test_of_an_app_for_many_workspaces_it_and_each_token_are_looked_at(
    loopback: Loopback, many: SqlStore, capsys: pytest.CaptureFixture[str]
) -> None:
    loopback.state.scopes = frozenset(SCOPES) - {"im:write"}
    loopback.state.tokens["xoxb-gone"] = "token_revoked"
    installations = Installations(many, Seal([KEY]), unheard, clock)
    for team, token in ((TEAM, BOT_TOKEN), ("T9", "xoxb-gone")):
        await installations.async_save_bot(bot_of(team, token))
    await many.close()

    well, said = await told(capsys)

    assert not well
    assert "✓ Slack knows the app that workspaces install." in said
    assert "✓ Slack knows the bot as briefing, in the workspace Institute." in said
    assert f"✗ the token of {TEAM} lacks im:write" in said
    assert "✗ Slack no longer accepts the token of T9" in said


async def test_an_app_that_slack_does_not_know_is_told(
    loopback: Loopback, many: SqlStore, capsys: pytest.CaptureFixture[str]
) -> None:
    await many.close()
    loopback.faults.script("oauth.v2.access", refusal("invalid_client_id"))

    well, said = await told(capsys)

    assert not well
    assert "✗ Slack does not know the app (invalid_client_id): copy SLACK_CLIENT_ID" in said


async def test_tokens_that_were_sealed_with_another_key_are_told(
    loopback: Loopback,
    many: SqlStore,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    installations = Installations(many, Seal([KEY]), unheard, clock)
    await installations.async_save_bot(bot_of(TEAM, BOT_TOKEN))
    await many.close()
    monkeypatch.setenv("BRIEFING_SECRET_KEY", new_key())

    well, said = await told(capsys)

    assert not well
    assert "BRIEFING_SECRET_KEY" in said
