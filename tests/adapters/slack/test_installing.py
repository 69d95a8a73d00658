"""Workspaces that install the app themselves, each with a token of its own, kept sealed."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from yarl import URL

from bot import app
from bot.adapters.slack.bot import SlackBot
from bot.adapters.slack.clients import InstalledClients
from bot.adapters.slack.installing import SECONDS, Installations, Installing, States
from bot.adapters.slack.sealing import Seal, SealError, new_key
from bot.adapters.slack.sender import translated
from bot.adapters.slack.transports import PATH, HttpMode
from bot.preparing import StartError
from bot.service.places import Place
from bot.service.ports import SendError
from bot.service.preferences import PlaceSettings
from bot.settings import Secret, Settings
from bot.store import SqlStore
from tests.acceptance.command import briefing
from tests.adapters.slack.far_end import FarEnd
from tests.adapters.slack.test_ways import EXCERPT, WHY
from tests.adapters.slack.world import MONDAY, World
from tests.slack.loopback import Loopback, running
from tests.slack.state import SECRET
from tests.store.factories import everything_in

KEY, OLDER = new_key(), new_key()
TOKENS = {"T8": "xoxb-eight", "T9": "xoxb-nine"}
TEAM_8 = Place(platform="slack", workspace="T8")
PEOPLE = {"T8": ("U8", "C8"), "T9": ("U9", "C9")}

# slack_sdk signs this one call in a way that aiohttp will not know for ever.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth:DeprecationWarning")


@pytest.fixture
async def loopback() -> AsyncIterator[Loopback]:
    async with running() as loopback:
        yield loopback


@pytest.fixture
def world(store: SqlStore, slack: FarEnd) -> World:
    """What the bot answers from; its own far end is not used."""
    return World(store, slack)


def installing(world: World, *keys: str) -> Installing:
    seal = Seal(keys or [KEY])
    return Installing(
        client_id="1.2",
        client_secret="quite secret",
        installations=Installations(
            world.store, seal, world.services.retention.joined, lambda: world.now
        ),
        states=States(world.store, seal, lambda: world.now),
    )


@asynccontextmanager
async def served(loopback: Loopback, world: World, *keys: str) -> AsyncIterator[URL]:
    """The bot over HTTP, and its address."""
    bot = SlackBot(
        world.services,
        signing_secret=SECRET,
        base_url=loopback.api,
        installing=installing(world, *keys),
    )
    async with HttpMode(bot, host="127.0.0.1", port=0) as mode:
        host, port = mode.address
        loopback.app_url = f"http://{host}:{port}{PATH}"
        yield URL(f"http://{host}:{port}")


async def install(
    loopback: Loopback, address: URL, team: str, *, state: str = "", again: bool = True
) -> int:
    """Install the app in a workspace as a browser does; the status in the end."""
    user, channel = PEOPLE[team]
    code = f"code-{team}"
    if again:
        loopback.workspace(team, user=user, channel=channel, token=TOKENS[team])
    async with ClientSession() as browser:
        async with browser.get(address / "slack/install") as page:
            (found,) = re.findall(r'href="(https[^"]+)"', await page.text())
            link = URL(found.replace("&amp;", "&"))
            cookie = page.headers["Set-Cookie"].split(";")[0]
        assert link.host == "slack.com"
        back = (address / "slack/oauth_redirect").with_query(
            code=code, state=state or link.query["state"]
        )
        async with browser.get(back, headers={"Cookie": cookie}) as page:
            return page.status


async def test_each_workspace_is_answered_with_its_own_token(
    loopback: Loopback, world: World
) -> None:
    async with served(loopback, world) as address:
        for team, (user, channel) in PEOPLE.items():
            assert await install(loopback, address, team) == 200
            await loopback.mention(user, channel, WHY)
        posted = await loopback.posted(2)

    assert [each.channel for each in posted] == ["C8", "C9"]
    assert all(EXCERPT in each.shown for each in posted)
    used = [call.token for call in loopback.state.of("chat.postMessage")]
    assert used == [*TOKENS.values()]


async def test_no_token_stands_in_the_database_as_it_is(
    loopback: Loopback, world: World, tmp_path: Path
) -> None:
    async with served(loopback, world) as address:
        await install(loopback, address, "T8")

    kept = await everything_in(str(world.store._engine.url))
    assert "T8" in kept
    assert TOKENS["T8"] not in kept
    assert "'U8'" not in kept


async def test_whoever_was_not_sent_to_slack_or_comes_back_again_installs_nothing(
    loopback: Loopback, world: World
) -> None:
    async with served(loopback, world) as address:
        assert await install(loopback, address, "T8", state="guessed") >= 400
    assert await world.store.installation("slack", "T8") is None

    states = installing(world).states
    state = await states.async_issue()
    late = await states.async_issue()
    assert [await states.async_consume(state) for _ in range(2)] == [True, False]
    world.now += timedelta(seconds=SECONDS + 1)
    assert not await states.async_consume(late)


@pytest.mark.parametrize("event", ["app_uninstalled", "tokens_revoked"])
async def test_a_workspace_that_removes_the_app_is_forgotten_and_the_others_stay(
    event: str, loopback: Loopback, world: World
) -> None:
    async with served(loopback, world) as address:
        for team in PEOPLE:
            await install(loopback, address, team)
        told = {"type": event, "tokens": {"bot": ["UBOT"]}}
        await loopback.event({**told, "team": "T8", "channel": "C8", "user": "U8"})
        await world.settle()
        await loopback.mention(*PEOPLE["T9"], WHY)
        await loopback.posted(1)

    assert await world.store.installation("slack", "T9") is not None
    assert await world.store.installation("slack", "T8") is None
    left = await world.store.left_before("slack", world.now + timedelta(seconds=1))
    assert left == ("T8",)


async def test_a_workspace_that_comes_back_is_kept(loopback: Loopback, world: World) -> None:
    await world.store.keep_place_settings({TEAM_8: PlaceSettings(cooldown=9)})
    told = {"type": "app_uninstalled", "team": "T8", "channel": "C8", "user": "U8"}
    async with served(loopback, world) as address:
        await install(loopback, address, "T8")
        gone = await loopback.event(told)
        await world.settle()
        await install(loopback, address, "T8")
        await loopback.event(told, event=gone, retry=1)
        await world.settle()

    world.now += timedelta(days=31)
    await world.services.retention.sweep()

    assert await world.store.installation("slack", "T8") is not None
    assert await world.store.workspace_settings("slack", "T8") != {}


async def test_what_a_workspace_gave_goes_with_all_that_is_kept_of_it(
    loopback: Loopback, world: World
) -> None:
    async with served(loopback, world) as address:
        await install(loopback, address, "T8")

    await world.store.forget_workspace("slack", "T8")

    assert await world.store.installation("slack", "T8") is None


async def test_whose_token_it_is_is_asked_once(loopback: Loopback, world: World) -> None:
    async with served(loopback, world) as address:
        await install(loopback, address, "T8")
        asked = len(loopback.state.of("auth.test"))
        for _ in range(3):
            await loopback.mention(*PEOPLE["T8"], WHY)
        await world.settle()

    assert len(loopback.state.of("auth.test")) == asked + 1


async def test_an_organisation_is_told_that_it_does_not_work(
    loopback: Loopback, world: World
) -> None:
    async with served(loopback, world) as address:
        user, channel = PEOPLE["T8"]
        loopback.workspace("T8", user=user, channel=channel, token=TOKENS["T8"])
        loopback.state.codes["code-T8"]["is_enterprise_install"] = True
        assert await install(loopback, address, "T8", again=False) == 500

    assert await world.store.installation("slack", "T8") is None


async def test_a_used_state_is_forgotten_with_the_events(world: World) -> None:
    states = installing(world).states
    await states.async_consume(await states.async_issue())
    assert "oauth:" in await everything_in(str(world.store._engine.url))

    world.now += timedelta(hours=7)
    await world.services.once.sweep()

    assert "oauth:" not in await everything_in(str(world.store._engine.url))


async def test_a_key_that_is_missing_lets_digests_wait_and_does_not_stop_them(
    loopback: Loopback, world: World
) -> None:
    async with served(loopback, world, OLDER) as address:
        await install(loopback, address, "T8")
    clients = InstalledClients(installing(world).installations, loopback.api)

    with pytest.raises(SendError) as caught, translated():
        await clients.of("T8")
    assert caught.value.stop is None


async def test_what_is_sent_unasked_goes_with_the_token_of_its_workspace(
    loopback: Loopback, world: World
) -> None:
    async with served(loopback, world) as address:
        await install(loopback, address, "T8")
    clients = InstalledClients(installing(world).installations, loopback.api)

    assert (await clients.of("T8")).token == TOKENS["T8"]
    with pytest.raises(SlackApiError, match="account_inactive"):
        await clients.of("T9")


async def test_keys_are_changed_by_naming_the_new_one_first(
    loopback: Loopback, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(loopback, world, OLDER) as address:
        await install(loopback, address, "T8")

    async def found(keys: Sequence[str]) -> bool:
        store = installing(world, *keys).installations
        return await store.async_find_bot(enterprise_id=None, team_id="T8") is not None

    assert await found([KEY, OLDER])
    assert not await found([KEY])
    assert "put the earlier one into BRIEFING_SECRET_KEY as well" in caplog.text


def test_a_key_is_made_by_a_command_and_anything_else_is_none(tmp_path: Path) -> None:
    made = briefing("secret", folder=tmp_path)

    assert Seal([made.out.strip()]).seal("x", MONDAY) != "x"
    with pytest.raises(SealError, match="`briefing secret` makes one"):
        Seal(["a word"])


def test_what_does_not_go_together_is_said() -> None:
    with pytest.raises(StartError, match="needs SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET, BRIEF"):
        app.platforms_of(Settings(slack_client_id="1.2"), "all")
    with pytest.raises(StartError, match="leave SLACK_BOT_TOKEN and SLACK_APP_TOKEN out"):
        app.platforms_of(Settings(slack_client_id="1.2", slack_bot_token=Secret("b")), "all")
