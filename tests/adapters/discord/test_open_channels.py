"""Channels in which every question is answered: where somebody wants that, and if it is sure."""

import discord
import pytest

from bot.adapters.discord.addressed import is_question
from bot.adapters.discord.places import PLATFORM
from bot.service.places import Place
from bot.store import SqlStore
from tests.adapters.discord.test_ways import thread_in
from tests.adapters.discord.world import World, shown

WHY = "Why must the walls be raised?"
EXCERPT = "Its walls are too low for the tides of today"


@pytest.fixture
async def bare_world(store: SqlStore) -> World:
    """A bot that the message content intent was granted to."""
    world = World(store)
    world.reads_messages = True
    world.make_bot()
    return world


async def opened(world: World) -> None:
    place = Place(platform=PLATFORM, workspace=str(world.guild.id), channel=str(world.channel.id))
    await world.preferences.change(place, open=True)


async def test_an_open_channel_has_its_questions_answered(world: World) -> None:
    await opened(world)

    question = await world.alice.send(world.channel, WHY)

    (answer,) = world.public
    assert EXCERPT in shown(answer)
    assert answer.reference is not None
    assert answer.reference.message_id == question.id


async def test_elsewhere_they_are_left_alone(world: World) -> None:
    await opened(world)
    other = world.guild.create_text_channel("other")

    await world.alice.send(other, WHY)

    assert world.messages(other) == []


@pytest.mark.parametrize(
    "said",
    [
        "The walls must be raised.",
        "Which wines go with cheese?",
        "hello?",
        "any stamps?",
        "walls?",
        "?",
        "",
    ],
)
async def test_talk_and_what_is_not_sure_are_left_alone(world: World, said: str) -> None:
    await opened(world)

    await world.alice.send(world.channel, said or "https://example.org")

    assert world.public == []


async def test_whoever_may_not_ask_or_has_to_wait_is_told_nothing(world: World) -> None:
    await opened(world)
    place = Place(platform=PLATFORM, workspace=str(world.guild.id), channel=str(world.channel.id))
    await world.preferences.change(place, cooldown=60, blocked=(str(world.maria.id),))

    await world.maria.send(world.channel, WHY)
    await world.alice.send(world.channel, WHY)
    await world.alice.send(world.channel, "Which wall should be raised first?")

    (only,) = world.public
    assert EXCERPT in shown(only)


@pytest.mark.parametrize("in_thread", [False, True])
async def test_where_the_bot_may_not_write_nobody_is_answered_directly_unasked(
    in_thread: bool, world: World
) -> None:
    channel = world.guild.create_text_channel(
        "mute",
        overwrites={
            world.member: discord.PermissionOverwrite(
                send_messages=in_thread, send_messages_in_threads=False
            )
        },
    )
    place = Place(platform=PLATFORM, workspace=str(world.guild.id), channel=str(channel.id))
    await world.preferences.change(place, open=True)

    await world.alice.send(await thread_in(world, channel) if in_thread else channel, WHY)

    assert world.direct == []


async def test_a_thread_of_an_open_channel_is_open(world: World) -> None:
    await opened(world)
    thread = await thread_in(world, world.channel)

    await world.alice.send(thread, WHY)

    assert EXCERPT in shown(world.messages(thread)[-1])


async def test_the_bot_is_still_asked_as_elsewhere(world: World) -> None:
    await opened(world)

    await world.alice.send(world.channel, f"{world.mention} which wines go with cheese?")

    assert len(world.public) == 1


def test_no_privileged_intent_is_asked_for_unless_a_deployment_wants_it(store: SqlStore) -> None:
    assert World(store).bot.intents == discord.Intents.default()


@pytest.mark.parametrize(
    ("text", "asks"),
    [("Why?", True), ("港は？", True), ("how do walls work", True), ("howdy", False), ("", False)],
)
def test_a_question_is_told_by_its_sign_or_its_first_word(text: str, *, asks: bool) -> None:
    assert is_question(text) is asks


async def test_a_question_that_discord_delivers_again_is_answered_once(world: World) -> None:
    await opened(world)
    question = await world.alice.send(world.channel, WHY)

    await world.bot.on_message(question)

    assert len(world.public) == 1
