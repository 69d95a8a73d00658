"""What may be suggested while a question is typed, and what a suggestion is answered with."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.adapters.discord.options import LONGEST, MOST
from bot.core.knowledge import Pack
from bot.core.matching.matcher import Matcher
from bot.core.press import Act, view
from bot.service.lines import GONE
from tests.adapters.discord.test_ways import suggested
from tests.adapters.discord.world import World, shown, told
from tests.ready import TIDES_2020, ready

FIRST = "Which wall should be raised first?"


async def with_pack(world: World, pack: Pack) -> None:
    """Restart with another pack in place of the first."""
    world.pack, world.matcher = pack, Matcher(pack)
    await world.restart()


async def test_what_is_under_embargo_or_a_draft_or_not_covered_is_not_suggested(
    world: World,
) -> None:
    world.clock.now = datetime(2021, 3, 2, tzinfo=UTC)

    for typed in ("", "wall", FIRST, "What do repairs cost?", "What does the mayor think?"):
        named = set(await suggested(world, typed))
        assert not named & {FIRST, "What do repairs cost?", "What does the mayor think?"}


async def test_a_suggestion_whose_entry_is_gone_since_says_so(world: World) -> None:
    chosen = (await suggested(world, FIRST))[FIRST]
    world.clock.now = datetime(2031, 1, 2, tzinfo=UTC)

    result = await world.alice.slash(world.channel, "ask", question=chosen)

    assert shown(told(result)) == GONE


async def test_names_and_values_fit_however_long_questions_and_ids_are(world: World) -> None:
    entry = replace(world.pack.entries[0], id="e" * 90, question=f"Why {'so ' * 60}long?")
    rest = tuple(
        replace(world.pack.entries[0], id=f"wall-{number}", question=f"Why wall {number}?")
        for number in range(30)
    )
    await with_pack(world, replace(world.pack, id="p" * 60, entries=(entry, *rest), starters=()))

    named = await suggested(world, "")

    assert len(named) == MOST
    assert all(len(each) <= LONGEST for pair in named.items() for each in pair)
    longest = next(value for name, value in named.items() if name.startswith("Why so"))
    result = await world.alice.slash(world.channel, "ask", question=longest)
    assert shown(told(result)).startswith(f"**Why {'so ' * 60}long?**")


async def test_only_reports_that_are_asked_there_are_suggested_and_answer(world: World) -> None:
    world.others = [ready(TIDES_2020)]
    await world.restart()
    tides, _ = world.others[0]
    await world.maria.slash(world.channel, "packs use", reports=world.pack.id)

    named = await suggested(world, tides.entries[0].question)
    typed = view(Act.CHOOSE, tides, tides.entries[0]).custom_id
    result = await world.alice.slash(world.channel, "ask", question=typed)

    assert all(f":{world.pack.id}:" in value for value in named.values())
    assert shown(told(result)) == GONE


async def test_only_a_suggestion_is_taken_for_one(world: World) -> None:
    entry = world.pack.entries[0]
    typed = view(Act.HELPFUL, world.pack, entry).custom_id

    result = await world.alice.slash(world.channel, "ask", question=typed)

    assert not shown(told(result)).startswith(f"**{entry.question}**")
