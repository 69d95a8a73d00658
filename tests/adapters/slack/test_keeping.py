"""What is kept of people on Slack: counts, settings, and what privacy shows and deletes."""

import json

import pytest

from bot.adapters.slack.upkeep import Upkeep
from bot.service.lines import GAP_NOTED, NO_SETTINGS, NOT_RATED, RATED, RATED_ALREADY
from bot.store import SqlStore
from tests.adapters.flaky import FlakyStore
from tests.adapters.slack.far_end import TEAM, FarEnd
from tests.adapters.slack.test_ways import EXCERPT, WHY
from tests.adapters.slack.world import ALICE, MARIA, World, quotes, told
from tests.ready import MINIMAL, TIDES_2024


@pytest.fixture
async def flaky(store: SqlStore) -> FlakyStore:
    """A store that can be cut off."""
    return FlakyStore(store)


async def test_answers_are_rated_once_by_each_reader(world: World) -> None:
    (shown,) = await world.mention(WHY)

    (rated,) = await world.click(shown, "Helpful")
    (again,) = await world.click(shown, "Not helpful")
    (other,) = await world.click(shown, "Not helpful", user=MARIA)

    assert [told(each) for each in (rated, again, other)] == [RATED, RATED_ALREADY, RATED]
    assert rated.user == ALICE
    (counted,) = await world.store.ratings("minimal")
    assert (counted.helpful, counted.unhelpful) == (1, 1)


async def test_what_is_missing_is_counted_where_that_is_kept(world: World) -> None:
    world.keep_misses(people=2)
    (shown,) = await world.mention("Where is the lighthouse ferry?")

    (noted,) = await world.click(shown, "This is missing", user=MARIA)

    assert told(noted) == GAP_NOTED
    (miss,) = await world.store.misses("minimal")
    assert miss.people == 2


async def test_everybody_sees_takes_along_and_deletes_what_is_kept_of_them(world: World) -> None:
    await world.command(f"ask {WHY}")
    (shown,) = await world.command("privacy")
    assert "which parts of the report you were last shown" in told(shown)
    assert shown.user == ALICE

    (export,) = await world.command("privacy export")
    kept = json.loads(told(export).split("\n", 1)[1])
    assert kept["conversation_in_memory"] is True
    (deleted,) = await world.command("privacy delete")

    assert "is deleted" in told(deleted)
    (after,) = await world.command("privacy")
    assert "nothing of a conversation with you" in told(after)


async def test_of_a_conversation_in_a_thread_nothing_is_left_either(world: World) -> None:
    await world.mention(WHY)

    await world.command("privacy delete")

    assert not world.assistant.remembers(lambda name: ALICE in name)


async def test_answers_are_counted_for_the_workspace(world: World) -> None:
    await world.mention(WHY)
    await world.dm(WHY)

    await world.services.tally.keep()

    counts = await world.store.asked("slack", TEAM, "minimal", world.now.date())
    assert counts == {"why-raise": 1}


async def test_a_workspace_that_removed_the_bot_is_forgotten_in_time(world: World) -> None:
    await world.command("settings feedback off everywhere", user=MARIA)
    await world.bot.check()
    upkeep = Upkeep(
        once=world.services.once,
        retention=world.services.retention,
        clock=lambda: world.now,
    )

    await world.remove()
    assert world.bot.removed.is_set()
    await upkeep.tick()
    assert await world.store.workspace_settings("slack", TEAM)
    world.move(days=31)
    await upkeep.tick()

    assert not await world.store.workspace_settings("slack", TEAM)


async def test_questions_are_answered_without_the_database(
    flaky: FlakyStore, slack: FarEnd
) -> None:
    world = World(flaky, slack)
    (before,) = await world.mention(WHY)
    flaky.reachable = False

    (shown,) = await world.dm(WHY)
    (rated,) = await world.click(before, "Helpful")
    (settings,) = await world.command("settings")

    assert quotes(shown) == [EXCERPT]
    assert told(rated) == NOT_RATED
    assert told(settings)
    flaky.reachable = True
    assert told((await world.click(before, "Helpful"))[0]) == RATED


async def test_of_several_reports_none_is_guessed_while_settings_cannot_be_read(
    flaky: FlakyStore, slack: FarEnd
) -> None:
    world = World(flaky, slack, MINIMAL, TIDES_2024)
    flaky.reachable = False

    for shown in (await world.mention(WHY), await world.command("topics")):
        assert told(shown[0]) == NO_SETTINGS
