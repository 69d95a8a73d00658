"""The loopback Slack, as the real clients see it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientError, ClientSession, web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.events import NotToldError
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


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")  # slack_sdk's
async def test_a_workspace_is_joined_by_a_code_that_is_good_once_and_knows_its_own_channels(
    slack: Loopback, client: AsyncWebClient
) -> None:
    code = slack.workspace("T2", user="U9", channel="C9", token="xoxb-2")
    asked = {"client_id": "1", "client_secret": "2", "code": code}
    told = await client.oauth_v2_access(**asked)
    there = AsyncWebClient(token=told["access_token"], base_url=slack.api)

    assert (await there.auth_test())["team_id"] == "T2"
    await there.chat_postMessage(channel="C9", text="x")
    with pytest.raises(SlackApiError, match="channel_not_found"):
        await there.chat_postMessage(channel=GENERAL, text="x")
    with pytest.raises(SlackApiError, match="invalid_code"):
        await client.oauth_v2_access(**asked)
    assert slack.commanded("U9", "C9", "ask")["team_id"] == "T2"


@pytest.mark.parametrize(
    ("kind", "scope"),
    [
        ("is_channel", "channels:history"),
        ("is_private", "groups:history"),
        ("is_mpim", "mpim:history"),
    ],
)
async def test_what_scope_reading_needs_depends_on_the_kind_of_channel(
    kind: str, scope: str, slack: Loopback, client: AsyncWebClient
) -> None:
    slack.state.channels["C7"] = {"id": "C7", kind: True, "is_member": True}
    slack.state.scopes = frozenset({"chat:write"})
    with pytest.raises(SlackApiError) as caught:
        await client.conversations_history(channel="C7")
    assert (caught.value.response["needed"], caught.value.response["provided"]) == (
        scope,
        "chat:write",
    )

    slack.state.scopes = frozenset({scope})
    assert (await client.conversations_history(channel="C7"))["messages"] == []


@pytest.mark.parametrize("error", ["account_inactive", "invalid_auth", "token_revoked"])
async def test_what_is_wrong_with_a_token_is_said(
    error: str, slack: Loopback, client: AsyncWebClient
) -> None:
    slack.state.tokens[BOT_TOKEN] = error
    with pytest.raises(SlackApiError, match=error):
        await client.auth_test()


async def test_a_token_that_was_revoked_is_no_good_any_more(client: AsyncWebClient) -> None:
    await client.auth_revoke()
    with pytest.raises(SlackApiError, match="token_revoked"):
        await client.auth_test()


async def test_a_token_of_the_other_kind_or_none_and_unknown_methods_are_refused(
    slack: Loopback, client: AsyncWebClient
) -> None:
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        await client.apps_connections_open(app_token=BOT_TOKEN)
    with pytest.raises(SlackApiError, match="unknown_method"):
        await client.api_call("chat.shout")
    with pytest.raises(SlackApiError, match="not_authed"):
        await AsyncWebClient(base_url=slack.api).auth_test()


async def test_what_times_out_may_have_been_done(slack: Loopback) -> None:
    never = asyncio.Event()
    slack.faults.script("chat.postMessage", Fault(done=True, until=never))
    hasty = AsyncWebClient(token=BOT_TOKEN, base_url=slack.api)
    posting = asyncio.create_task(hasty.chat_postMessage(channel=GENERAL, text="x"))
    assert len(await slack.posted()) == 1

    assert not posting.done()
    never.set()
    assert (await posting)["ts"] == slack.state.in_channel(GENERAL)[0].ts


async def test_a_reset_after_success_has_been_done(slack: Loopback) -> None:
    slack.faults.script("chat.postMessage", Fault(done=True, reset=True))
    hasty = AsyncWebClient(token=BOT_TOKEN, base_url=slack.api, retry_handlers=[])
    with pytest.raises(ClientError):
        await hasty.chat_postMessage(channel=GENERAL, text="x")

    assert len(slack.state.in_channel(GENERAL)) == 1


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ({"is_member": True, "is_archived": True}, "is_archived"),
        ({"is_member": False}, "not_in_channel"),
        (None, "channel_not_found"),
    ],
)
async def test_where_the_bot_cannot_post_it_is_told_why(
    channel: dict[str, Any] | None, error: str, slack: Loopback, client: AsyncWebClient
) -> None:
    if channel is not None:
        slack.state.channels["C7"] = {"id": "C7", **channel}
    with pytest.raises(SlackApiError, match=error):
        await client.chat_postMessage(channel="C7", text="x")


async def test_texts_have_a_most_and_a_least(client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError, match="msg_too_long"):
        await client.chat_postMessage(channel=GENERAL, text="x" * 40_001)
    with pytest.raises(SlackApiError, match="no_text"):
        await client.api_call("chat.postMessage", params={"channel": GENERAL, "text": ""})


async def test_markdown_is_limited_in_all(slack: Loopback, client: AsyncWebClient) -> None:
    half = {"type": "markdown", "text": "a" * 6_001}
    await client.chat_postMessage(channel=GENERAL, text="x", blocks=[half])
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await client.chat_postMessage(channel=GENERAL, text="x", blocks=[half, half])


async def test_a_form_is_opened_in_time_and_changed_by_its_id(
    slack: Loopback, client: AsyncWebClient
) -> None:
    form = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": []}
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await client.views_open(trigger_id="expired", view=form)
    opened = await client.views_open(trigger_id="t", view=form)
    await client.views_update(view_id=opened["view"]["id"], view={**form, "callback_id": "new"})

    assert [each.get("callback_id") for each in slack.state.modals] == ["new"]
    with pytest.raises(SlackApiError, match="not_found"):
        await client.views_update(view_id="V7", view=form)


async def test_a_reaction_is_given_once_and_to_what_is_there(client: AsyncWebClient) -> None:
    ts = (await client.chat_postMessage(channel=GENERAL, text="x"))["ts"]
    await client.reactions_add(channel=GENERAL, timestamp=ts, name="eyes")
    with pytest.raises(SlackApiError, match="already_reacted"):
        await client.reactions_add(channel=GENERAL, timestamp=ts, name="eyes")
    with pytest.raises(SlackApiError, match="message_not_found"):
        await client.reactions_add(channel=GENERAL, timestamp="1.1", name="eyes")


async def test_who_is_in_a_channel_is_told(client: AsyncWebClient) -> None:
    assert (await client.conversations_members(channel=GENERAL))["members"] == [ANNA, BEN, "UBOT"]


async def test_a_button_can_be_pressed_on_a_message_that_was_changed(slack: Loopback) -> None:
    app, pressed = echo(slack), list[str]()

    @app.action("more")
    async def more(ack: Any, action: dict[str, Any], respond: Any) -> None:
        await ack()
        pressed.append(action["value"])
        await respond(text="there is more", replace_original=True)

    label = {"type": "plain_text", "text": "More"}
    button = {"type": "button", "action_id": "more", "value": "7", "text": label}
    async with connected(slack, app):
        posted = await app.client.chat_postMessage(channel=GENERAL, text="x")
        blocks = [{"type": "actions", "elements": [button]}]
        await app.client.chat_update(channel=GENERAL, ts=posted["ts"], text="x", blocks=blocks)
        (message,) = await slack.posted()
        await slack.press(ANNA, message, "More")
        await slack.state.until(lambda: message.text == "there is more")

    assert pressed == ["7"]


async def test_over_http_what_is_not_taken_comes_again_with_the_reason(slack: Loopback) -> None:
    slack.socket.patience = (5, 5)
    heard: list[tuple[str | None, str | None, str]] = []

    async def answer(http: web.Request) -> web.Response:
        head, told = http.headers, await http.json()
        reason = head.get("X-Slack-Retry-Reason")
        heard.append((head.get("X-Slack-Retry-Num"), reason, told["event_id"]))
        return web.Response(status=200 if len(heard) > 1 else 503)

    application = web.Application()
    application.router.add_post("/slack/events", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    slack.app_url = f"{site.name}/slack/events"
    await slack.mention(ANNA, GENERAL, "hello", event="Ev1")
    await runner.cleanup()

    assert heard == [(None, None, "Ev1"), ("1", "http_error", "Ev1")]


async def test_slack_tells_an_app_only_what_it_was_granted(slack: Loopback) -> None:
    slack.state.scopes = frozenset({"app_mentions:read", "chat:write"})
    async with connected(slack):
        await slack.mention(ANNA, GENERAL, "hello")
        with pytest.raises(NotToldError, match="commands"):
            await slack.command(ANNA, GENERAL, "ask")
        with pytest.raises(NotToldError, match="channels:history"):
            await slack.say(ANNA, GENERAL, "hello")
        with pytest.raises(NotToldError, match="im:history"):
            await slack.direct(ANNA, "hello")


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": "a", "text": plain("b"), **more}


def rich(element: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": [element]}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": [*elements]}


@pytest.mark.parametrize(
    "block",
    [
        {"type": "header", "text": plain("a" * 151)},
        {"type": "header", "text": {"type": "mrkdwn", "text": "a"}},
        {"type": "section"},
        {"type": "section", "fields": [plain("a")] * 11},
        {"type": "section", "fields": [plain("a" * 2001)]},
        {"type": "context", "elements": [plain("a")] * 11},
        {"type": "divider", "block_id": "a" * 256},
        actions(),
        actions(*(button(action_id=str(n)) for n in range(26))),
        actions(button(), button()),
        actions(button(action_id="a" * 256)),
        actions(button(value="a" * 2001)),
        actions(button(url="a" * 3001)),
        actions(button(style="loud")),
        actions(button(text=plain("a" * 76))),
        actions(button(text=plain(""))),
        actions({"type": "lever"}),
        actions({"type": "static_select", "options": [{"text": plain("a" * 76), "value": "a"}]}),
        actions({"type": "static_select", "options": [{"text": plain("a"), "value": "a" * 151}]}),
        rich({"type": "rich_text_poem", "elements": []}),
        rich({"type": "rich_text_section", "elements": [{"type": "text", "text": ""}]}),
        rich({"type": "rich_text_section", "elements": [{"type": "link", "url": ""}]}),
        rich({"type": "rich_text_section", "elements": [{"type": "shout", "text": "a"}]}),
        rich({"type": "rich_text_list", "elements": [{"type": "text", "text": "a"}]}),
        rich({"type": "rich_text_list", "style": "ladder", "elements": []}),
    ],
)
async def test_a_block_that_slack_does_not_take_is_refused_with_where_it_stands(
    block: dict[str, Any], client: AsyncWebClient
) -> None:
    with pytest.raises(SlackApiError, match="invalid_blocks") as caught:
        await client.chat_postMessage(channel=GENERAL, text="x", blocks=[block])
    assert caught.value.response["response_metadata"]["messages"]


def paged(slack: Loopback) -> AsyncApp:
    """The echo with a page of its own, and a form that opens from a message's menu."""
    app = echo(slack)

    async def opened(event: dict[str, Any], client: AsyncWebClient) -> None:
        view = {"type": "home", "blocks": [actions(button(text=plain("Greet"), action_id="greet"))]}
        await client.views_publish(user_id=event["user"], view=view)

    async def greeted(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        assert "response_url" not in body
        await client.chat_postMessage(channel=body["user"]["id"], text="hello")

    async def chosen(ack: Any, shortcut: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        form = {"type": "modal", "callback_id": "form", "title": plain("Form"), "blocks": []}
        await client.views_open(trigger_id=shortcut["trigger_id"], view=form)

    async def submitted(ack: Any) -> None:
        await ack(response_action="errors", errors={"why": "say why"})

    app.event("app_home_opened")(opened)
    app.action("greet")(greeted)
    app.shortcut("explain")(chosen)
    app.view("form")(submitted)
    return app


async def test_people_open_the_page_of_the_app_and_press_what_is_on_it(slack: Loopback) -> None:
    async with connected(slack, paged(slack)):
        await slack.open_home(ANNA)
        await slack.state.until(lambda: ANNA in slack.state.homes)
        await slack.press_home(ANNA, "Greet")

        (said,) = await slack.posted()

    assert (said.text, said.channel) == ("hello", "D1")
    assert BEN not in slack.state.homes


async def test_a_form_opens_from_the_menu_of_a_message_and_is_sent(slack: Loopback) -> None:
    async with connected(slack, paged(slack)):
        message = await slack.mention(ANNA, GENERAL, "hello")
        await slack.shortcut(ANNA, message, "explain")
        await slack.state.until(lambda: bool(slack.state.modals))
        ack = await slack.submit(ANNA, slack.state.modals[0], {})

    assert ack.payload == {"response_action": "errors", "errors": {"why": "say why"}}


async def test_a_response_address_serves_five_times(slack: Loopback) -> None:
    address = slack.commanded(ANNA, GENERAL, "ask")["response_url"]
    async with ClientSession() as session:
        answers = [await (await session.post(address, json={"text": "x"})).json() for _ in range(6)]

    assert [answer["ok"] for answer in answers] == [True] * 5 + [False]
    assert answers[-1]["error"] == "used_url"


@pytest.mark.parametrize("status", [500, 503])
async def test_an_error_of_the_server_leaves_nothing_done(
    status: int, slack: Loopback, client: AsyncWebClient
) -> None:
    slack.faults.always("chat.postMessage", Fault(status=status))
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=GENERAL, text="x")

    assert caught.value.response.status_code == status
    assert slack.state.in_channel(GENERAL) == []


async def test_a_message_that_was_deleted_is_shown_to_nobody(
    slack: Loopback, client: AsyncWebClient
) -> None:
    ts = (await client.chat_postMessage(channel=GENERAL, text="x"))["ts"]
    await client.chat_delete(channel=GENERAL, ts=ts)

    assert slack.state.in_channel(GENERAL) == []
    assert (await client.conversations_history(channel=GENERAL))["messages"] == []
    with pytest.raises(SlackApiError, match="message_not_found"):
        await client.chat_update(channel=GENERAL, ts=ts, text="y")


async def test_a_thread_is_read_by_its_first_message(client: AsyncWebClient) -> None:
    ts = (await client.chat_postMessage(channel=GENERAL, text="first"))["ts"]
    await client.chat_postMessage(channel=GENERAL, text="reply", thread_ts=ts)

    told = (await client.conversations_replies(channel=GENERAL, ts=ts))["messages"]
    history = (await client.conversations_history(channel=GENERAL))["messages"]

    assert [each["text"] for each in told] == ["first", "reply"]
    assert [each["text"] for each in history] == ["first"]
