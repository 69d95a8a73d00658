"""Several reports at once: asking back, and /packs to choose which are asked where."""

import discord
import pytest
import simcord

from bot.store import SqlStore
from tests.adapters.discord.world import World, labels, shown, told
from tests.ready import MINIMAL, TIDES_2020, TIDES_2024

PUBLISHED = "When was the report published?"
"""Every report says that of itself."""


@pytest.fixture
async def bare_world(store: SqlStore) -> World:
    """A bot that serves three packs, two of them editions of one report."""
    return World(store, MINIMAL, TIDES_2020, TIDES_2024)


async def packs(world: World, command: str, **options: object) -> str:
    """What Maria is told, privately, after a /packs command in the channel."""
    result = await world.maria.slash(world.channel, f"packs {command}", **options)
    assert result.ephemeral
    return shown(told(result))


async def ask(world: World, channel: simcord.ChannelHandle | None = None) -> str:
    result = await world.alice.slash(channel or world.channel, "ask", question=PUBLISHED)
    return shown(told(result))


async def test_a_close_call_asks_which_report_is_meant_and_a_button_chooses(world: World) -> None:
    await world.alice.send_dm(PUBLISHED)

    (question,) = world.direct
    assert shown(question).splitlines() == [
        "**Which report do you mean?**",
        "1. When was the report published? — The Harbour Report",
        "2. When was the report published? — Tides of Port Example",
    ]
    assert labels(question)[:2] == ["1", "2"]

    result = await world.alice.user.click(question, label="2")

    assert "> May 2, 2024" in shown(told(result))


async def test_a_typed_number_chooses_the_report(world: World) -> None:
    await world.alice.send_dm(PUBLISHED)
    await world.alice.send_dm("1")

    assert "> March 3, 2021" in shown(world.direct[-1])


async def test_the_list_says_what_is_loaded_and_what_is_asked_here(world: World) -> None:
    everything = await packs(world, "list")
    await packs(world, "use", reports="tides-2024")

    assert everything.splitlines()[:2] == [
        "Asked here: 3 of 3, for none was chosen.",
        "✓ The Harbour Report (Port Example City Council, March 3, 2021)",
    ]
    assert "superseded by the edition of 2024" in everything
    assert [line[0] for line in (await packs(world, "list")).splitlines()] == [
        "A",
        "–",
        "–",
        "✓",
        "-",
    ]
    assert "1 of 3, as chosen for this channel." in await packs(world, "list")


async def test_a_channel_asks_only_what_was_chosen_for_it(world: World) -> None:
    hall = world.guild.create_text_channel("hall")

    said = await packs(world, "use", reports="The Harbour Report")

    assert said == "From now on I answer from “The Harbour Report” in this channel."
    assert "> March 3, 2021" in await ask(world)
    assert "Which report do you mean?" in await ask(world, hall)


async def test_mentions_are_answered_from_the_channels_reports_too(world: World) -> None:
    await packs(world, "use", reports="minimal")

    await world.alice.send(world.channel, f"{world.mention} {PUBLISHED}")

    assert "> March 3, 2021" in shown(world.public[-1])


async def test_a_thread_asks_what_its_channel_does(world: World) -> None:
    await packs(world, "use", reports="minimal")
    channel = world.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="more", type=discord.ChannelType.public_thread)
    (thread,) = world.channel.threads

    assert "> March 3, 2021" in await ask(world, thread)


async def test_a_server_asks_what_was_chosen_for_it_where_no_channel_has_its_own(
    world: World,
) -> None:
    hall = world.guild.create_text_channel("hall")
    await packs(world, "use", reports="minimal")

    said = await packs(world, "use", reports="tides-2024, minimal", where="server")

    assert said == (
        "From now on I answer from “Tides of Port Example” and “The Harbour Report” in this server."
    )
    assert "> March 3, 2021" in await ask(world)
    assert "1. When was the report published? — Tides" in await ask(world, hall)


async def test_reset_lets_go_of_what_was_chosen(world: World) -> None:
    await packs(world, "use", reports="minimal")

    said = await packs(world, "reset")

    assert "Asked here: 3 of 3" in said
    assert "Which report do you mean?" in await ask(world)


async def test_anyone_may_choose_in_their_own_direct_conversation(world: World) -> None:
    result = await world.alice.user.slash("packs use", reports="tides-2024")
    await world.alice.send_dm(PUBLISHED)

    assert shown(told(result)).endswith("in this conversation.")
    assert "> May 2, 2024" in shown(world.direct[-1])
    assert "Which report do you mean?" in await ask(world)


async def test_there_is_no_server_to_choose_for_in_a_direct_conversation(world: World) -> None:
    result = await world.alice.user.slash("packs use", reports="minimal", where="server")

    assert "of no server" in shown(told(result))
    assert len(world.env.errors) == 1


@pytest.mark.parametrize("command", ["use", "reset"])
async def test_members_who_do_not_manage_the_server_cannot_choose_for_it(
    world: World, command: str
) -> None:
    options = {"reports": "minimal"} if command == "use" else {}

    result = await world.alice.slash(world.channel, f"packs {command}", **options)

    assert "Manage Server" in shown(told(result))
    assert "Which report do you mean?" in await ask(world)
    assert len(world.env.errors) == 1


async def test_a_report_that_is_not_there_is_told(world: World) -> None:
    said = await packs(world, "use", reports="minimal, ferries*")

    assert said == "There is no report “ferries\\*”. `/packs list` shows them all."
    assert "Which report do you mean?" in await ask(world)
    assert await packs(world, "use", reports=",") == "Name a report. `/packs list` shows them all."
    assert len(world.env.errors) == 2


async def test_reports_complete_while_typing_also_after_a_comma(world: World) -> None:
    first = await world.maria.autocomplete(world.channel, "packs use", "reports", "tides")
    then = await world.maria.autocomplete(world.channel, "packs use", "reports", "minimal,tides")

    assert [(c["name"], c["value"]) for c in first] == [
        ("Tides of Port Example, first edition", "tides-2020"),
        ("Tides of Port Example, second edition", "tides-2024"),
    ]
    assert [c["value"] for c in then] == ["minimal, tides-2020", "minimal, tides-2024"]


async def test_where_the_chosen_report_is_gone_that_is_said_and_no_other_answers(
    world: World,
) -> None:
    await packs(world, "use", reports="tides-2024")
    world.others = []
    await world.restart()

    gone = "None of the reports that were chosen here is loaded any more (tides-2024)."
    assert await ask(world) == f"{gone} `/packs use` chooses others."
    await world.alice.send(world.channel, f"{world.mention} {PUBLISHED}")
    assert shown(world.public[-1]) == f"{gone} `/packs use` chooses others."
    assert "✗ tides-2024: not loaded" in await packs(world, "list")
    assert await world.alice.autocomplete(world.channel, "topic", "name", "") == []
    assert await world.alice.autocomplete(world.channel, "topics", "report", "") == []
    assert len(world.env.errors) == 1


async def test_help_names_the_reports_and_begins_with_a_question_of_each(world: World) -> None:
    result = await world.alice.slash(world.channel, "help")

    text = shown(told(result))
    assert "“The Harbour Report”, “Tides of Port Example, first edition” and" in text
    assert "1. Why must the walls be raised?\n2. How high does the highest tide rise?" in text
    assert labels(told(result)) == ["1", "2", "3"]


@pytest.mark.parametrize("command", ["summary", "topics"])
async def test_of_several_reports_one_is_named_to_look_around_in(
    world: World, command: str
) -> None:
    which = await world.alice.slash(world.channel, command)
    one = await world.alice.slash(world.channel, command, report="tides-2024")

    assert shown(told(which)).startswith("There are several reports here")
    assert "- Tides of Port Example, second edition" in shown(told(which))
    assert "Tides of Port Example" in shown(told(one))
    assert "The Harbour Report" not in shown(told(one))


async def test_a_section_or_a_topic_is_found_in_whichever_report_has_it(world: World) -> None:
    section = await world.alice.slash(world.channel, "summary", section="heights")
    topic = await world.alice.slash(world.channel, "topic", name="storms")
    named = await world.alice.slash(world.channel, "topic", name="harbour", report="tides-2024")

    assert "The heights of the tides." in shown(told(section))
    assert shown(told(topic)).startswith("**Storms**")
    assert "1. How high does the highest tide rise?" in shown(told(named))


async def test_sections_topics_and_reports_complete_over_the_reports_asked_here(
    world: World,
) -> None:
    topics = await world.alice.autocomplete(world.channel, "topic", "name", "")
    own = await world.alice.autocomplete(world.channel, "topic", "name", "", report="tides-2024")
    reports = await world.alice.autocomplete(world.channel, "summary", "report", "second")

    assert [c["value"] for c in topics] == ["harbour", "no", "storms"]
    assert [c["value"] for c in own] == ["storms", "harbour"]
    assert [c["value"] for c in reports] == ["tides-2024"]


async def test_an_unknown_report_is_told_when_looking_around(world: World) -> None:
    result = await world.alice.slash(world.channel, "topics", report="ferries")

    assert shown(told(result)).startswith("There is no such report here.")
    assert len(world.env.errors) == 1


async def test_a_digest_can_be_of_any_report(world: World) -> None:
    await world.subscribe("daily 09:00 UTC", report="tides-2024")

    (subscription,) = await world.digests.listing(str(world.guild.id))
    assert subscription.pack == "tides-2024"
    reports = await world.maria.autocomplete(
        world.channel, "digest subscribe", "report", "harb", when="daily 09:00 UTC"
    )
    assert [c["value"] for c in reports] == ["minimal"]
