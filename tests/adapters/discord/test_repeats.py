"""What a channel was just shown is pointed to, not shown again."""

import discord
import pytest

from tests.adapters.discord.world import World, custom_id, labels, shown, told

WHY = "Why must the walls be raised?"
EXCERPT = "Its walls are too low for the tides of today"
POINTER = "That was answered here a moment ago: "


async def mention(world: World, question: str = WHY) -> discord.Message:
    """Ask by mention, and return the reply."""
    await world.alice.send(world.channel, f"{world.mention} {question}")
    return world.public[-1]


async def test_the_same_answer_becomes_a_link_with_a_button_that_shows_it_privately(
    world: World,
) -> None:
    first = await mention(world)

    await world.maria.send(world.channel, f"{world.mention} {WHY}")

    again = world.public[-1]
    assert shown(again) == f"{POINTER}{first.jump_url}"
    assert labels(again) == ["Show it to me"]
    opened = await world.maria.click(again, label="Show it to me")
    assert opened.ephemeral
    assert EXCERPT in shown(told(opened))
    assert len(world.public) == 2


async def test_commands_and_shared_answers_count_as_well(world: World) -> None:
    command = await world.alice.slash(world.channel, "ask", question=WHY)
    assert EXCERPT in shown(told(command))

    mentioned = await mention(world)
    repeated = await world.maria.slash(world.channel, "ask", question=WHY)

    assert shown(mentioned).startswith(POINTER)
    assert shown(told(repeated)).startswith(POINTER)


async def test_what_was_shared_is_not_shared_again(world: World) -> None:
    await world.restart(private=True)
    for person in (world.alice, world.maria):
        asked = await person.slash(world.channel, "ask", question=WHY)
        assert EXCERPT in shown(told(asked))
        await person.click(told(asked), label="Share with channel")

    shared, pointed = world.public
    assert EXCERPT in shown(shared)
    assert shown(pointed) == f"{POINTER}{shared.jump_url}"


async def test_after_ten_minutes_it_is_answered_in_full(world: World) -> None:
    await mention(world)
    world.clock.move(minutes=10, seconds=1)

    assert EXCERPT in shown(await mention(world))


async def test_another_answer_and_another_channel_are_no_repeats(world: World) -> None:
    other = world.guild.create_text_channel("other")
    await mention(world)

    await world.alice.send(other, f"{world.mention} {WHY}")
    assert EXCERPT in shown(world.messages(other)[-1])
    await mention(world, "Which wall should be raised first?")
    assert "**Which wall should be raised first?**" in shown(world.public[-1])


@pytest.mark.parametrize("follow_up", ["more", "source?"])
async def test_follow_ups_are_no_repeats(world: World, follow_up: str) -> None:
    await mention(world)

    first = shown(await mention(world, follow_up))
    second = shown(await mention(world, follow_up))

    assert POINTER not in first
    assert first == second


async def test_a_greeting_may_be_said_twice(world: World) -> None:
    assert shown(await mention(world, "hello")) == shown(await mention(world, "hello"))


async def test_direct_messages_and_private_answers_are_given_in_full(world: World) -> None:
    for _ in range(2):
        await world.alice.send_dm(WHY)
    assert all(EXCERPT in shown(message) for message in world.direct)

    await world.restart(private=True)
    for _ in range(2):
        asked = await world.alice.slash(world.channel, "ask", question=WHY)
        assert EXCERPT in shown(told(asked))


async def test_an_answer_that_its_asker_deleted_is_given_in_full(world: World) -> None:
    await world.alice.click(await mention(world), label="Delete")

    assert EXCERPT in shown(await mention(world))


async def test_an_answer_that_a_moderator_deleted_is_given_in_full(world: World) -> None:
    moderators = world.guild.create_role(
        "Moderators", permissions=discord.Permissions(manage_messages=True)
    )
    moderator = world.guild.add_member(world.env.create_user("mod"), roles=[moderators])
    await moderator.delete(await mention(world))

    assert EXCERPT in shown(await mention(world))


async def test_a_choice_of_what_was_just_answered_is_pointed_to(world: World) -> None:
    answer = await mention(world)
    await mention(world, "Which wall should be raised first?")

    chosen = await world.maria.click(answer, custom_id=custom_id(answer, "b2:choose:"))

    assert shown(told(chosen)).startswith(POINTER)
