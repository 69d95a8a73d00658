"""What stands under an answer: why it was given, sharing, deleting; and the same in plain text."""

from dataclasses import replace

import discord
import pytest

from bot.adapters.discord.lines import NOT_ASKER, NOT_SPEAKER
from bot.core.answer import Policy
from bot.core.matching.matcher import Matcher
from bot.service.lines import CHANGED_SINCE, GONE
from tests.adapters.discord.world import World, custom_id, is_card, labels, links, shown, told

WHY = "Why must the walls be raised?"
EXCERPT = "Its walls are too low for the tides of today"


async def asked(world: World) -> discord.Message:
    """A question by mention, and its answer."""
    await world.alice.send(world.channel, f"{world.mention} {WHY}")
    return world.public[-1]


def change(world: World, excerpt: str) -> None:
    """Let the entry of the question quote something else, from the next start on."""
    entry = next(entry for entry in world.pack.entries if entry.id == "why-raise")
    changed = replace(entry, excerpts=(replace(entry.excerpts[0], text=excerpt),))
    entries = tuple(changed if each is entry else each for each in world.pack.entries)
    world.pack = replace(world.pack, entries=entries)


async def test_why_says_what_was_compared_to_the_clicker_alone_also_after_a_restart(
    world: World,
) -> None:
    answer = await asked(world)
    await world.restart()

    why = await world.maria.click(answer, label="Why this answer?")

    assert why.ephemeral
    assert shown(told(why)).startswith(f"Replied with “{WHY}”: sure enough, and clearly ahead.")
    assert "What came nearest:" in shown(told(why))


async def test_why_is_asked_of_what_is_not_covered_and_of_choices_too(world: World) -> None:
    await world.alice.send_dm("What does the mayor think?")
    await world.restart(policy=Policy(margin=1.1, plausible=0.0))
    await world.alice.send_dm("Which walls must be raised?")
    fallback, choices = world.direct

    not_covered = await world.alice.user.click(fallback, label="Why this answer?")
    asked_back = await world.alice.user.click(choices, label="Why this answer?")

    assert "Asked back between 2 questions" in shown(told(asked_back))
    assert "What does the mayor think?" in shown(told(not_covered))


async def test_why_is_not_asked_where_nothing_was_compared(world: World) -> None:
    await world.alice.send_dm("hello")
    await world.alice.send_dm(WHY)
    await world.alice.send_dm("more")

    greeting, _, more = world.direct
    assert labels(greeting) == ["Delete"]
    assert labels(more) == ["Source", "Delete"]


async def test_what_is_echoed_of_a_question_is_neutralised(world: World) -> None:
    question = "Why must the *walls* be <@&1> @everyone raisd?"
    await world.alice.slash(world.channel, "ask", question=question)

    why = await world.alice.click(world.public[0], label="Why this answer?")

    assert "“raisd”" in shown(told(why))
    assert "<@&1>" not in shown(told(why)).replace("\\<@&1>", "")
    request = world.env.http_requests[-1].json
    assert isinstance(request, dict)
    assert request["data"]["allowed_mentions"] == {"parse": []}


async def test_what_was_shown_privately_can_be_shared_with_the_channel(world: World) -> None:
    answer = await asked(world)
    more = await world.maria.click(answer, label="More")
    await world.restart()

    shared = await world.maria.click(told(more), label="Share with channel")

    assert not shared.ephemeral
    assert shown(told(shared)).startswith(f"-# Shared by {world.maria.mention}\n**{WHY}**")
    assert "The walls are too low, and patching them is costly." in shown(told(shared))
    request = world.env.http_requests[-1].json
    assert isinstance(request, dict)
    assert request["data"]["allowed_mentions"] == {"parse": []}
    assert "Share with channel" not in labels(told(shared))


async def test_who_may_not_write_in_a_channel_cannot_share_there(world: World) -> None:
    silent = world.guild.create_text_channel(
        "announcements",
        overwrites={world.guild.default_role: discord.PermissionOverwrite(send_messages=False)},
    )
    answer = await world.alice.slash(silent, "ask", question=WHY)
    more = await world.maria.click(told(answer), label="More")

    shared = await world.maria.click(told(more), label="Share with channel")

    assert shared.ephemeral
    assert shown(told(shared)) == NOT_SPEAKER


async def test_there_is_nobody_to_share_with_in_a_direct_conversation(world: World) -> None:
    await world.alice.send_dm(WHY)

    more = await world.alice.user.click(world.direct[0], label="More")

    assert labels(told(more)) == ["Source"]


async def test_the_asker_can_delete_an_answer_also_after_a_restart(world: World) -> None:
    answer = await asked(world)
    await world.restart()

    await world.alice.click(answer, label="Delete")

    assert world.public == []


async def test_the_asker_can_delete_the_answer_to_a_command(world: World) -> None:
    await world.alice.slash(world.channel, "ask", question=WHY)

    await world.alice.click(world.public[0], label="Delete")

    assert world.public == []


async def test_a_moderator_can_delete_an_answer_and_others_are_told_who_can(world: World) -> None:
    answer = await asked(world)
    moderators = world.guild.create_role(
        "Moderators", permissions=discord.Permissions(manage_messages=True)
    )
    moderator = world.guild.add_member(world.env.create_user("mod"), roles=[moderators])

    refused = await world.maria.click(answer, label="Delete")
    assert refused.ephemeral
    assert shown(told(refused)) == NOT_ASKER
    assert len(world.public) == 1
    await moderator.click(answer, label="Delete")

    assert world.public == []


async def test_an_answer_that_two_delete_at_once_is_no_failure(world: World) -> None:
    answer = await asked(world)
    world.env.inject_error("DELETE", "/webhooks/*/*/messages/@original", status=404, code=10008)

    await world.alice.click(answer, label="Delete")

    assert [m for m in world.messages(world.channel) if m.flags.ephemeral] == []


async def test_nothing_is_kept_in_memory_of_the_buttons_that_were_sent(world: World) -> None:
    answer = await asked(world)
    await world.alice.click(answer, label="More")
    await world.alice.slash(world.channel, "help")

    assert world.bot.persistent_views == []
    assert world.bot._connection._view_store._views == {}


async def test_a_button_of_an_entry_that_has_changed_says_so_and_shows_it_as_it_is(
    world: World,
) -> None:
    answer = await asked(world)
    more = await world.maria.click(answer, label="More")
    change(world, "Its walls are high enough.")
    await world.restart()

    again = await world.maria.click(answer, label="More")
    shared = await world.maria.click(told(more), label="Share with channel")

    for result in (again, shared):
        assert result.ephemeral
        assert shown(told(result)).startswith(CHANGED_SINCE)
        assert "> Its walls are high enough." in shown(told(result))
    assert len(world.public) == 1


async def test_a_button_of_an_entry_that_is_gone_says_so_privately(world: World) -> None:
    answer = await asked(world)
    others = tuple(entry for entry in world.pack.entries if entry.id != "why-raise")
    world.pack = replace(world.pack, entries=others)
    await world.restart()

    result = await world.maria.click(answer, label="More")

    assert result.ephemeral
    assert shown(told(result)) == GONE


async def test_a_related_question_is_answered_for_all(world: World) -> None:
    answer = await asked(world)

    result = await world.maria.click(answer, custom_id=custom_id(answer, "b2:choose:"))

    assert not result.ephemeral
    assert "**Which wall should be raised first?**" in shown(told(result))
    assert "Delete" in labels(told(result))


async def test_passages_that_do_not_fit_are_paged_and_each_is_whole(world: World) -> None:
    entry = next(entry for entry in world.pack.entries if entry.id == "why-raise")
    long = tuple(
        replace(entry.excerpts[0], text=f"{letter}{'x' * 2500}", locator=letter) for letter in "AB"
    )
    changed = replace(entry, excerpts=long)
    world.pack = replace(
        world.pack, entries=tuple(changed if e is entry else e for e in world.pack.entries)
    )
    await world.restart(Matcher(world.pack))
    answer = await asked(world)
    assert f"> A{'x' * 2500}\n" in shown(answer)
    assert "-# Passages 1 to 1 of 2" in shown(answer)
    await world.restart()

    following = await world.alice.click(answer, label="Next passages")

    assert f"> B{'x' * 2500}\n" in shown(told(following))
    assert "-# Passages 2 to 2 of 2" in shown(told(following))


@pytest.mark.parametrize("version", ["b1:more:minimal:why-raise", "b1:source:minimal:why-raise"])
async def test_buttons_of_the_first_version_still_work(world: World, version: str) -> None:
    await world.alice.send_dm("hello")
    old = discord.ui.View(timeout=None)
    old.add_item(discord.ui.Button(label="Old", custom_id=version))
    message = await world.direct[0].channel.send("An old message", view=old)
    old.stop()

    result = await world.alice.user.click(message, label="Old")

    assert result.ephemeral
    assert "The Harbour Report" in shown(told(result))


async def test_in_plain_mode_the_same_is_said_in_text_with_the_same_buttons(world: World) -> None:
    card = await asked(world)
    await world.restart(plain=True)

    plain = await asked(world)

    assert is_card(card)
    assert not is_card(plain)
    assert shown(plain) == shown(card)
    assert sorted(map(str, labels(plain))) == sorted(map(str, labels(card)))
    assert links(plain) == links(card)


async def test_where_the_bot_may_not_embed_links_it_writes_plainly(world: World) -> None:
    quiet = world.guild.create_text_channel(
        "quiet",
        overwrites={world.member: discord.PermissionOverwrite(embed_links=False)},
    )
    await world.alice.send(quiet, f"{world.mention} {WHY}")
    world.clock.move(hours=1)
    result = await world.alice.slash(quiet, "ask", question=WHY)

    assert EXCERPT in world.messages(quiet)[0].content
    assert EXCERPT in told(result).content
