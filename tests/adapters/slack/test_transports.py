"""How Slack's events come in: over a web socket, or signed over HTTP."""

import asyncio
import json
import time
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier

from bot import app
from bot.adapters.slack.bot import SlackBot
from bot.adapters.slack.serving import Serving, TokenRevokedError
from bot.adapters.slack.transports import PATH, HttpMode, SocketMode
from bot.adapters.slack.upkeep import Upkeep
from bot.preparing import StartError
from bot.service.digest_loop import DigestLoop
from bot.settings import Secret, Settings
from tests.adapters.slack.far_end import TEAM, FarEnd
from tests.adapters.slack.test_ways import EXCERPT, WHY
from tests.adapters.slack.world import World, quotes

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
AGO = 60 * 6
"""Seconds: more than Slack's requests may be old."""


def event_of(world: World, ident: str = "Ev1") -> dict[str, Any]:
    event = world.message(WHY, channel="D1")
    return {"type": "event_callback", "team_id": TEAM, "event_id": ident, "event": event}


async def shown(slack: FarEnd, number: int = 1) -> None:
    """Wait until so many messages were shown."""
    async with asyncio.timeout(10):
        while len(slack.shown) < number:
            await slack.arrived.wait()
            slack.arrived.clear()


class Signed:
    """Sends requests as Slack does."""

    def __init__(self, mode: HttpMode, secret: str = SECRET) -> None:
        host, port = mode.address
        self._url = f"http://{host}:{port}{PATH}"
        self._signer = SignatureVerifier(secret)

    async def send(self, body: Any, *, ago: float = 0) -> tuple[int, str]:
        text, at = json.dumps(body), str(int(time.time() - ago))
        headers = {
            "Content-Type": "application/json",
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": str(self._signer.generate_signature(timestamp=at, body=text)),
        }
        async with (
            ClientSession() as session,
            session.post(self._url, data=text, headers=headers) as response,
        ):
            return response.status, await response.text()


@pytest.fixture
def signed_bot(world: World, slack: FarEnd) -> SlackBot:
    """A bot that Slack calls."""
    base = f"{slack.base}api/"
    return SlackBot(world.services, token="xoxb-t", signing_secret=SECRET, base_url=base)


async def test_a_signed_request_is_acknowledged_and_answered(
    world: World, slack: FarEnd, signed_bot: SlackBot
) -> None:
    async with HttpMode(signed_bot, host="127.0.0.1", port=0) as mode:
        assert (await Signed(mode).send(event_of(world)))[0] == 200
        await shown(slack)

    assert quotes(slack.shown[0]) == [EXCERPT]


async def test_an_unsigned_or_old_request_is_refused(
    world: World, slack: FarEnd, signed_bot: SlackBot
) -> None:
    async with HttpMode(signed_bot, host="127.0.0.1", port=0) as mode:
        assert (await Signed(mode, "other").send(event_of(world)))[0] == 401
        assert (await Signed(mode).send(event_of(world), ago=AGO))[0] == 401
    await signed_bot.finish()

    assert not slack.shown


async def test_slack_verifies_the_address(signed_bot: SlackBot) -> None:
    async with HttpMode(signed_bot, host="127.0.0.1", port=0) as mode:
        status, text = await Signed(mode).send({"type": "url_verification", "challenge": "c1"})

    assert (status, json.loads(text)["challenge"]) == (200, "c1")


async def test_over_a_web_socket_an_event_is_acknowledged_before_it_is_answered(
    world: World, slack: FarEnd
) -> None:
    async with SocketMode(world.bot, "xapp-t"):
        await slack.push("E1", event_of(world))
        assert await slack.acknowledged.get() == "E1"
        await shown(slack)
        await slack.push("E2", event_of(world))
        assert await slack.acknowledged.get() == "E2"
        await world.settle()

    assert [quotes(each) for each in slack.shown] == [[EXCERPT]]


async def test_serving_ends_when_it_is_told_to(world: World) -> None:
    serving = serving_of(world)
    task = asyncio.create_task(serving.run())
    await asyncio.wait_for(world.slack.connected.wait(), 10)

    await serving.stop()

    await asyncio.wait_for(task, 10)


async def test_serving_ends_when_the_workspace_removes_the_bot(world: World) -> None:
    task = asyncio.create_task(serving_of(world).run())
    await asyncio.wait_for(world.slack.connected.wait(), 10)

    await world.remove()

    with pytest.raises(TokenRevokedError):
        await asyncio.wait_for(task, 10)


def serving_of(world: World) -> Serving:
    services = world.services
    upkeep = Upkeep(
        once=services.once,
        retention=services.retention,
        clock=lambda: world.now,
    )
    loop = DigestLoop(services.delivering, world.bot.sender, (), held=lambda: False)
    return Serving(world.bot, SocketMode(world.bot, "xapp-t"), upkeep, loop)


@pytest.mark.parametrize(
    ("method", "error", "said"),
    [
        ("auth.test", "invalid_auth", "does not accept SLACK_BOT_TOKEN"),
        ("auth.test", "account_inactive", "no longer accepts SLACK_BOT_TOKEN"),
        ("auth.test", "fatal_error", "answered with an error"),
        ("apps.connections.open", "not_allowed_token_type", "does not accept SLACK_APP_TOKEN"),
        ("apps.connections.open", "missing_scope", "SLACK_APP_TOKEN lacks a scope"),
    ],
)
async def test_a_refusal_by_slack_is_said(
    world: World, slack: FarEnd, method: str, error: str, said: str
) -> None:
    slack.fail(method, error)

    with pytest.raises(StartError, match=said) as refused:
        await app.run_slack(running(world, slack))

    assert isinstance(refused.value.__cause__, SlackApiError)
    assert "xoxb" not in str(refused.value).replace("(xoxb-…)", "")


async def test_a_port_that_is_taken_is_said(world: World, slack: FarEnd) -> None:
    async with TestServer(web.Application()) as other:
        settings = {"slack_app_token": None, "slack_signing_secret": Secret(SECRET)}
        taken = running(world, slack, **settings, briefing_slack_port=other.port)

        with pytest.raises(StartError, match="BRIEFING_SLACK_PORT"):
            await app.run_slack(taken)


async def test_where_one_platform_cannot_be_served_that_is_said_and_the_end(
    world: World, slack: FarEnd
) -> None:
    slack.fail("auth.test", "invalid_auth")

    assert isinstance(await app.ended(app.SLACK, running(world, slack)), StartError)


def running(world: World, slack: FarEnd, **changes: Any) -> app.Running:
    given: dict[str, Any] = {
        "slack_bot_token": Secret("xoxb-t"),
        "slack_app_token": Secret("xapp-t"),
        "briefing_slack_api": f"{slack.base}api/",
        "briefing_slack_host": "127.0.0.1",
    }
    return app.Running(
        settings=Settings(**{**given, **changes}),
        assistant=world.assistant,
        store=world.store,
        misses=None,
        stops=[],
    )


@pytest.mark.parametrize(
    ("given", "platform", "served"),
    [
        ({}, "all", []),
        ({"discord_token": Secret("d")}, "all", ["discord"]),
        ({"slack_bot_token": Secret("b"), "slack_app_token": Secret("a")}, "all", ["slack"]),
    ],
)
def test_each_platform_is_served_that_has_a_token(
    given: dict[str, Secret], platform: str, served: list[str]
) -> None:
    assert app.platforms_of(Settings(**given), platform) == served  # type: ignore[arg-type]


def test_both_platforms_are_served_or_the_one_that_is_wanted() -> None:
    both = Settings(
        discord_token=Secret("d"), slack_bot_token=Secret("b"), slack_signing_secret=Secret("s")
    )

    assert app.platforms_of(both, "all") == ["discord", "slack"]
    assert app.platforms_of(both, "slack") == ["slack"]


def test_what_is_missing_is_said() -> None:
    with pytest.raises(StartError, match="needs SLACK_BOT_TOKEN"):
        app.platforms_of(Settings(), "slack")
    with pytest.raises(StartError, match="SLACK_APP_TOKEN"):
        app.platforms_of(Settings(slack_bot_token=Secret("b")), "all")
