"""Buttons: to choose, for more and for the source, now and after a restart."""

import discord

from bot.core.answer import Policy
from bot.service.lines import APOLOGY, GONE, STALE
from tests.adapters.discord.world import World, labels, shown, told

WHY = "Why must the walls be raised?"
EXCERPT = "Its walls are too low for the tides of today"
UNCLEAR = "Which walls must be raised?"
"""A question that two entries may answer."""

UNSURE = Policy(margin=1.1, plausible=0.0)
"""Always asks back, so that these tests do not hang on how well the matcher tells entries apart."""


async def choose(world: World) -> discord.Message:
    """Ask what two entries may answer, and return the choices."""
    await world.restart(policy=UNSURE)
    await world.alice.send(world.channel, f"{world.mention} {UNCLEAR}")
    (message,) = world.public
    assert "Which of these do you mean?" in shown(message)
    return message


async def test_choices_are_listed_and_have_numbered_buttons(world: World) -> None:
    message = await choose(world)

    _, *choices = shown(message).splitlines()
    assert choices == [
        "1. Why must the walls be raised?",
        "2. Which wall should be raised first?",
    ]
    assert labels(message) == ["1", "2", "Why this answer?", "Delete"]


async def test_a_choice_is_answered_for_all_where_the_question_was_asked(world: World) -> None:
    message = await choose(world)

    result = await world.alice.click(message, label="1")

    assert EXCERPT in shown(told(result))
    assert not result.ephemeral


async def test_buttons_work_after_a_restart(world: World) -> None:
    message = await choose(world)
    await world.restart()

    result = await world.alice.click(message, label="1")

    assert EXCERPT in shown(told(result))


async def test_more_refers_to_the_choice_that_was_clicked(world: World) -> None:
    message = await choose(world)
    await world.alice.click(message, label="1")

    await world.alice.send(world.channel, f"{world.mention} more")

    assert "patching them is costly" in shown(world.public[-1])


async def test_more_and_source_are_for_the_clicker_alone(world: World) -> None:
    await world.alice.send_dm(WHY)
    (answer,) = world.direct
    await world.restart()

    more = await world.alice.user.click(answer, label="More")
    source = await world.alice.user.click(answer, label="Source")

    assert "patching them is costly" in shown(told(more))
    assert more.ephemeral
    assert "<https://example.org/harbour-report>" in shown(told(source))
    assert source.ephemeral


async def test_a_choice_in_a_private_list_is_answered_privately(world: World) -> None:
    listed = await world.alice.slash(world.channel, "help")

    result = await world.alice.click(told(listed), label="1")

    assert EXCERPT in shown(told(result))
    assert result.ephemeral


async def test_a_button_of_an_entry_that_is_gone_says_so(world: World) -> None:
    message = await choose(world)
    world.clock.move(days=365 * 6)

    result = await world.alice.click(message, label="2")

    assert shown(told(result)) == GONE
    assert result.ephemeral


async def test_a_button_of_another_version_says_so(world: World) -> None:
    await world.alice.send_dm("hello")
    old = discord.ui.View(timeout=None)
    old.add_item(discord.ui.Button(label="Old", custom_id="b0:choose:why-raise"))
    message = await world.direct[0].channel.send("An old message", view=old)
    old.stop()

    result = await world.alice.user.click(message, label="Old")

    assert shown(told(result)) == STALE


async def test_a_click_that_fails_is_apologised_for(world: World) -> None:
    await world.alice.send_dm(WHY)
    world.bot._presses._assistant = None  # type: ignore[assignment]

    result = await world.alice.user.click(world.direct[0], label="More")

    assert shown(told(result)) == APOLOGY
    assert result.ephemeral
    assert [type(error) for error in world.env.errors] == [AttributeError]
