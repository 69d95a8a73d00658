"""Questions by command, direct message, mention and reply."""

from tests.adapters.discord.world import World, is_card, labels, links, shown, told

WHY = "Why must the walls be raised?"
RATED = ("Helpful", "Not helpful")
EXCERPT = (
    "Its walls are too low for the tides of today, and the city’s engineers have said so since"
    " 1987."
)


async def test_ask_quotes_the_report_with_its_place_source_date_and_topics(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question=WHY)

    assert not result.ephemeral
    text = shown(told(result))
    assert f"\n> {EXCERPT}\n\n-# — Overview" in text
    assert "The Harbour Report (Port Example City Council, March 3, 2021)" in text
    assert "a finding of the report" in text
    assert "Related questions:\n1. Which wall should be raised first?" in text
    assert is_card(told(result))
    assert links(told(result)) == {
        "Harbour": "https://example.org/harbour",
        "No": "https://example.org/no",
    }


async def test_ask_works_in_a_direct_message(world: World) -> None:
    result = await world.alice.user.slash("ask", question=WHY)

    assert EXCERPT in shown(told(result))


async def test_a_direct_message_is_a_question_and_gets_one_answer(world: World) -> None:
    await world.alice.send_dm(WHY)

    (answer,) = world.direct
    assert f"> {EXCERPT}" in shown(answer)
    assert labels(answer) == ["1", "More", "Source", "Why this answer?", *RATED, "Delete"]


async def test_a_direct_message_without_a_question_gets_help(world: World) -> None:
    await world.alice.send_dm(world.mention)

    (answer,) = world.direct
    assert "Ask in your own words" in shown(answer)


async def test_a_mention_is_answered_by_a_reply_that_notifies_nobody(world: World) -> None:
    question = await world.alice.send(world.channel, f"{world.mention} {WHY}")

    (answer,) = world.public
    assert EXCERPT in shown(answer)
    assert answer.reference is not None
    assert answer.reference.message_id == question.id
    assert answer.mentions == []


async def test_a_mention_without_a_question_gets_help(world: World) -> None:
    await world.alice.send(world.channel, f"<@!{world.me.id}> ")

    (answer,) = world.public
    assert "Ask in your own words" in shown(answer)


async def test_a_reply_to_the_bot_is_a_question(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} hello")
    (greeting,) = world.public

    await world.alice.send(world.channel, WHY, reply_to=greeting)

    assert len(world.public) == 2
    assert EXCERPT in shown(world.public[1])


async def test_what_is_not_addressed_to_the_bot_is_left_alone(world: World) -> None:
    said = await world.alice.send(world.channel, WHY)
    await world.maria.send(world.channel, "I wonder, too", reply_to=said)
    await world.maria.send(world.channel, f"ask {world.alice.mention} @everyone")

    assert world.public == []


async def test_bots_and_webhooks_are_left_alone(world: World) -> None:
    other = world.guild.add_member(world.env.create_user("other", bot=True))
    webhook = world.guild.create_webhook(world.channel)

    await other.send(world.channel, f"{world.mention} {WHY}")
    await webhook.send(f"{world.mention} {WHY}")

    assert world.public == []


async def test_a_greeting_is_greeted(world: World) -> None:
    await world.alice.send_dm("hello")

    assert "Ask me anything" in shown(world.direct[0])


async def test_more_and_source_go_on_from_the_last_answer(world: World) -> None:
    await world.alice.send_dm(WHY)
    await world.alice.send_dm("more")
    await world.alice.send_dm("source?")

    _, more, source = world.direct
    assert EXCERPT in shown(more)
    assert "The walls are too low, and patching them is costly." in shown(more)
    assert "<https://example.org/harbour-report>" in shown(source)
    assert "It may not describe the harbour of today." in shown(source)


async def test_conversations_of_two_people_in_a_channel_are_apart(world: World) -> None:
    await world.alice.slash(world.channel, "ask", question=WHY)

    result = await world.maria.slash(world.channel, "ask", question="more")

    assert EXCERPT not in shown(told(result))


async def test_what_the_report_does_not_say_is_said_so_with_the_closest_section(
    world: World,
) -> None:
    await world.alice.send_dm("What does the mayor think?")

    (answer,) = world.direct
    assert shown(answer).startswith("The report does not quote the mayor.")
    assert "The nearest thing it does say: **Overview**" in shown(answer)
    assert "> the city’s engineers have said so since 1987" in shown(answer)
    assert links(answer) == {"Read the report": "https://example.org/harbour-report"}


async def test_the_bot_asks_for_no_privileged_intent(world: World) -> None:
    intents = world.bot.intents

    assert not intents.members
    assert not intents.presences
    assert not intents.message_content


async def test_no_message_can_notify_anyone(world: World) -> None:
    await world.alice.send_dm(WHY)
    await world.alice.slash(world.channel, "ask", question="hello")

    sent = [request.json for request in world.env.http_requests if request.method == "POST"]
    messages = [body.get("data", body) for body in sent if isinstance(body, dict)]
    assert [message["allowed_mentions"] for message in messages] == [{"parse": []}] * 2
