"""Whether answers were of help: counted once for each reader and message, without their names."""

import pytest

from bot.service.lines import GAP_NOTED, RATED, RATED_ALREADY
from bot.service.places import Place
from tests.adapters.discord.world import World, buttons, custom_id, labels, shown, told

WHY = "Why must the walls be raised?"
UNCOVERED = "Is there a ferry to the lighthouse at night?"


async def counted(world: World) -> list[tuple[str, int, int]]:
    """What the store has counted: entry, helpful, not helpful."""
    return [(r.entry, r.helpful, r.unhelpful) for r in await world.store.ratings("minimal")]


async def ask(world: World, question: str = WHY) -> None:
    await world.alice.send(world.channel, f"{world.mention} {question}")


async def test_each_reader_is_counted_once_for_a_message_and_thanked_privately(
    world: World,
) -> None:
    await ask(world)
    (answer,) = world.public

    helpful = await world.alice.click(answer, label="Helpful")
    again = await world.alice.click(answer, label="Not helpful")
    other = await world.maria.click(answer, label="Not helpful")

    assert helpful.ephemeral
    assert shown(told(helpful)) == RATED
    assert shown(told(again)) == RATED_ALREADY
    assert shown(told(other)) == RATED
    assert await counted(world) == [("why-raise", 1, 1)]


async def test_ratings_are_counted_after_a_restart_and_by_wording(world: World) -> None:
    await ask(world)
    await world.restart()

    await world.alice.click(world.public[0], label="Helpful")

    (rated,) = await world.store.ratings("minimal")
    assert custom_id(world.public[0], "b2:helpful:") == (
        f"b2:helpful:minimal:why-raise:{rated.mark}:brief"
    )


async def test_answers_that_are_chosen_can_be_rated_too(world: World) -> None:
    await ask(world)

    chosen = await world.maria.click(
        world.public[0], custom_id=custom_id(world.public[0], "b2:choose:")
    )
    await world.maria.click(told(chosen), label="Not helpful")

    assert await counted(world) == [("which-first", 0, 1)]


async def test_where_it_is_not_wanted_nothing_can_be_rated(world: World) -> None:
    place = Place(platform="discord", workspace=str(world.guild.id))
    await world.preferences.change(place, feedback=False)

    await ask(world)

    assert "Helpful" not in labels(world.public[0])
    assert "Not helpful" not in labels(world.public[0])


@pytest.mark.parametrize("said", ["hello", UNCOVERED])
async def test_what_shows_no_entry_cannot_be_rated(world: World, said: str) -> None:
    await ask(world, said)

    assert "Helpful" not in labels(world.public[0])
    assert "This is missing" not in labels(world.public[0])


async def test_readers_may_say_that_a_report_should_cover_a_question(world: World) -> None:
    await world.keep_misses(people=2)
    await ask(world, UNCOVERED)
    (fallback,) = world.public
    assert await world.store.misses("minimal") == ()

    mine = await world.alice.click(fallback, label="This is missing")
    assert await world.store.misses("minimal") == ()
    await world.restart()
    await world.maria.click(fallback, label="This is missing")

    assert mine.ephemeral
    assert shown(told(mine)) == GAP_NOTED
    (miss,) = await world.store.misses("minimal")
    assert (miss.text, miss.people) == (UNCOVERED, 2)


async def test_no_name_is_kept_with_a_rating(world: World) -> None:
    await ask(world)
    await world.alice.click(world.public[0], label="Helpful")

    (rated,) = await world.store.ratings("minimal")
    assert str(world.alice.id) not in repr(rated)
    ratings = [b.custom_id or "" for b in buttons(world.public[0]) if b.label == "Helpful"]
    assert not any(str(world.alice.id) in each for each in ratings)
