"""What holds also by a button, while records are out of reach, and when somebody is forgotten."""

from datetime import timedelta

import pytest

from bot.adapters.discord import lines
from bot.service.lines import NOT_RATED, RATED
from bot.service.places import Place
from bot.store import SqlStore
from tests.adapters.discord.world import World, custom_id, shown, told
from tests.adapters.flaky import FlakyStore
from tests.ready import TIDES_2024, ready

WHY = "Why must the walls be raised?"
EXCERPT = "Its walls are too low for the tides of today"
UNCOVERED = "Is there a ferry to the lighthouse at night?"


@pytest.fixture
async def flaky(store: SqlStore) -> FlakyStore:
    return FlakyStore(store)


@pytest.fixture
async def bare_world(flaky: FlakyStore) -> World:
    return World(flaky)


def server(world: World) -> Place:
    return Place(platform="discord", workspace=str(world.guild.id))


async def ask(world: World, question: str = WHY) -> None:
    await world.alice.send(world.channel, f"{world.mention} {question}")


async def test_who_is_blocked_or_lacks_the_role_gets_no_answer_by_a_button_either(
    world: World,
) -> None:
    await ask(world)
    (answer,) = world.public
    readers = world.guild.create_role("Readers")
    for chosen, refusal in (
        ({"blocked": (str(world.alice.id),)}, lines.BLOCKED),
        ({"blocked": None, "roles": (str(readers.id),)}, lines.NOT_YOUR_ROLE),
    ):
        await world.preferences.change(server(world), **chosen)
        clicked = await world.alice.click(answer, custom_id=custom_id(answer, "b2:choose:"))
        assert clicked.ephemeral
        assert shown(told(clicked)) == refusal
    assert world.public == [answer]


async def test_a_button_neither_waits_for_a_cooldown_nor_begins_one(world: World) -> None:
    await world.preferences.change(server(world), cooldown=60)
    await ask(world)

    more = await world.alice.click(world.public[0], label="More")
    world.clock.move(seconds=59)
    await world.alice.click(world.public[0], label="More")
    world.clock.move(seconds=2)
    await ask(world, "hello")

    assert EXCERPT in shown(told(more))
    assert "Ask me anything" in shown(world.public[-1])


async def test_who_is_blocked_stays_so_though_their_own_settings_cannot_be_read(
    world: World, flaky: FlakyStore
) -> None:
    await world.maria.send(world.channel, f"{world.mention} hello")
    await world.preferences.change(server(world), blocked=(str(world.alice.id),))
    flaky.reachable = False

    await ask(world)

    assert shown(world.public[-1]) == lines.BLOCKED


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


async def test_who_rated_is_not_held_in_memory_by_id(world: World) -> None:
    await world.alice.send_dm(WHY)

    await world.alice.user.click(world.direct[0], label="Helpful")

    assert str(world.alice.id) not in repr(world.bot._presses._ratings._ratings._rated._ids)


async def test_deleting_what_is_kept_lifts_no_limit(world: World) -> None:
    await world.preferences.change(server(world), cooldown=60)
    await world.alice.slash(world.channel, "ask", question="hello")

    await world.alice.slash(world.channel, "privacy delete")
    again = await world.alice.slash(world.channel, "ask", question=WHY)

    assert "One question at a time" in shown(told(again))
    assert len(world.env.errors) == 1


async def test_a_gap_is_counted_for_the_report_that_did_not_answer(world: World) -> None:
    world.others = [ready(TIDES_2024)]
    await world.keep_misses(people=1)
    await ask(world, UNCOVERED)
    (first,) = [p.id for p in world.services.assistant.packs() if await world.store.misses(p.id)]
    assert world.misses is not None
    await world.keep_misses(people=2)

    for person in (world.alice, world.maria):
        await person.click(world.public[0], label="This is missing")

    counts = {p.id: await world.store.misses(p.id) for p in world.services.assistant.packs()}
    assert [ident for ident, kept in counts.items() if kept] == [first]


async def test_a_server_that_was_joined_while_the_bot_was_away_is_not_forgotten(
    world: World,
) -> None:
    await world.preferences.change(server(world), cooldown=5)
    await world.store.leave("discord", str(world.guild.id), world.clock())
    world.clock.move(days=31)

    await world.restart()
    await world.env.settle()

    assert len(await world.store.workspace_settings("discord", str(world.guild.id))) == 1
    assert await world.store.left_before("discord", world.clock() + timedelta(days=1)) == ()


async def test_answers_that_are_deleted_together_are_given_anew(world: World) -> None:
    await ask(world)
    (answer,) = world.public
    world.env.backend.emit(
        "MESSAGE_DELETE_BULK",
        {
            "ids": [str(answer.id)],
            "channel_id": str(world.channel.id),
            "guild_id": str(world.guild.id),
        },
    )
    await world.env.settle()

    await ask(world)

    assert EXCERPT in shown(world.public[-1])
