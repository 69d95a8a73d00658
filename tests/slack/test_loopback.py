"""The loopback Slack, as the real clients see it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.faults import Fault, limited, refusal
from tests.slack.loopback import Loopback, running
from tests.slack.state import ANNA, APP_TOKEN, BEN, BOT_TOKEN, GENERAL, SECRET


@pytest.fixture
async def slack() -> AsyncIterator[Loopback]:
    async with running() as loopback:
        yield loopback


@pytest.fixture
def client(slack: Loopback) -> AsyncWebClient:
    return AsyncWebClient(token=BOT_TOKEN, base_url=slack.api)


def echo(slack: Loopback) -> AsyncApp:
    """An app that says again what it hears."""
    client = AsyncWebClient(token=BOT_TOKEN, base_url=slack.api)
    app = AsyncApp(client=client, signing_secret=SECRET)

    async def heard(event: dict[str, Any], say: Any) -> None:
        await say(text=event["text"])

    async def commanded(ack: Any, respond: Any, command: dict[str, Any]) -> None:
        await ack()
        await respond(text=command["text"])

    app.event("app_mention")(heard)
    app.command("/briefing")(commanded)
    return app


@asynccontextmanager
async def connected(
    slack: Loopback, app: AsyncApp | None = None
) -> AsyncIterator[AsyncSocketModeHandler]:
    handler = AsyncSocketModeHandler(app or echo(slack), APP_TOKEN)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await slack.socket.connected()
    yield handler
    await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def served(slack: Loopback) -> AsyncIterator[None]:
    """The echo behind HTTP."""
    runner = web.AppRunner(echo(slack).web_app("/slack/events"))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    slack.app_url = f"{site.name}/slack/events"
    yield
    await runner.cleanup()


async def test_what_is_posted_is_shown_to_whom_it_is_for(
    slack: Loopback, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel=GENERAL, text="to all")
    await client.chat_postEphemeral(channel=GENERAL, user=ANNA, text="to Anna")

    assert [m.text for m in slack.state.in_channel(GENERAL)] == ["to all"]
    assert [m.text for m in slack.state.in_channel(GENERAL, user=ANNA)] == ["to all", "to Anna"]
    assert len(slack.state.in_channel(GENERAL, user=BEN)) == 1


async def test_metadata_is_given_back_where_it_is_asked_for(client: AsyncWebClient) -> None:
    stamp = {"event_type": "digest", "event_payload": {"stamp": "1-2"}}
    await client.chat_postMessage(channel=GENERAL, text="x", metadata=stamp)

    with_it = await client.conversations_history(channel=GENERAL, include_all_metadata=True)
    without = await client.conversations_history(channel=GENERAL)

    assert with_it["messages"][0]["metadata"] == stamp
    assert "metadata" not in without["messages"][0]


@pytest.mark.parametrize(
    ("blocks", "error"),
    [
        ([{"type": "divider"}] * 51, "invalid_blocks"),
        ([{"type": "section", "text": {"type": "mrkdwn", "text": "a" * 3001}}], "invalid_blocks"),
        ([{"type": "sectoin"}], "invalid_blocks"),
        (
            [{"type": "section", "text": {"type": "mrkdwn", "text": "a" * 3000}}] * 5,
            "msg_blocks_too_long",
        ),
    ],
    ids=["too many", "too long a text", "unknown", "too long together"],
)
async def test_blocks_beyond_the_limits_are_refused(
    blocks: list[dict[str, Any]], error: str, client: AsyncWebClient
) -> None:
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=GENERAL, text="x", blocks=blocks)

    assert caught.value.response["error"] == error


async def test_a_call_without_its_scope_or_with_a_revoked_token_is_refused(
    slack: Loopback, client: AsyncWebClient
) -> None:
    slack.state.scopes = frozenset({"commands"})
    with pytest.raises(SlackApiError, match="missing_scope"):
        await client.chat_postMessage(channel=GENERAL, text="x")
    slack.state.tokens[BOT_TOKEN] = "token_revoked"
    with pytest.raises(SlackApiError, match="token_revoked"):
        await client.auth_test()


async def test_faults_come_in_order_and_then_the_truth(
    slack: Loopback, client: AsyncWebClient
) -> None:
    slack.faults.script("auth.test", limited(3), refusal("fatal_error"), Fault(status=500))

    for word in ("ratelimited", "fatal_error", "500"):
        with pytest.raises(SlackApiError, match=word):
            await client.auth_test()
    assert (await client.auth_test())["user_id"] == "UBOT"


async def test_over_a_socket_events_and_commands_are_acknowledged_and_answered(
    slack: Loopback,
) -> None:
    async with connected(slack):
        await slack.mention(ANNA, GENERAL, "hello")
        ack = await slack.command(ANNA, GENERAL, "ask why")

        said = await slack.posted(2)

    assert ack.took < 3
    assert {m.text for m in said} == {"<@UBOT> hello", "ask why"}
    assert [m.seen_by for m in said if m.text == "ask why"] == [ANNA]


async def test_a_client_that_is_asked_to_connects_anew(slack: Loopback) -> None:
    async with connected(slack):
        await slack.socket.disconnect()
        await slack.socket.connected(2)
        await slack.mention(ANNA, GENERAL, "again")

        assert len(await slack.posted()) == 1


async def test_an_event_without_acknowledgement_comes_again_under_its_id(
    slack: Loopback,
) -> None:
    slack.socket.patience = (0.1,)
    app, released, seen = echo(slack), asyncio.Event(), list[str]()

    @app.middleware
    async def slow(body: dict[str, Any], next: Any) -> None:  # noqa: A002 - Bolt's name for it
        seen.append(body["event_id"])
        if len(seen) == 1:
            await released.wait()
        await next()

    async with connected(slack, app):
        await slack.mention(ANNA, GENERAL, "hello", event="Ev1")
        released.set()
        await slack.posted(2)

    assert seen == ["Ev1", "Ev1"]
    first, again = slack.socket.attempts
    assert first["envelope_id"] != again["envelope_id"]
    assert (first["retry_attempt"], again["retry_attempt"]) == (0, 1)
    assert again["retry_reason"] == "timeout"


async def test_a_command_is_sent_once_however_late_it_is_acknowledged(slack: Loopback) -> None:
    slack.socket.patience = (0.0, 0.0)
    async with connected(slack):
        await slack.command(ANNA, GENERAL, "ask")

    assert len(slack.socket.attempts) == 1


async def test_a_dropped_socket_is_opened_anew_and_what_is_said_meanwhile_arrives(
    slack: Loopback,
) -> None:
    async with connected(slack):
        await slack.socket.drop()
        await slack.mention(ANNA, GENERAL, "meanwhile")

        assert len(await slack.posted()) == 1
    assert slack.socket.connections == 2


async def test_a_client_that_is_warned_connects_anew_and_loses_nothing(slack: Loopback) -> None:
    async with connected(slack):
        await slack.socket.warn()
        await slack.socket.connected(2)
        await slack.mention(ANNA, GENERAL, "after the warning")

        assert len(await slack.posted()) == 1


async def test_over_http_what_is_signed_is_taken_and_the_rest_refused(slack: Loopback) -> None:
    async with served(slack):
        await slack.mention(ANNA, GENERAL, "hello")
        assert (await slack.posted())[0].text == "<@UBOT> hello"
        checked = {"type": "url_verification", "challenge": "c", "token": "x"}
        assert "c" in (await slack.post("events_api", checked))[1]

        forged = await slack.post("events_api", checked, secret="guessed")
        stale = await slack.post("events_api", checked, age=600)

    assert (forged[0], stale[0]) == (401, 401)
