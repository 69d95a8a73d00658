"""A reply meets refusals, limits, errors and broken connections."""

import asyncio

import pytest

from bot.adapters.discord.limits import Limits
from bot.store import SqlStore
from tests.adapters.discord.world import World
from tests.wire import messages
from tests.wire.conftest import Wire, connected, quiet
from tests.wire.faults import Fault, limited, page, refusal
from tests.wire.loopback import Loopback

QUESTION = "Why must the walls be raised?"
ANSWER = "walls are too low"


@pytest.mark.parametrize("whole", [False, True])
async def test_a_reply_waits_as_long_as_discord_says(
    whole: bool, discord: Loopback, wire: Wire
) -> None:
    discord.faults.script("/messages", limited(0.05, whole=whole))
    await discord.say("5001", QUESTION)
    assert len(await discord.posted()) == 1
    assert len(discord.state.to("/messages")) == 2


@pytest.mark.parametrize("status", [502, 503])
async def test_a_reply_survives_an_error_of_the_server(
    status: int, discord: Loopback, wire: Wire, hurried: None
) -> None:
    discord.faults.script("/messages", refusal(status))
    await discord.say("5001", QUESTION)
    (reply,) = await discord.posted()
    assert ANSWER in str(reply.body)


@pytest.mark.parametrize(("status", "most"), [(500, 5), (503, 2)])
async def test_errors_of_the_server_without_end_are_given_up_and_logged(
    status: int,
    most: int,
    discord: Loopback,
    wire: Wire,
    hurried: None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    discord.faults.always("/channels/3001/messages", refusal(status))
    await discord.say("5001", QUESTION)
    await discord.command("6002", QUESTION)
    (post,) = await discord.posted()
    assert "6002" in post.path
    await quiet()
    assert "on_message failed: DiscordServerError" in caplog.text
    assert len(discord.state.to("/channels/3001/messages")) == most


async def test_a_response_that_meets_errors_without_end_is_given_up_and_logged(
    discord: Loopback, wire: Wire, hurried: None, caplog: pytest.LogCaptureFixture
) -> None:
    discord.faults.always("/6001/", refusal(503))
    await discord.command("6001", QUESTION)
    await discord.command("6002", QUESTION)
    (post,) = await discord.posted()
    assert "6002" in post.path
    await quiet()
    assert "a command failed: DiscordServerError" in caplog.text
    assert len(discord.state.to("/6001/")) == 2 * 5


@pytest.mark.parametrize("ident", ["6002", "5002"])
async def test_a_slow_answer_of_discord_holds_up_nobody_else(
    ident: str, discord: Loopback, wire: Wire
) -> None:
    go = asyncio.Event()
    discord.faults.script("/messages", Fault(until=go))
    await discord.say("5001", QUESTION)
    await discord.state.until(lambda: bool(discord.state.to("/messages")))
    if ident == "6002":
        await discord.command(ident, QUESTION)
    else:
        await discord.say(ident, QUESTION, channel=messages.OTHER_CHANNEL)
    (post,) = await discord.posted()
    assert "6002" in post.path or messages.OTHER_CHANNEL in post.path
    go.set()
    await discord.posted(2)
    assert ANSWER in str(discord.state.posts[1].body)


async def test_a_slow_answer_to_a_command_holds_up_nobody_else(
    discord: Loopback, wire: Wire
) -> None:
    go = asyncio.Event()
    discord.faults.script("/6001/", Fault(until=go))
    await discord.command("6001", QUESTION)
    await discord.state.until(lambda: bool(discord.state.to("/6001/")))
    await discord.command("6002", QUESTION)
    await discord.say("5003", QUESTION)
    assert not [post for post in await discord.posted(2) if "6001" in post.path]
    go.set()
    await discord.posted(3)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (page(429), "mention"),
        (page(429), "command"),
        (refusal(401), "command"),
        (refusal(401), "click"),
        (refusal(403, 50001), "click"),
    ],
)
async def test_what_discord_counts_as_invalid_is_not_sent_again(
    fault: Fault, kind: str, discord: Loopback, wire: Wire
) -> None:
    route = "/messages" if kind == "mention" else "/6001/"
    discord.faults.script(route, fault)
    if kind == "mention":
        await discord.say("5001", QUESTION)
    elif kind == "command":
        await discord.command("6001", QUESTION)
    else:
        await discord.click("6001", "an unknown button")
    await discord.state.until(lambda: bool(discord.state.to(route)))
    await quiet()
    await discord.say("5002", QUESTION)
    await discord.posted()
    bodies = [request.body for request in discord.state.to(route)]
    assert len([body for body in bodies if body.get("nonce") != "5002"]) == 1


async def test_where_the_channel_is_closed_the_asker_is_answered_directly(
    discord: Loopback, wire: Wire
) -> None:
    discord.faults.script("/channels/3001/messages", refusal(403, 50013))
    await discord.say("5001", QUESTION)
    (post,) = await discord.posted()
    assert post.path.endswith("/channels/3002/messages")
    assert len(discord.state.to("/channels/3001/messages")) == 1


@pytest.mark.parametrize("done", [True, False], ids=["after arrival", "before arrival"])
async def test_a_reply_over_a_connection_that_breaks_arrives_once(
    done: bool, discord: Loopback, wire: Wire
) -> None:
    discord.faults.script("/messages", Fault(reset=True, done=done))
    await discord.say("5001", QUESTION)
    await discord.state.until(lambda: len(discord.state.to("/messages")) == 2)
    await quiet()
    (reply,) = discord.state.posts
    assert ANSWER in str(reply.body)
    assert len(discord.state.to("/messages")) == 2


@pytest.mark.parametrize("done", [True, False], ids=["after arrival", "before arrival"])
async def test_a_response_over_a_connection_that_breaks_arrives_once(
    done: bool, discord: Loopback, wire: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    discord.faults.script("/6001/", Fault(reset=True, done=done))
    await discord.command("6001", QUESTION)
    await discord.state.until(lambda: len(discord.state.to("/6001/")) == 2)
    await quiet()
    (response,) = discord.state.posts
    assert ANSWER in str(response.body)
    assert "ERROR" not in [record.levelname for record in caplog.records]


async def test_where_every_connection_breaks_the_bot_gives_up_and_goes_on(
    discord: Loopback, wire: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    discord.faults.always("/channels/3001/messages", Fault(reset=True))
    await discord.say("5001", QUESTION)
    await quiet()
    assert "telling a user why failed" in caplog.text
    assert len(discord.state.to("/messages")) == 4
    await discord.command("6002", QUESTION)
    assert len(await discord.posted()) == 1


async def test_of_two_processes_with_one_token_one_answers(
    discord: Loopback, wire: Wire, store: SqlStore, caplog: pytest.LogCaptureFixture
) -> None:
    await discord.command("6001", QUESTION)
    await discord.posted()
    async with connected(discord, World(store).make_bot()):
        await discord.command("6001", QUESTION)  # The second bot's connection has this one.
        await discord.state.until(lambda: len(discord.state.to("/6001/")) == 2)
        await quiet()
    assert len(discord.state.posts) == 1
    assert len(discord.state.to("6001")) == 2
    assert "ERROR" not in [record.levelname for record in caplog.records]


async def test_near_to_a_ban_only_what_has_no_such_risk_is_answered(
    discord: Loopback, store: SqlStore, caplog: pytest.LogCaptureFixture
) -> None:
    discord.faults.always("messages", refusal(403, 50013))
    async with connected(discord, World(store).make_bot(limits=Limits(most_refused=4))):
        for number in range(5):
            await discord.say(f"500{number}", QUESTION)
            await quiet()
        await discord.command("6001", QUESTION)
        await discord.posted()
    assert len(discord.state.to("/messages")) == 4  # Two questions: the channel, then directly.
    assert caplog.text.count("bans at 10,000") == 1
