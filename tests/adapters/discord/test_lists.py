"""Looking around: help, topics and summaries, always private."""

from tests.adapters.discord.world import World, labels, links, shown, told


async def test_help_says_how_to_ask_and_offers_starters(world: World) -> None:
    result = await world.alice.slash(world.channel, "help")

    assert result.ephemeral
    assert "The Harbour Report (Port Example City Council, March 3, 2021)" in shown(told(result))
    assert "1. Why must the walls be raised?\n2. Which wall should be" in shown(told(result))
    assert labels(told(result)) == ["1", "2"]


async def test_topics_are_listed_with_their_pages(world: World) -> None:
    result = await world.alice.slash(world.channel, "topics")

    assert result.ephemeral
    assert "- Harbour\n- No" in shown(told(result))
    assert links(told(result))["Harbour"] == "https://example.org/harbour"


async def test_a_topic_shows_what_can_be_asked_about_it(world: World) -> None:
    result = await world.alice.slash(world.channel, "topic", name="docks")

    assert result.ephemeral
    assert shown(told(result)).startswith("**Harbour**: what you can ask")
    assert "1. Why must the walls be raised?\n2. Which wall should be" in shown(told(result))
    assert labels(told(result)) == ["1", "2"]
    assert links(told(result)) == {"Harbour": "https://example.org/harbour"}


async def test_an_unknown_topic_gets_the_list(world: World) -> None:
    result = await world.alice.slash(world.channel, "topic", name="cooking")

    assert shown(told(result)).startswith("There is no such topic.")
    assert "- Harbour" in shown(told(result))


async def test_the_summary_without_a_section_shows_the_sections(world: World) -> None:
    result = await world.alice.slash(world.channel, "summary")

    assert result.ephemeral
    assert "- Front page\n- Overview\n- What to do" in shown(told(result))


async def test_a_section_is_summarised_with_its_questions(world: World) -> None:
    result = await world.alice.slash(world.channel, "summary", section="advice")

    assert "North wall first; the south wall can wait." in shown(told(result))
    assert "1. Which wall should be raised first?" in shown(told(result))
    assert labels(told(result)) == ["1", "Previous section"]


async def test_an_unknown_section_gets_the_list(world: World) -> None:
    result = await world.alice.slash(world.channel, "summary", section="cooking")

    assert shown(told(result)).startswith("There is no such section.")


async def test_drafts_and_what_expired_are_not_offered(world: World) -> None:
    world.clock.move(days=365 * 6)

    listed = await world.alice.slash(world.channel, "help")
    section = await world.alice.slash(world.channel, "summary", section="overview")

    assert labels(told(listed)) == ["1"]
    assert "What do repairs cost?" not in shown(told(section))


async def test_sections_and_topics_complete_while_typing(world: World) -> None:
    sections = await world.alice.autocomplete(world.channel, "summary", "section", "wha")
    topics = await world.alice.autocomplete(world.channel, "topic", "name", "DOCK")
    everything = await world.alice.autocomplete(world.channel, "topic", "name", "")

    assert [(c["name"], c["value"]) for c in sections] == [("What to do", "advice")]
    assert [c["name"] for c in topics] == ["Harbour"]
    assert [c["name"] for c in everything] == ["Harbour", "No"]
