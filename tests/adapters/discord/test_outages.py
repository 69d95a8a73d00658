"""Without its database the bot still answers, says what it cannot do, and comes back."""

import asyncio
import logging

import pytest

from bot.adapters.discord.lines import BLOCKED, NO_MEMORY
from bot.service.lines import NO_SETTINGS, NOT_RATED, RATED
from bot.service.places import Place
from bot.store import SqlStore
from tests.adapters.discord.world import World, shown, told
from tests.adapters.flaky import FlakyStore
from tests.ready import TIDES_2024, ready

WHY = "Why must the walls be raised?"
UNCLEAR = "Which walls must be raised?"
EXCERPT = "Its walls are too low"


@pytest.fixture
async def flaky(store: SqlStore) -> FlakyStore:
    return FlakyStore(store)


@pytest.fixture
async def bare_world(flaky: FlakyStore) -> World:
    return World(flaky)


@pytest.fixture
async def world_of_two(world: World) -> World:
    """The bot with two reports."""
    world.others = [ready(TIDES_2024)]
    await world.restart()
    return world


async def test_questions_are_answered_without_the_database(world: World, flaky: FlakyStore) -> None:
    flaky.reachable = False
    await world.restart()

    await world.alice.send_dm("Why must the walls be raised?")

    assert "Its walls are too low" in shown(world.direct[0])


async def test_without_settings_a_mention_and_a_command_are_answered_by_the_only_report(
    world: World, flaky: FlakyStore
) -> None:
    flaky.reachable = False

    await world.alice.send(world.channel, f"{world.mention} {WHY}")
    asked = await world.alice.user.slash("ask", question=WHY)
    more = await world.alice.click(world.public[0], label="More")

    assert EXCERPT in shown(world.public[0])
    assert EXCERPT in shown(told(asked))
    assert EXCERPT in shown(told(more))


async def test_of_several_reports_none_is_guessed_while_settings_cannot_be_read(
    world_of_two: World, flaky: FlakyStore
) -> None:
    world = world_of_two
    flaky.reachable = False

    await world.alice.send(world.channel, f"{world.mention} {WHY}")
    asked = await world.alice.slash(world.channel, "ask", question=WHY)

    assert [shown(message) for message in world.public] == [NO_SETTINGS]
    assert shown(told(asked)) == NO_SETTINGS
    assert asked.ephemeral
    assert len(world.env.errors) == 1
    flaky.reachable = True
    await world.alice.send(world.channel, f"{world.mention} {WHY}")
    assert "walls" in shown(world.public[-1])


async def test_a_button_too_says_that_settings_cannot_be_read(
    world_of_two: World, flaky: FlakyStore
) -> None:
    world = world_of_two
    listed = await world.alice.slash(world.channel, "ask", question=UNCLEAR)
    flaky.reachable = False
    world.clock.move(minutes=1)
    await world.restart()

    clicked = await world.alice.click(told(listed), label="Why this answer?")

    assert shown(told(clicked)) == NO_SETTINGS


async def test_settings_read_before_hold_on_while_they_cannot_be_read(
    world: World, flaky: FlakyStore
) -> None:
    place = Place(platform="discord", workspace=str(world.guild.id))
    await world.maria.send(world.channel, f"{world.mention} hello")
    await world.preferences.change(place, blocked=(str(world.alice.id),))
    flaky.reachable = False
    world.clock.move(hours=1)

    await world.alice.send(world.channel, f"{world.mention} {WHY}")

    assert shown(world.public[-1]) == BLOCKED


async def test_a_rating_that_cannot_be_kept_says_so_and_may_be_repeated(
    world: World, flaky: FlakyStore
) -> None:
    await world.alice.send_dm(WHY)
    flaky.reachable = False
    lost = await world.alice.user.click(world.direct[0], label="Helpful")
    assert shown(told(lost)) == NOT_RATED

    flaky.reachable = True
    kept = await world.alice.user.click(world.direct[0], label="Helpful")

    assert shown(told(kept)) == RATED
    (rated,) = await flaky.ratings("minimal")
    assert (rated.helpful, rated.unhelpful) == (1, 0)


async def test_a_command_that_needs_the_database_says_so(world: World, flaky: FlakyStore) -> None:
    flaky.reachable = False

    result = await world.maria.slash(world.channel, "digest list")

    assert shown(told(result)) == NO_MEMORY
    assert result.ephemeral
    assert len(world.env.errors) == 1


async def test_digests_go_on_when_the_database_is_back(
    world: World, flaky: FlakyStore, caplog: pytest.LogCaptureFixture
) -> None:
    await world.subscribe("weekdays 09:00 UTC")
    flaky.reachable = False
    world.clock.move(hours=1)
    await world.wait_for_digests()
    assert "posting digests failed: StoreError" in caplog.text

    flaky.reachable = True
    await world.wait_for_digests()

    assert len(world.public) == 1


async def test_the_bot_closes_in_good_order_and_may_be_told_so_twice(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)

    await world.bot.close()
    await world.bot.close()

    assert world.bot.is_closed()
    assert [task for task in asyncio.all_tasks() if task.get_name() == "digests"] == []
    assert caplog.records == []
