"""The bot against a whole Slack on loopback: what goes wrong on the way, and what comes of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot import app
from bot.preparing import StartError
from bot.settings import Secret, Settings
from bot.store import SqlStore
from tests.adapters.slack.far_end import FarEnd
from tests.adapters.slack.test_ways import EXCERPT, WHY
from tests.adapters.slack.world import World
from tests.slack.faults import Fault, limited, refusal
from tests.slack.loopback import Loopback, running
from tests.slack.state import ANNA, APP_TOKEN, BOT_TOKEN, GENERAL, SECRET


@pytest.fixture
async def loopback() -> AsyncIterator[Loopback]:
    async with running() as loopback:
        yield loopback


def settings(loopback: Loopback, *, http: bool = False) -> Settings:
    return Settings(
        slack_bot_token=Secret(BOT_TOKEN),
        slack_app_token=None if http else Secret(APP_TOKEN),
        slack_signing_secret=Secret(SECRET) if http else None,
        briefing_slack_api=loopback.api,
        briefing_slack_host="127.0.0.1",
        briefing_slack_port=0,
    )


@asynccontextmanager
async def serving(loopback: Loopback, world: World) -> AsyncIterator[asyncio.Task[None]]:
    """The bot as `briefing run --platform slack` has it, over Socket Mode."""
    shared = app.Running(
        settings=settings(loopback),
        assistant=world.assistant,
        store=world.store,
        misses=None,
        stops=[],
    )
    task = asyncio.create_task(app.run_slack(shared))
    await loopback.socket.connected()
    yield task
    for stop in shared.stops:
        await stop()
    await asyncio.wait([task], timeout=10)


@pytest.fixture
def world(store: SqlStore, slack: FarEnd) -> World:
    """What the bot answers from; its own far end is not used."""
    return World(store, slack)


async def test_a_mention_a_message_and_a_command_are_each_answered_once(
    loopback: Loopback, world: World
) -> None:
    async with serving(loopback, world):
        await loopback.mention(ANNA, GENERAL, WHY)
        await loopback.direct(ANNA, WHY)
        ack = await loopback.command(ANNA, GENERAL, f"ask {WHY}")
        posted = await loopback.posted(3)

    assert all(EXCERPT in each.shown and each.blocks for each in posted)
    assert len({(each.channel, each.seen_by) for each in posted}) == 3
    assert ack is not None


async def test_a_button_a_shortcut_and_home_work_over_the_wire(
    loopback: Loopback, world: World
) -> None:
    async with serving(loopback, world):
        asked = await loopback.say(ANNA, GENERAL, WHY)
        await loopback.shortcut(ANNA, asked, "ask_about")
        (private,) = await loopback.posted(1)
        await loopback.press(ANNA, private, "Share with channel")
        await loopback.open_home(ANNA)
        await loopback.state.until(lambda: ANNA in loopback.state.homes)
        await loopback.press_home(ANNA, "1")
        posted = await loopback.posted(3)

    assert [bool(each.seen_by) for each in posted] == [True, False, False]
    assert all(EXCERPT in each.shown for each in posted)


async def test_an_event_that_is_delivered_again_is_answered_once(
    loopback: Loopback, world: World
) -> None:
    async with serving(loopback, world):
        first = await loopback.direct(ANNA, WHY, event="Ev7")
        told = {"type": "message", "channel_type": "im", "user": ANNA, "text": WHY}
        again = {**told, "channel": first.channel, "ts": first.ts}
        await loopback.event(again, event="Ev7", retry=1)
        await loopback.direct(ANNA, "more")
        posted = await loopback.posted(2)

    assert len(posted) == 2
    assert "In short: Overview" in posted[1].shown


async def test_where_slack_puts_the_bot_off_the_answer_comes_later(
    loopback: Loopback, world: World
) -> None:
    loopback.faults.script("chat.postMessage", limited(1))
    async with serving(loopback, world):
        await loopback.direct(ANNA, WHY)
        (posted,) = await loopback.posted(1)

    assert EXCERPT in posted.shown


async def test_where_a_connection_breaks_the_answer_is_sent_again(
    loopback: Loopback, world: World
) -> None:
    loopback.faults.script("chat.postMessage", Fault(reset=True))
    async with serving(loopback, world):
        await loopback.direct(ANNA, WHY)
        (posted,) = await loopback.posted(1)

    assert EXCERPT in posted.shown


async def test_what_slack_says_of_blocks_leads_to_plain_text(
    loopback: Loopback, world: World
) -> None:
    loopback.faults.script("chat.postMessage", refusal("msg_blocks_too_long"))
    async with serving(loopback, world):
        await loopback.direct(ANNA, WHY)
        (posted,) = await loopback.posted(1)

    assert not posted.blocks
    assert EXCERPT in posted.text


async def test_a_token_that_is_revoked_ends_the_bot_with_a_sentence(
    loopback: Loopback, world: World
) -> None:
    async with serving(loopback, world) as task:
        await loopback.event({"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}})

        with pytest.raises(StartError, match="no longer accepts SLACK_BOT_TOKEN"):
            await asyncio.wait_for(task, 10)


async def test_a_members_own_token_may_be_revoked(loopback: Loopback, world: World) -> None:
    async with serving(loopback, world):
        await loopback.event({"type": "tokens_revoked", "tokens": {"oauth": [ANNA]}})
        await loopback.direct(ANNA, WHY)
        (posted,) = await loopback.posted(1)

    assert EXCERPT in posted.shown


async def test_a_wrong_app_token_is_said_before_anything_is_served(
    loopback: Loopback, world: World
) -> None:
    wrong = Settings(
        slack_bot_token=Secret(BOT_TOKEN),
        slack_app_token=Secret("xapp-wrong"),
        briefing_slack_api=loopback.api,
    )
    shared = app.Running(
        settings=wrong, assistant=world.assistant, store=world.store, misses=None, stops=[]
    )

    with pytest.raises(StartError, match="does not accept SLACK_APP_TOKEN"):
        await app.run_slack(shared)


@pytest.mark.parametrize("how", ["disconnect", "drop"])
async def test_after_a_lost_connection_questions_are_answered_again(
    how: str, loopback: Loopback, world: World
) -> None:
    async with serving(loopback, world):
        await getattr(loopback.socket, how)()
        await loopback.direct(ANNA, WHY)
        (posted,) = await loopback.posted(1)

    assert EXCERPT in posted.shown
