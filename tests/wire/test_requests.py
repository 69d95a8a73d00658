"""A reply meets refusals, limits, errors and broken connections."""

import pytest

from tests.wire.conftest import Wire
from tests.wire.faults import Fault, limited, page, refusal
from tests.wire.loopback import Loopback

QUESTION = "What do trade and power look like?"


@pytest.mark.parametrize("whole", [False, True])
async def test_a_reply_waits_as_long_as_discord_says(
    whole: bool, discord: Loopback, wire: Wire
) -> None:
    discord.faults.script("/messages", limited(0.05, whole=whole))
    await discord.say("5001", QUESTION)
    assert len(await discord.posted()) == 1
    assert len(discord.state.to("/messages")) == 2


async def test_a_reply_survives_an_error_of_the_server(discord: Loopback, wire: Wire) -> None:
    discord.faults.script("/messages", refusal(502))
    await discord.say("5001", QUESTION)
    assert len(await discord.posted()) == 1


@pytest.mark.parametrize("fault", [page(429), refusal(401)], ids=["cloudflare", "unauthorised"])
@pytest.mark.parametrize("kind", ["mention", "command"])
async def test_what_discord_counts_as_invalid_is_not_sent_again(
    fault: Fault, kind: str, discord: Loopback, wire: Wire
) -> None:
    route = "/messages" if kind == "mention" else "/6001/"
    discord.faults.script(route, fault)
    if kind == "mention":
        await discord.say("5001", QUESTION)
    else:
        await discord.command("6001", QUESTION)
    await discord.state.until(lambda: bool(discord.state.to(route)))
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


async def test_a_reply_whose_receipt_was_lost_is_not_posted_twice(
    discord: Loopback, wire: Wire
) -> None:
    discord.faults.script("/messages", Fault(reset=True, done=True))
    await discord.say("5001", QUESTION)
    await discord.state.until(lambda: len(discord.state.to("/messages")) == 2)
    assert len(discord.state.posts) == 1


async def test_a_reply_that_a_broken_connection_lost_is_followed_by_one_line(
    discord: Loopback, wire: Wire
) -> None:
    discord.faults.script("/messages", Fault(reset=True))
    await discord.say("5001", QUESTION)
    assert len(await discord.posted()) == 1
