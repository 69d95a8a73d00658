"""The bot as one of Slack's agents: questions to begin with, and a thread for each question."""

from tests.adapters.slack.far_end import FarEnd
from tests.adapters.slack.test_ways import EXCERPT, FIRST, WHY
from tests.adapters.slack.world import DIRECT, World, quotes, told


def as_agent(world: World) -> None:
    world.agent = True
    world.restart()


async def test_whoever_opens_the_conversation_is_offered_questions(
    world: World, slack: FarEnd
) -> None:
    as_agent(world)

    await world.open_messages()

    assert slack.prompts == {DIRECT: [WHY, FIRST]}


async def test_where_slack_takes_no_suggestions_nothing_else_is_wrong(
    world: World, slack: FarEnd
) -> None:
    as_agent(world)
    slack.fail("assistant.threads.setSuggestedPrompts", "missing_scope")

    await world.open_messages()

    assert quotes((await world.dm(WHY))[0]) == [EXCERPT]


async def test_each_question_is_answered_in_a_thread_of_its_own_and_can_be_followed_up_anywhere(
    world: World,
) -> None:
    as_agent(world)
    (shown,) = await world.dm(FIRST, ts="1600000000.000100")
    assert shown.thread == "1600000000.000100"

    (in_thread,) = await world.dm("more", thread=shown.thread)
    (anew,) = await world.dm("source")

    assert told(in_thread).startswith(FIRST)
    assert in_thread.thread == shown.thread != anew.thread
    assert "Quoted from: " in told(anew)


async def test_without_that_surface_nothing_is_offered(world: World, slack: FarEnd) -> None:
    await world.open_messages()

    assert not slack.prompts
