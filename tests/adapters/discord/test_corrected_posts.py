"""What messages of every kind say after their correction, as Discord keeps and shows them."""

from dataclasses import replace

import discord
import pytest

from bot.adapters.catalogues import Catalogues
from bot.adapters.discord.correcting import DiscordCorrector
from bot.core.knowledge import Entry, Pack, Status
from bot.service.correcting import Obstacle, UncorrectedError, correct, outdated_posts
from tests.adapters.discord.world import World, is_card, labels, shown, told

WHY = "Why must the walls be raised?"


def with_entry(world: World, entry: str, **changes: object) -> Pack:
    """The pack with an entry that has changed."""

    def changed(each: Entry) -> Entry:
        return replace(each, **changes) if each.id == entry else each  # type: ignore[arg-type]

    return replace(world.pack, entries=tuple(map(changed, world.pack.entries)))


def corrector(world: World) -> DiscordCorrector:
    return DiscordCorrector(world.bot, world.preferences, Catalogues())


async def corrected(world: World, pack: Pack) -> list[discord.Message]:
    """The messages in the channel, once those are corrected that are outdated."""
    await world.wait_for_digests()
    found = await outdated_posts(world.store, [pack], world.clock())
    assert found
    for each in found:
        assert await correct(each, corrector(world), world.store, world.clock()) is None
    assert await outdated_posts(world.store, [pack], world.clock()) == ()
    return world.public


async def test_a_shared_answer_goes_on_to_say_who_shared_it(world: World) -> None:
    await world.restart(private=True)
    private = await world.alice.slash(world.channel, "ask", question=WHY)
    await world.alice.click(told(private), label="Share with channel")
    before = shown(world.public[0]).split("\n")

    (after,) = await corrected(world, with_entry(world, "why-raise", question="Why raise them?"))

    lines = shown(after).split("\n")
    assert lines[0].startswith("-# Corrected on <t:1767600")
    assert lines[1] == before[0] == f"-# Shared by {world.alice.user.mention}"
    assert lines[2:] == [line.replace(WHY, "Why raise them?") for line in before[1:]]


@pytest.mark.parametrize("plain", [False, True])
async def test_a_message_keeps_its_form_and_its_buttons(plain: bool, world: World) -> None:
    await world.restart(plain=plain)
    await world.alice.send(world.channel, f"{world.mention} {WHY}")
    before = labels(world.public[0])

    (after,) = await corrected(world, with_entry(world, "why-raise", question="Why raise them?"))

    assert "**Why raise them?**" in shown(after)
    assert is_card(after) != plain
    assert sorted(map(str, labels(after))) == sorted(map(str, before))


@pytest.mark.parametrize("plain", [False, True])
async def test_of_an_answer_that_was_withdrawn_its_question_is_left(
    plain: bool, world: World
) -> None:
    await world.restart(plain=plain)
    await world.alice.send(world.channel, f"{world.mention} {WHY}")

    (after,) = await corrected(world, with_entry(world, "why-raise", status=Status.DRAFT))

    assert shown(after).split("\n")[1:] == [
        f"**{WHY}**",
        "A passage that stood here has been withdrawn: it is no longer quoted.",
    ]
    assert is_card(after) != plain
    assert labels(after) == ["Why this answer?", "Delete"]


async def test_of_all_of_an_entry_its_summary_is_corrected_too(world: World) -> None:
    await world.restart(private=True)
    private = await world.alice.slash(world.channel, "ask", question=WHY)
    more = await world.alice.click(told(private), label="More")
    await world.alice.click(told(more), label="Share with channel")
    section = world.pack.section("overview")
    sections = (replace(section, summary="Quite another summary."), *world.pack.sections)
    only = {each.id: each for each in reversed(sections)}
    pack = replace(world.pack, sections=tuple(only[each.id] for each in world.pack.sections))

    (after,) = await corrected(world, pack)

    assert "Quite another summary." in shown(after)


async def digest(world: World, **options: object) -> str:
    """What a digest said that has just been posted."""
    await world.subscribe("daily 09:00 UTC", **options)
    world.clock.move(hours=1)
    await world.wait_for_digests()
    return shown(world.public[-1])


async def test_of_a_digest_whose_passage_was_withdrawn_heading_and_foot_are_left(
    world: World,
) -> None:
    before = (await digest(world)).split("\n")

    after = await corrected(world, with_entry(world, "which-first", status=Status.DRAFT))

    assert shown(after[-1]).split("\n")[1:] == [
        "**What to do**",
        "A passage that stood here has been withdrawn: it is no longer quoted.",
        before[-1],
    ]


async def test_of_a_digest_with_several_passages_those_that_stand_are_left(world: World) -> None:
    first = world.pack.entry("which-first")
    assert first is not None
    second = replace(first, id="second", question="What is second?")
    world.pack = replace(world.pack, entries=(*world.pack.entries, second))
    await world.restart()
    before = await digest(world, posts=2)
    assert before.count("> The city should raise the north wall first.") == 2

    after = await corrected(world, with_entry(world, "which-first", status=Status.DRAFT))

    text = shown(after[-1])
    assert text.split("\n")[1].startswith("-# A passage that stood here has been withdrawn")
    assert text.count("> The city should raise the north wall first.") == 1


async def test_what_was_sent_to_oneself_is_corrected_too(world: World) -> None:
    proposed = await world.alice.user.slash("mydigest subscribe", when="daily 09:00 UTC")
    await world.alice.user.click(told(proposed), label="Start")
    world.clock.move(hours=1)
    await world.wait_for_digests()

    await corrected(world, with_entry(world, "which-first", question="Which wall comes first?"))

    (after,) = [each for each in world.direct if "Corrected on" in shown(each)]
    assert "**What to do**" in shown(after)


async def test_a_closed_thread_is_told(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {WHY}")
    await world.wait_for_digests()
    pack = with_entry(world, "why-raise", question="Why raise them?")
    (outdated,) = await outdated_posts(world.store, [pack], world.clock())
    message = world.public[0].id
    path = f"/channels/{world.channel.id}/messages/{message}"
    world.env.inject_error("PATCH", path, status=400, code=50083)

    with pytest.raises(UncorrectedError) as caught:
        await corrector(world).correct(outdated, world.clock())

    assert caught.value.obstacle is Obstacle.CLOSED


async def test_another_platforms_posts_are_not_touched(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {WHY}")
    await world.wait_for_digests()
    pack = with_entry(world, "why-raise", question="Why raise them?")
    (outdated,) = await outdated_posts(world.store, [pack], world.clock())
    elsewhere = replace(outdated, passages=(replace(outdated.first, platform="slack"),))

    with pytest.raises(UncorrectedError) as caught:
        await corrector(world).correct(elsewhere, world.clock())

    assert caught.value.obstacle is Obstacle.NOT_SUPPORTED
