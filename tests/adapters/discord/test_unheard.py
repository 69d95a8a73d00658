"""Where the bot may not write, the asker is answered directly, and the owner told seldom."""

import discord
import pytest
import simcord

from tests.adapters.discord.world import World, shown

WHY = "Why must the walls be raised?"
EXCERPT = "Its walls are too low for the tides of today"


@pytest.fixture
def silent(world: World) -> simcord.ChannelHandle:
    """A channel in which the bot may not write."""
    return world.guild.create_text_channel(
        "announcements",
        overwrites={world.member: discord.PermissionOverwrite(send_messages=False)},
    )


def to_owner(world: World) -> list[str]:
    """What the bot has written to the server's owner."""
    owner = world.guild.owner
    return [shown(message) for message in world.messages(owner.dm_channel)]


async def test_the_owner_is_told_once_a_day_of_a_channel_where_the_bot_may_not_write(
    world: World, silent: simcord.ChannelHandle
) -> None:
    for _ in range(2):
        await world.alice.send(silent, f"{world.mention} {WHY}")

    assert [EXCERPT in shown(message) for message in world.direct] == [True, True]
    (hint,) = to_owner(world)
    assert f"<#{silent.id}>" in hint
    assert "Send Messages" in hint
    assert "walls" not in hint
    world.clock.move(days=1, seconds=1)
    await world.alice.send(silent, f"{world.mention} {WHY}")
    assert len(to_owner(world)) == 2


async def test_where_all_is_well_the_owner_is_told_nothing(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {WHY}")

    assert to_owner(world) == []


async def test_an_answer_that_nobody_saw_in_the_channel_is_no_repeat_there(
    world: World, silent: simcord.ChannelHandle
) -> None:
    await world.alice.send(silent, f"{world.mention} {WHY}")
    await world.maria.send(silent, f"{world.mention} {WHY}")

    (to_maria,) = world.messages(world.maria.user.dm_channel)
    assert EXCERPT in shown(to_maria)
