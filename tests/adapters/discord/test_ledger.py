"""Where answers stand for all to read is kept: ids and marks, and nothing else."""

import pytest

from bot.service.ledger import Passage
from tests.adapters.discord.world import World, told
from tests.store.factories import everything_in

WHY = "Why must the walls be raised?"


async def kept(world: World) -> list[Passage]:
    """What is kept, once the clockwork has ticked."""
    await world.wait_for_digests()
    return [
        passage
        for entry, mark in sorted(await world.store.marks_shown("minimal"))
        for passage in await world.store.with_passage("minimal", entry, mark)
        if passage.entry == entry
    ]


async def test_an_answer_to_a_mention_is_kept_with_where_it_stands(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {WHY}")

    (passage,) = await kept(world)

    entry = world.pack.entry("why-raise")
    assert entry is not None
    assert passage == Passage(
        platform="discord",
        workspace=str(world.guild.id),
        channel=str(world.channel.id),
        message=str(world.public[0].id),
        pack="minimal",
        entry="why-raise",
        mark=entry.mark,
        kind="answer:brief",
        at=world.clock.now,
    )


async def test_an_answer_to_a_command_is_kept_if_all_can_read_it(world: World) -> None:
    await world.alice.slash(world.channel, "ask", question=WHY)

    (passage,) = await kept(world)

    assert passage.message == str(world.public[0].id)


async def test_a_private_answer_is_kept_only_once_it_is_shared(world: World) -> None:
    await world.restart(private=True)
    private = await world.alice.slash(world.channel, "ask", question=WHY)
    assert await kept(world) == []

    await world.alice.click(told(private), label="Share with channel")

    (passage,) = await kept(world)
    assert passage.message == str(world.public[0].id)


async def test_all_of_an_entry_is_kept_with_the_summary_that_it_shows(world: World) -> None:
    await world.restart(private=True)
    private = await world.alice.slash(world.channel, "ask", question=WHY)
    more = await world.alice.click(told(private), label="More")
    await world.alice.click(told(more), label="Share with channel")

    passages = await kept(world)

    assert [passage.entry for passage in passages] == ["#overview", "why-raise"]
    assert {passage.kind for passage in passages} == {"answer:more"}


@pytest.mark.parametrize("question", ["What does the mayor think?", "asdfghjkl"])
async def test_where_no_entry_is_quoted_nothing_is_kept(question: str, world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {question}")

    assert await kept(world) == []


async def test_of_direct_messages_nothing_is_kept(world: World) -> None:
    await world.alice.user.send_dm(WHY)

    assert await kept(world) == []


async def test_what_is_deleted_at_once_is_not_kept(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {WHY}")
    await world.alice.click(world.public[0], label="Delete")

    assert await kept(world) == []


async def test_neither_who_asked_nor_what_is_kept(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {WHY}")
    assert await kept(world)

    everything = await everything_in(world.store._engine.url.render_as_string())

    assert str(world.alice.user.id) not in everything
    assert WHY not in everything


async def test_what_waits_is_kept_when_the_bot_stops(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {WHY}")

    await world.bot.close()

    assert await world.store.marks_shown("minimal")
