"""Who may ask and how often, on Discord: each question gets one visible outcome all the same."""

from datetime import timedelta

import discord
import pytest
import simcord

from bot.adapters.discord import lines
from bot.adapters.discord.sending import HUSH
from bot.service.lines import TOO_SOON
from bot.service.manners import FLOODS
from bot.service.places import Place
from tests.adapters.discord.world import World, is_card, labels, shown, told

WHY = "Why must the walls be raised?"
EXCERPT = "Its walls are too low for the tides of today"
MOST, _ = FLOODS[0]


async def choose(world: World, **chosen: object) -> None:
    """Set settings of the server."""
    place = Place(platform="discord", workspace=str(world.guild.id))
    await world.preferences.change(place, **chosen)


def hushed(channel: simcord.ChannelHandle) -> list[str]:
    """What the messages say that the bot has put its hourglass on."""
    return [
        message.content
        for message in channel.history()
        if HUSH in [str(reaction.emoji) for reaction in message.reactions]
    ]


async def test_an_answer_is_private_by_default_and_can_be_shared(world: World) -> None:
    await world.restart(private=True)

    asked = await world.alice.slash(world.channel, "ask", question=WHY)

    assert asked.ephemeral
    assert EXCERPT in shown(told(asked))
    assert world.public == []
    assert "Delete" not in labels(told(asked))
    shared = await world.alice.click(told(asked), label="Share with channel")
    assert not shared.ephemeral
    (public,) = world.public
    assert shown(public).startswith(f"-# Shared by {world.alice.mention}\n")
    assert EXCERPT in shown(public)


async def test_a_private_answer_in_a_direct_conversation_needs_no_share_button(
    world: World,
) -> None:
    await world.restart(private=True)

    asked = await world.alice.user.slash("ask", question=WHY)

    assert EXCERPT in shown(told(asked))
    assert "Share with channel" not in labels(told(asked))


async def test_a_command_within_the_cooldown_is_told_privately_when_to_ask_again(
    world: World,
) -> None:
    await choose(world, cooldown=60)
    await world.alice.slash(world.channel, "ask", question=WHY)
    world.clock.move(seconds=20)

    again = await world.alice.slash(world.channel, "ask", question=WHY)

    assert again.ephemeral
    free = int((world.clock() + timedelta(seconds=40)).timestamp())
    assert shown(told(again)) == TOO_SOON.format(when=f"<t:{free}:R>")
    assert len(world.env.errors) == 1
    other = await world.maria.slash(world.channel, "ask", question="hello")
    assert not other.ephemeral
    world.clock.move(seconds=41)
    assert not (await world.alice.slash(world.channel, "ask", question="hello")).ephemeral


async def test_mentions_within_the_cooldown_get_one_reply_and_then_a_reaction_each(
    world: World,
) -> None:
    await choose(world, cooldown=60)
    for word in ("hello", "one", "two", "three"):
        await world.alice.send(world.channel, f"{world.mention} {word}")

    _, told_so = world.public
    assert "One question at a time" in shown(told_so)
    assert told_so.reference is not None
    assert [content.split()[-1] for content in hushed(world.channel)] == ["two", "three"]


async def test_where_reactions_are_not_allowed_the_hush_is_a_reply(world: World) -> None:
    silent = world.guild.create_text_channel(
        "no-reactions",
        overwrites={world.member: discord.PermissionOverwrite(add_reactions=False)},
    )
    await choose(world, cooldown=60)
    for word in ("hello", "one", "two"):
        await world.alice.send(silent, f"{world.mention} {word}")

    assert hushed(silent) == []
    assert ["One question" in shown(message) for message in world.messages(silent)] == [
        False,
        True,
        True,
    ]


async def test_a_flood_of_direct_messages_gets_one_outcome_each(world: World) -> None:
    for _ in range(MOST + 3):
        await world.alice.send_dm("hello")

    assert len(world.direct) == MOST + 1
    assert "a lot of questions" in shown(world.direct[-1])
    assert len(hushed(world.alice.user.dm_channel)) == 2
    world.clock.move(minutes=1)
    await world.alice.send_dm(WHY)
    assert EXCERPT in shown(world.direct[-1])


async def test_only_those_with_a_role_may_ask_where_roles_are_set(world: World) -> None:
    readers = world.guild.create_role("Readers")
    reader = world.guild.add_member(world.env.create_user("reader"), roles=[readers])
    await choose(world, roles=(str(readers.id),))

    by_command = await world.alice.slash(world.channel, "ask", question=WHY)
    await world.alice.send(world.channel, f"{world.mention} {WHY}")

    assert by_command.ephemeral
    assert shown(told(by_command)) == lines.NOT_YOUR_ROLE
    assert len(world.env.errors) == 1
    assert hushed(world.channel) == [f"{world.mention} {WHY}"]
    assert EXCERPT in shown(told(await reader.slash(world.channel, "ask", question=WHY)))
    world.clock.move(hours=1)
    await world.maria.send(world.channel, f"{world.mention} {WHY}")
    assert EXCERPT in shown(world.public[-1])


async def test_somebody_who_is_blocked_is_told_politely_once(world: World) -> None:
    await choose(world, blocked=(str(world.alice.id),))

    for _ in range(3):
        await world.alice.send(world.channel, f"{world.mention} {WHY}")

    (refusal,) = world.public
    assert shown(refusal) == lines.BLOCKED
    assert len(hushed(world.channel)) == 2
    again = await world.alice.slash(world.channel, "ask", question=WHY)
    assert again.ephemeral
    assert shown(told(again)) == lines.BLOCKED
    assert len(world.env.errors) == 1


async def test_who_is_blocked_in_a_server_may_still_ask_in_private(world: World) -> None:
    await choose(world, blocked=(str(world.alice.id),))

    await world.alice.send_dm(WHY)

    assert EXCERPT in shown(world.direct[0])


@pytest.mark.parametrize("addressed", [True, False])
async def test_two_bots_that_reply_to_each_other_do_not_loop(
    world: World, *, addressed: bool
) -> None:
    other = world.guild.add_member(world.env.create_user("other", bot=True))
    await world.alice.send(world.channel, f"{world.mention} {WHY}")
    (answer,) = world.public

    for _ in range(3):
        start = f"{world.mention} " if addressed else ""
        await other.send(world.channel, f"{start}{WHY}", reply_to=answer)

    assert world.public == [answer]
    assert hushed(world.channel) == []


async def test_the_bot_does_not_answer_itself(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} hello")
    (greeting,) = world.public
    await greeting.reply(f"{world.mention} {WHY}")

    assert len(world.public) == 2
    assert not is_card(world.public[-1])


async def test_mentions_without_a_question_count_as_well(world: World) -> None:
    for _ in range(MOST + 3):
        await world.alice.send(world.channel, world.mention)

    assert len(world.public) == MOST + 1
    assert "a lot of questions" in shown(world.public[-1])
    assert len(hushed(world.channel)) == 2


async def test_a_program_that_answers_our_answers_as_a_person_comes_to_an_end(
    world: World,
) -> None:
    for _ in range(150):
        await world.alice.send(world.channel, f"{world.mention} hello")
        world.clock.move(seconds=3)

    most, _ = FLOODS[1]
    assert len(world.public) == most + 1
    assert "a lot of questions" in shown(world.public[-1])
