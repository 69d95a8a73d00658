"""Why an answer was given: also of a follow-up, of a long question, and of the last one asked."""

import pytest
import simcord

from bot.service.lines import FORGOTTEN, GONE, NOT_COMPARED
from tests.adapters.discord.world import World, labels, shown, told

WHY = "Why must the walls be raised?"
FOLLOW_UP = "what about the date of the report?"
LONG = f"{WHY} {'Please tell me about the walls. ' * 5}"
REPLIED = f"Replied with “{WHY}”"
JOINED = f"Taken together with what was asked before: “{WHY}”"
BUTTON = "Why this answer?"


async def follow_up(world: World) -> None:
    """A question in a direct conversation, and what leaves out what it was about."""
    await world.alice.send_dm(WHY)
    await world.alice.send_dm(FOLLOW_UP)


async def why(world: World) -> simcord.InteractionResult:
    """The command without a question."""
    return await world.alice.slash(world.channel, "why")


async def test_a_follow_up_says_what_it_was_taken_together_with(world: World) -> None:
    await follow_up(world)

    result = await world.alice.user.click(world.direct[1], label=BUTTON)

    assert shown(told(result)).startswith(
        f"{JOINED}\nReplied with “When was the report published?”"
    )
    assert "1. When was the report published? (when-published)" in shown(told(result))


async def test_a_question_that_no_button_can_keep_is_recalled(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {LONG}")

    result = await world.maria.click(world.public[0], label=BUTTON)

    assert result.ephemeral
    assert shown(told(result)).startswith(REPLIED)


async def test_what_came_after_it_does_not_change_why(world: World) -> None:
    await follow_up(world)
    await world.alice.send_dm("What does the mayor think?")

    result = await world.alice.user.click(world.direct[1], label=BUTTON)

    assert shown(told(result)).startswith(JOINED)


@pytest.mark.parametrize("passed", [True, False], ids=["after an hour", "after a restart"])
async def test_what_is_no_longer_remembered_says_what_to_do(world: World, *, passed: bool) -> None:
    await follow_up(world)
    if passed:
        world.clock.move(hours=1, seconds=1)
    else:
        await world.restart()

    result = await world.alice.user.click(world.direct[1], label=BUTTON)

    assert shown(told(result)) == FORGOTTEN


async def test_a_follow_up_on_what_is_no_longer_shown_is_not_explained(world: World) -> None:
    world.clock.now = world.clock.now.replace(year=2030, month=12, day=31, hour=23, minute=30)
    await world.alice.send_dm("Which wall should be raised first?")
    await world.alice.send_dm(FOLLOW_UP)
    world.clock.move(minutes=45)

    result = await world.alice.user.click(world.direct[-1], label=BUTTON)

    assert shown(told(result)) == GONE


async def test_why_without_a_question_is_about_the_last_one_asked_there(world: World) -> None:
    await world.alice.slash(world.channel, "ask", question=WHY)
    await world.alice.send_dm("What does the mayor think?")
    await world.maria.slash(world.channel, "ask", question="Which wall should be raised first?")

    assert shown(told(await why(world))).startswith(REPLIED)


async def test_what_was_not_covered_was_asked_as_well(world: World) -> None:
    await world.alice.slash(world.channel, "ask", question=WHY)
    await world.alice.slash(world.channel, "ask", question="What does the mayor think?")

    assert "a question that the report does not cover" in shown(told(await why(world)))


async def test_more_was_found_by_comparing_nothing(world: World) -> None:
    await world.alice.slash(world.channel, "ask", question=WHY)
    more = await world.alice.slash(world.channel, "ask", question="more")

    assert BUTTON not in labels(told(more))
    assert shown(told(await why(world))) == NOT_COMPARED


async def test_why_of_nothing_asks_for_a_question(world: World) -> None:
    assert shown(told(await why(world))) == FORGOTTEN


async def test_a_button_was_no_question(world: World) -> None:
    await world.alice.slash(world.channel, "ask", question=WHY)
    await world.alice.click(world.public[0], label="More")

    assert shown(told(await why(world))) == FORGOTTEN


async def test_who_has_their_data_deleted_is_asked_for_a_question(world: World) -> None:
    await follow_up(world)
    await world.alice.slash(world.channel, "ask", question="hello")
    exported = await world.alice.slash(world.channel, "privacy delete")

    result = await world.alice.user.click(world.direct[1], label=BUTTON)

    assert exported.ephemeral
    assert shown(told(result)) == FORGOTTEN
    assert shown(told(await why(world))) == FORGOTTEN
