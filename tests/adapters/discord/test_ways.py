"""The ways in: suggestions while typing, sections, the report itself, menus, threads and forums."""

import discord
import simcord

from bot.adapters.discord.lines import NOT_SPEAKER
from bot.core.citation import apa, bibtex
from bot.service.lines import NOTHING_TO_ASK
from tests.adapters.discord.world import World, labels, links, shown, told

ASK_ABOUT = "Ask the report about this"
WHY = "Why must the walls be raised?"
FIRST = "Which wall should be raised first?"
EXCERPT = "Its walls are too low for the tides of today"


async def suggested(world: World, typed: str) -> dict[str, str]:
    choices = await world.alice.autocomplete(world.channel, "ask", "question", typed)
    return {choice["name"]: choice["value"] for choice in choices}


async def thread_in(world: World, channel: simcord.ChannelHandle) -> simcord.ChannelHandle:
    parent = world.bot.get_channel(channel.id)
    assert isinstance(parent, discord.TextChannel)
    await parent.create_thread(name="walls", type=discord.ChannelType.public_thread)
    return channel.threads[0]


async def test_before_anything_is_typed_starters_are_suggested(world: World) -> None:
    assert list(await suggested(world, ""))[:2] == [WHY, FIRST]


async def test_what_is_typed_is_matched_as_a_question_would_be(world: World) -> None:
    assert next(iter(await suggested(world, "which wal comes 1st"))) == FIRST


async def test_half_a_word_is_enough(world: World) -> None:
    assert WHY in await suggested(world, "wh mus")
    assert await suggested(world, "zzzzqqq") == {}


async def test_a_suggestion_is_answered_with_just_that_entry(world: World) -> None:
    choices = await suggested(world, "walls")

    result = await world.alice.slash(world.channel, "ask", question=choices[FIRST])

    assert shown(told(result)).startswith(f"**{FIRST}**")
    more = await world.alice.slash(world.channel, "ask", question="more")
    assert shown(told(more)).startswith(f"**{FIRST}**")


async def test_what_may_not_be_shown_is_not_suggested(world: World) -> None:
    before = await suggested(world, "walls")
    world.clock.move(days=365 * 6)

    assert set(await suggested(world, "walls")) < set(before)


async def test_a_section_leads_to_the_ones_beside_it(world: World) -> None:
    result = await world.alice.slash(world.channel, "section", name="Overview")

    assert shown(told(result)).startswith("**Overview**")
    assert labels(told(result))[-2:] == ["Previous section", "Next section"]
    following = await world.alice.click(told(result), label="Next section")
    assert following.ephemeral
    assert shown(told(following)).startswith("**What to do**")


async def test_the_report_says_what_it_is_and_how_to_cite_it(world: World) -> None:
    result = await world.alice.slash(world.channel, "report")

    text = shown(told(result))
    assert result.ephemeral
    assert "**The Harbour Report (Port Example City Council, March 3, 2021)**" in text
    assert "It does not cover, for instance: What does the mayor think?" in text
    assert f"```\n{apa(world.pack.source)}\n```" in text
    assert f"```\n{bibtex(world.pack.source)}\n```" in text
    assert links(told(result)) == {"Read the report": "https://example.org/harbour-report"}


async def test_why_explains_a_question(world: World) -> None:
    result = await world.alice.slash(world.channel, "why", question=WHY)

    assert result.ephemeral
    assert f"Replied with “{WHY}”" in shown(told(result))


async def test_a_message_can_be_asked_about_by_its_menu(world: World) -> None:
    message = await world.maria.send(world.channel, WHY)

    result = await world.alice.context_menu(world.channel, ASK_ABOUT, message)

    assert result.ephemeral
    assert EXCERPT in shown(told(result))
    assert message.jump_url in shown(told(result))
    shared = await world.alice.click(told(result), label="Share with channel")
    assert EXCERPT in shown(told(shared))


async def test_a_message_that_was_forwarded_can_be_asked_about(world: World) -> None:
    other = world.guild.create_text_channel("other")
    message = await world.maria.forward(await world.maria.send(other, WHY), world.channel)

    result = await world.alice.context_menu(world.channel, ASK_ABOUT, message)

    assert EXCERPT in shown(told(result))


async def test_a_message_without_text_cannot_be_asked_about(world: World) -> None:
    message = await world.maria.send(world.channel, world.mention)
    long = await world.maria.send(world.channel, "walls " * 100)

    empty = await world.alice.context_menu(world.channel, ASK_ABOUT, message)
    result = await world.alice.context_menu(world.channel, ASK_ABOUT, long)

    assert shown(told(empty)) == NOTHING_TO_ASK
    assert "more than 500 characters" in shown(told(result))
    assert len(world.env.errors) == 2


async def test_an_answer_can_be_pointed_at_somebody_without_notifying_them(world: World) -> None:
    await world.restart(private=True)

    result = await world.alice.slash(
        world.channel, "ask", question=WHY, **{"for": world.maria.user}
    )

    assert not result.ephemeral
    assert f"{world.alice.mention} points this out to {world.maria.mention}." in shown(told(result))
    request = world.env.http_requests[-1].json
    assert isinstance(request, dict)
    assert request["data"]["allowed_mentions"] == {"parse": []}


async def test_only_whoever_may_write_there_points_an_answer_at_somebody(world: World) -> None:
    quiet = world.guild.create_text_channel(
        "quiet",
        overwrites={world.alice: discord.PermissionOverwrite(send_messages=False)},
    )

    result = await world.alice.slash(quiet, "ask", question=WHY, **{"for": world.maria.user})

    assert result.ephemeral
    assert shown(told(result)) == NOT_SPEAKER
    assert len(world.env.errors) == 1


async def test_a_thread_is_as_its_channel(world: World) -> None:
    await world.maria.slash(world.channel, "packs use", reports=world.pack.id)
    thread = await thread_in(world, world.channel)

    await world.alice.send(thread, f"{world.mention} {WHY}")
    result = await world.alice.slash(thread, "packs list")

    assert EXCERPT in shown(world.messages(thread)[0])
    assert "as chosen for this channel" in shown(told(result))


async def test_a_post_of_a_forum_is_answered_in_it(world: World) -> None:
    forum = world.guild.create_forum_channel("questions")
    parent = world.bot.get_channel(forum.id)
    assert isinstance(parent, discord.ForumChannel)
    await parent.create_thread(name="Walls", content="About the walls")
    post = forum.threads[0]

    await world.alice.send(post, f"{world.mention} {WHY}")

    assert EXCERPT in shown(world.messages(post)[-1])


async def test_where_a_thread_is_closed_to_the_bot_it_answers_directly(world: World) -> None:
    channel = world.guild.create_text_channel(
        "mute",
        overwrites={world.member: discord.PermissionOverwrite(send_messages_in_threads=False)},
    )
    thread = await thread_in(world, channel)

    await world.alice.send(thread, f"{world.mention} {WHY}")

    assert world.messages(thread) == []
    assert EXCERPT in shown(world.direct[0])
