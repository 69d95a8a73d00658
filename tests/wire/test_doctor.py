"""`briefing doctor` asks Discord over HTTP what the bot lacks where it has digests or settings."""

import asyncio
from pathlib import Path

import pytest

from bot.adapters.discord.permissions import needed
from bot.curating.doctor import doctor
from bot.preparing import Chosen
from bot.service.places import Place
from bot.store import SqlStore
from tests.adapters.discord.world import MONDAY, World
from tests.ready import MINIMAL
from tests.store.factories import make_new
from tests.wire.faults import Fault, page, refusal
from tests.wire.loopback import Loopback
from tests.wire.messages import CHANNEL, FOREIGN_GUILD, GUILD, OTHER_CHANNEL, Json

SEND, REACT = 1 << 11, 1 << 6


@pytest.fixture
async def kept(store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SqlStore:
    """A database with two digests in one channel and settings for another, and a token for it."""
    address = store._engine.url.render_as_string()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFING_DATABASE", address)
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("DISCORD_TOKEN", "token")
    for _ in range(2):
        await subscribe(store)
    there = Place(platform="discord", workspace=GUILD, channel=OTHER_CHANNEL)
    await World(store).preferences.change(there, plain=True)
    return store


async def subscribe(store: SqlStore, *, channel: str = CHANNEL, workspace: str = GUILD) -> None:
    await store.add(make_new(channel, workspace=workspace, next_due=MONDAY))


async def wrong(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What the doctor finds in the way."""
    well = await asyncio.to_thread(doctor, Chosen(folders=(MINIMAL,)))
    lines = capsys.readouterr().out.splitlines()
    found = [line.removeprefix("✗ ") for line in lines if line.startswith("✗")]
    assert well == (not found)
    return found


def allow(discord: Loopback, permissions: int, **denied: int) -> None:
    """What everybody may in the server, and what they may not in some channels."""
    server = discord.state.server
    server["roles"][0]["permissions"] = str(permissions)
    for channel in server["channels"]:
        deny = str(denied.get(f"in_{channel['id']}", 0))
        overwrite: Json = {"id": GUILD, "type": 0, "allow": "0", "deny": deny}
        channel["permission_overwrites"] = [overwrite]


async def test_where_the_bot_may_do_all_it_needs_nothing_is_in_the_way(
    discord: Loopback, kept: SqlStore, capsys: pytest.CaptureFixture[str]
) -> None:
    allow(discord, needed().value)

    assert await asyncio.to_thread(doctor, Chosen(folders=(MINIMAL,)))

    told = capsys.readouterr().out
    assert "✓ Discord knows the bot as briefing" in told
    assert "✓ Servers with digests or settings: 1; channels: 2. The bot may do" in told


async def test_what_the_bot_lacks_is_named_with_the_digests_that_it_holds_up_and_the_mend(
    discord: Loopback, kept: SqlStore, capsys: pytest.CaptureFixture[str]
) -> None:
    allow(discord, needed().value, **{f"in_{CHANNEL}": SEND, f"in_{OTHER_CHANNEL}": REACT})

    react, send, embed = await wrong(capsys)

    assert send == (
        "#general of Institute: the bot lacks Send Messages, so “I answer mentions by direct"
        " message and post no digest”. In Discord: channel settings → Permissions → the bot’s role"
        " → allow it. Not posted because of that: digest 1, 2."
    )
    assert "lacks Embed Links" in embed  # Discord takes this away with the right to write.
    assert "lacks Add Reactions" in react
    assert react.endswith("allow it.")


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (404, "The channel 3999 of Institute is gone: undo what was set for it"),
        (403, "The channel 3999 of Institute: the bot lacks View Channel, so"),
    ],
)
async def test_a_channel_that_is_gone_or_hidden_is_named_with_its_digests(
    status: int, said: str, discord: Loopback, kept: SqlStore, capsys: pytest.CaptureFixture[str]
) -> None:
    allow(discord, needed().value)
    await subscribe(kept, channel="3999")
    discord.faults.always("/channels/3999", refusal(status))

    (found,) = await wrong(capsys)

    assert found.startswith(said)
    assert found.endswith("Not posted because of that: digest 3.")


@pytest.mark.parametrize("status", [403, 404])
async def test_a_server_without_the_bot_is_told_and_the_others_looked_at(
    status: int, discord: Loopback, kept: SqlStore, capsys: pytest.CaptureFixture[str]
) -> None:
    allow(discord, needed().value, **{f"in_{CHANNEL}": REACT})
    await subscribe(kept, workspace=FOREIGN_GUILD)
    discord.faults.always(f"/guilds/{FOREIGN_GUILD}", refusal(status))

    react, left = sorted(await wrong(capsys))

    assert "lacks Add Reactions" in react
    assert left.startswith(f"The bot is not in the server {FOREIGN_GUILD} any more")
    assert f"Discord says {status}" in left


async def test_a_server_about_which_discord_does_not_answer_is_told(
    discord: Loopback, kept: SqlStore, hurried: None, capsys: pytest.CaptureFixture[str]
) -> None:
    discord.faults.always(f"/guilds/{GUILD}", refusal(503))

    (unanswered,) = await wrong(capsys)

    assert unanswered.startswith(f"Discord did not answer about the server {GUILD}")


async def test_a_token_that_discord_refuses_is_told_beside_what_else_is_wrong(
    discord: Loopback,
    kept: SqlStore,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    discord.faults.always("/users/@me", refusal(401))
    monkeypatch.setenv("BRIEFING_LOG_LEVEL", "LOUD")

    level, token = await wrong(capsys)

    assert level.startswith("BRIEFING_LOG_LEVEL: write one of")
    assert token.startswith("Discord does not accept DISCORD_TOKEN")


async def test_a_direct_conversation_is_no_server(
    discord: Loopback, kept: SqlStore, capsys: pytest.CaptureFixture[str]
) -> None:
    allow(discord, needed().value)
    await World(kept).preferences.change(Place(platform="discord", channel="3002"), plain=True)

    assert await wrong(capsys) == []


async def test_an_intent_that_is_wanted_and_off_is_told(
    discord: Loopback,
    kept: SqlStore,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    allow(discord, needed().value)
    monkeypatch.setenv("BRIEFING_DISCORD_MESSAGES", "on")

    (intent,) = await wrong(capsys)

    assert intent.startswith("BRIEFING_DISCORD_MESSAGES=on needs the Message Content Intent")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (page(200), "something else answers in place of Discord"),
        (Fault(reset=True), "Discord cannot be reached"),
    ],
    ids=["captive portal", "broken"],
)
async def test_where_something_else_answers_or_nothing_it_is_told(
    fault: Fault,
    said: str,
    discord: Loopback,
    kept: SqlStore,
    hurried: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    discord.faults.always("/users/@me", fault)

    (unreached,) = await wrong(capsys)

    assert unreached.startswith(said)
