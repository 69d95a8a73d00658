"""The connection is lost, taken up again, and repeats itself."""

import pytest

from tests.wire.conftest import Wire
from tests.wire.gateway import IDENTIFY, INVALID_SESSION, RECONNECT, RESUME
from tests.wire.loopback import Loopback
from tests.wire.messages import ask

QUESTION = "What do trade and power look like?"


async def test_a_mention_is_answered_over_the_wire(discord: Loopback, wire: Wire) -> None:
    await discord.say("5001", QUESTION)
    (post,) = await discord.posted()
    assert post.path.endswith("/channels/3001/messages")


async def test_an_event_that_comes_twice_is_answered_once(discord: Loopback, wire: Wire) -> None:
    for _ in range(2):
        await discord.say("5001", QUESTION)
    await discord.say("5002", QUESTION)
    await discord.posted(2)
    assert sorted(str(r.body["nonce"]) for r in discord.state.to("/messages")) == ["5001", "5002"]


async def test_a_command_that_comes_twice_runs_once(discord: Loopback, wire: Wire) -> None:
    for ident in ("6001", "6001", "6002"):
        await discord.command(ident, QUESTION)
    await discord.posted(2)
    assert [ident in str(discord.state.to("/callback")) for ident in ("6001", "6002")] == [True] * 2
    assert len(discord.state.to("/callback")) == 2


@pytest.mark.parametrize("how", ["drop", "reconnect"])
async def test_what_a_resume_replays_is_not_answered_again(
    how: str, discord: Loopback, wire: Wire
) -> None:
    await discord.say("5001", QUESTION)
    await discord.command("6001", QUESTION)
    await discord.posted(2)
    discord.gateway.replay_from = 2  # All after READY and the server.
    if how == "drop":
        await discord.gateway.drop()
    else:
        await discord.gateway.order(RECONNECT)
    assert await discord.opened(2) == [IDENTIFY, RESUME]
    await discord.say("5002", QUESTION)
    await discord.posted(3)
    replies = discord.state.to("/messages") + discord.state.to("/callback")
    assert len(replies) == 3


async def test_after_an_invalid_session_the_bot_answers_again(
    discord: Loopback, wire: Wire
) -> None:
    await discord.gateway.order(INVALID_SESSION, data=False)
    assert await discord.opened(2) == [IDENTIFY, IDENTIFY]
    await discord.gateway.dispatch("INTERACTION_CREATE", ask("6001", QUESTION))
    (post,) = await discord.posted()
    assert post.path.endswith("/6001/token-6001/callback")


@pytest.mark.parametrize("code", [4007, 4009])
@pytest.mark.parametrize("refusals", [[INVALID_SESSION], [4009, INVALID_SESSION]])
async def test_where_a_session_expires_while_it_is_resumed_a_new_one_begins(
    code: int, refusals: list[int], discord: Loopback, wire: Wire
) -> None:
    discord.gateway.refusals = list(refusals)
    await discord.gateway.drop(code)
    opened = await discord.opened(2 + len(refusals))
    assert opened == [IDENTIFY, *(-refusal for refusal in refusals), IDENTIFY]
    await discord.say("5001", QUESTION)
    (post,) = await discord.posted()
    assert post.path.endswith("/channels/3001/messages")
