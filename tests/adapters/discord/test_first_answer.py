"""How many interactions it takes from the invitation to the first answer: what the docs say."""

from pathlib import Path

import discord
import pytest

from bot.store import SqlStore
from tests.adapters.discord.test_setup import begun, choose, fill, seen
from tests.adapters.discord.world import World, shown, told
from tests.ready import MINIMAL, TIDES_2024

DOCS = Path(__file__).parents[3] / "docs" / "discord.md"


@pytest.fixture
async def bare_world(store: SqlStore) -> World:
    """A bot that serves two packs, new to its server."""
    return World(store, MINIMAL, TIDES_2024)


@pytest.fixture
def taken(world: World) -> list[discord.Interaction]:
    """The interactions that the bot gets."""
    interactions: list[discord.Interaction] = []

    async def count(interaction: discord.Interaction) -> None:
        interactions.append(interaction)

    world.bot.add_listener(count, "on_interaction")
    return interactions


async def finished(world: World, message: discord.Message) -> str:
    """The answer to the question that the end of /setup suggests, asked by somebody else."""
    await world.maria.click(seen(world, message), label="Done")
    suggested = shown(seen(world, message)).split("`/ask question:")[1].split("`")[0]
    return shown(told(await world.alice.slash(world.channel, "ask", question=suggested)))


async def test_three_interactions_lead_to_the_first_answer(
    world: World, taken: list[discord.Interaction]
) -> None:
    answer = await finished(world, await begun(world))

    assert "> Its walls are too low" in answer
    assert len(taken) == 3
    assert "it takes three interactions" in DOCS.read_text()


async def test_eight_interactions_set_all_there_is_and_lead_to_the_first_answer(
    world: World, taken: list[discord.Interaction]
) -> None:
    message = await begun(world)
    await choose(world, message, "packs", "tides-2024")
    await choose(world, message, "visibility", "private")
    await choose(world, message, "language", "en")
    await fill(world, message)

    answer = await finished(world, message)

    assert "> " in answer
    assert len(await world.digests.listing(str(world.guild.id))) == 1
    assert len(taken) == 8
    assert "it takes eight" in DOCS.read_text()
