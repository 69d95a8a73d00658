"""The ways to ask on Slack: each gets one answer, where it was asked."""

import pytest

from bot.adapters.slack.messages import plain
from bot.service.lines import NOTHING_TO_ASK
from tests.adapters.slack.far_end import BOT, FarEnd
from tests.adapters.slack.world import (
    ALICE,
    CHANNEL,
    DIRECT,
    MARIA,
    World,
    buttons,
    label_of,
    labels,
    quotes,
    told,
)

WHY = "Why must the walls be raised?"
FIRST = "Which wall should be raised first?"
EXCERPT = (
    "Its walls are too low for the tides of today, and the city’s engineers have said so since"
    " 1987."
)


async def test_a_mention_is_answered_in_a_thread(world: World) -> None:
    (shown,) = await world.mention(WHY)

    assert (shown.channel, bool(shown.thread), shown.ephemeral) == (CHANNEL, True, False)
    assert quotes(shown) == [EXCERPT]
    assert told(shown).startswith(WHY)


async def test_what_stands_in_notifications_is_the_answer(world: World) -> None:
    (shown,) = await world.mention(WHY)

    assert shown.text == EXCERPT


async def test_nothing_unfolds_and_nobody_is_linked(world: World) -> None:
    (shown,) = await world.mention(WHY)

    fields = {name: str(value) for name, value in shown.fields.items()}
    assert {fields[name] for name in ("unfurl_links", "unfurl_media", "link_names")} <= {
        "0",
        "False",
    }


async def test_a_direct_message_needs_no_mention_and_no_thread(world: World) -> None:
    (shown,) = await world.dm(WHY)

    assert (shown.channel, shown.thread, quotes(shown)) == (DIRECT, "", [EXCERPT])


async def test_a_direct_message_in_a_thread_is_answered_there(world: World) -> None:
    (shown,) = await world.dm(WHY, thread="1600000000.000100")

    assert shown.thread == "1600000000.000100"


async def test_alone_with_the_bot_a_conversation_goes_on_in_any_thread(world: World) -> None:
    await world.dm(FIRST)

    (more,) = await world.dm("more", thread="1600000000.000100")

    assert told(more).startswith(FIRST)


async def test_a_mention_in_a_direct_message_is_answered_once(world: World) -> None:
    ts = "1600000000.000100"

    first = await world.mention(WHY, channel=DIRECT, ts=ts)
    second = await world.dm(f"<@{BOT}> {WHY}", ts=ts)

    assert (len(first), [quotes(each) for each in second]) == (0, [[EXCERPT]])


async def test_a_thread_goes_on_without_a_mention(world: World) -> None:
    (shown,) = await world.mention(FIRST)

    (more,) = await world.say("more", thread=shown.thread)

    assert told(more).startswith(FIRST)
    assert "In short: What to do" in told(more)
    assert more.thread == shown.thread


async def test_what_is_said_to_somebody_else_in_a_thread_is_left_alone(world: World) -> None:
    (shown,) = await world.mention(FIRST)

    assert not await world.say("more", thread=shown.thread, user=MARIA)
    assert not await world.say("<@UMARIA> what do you think?", thread=shown.thread)
    assert not await world.say("more", thread="1600000000.000100")
    assert not await world.say(WHY)


async def test_a_command_is_answered_to_the_asker_alone_until_it_is_shared(world: World) -> None:
    (shown,) = await world.command(f"ask {WHY}")
    assert shown.user == ALICE
    assert "Delete" not in labels(shown)

    (shared,) = await world.click(shown, "Share with channel")

    assert not shared.ephemeral
    assert quotes(shared) == [EXCERPT]
    named = [e for e in shared.blocks[0]["elements"][0]["elements"] if e["type"] == "user"]
    assert [each["user_id"] for each in named] == [ALICE]


async def test_between_two_people_a_command_is_answered_to_the_asker_alone(world: World) -> None:
    (shown,) = await world.command(f"ask {WHY}", channel="D7")
    (more,) = await world.click(shown, "More")

    assert (shown.user, more.user) == (ALICE, ALICE)


async def test_answers_to_commands_are_for_all_where_that_is_set(world: World) -> None:
    await world.command("settings visibility public", user=MARIA)

    (shown,) = await world.command(f"ask {WHY}")

    assert not shown.ephemeral
    assert "Delete" in labels(shown)


async def test_a_command_of_no_known_word_is_a_question(world: World) -> None:
    (shown,) = await world.command("what is wrong with the harbour walls")

    assert quotes(shown) == [EXCERPT]


@pytest.mark.parametrize("question", [WHY, "help me: why must the walls be raised?"])
async def test_a_question_may_begin_with_the_word_of_a_command(world: World, question: str) -> None:
    (shown,) = await world.command(question)

    assert quotes(shown) == [EXCERPT]


async def test_follow_ups_work_by_command(world: World) -> None:
    await world.command(f"ask {FIRST}")

    (shown,) = await world.command("source")

    assert "Quoted from: " in told(shown)


@pytest.mark.parametrize("text", ["", "help", "ask"])
async def test_a_command_of_nothing_helps(world: World, text: str) -> None:
    (shown,) = await world.command(text)

    assert shown.ephemeral
    assert "by quoting it word for word" in told(shown)
    assert "/briefing ask" in told(shown)
    (answer,) = await world.click(shown, "1")
    assert quotes(answer) == [EXCERPT]


async def test_a_mention_of_nothing_helps(world: World) -> None:
    (shown,) = await world.mention("")

    assert "For example:" in told(shown)


async def test_looking_around_by_command(world: World) -> None:
    (topics,) = await world.command("topics")
    (topic,) = await world.command("topic docks")
    (summary,) = await world.command("summary")
    (section,) = await world.command("section what to do")
    (report,) = await world.command("report")
    (unknown,) = await world.command("topic dragons")

    assert "Topics of The Harbour Report" in told(topics)
    assert "Harbour: what you can ask" in told(topic)
    assert "/briefing summary" in told(summary)
    assert "North wall first" in told(section)
    assert "To cite it, in APA style:" in told(report)
    assert "There is no such topic." in told(unknown)
    for shown in (topics, topic, summary, section, report, unknown):
        assert shown.ephemeral


async def test_a_section_leads_to_the_ones_beside_it(world: World) -> None:
    (section,) = await world.command("section overview")

    (beside,) = await world.click(section, "Next section")

    assert told(beside).startswith("What to do")


async def test_a_message_can_be_asked_about(world: World) -> None:
    (shown,) = await world.shortcut(WHY)
    (nothing,) = await world.shortcut("")
    (long,) = await world.shortcut("walls " * 200)

    assert (shown.user, quotes(shown)) == (ALICE, [EXCERPT])
    assert told(nothing) == NOTHING_TO_ASK
    assert "more than 500 characters" in told(long)


async def test_why_an_answer_was_given_is_told_by_button_and_by_command(world: World) -> None:
    (shown,) = await world.command(f"ask {WHY}")

    (pressed,) = await world.click(shown, "Why this answer?")
    (commanded,) = await world.command("why")
    (other,) = await world.command(f"why {FIRST}")

    assert told(pressed) == told(commanded) != told(other)
    assert WHY in told(pressed)


async def test_home_shows_topics_starters_and_what_is_kept(world: World, slack: FarEnd) -> None:
    home = await world.open_home()

    text = str(home)
    assert "Topics of The Harbour Report" in text
    assert "I keep no message text" in text
    ids = [each["action_id"] for each in buttons(home["blocks"])]
    assert len(ids) == len(set(ids))
    (answer,) = await world.click_home("1")
    assert (answer.channel, quotes(answer)) == (ALICE, [EXCERPT])
    assert slack.calls.count("views.publish") == 1


async def test_links_open_pages_and_nothing_else(world: World) -> None:
    (shown,) = await world.mention(WHY)
    links = {label_of(each): each["url"] for each in buttons(shown.blocks) if "url" in each}

    assert links == {"Harbour": "https://example.org/harbour", "No": "https://example.org/no"}
    assert not await world.click(shown, "Harbour")


async def test_more_and_source_are_for_the_clicker_alone(world: World) -> None:
    (shown,) = await world.mention(FIRST)

    (more,) = await world.click(shown, "More", user=MARIA)
    (source,) = await world.click(shown, "Source", user=MARIA)

    assert (more.user, source.user) == (MARIA, MARIA)
    assert more.thread == source.thread == shown.thread
    assert "Quoted from: " in told(source)


async def test_only_the_asker_and_admins_delete_an_answer(world: World) -> None:
    (shown,) = await world.mention(WHY)

    (refusal,) = await world.click(shown, "Delete", user="UOTHER")
    assert "can delete this answer" in told(refusal)
    assert not shown.deleted
    assert not await world.click(shown, "Delete", user=ALICE)


async def test_an_admin_deletes_an_answer(world: World) -> None:
    (shown,) = await world.mention(WHY)

    assert not await world.click(shown, "Delete", user=MARIA)
    assert shown.deleted


async def test_an_answer_that_was_just_given_is_pointed_to(world: World) -> None:
    (shown,) = await world.mention(WHY)

    (pointer,) = await world.mention(WHY, user=MARIA)

    assert shown.ts in told(pointer)
    (answer,) = await world.click(pointer, "Show it to me", user=MARIA)
    assert (answer.user, quotes(answer)) == (MARIA, [EXCERPT])


async def test_in_one_thread_an_answer_is_given_again(world: World) -> None:
    (shown,) = await world.mention(WHY)

    (again,) = await world.say(WHY, thread=shown.thread)

    assert quotes(again) == [EXCERPT]


async def test_an_answer_that_was_deleted_is_not_pointed_to(world: World, slack: FarEnd) -> None:
    await world.mention(WHY)
    slack.fail("chat.getPermalink", "message_not_found")

    (again,) = await world.mention(WHY, user=MARIA)

    assert quotes(again) == [EXCERPT]


def test_what_slack_made_of_a_text_is_read_as_it_looked() -> None:
    assert (
        plain("<https://a.example|a> &lt;b&gt; <mailto:c@d.example|c@d.example>")
        == "a <b> c@d.example"
    )
    assert plain("<https://a.example/?x=1&amp;y=2>") == "https://a.example/?x=1&y=2"
