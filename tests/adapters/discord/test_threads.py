"""Announcement channels and threads of each kind: as the channel that they are of.

Threads of announcements, closed threads and posts that somebody begins in a forum are in
tests/wire: simcord leaves out who owns the first, writes in the second, and lets only bots do the
third.
"""

import discord
import pytest
import simcord

from bot.adapters.discord.places import PLATFORM
from bot.service.places import Place
from tests.adapters.discord.world import World, shown, told

WHY = "Why must the walls be raised?"
EXCERPT = "Its walls are too low for the tides of today"
KINDS = {
    "public": discord.ChannelType.public_thread,
    "private": discord.ChannelType.private_thread,
}
each_kind = pytest.mark.parametrize("kind", KINDS)


async def thread_of(world: World, kind: str) -> tuple[simcord.ChannelHandle, simcord.ChannelHandle]:
    """A channel, and a thread of that kind in it, in which Alice takes part."""
    channel = world.guild.create_text_channel("talk")
    parent = world.bot.get_channel(channel.id)
    assert isinstance(parent, discord.TextChannel)
    thread = await parent.create_thread(name="walls", type=KINDS[kind])
    await thread.add_user(discord.Object(world.alice.id))
    return channel, channel.threads[0]


def place(world: World, channel: simcord.ChannelHandle) -> Place:
    return Place(platform=PLATFORM, workspace=str(world.guild.id), channel=str(channel.id))


async def test_an_announcement_channel_is_as_any_other(world: World) -> None:
    channel = world.guild.create_news_channel("news")

    question = await world.alice.send(channel, f"{world.mention} {WHY}")
    await world.alice.slash(channel, "ask", question="more")

    answer, more = world.messages(channel)
    assert EXCERPT in shown(answer)
    assert answer.reference is not None
    assert answer.reference.message_id == question.id
    assert WHY in shown(more)


@each_kind
async def test_mentions_and_commands_are_answered_in_a_thread(kind: str, world: World) -> None:
    _, thread = await thread_of(world, kind)

    await world.alice.send(thread, f"{world.mention} {WHY}")
    more = await world.alice.slash(thread, "ask", question="more")

    assert EXCERPT in shown(world.messages(thread)[0])
    assert WHY in shown(told(more))
    assert world.direct == []


@each_kind
async def test_what_is_set_for_the_channel_holds_in_its_threads(kind: str, world: World) -> None:
    channel, thread = await thread_of(world, kind)
    await world.preferences.change(place(world, channel), plain=True, private=True)

    result = await world.alice.slash(thread, "ask", question=WHY)
    await world.alice.send(thread, f"{world.mention} {WHY}")

    assert result.ephemeral
    assert not told(result).flags.components_v2
    assert not world.messages(thread)[-1].flags.components_v2


@each_kind
async def test_whoever_is_blocked_in_the_channel_is_so_in_its_threads(
    kind: str, world: World
) -> None:
    channel, thread = await thread_of(world, kind)
    await world.preferences.change(place(world, channel), blocked=(str(world.alice.id),))

    await world.alice.send(thread, f"{world.mention} {WHY}")

    assert EXCERPT not in shown(world.messages(thread)[-1])


@each_kind
async def test_a_private_answer_in_a_thread_is_shared_there(kind: str, world: World) -> None:
    await world.restart(private=True)
    channel, thread = await thread_of(world, kind)
    result = await world.alice.slash(thread, "ask", question=WHY)

    await world.alice.click(told(result), label="Share with channel")

    assert [m for m in world.messages(thread) if not m.flags.ephemeral and EXCERPT in shown(m)]
    assert [m for m in world.messages(channel) if EXCERPT in shown(m)] == []


async def test_what_a_thread_was_shown_is_not_repeated_there_but_in_its_channel(
    world: World,
) -> None:
    channel, thread = await thread_of(world, "public")
    for where in (thread, thread, channel):
        await world.alice.send(where, f"{world.mention} {WHY}")

    first, again = world.messages(thread)[-2:]
    assert EXCERPT in shown(first)
    assert f"/{thread.id}/{first.id}" in shown(again)
    assert EXCERPT in shown(world.messages(channel)[-1])
