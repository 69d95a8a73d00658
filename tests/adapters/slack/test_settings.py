"""Settings, manners, reports and languages on Slack: by channel and by workspace."""

import pytest

from bot.adapters.slack.lines import BLOCKED, NOT_MANAGER
from bot.store import SqlStore
from tests.adapters.slack.far_end import TEAM, FarEnd
from tests.adapters.slack.test_ways import EXCERPT, WHY
from tests.adapters.slack.world import ALICE, MARIA, World, labels, quotes, told
from tests.ready import MINIMAL, TIDES_2020, TIDES_2024

PUBLISHED = "When was the report published?"
"""Every report says that of itself."""


@pytest.fixture
async def several(store: SqlStore, slack: FarEnd) -> World:
    """A bot that serves three reports, two of them editions of one."""
    return World(store, slack, MINIMAL, TIDES_2020, TIDES_2024)


async def test_everybody_sees_what_holds_and_admins_change_it(world: World) -> None:
    (shown,) = await world.command("settings")
    assert "In force here:" in told(shown)
    (refusal,) = await world.command("settings feedback off")
    assert told(refusal) == NOT_MANAGER

    (changed,) = await world.command("settings feedback off", user=MARIA)

    assert "It is set." in told(changed)
    assert "Rating answers: off · set here" in told(changed)
    (answer,) = await world.mention(WHY)
    assert "Helpful" not in labels(answer)


async def test_what_is_set_for_the_workspace_holds_in_each_channel(world: World) -> None:
    await world.command("settings visibility public everywhere", user=MARIA)

    (shown,) = await world.command("settings", channel="C2")
    (answer,) = await world.command(f"ask {WHY}", channel="C2")

    assert "for all to see · set for the workspace" in told(shown)
    assert not answer.ephemeral
    (reset,) = await world.command("settings reset everywhere", user=MARIA)
    assert "for the asker alone · default" in told(reset)


async def test_settings_are_kept_by_ids(world: World) -> None:
    await world.command("settings cooldown 30", user=MARIA)

    (place,) = (await world.store.workspace_settings("slack", TEAM)).keys()

    assert (place.platform, place.workspace, place.channel) == ("slack", TEAM, "C1")


@pytest.mark.parametrize(
    "text", ["settings colour red", "settings language xx", "settings cooldown soon"]
)
async def test_what_cannot_be_set_says_so_and_how(world: World, text: str) -> None:
    (shown,) = await world.command(text, user=MARIA)

    assert "Admins change this:" in told(shown)


async def test_who_is_blocked_is_told_so_and_answered_no_more(world: World) -> None:
    await world.command(f"settings block <@{ALICE}|alice> everywhere", user=MARIA)

    (told_so,) = await world.mention(WHY)
    (again,) = await world.mention(WHY)

    assert told(told_so) == told(again) == BLOCKED
    assert not told_so.ephemeral
    assert again.user == ALICE  # From then on it makes no noise.
    await world.command(f"settings unblock <@{ALICE}> everywhere", user=MARIA)
    (answer,) = await world.mention(WHY)
    assert quotes(answer) == [EXCERPT]


async def test_a_channel_may_have_people_wait_between_questions(world: World) -> None:
    await world.command("settings cooldown 60", user=MARIA)
    await world.command(f"ask {WHY}")

    (soon,) = await world.command(f"ask {WHY}")

    assert "One question at a time, please" in soon.text
    dates = [e for e in soon.blocks[0]["elements"][0]["elements"] if e["type"] == "date"]
    assert dates[0]["fallback"] == "08:01:00 UTC"
    world.move(seconds=61)
    (answer,) = await world.command(f"ask {WHY}")
    assert quotes(answer) == [EXCERPT]


async def test_a_flood_is_stopped(world: World) -> None:
    for _ in range(10):
        await world.dm("more")

    (shown,) = await world.dm("more")

    assert "That is a lot of questions at once" in shown.text


async def test_a_close_call_asks_which_report_is_meant_and_a_button_chooses(several: World) -> None:
    (shown,) = await several.mention(PUBLISHED)
    assert told(shown).startswith("Which report do you mean?")

    (chosen,) = await several.click(shown, "2")

    assert quotes(chosen) == ["May 2, 2024"]
    assert not chosen.ephemeral
    assert chosen.thread == shown.thread


async def test_a_channel_asks_only_what_was_chosen_for_it(several: World) -> None:
    (refusal,) = await several.command("packs use tides-2024")
    assert told(refusal) == NOT_MANAGER
    (listed,) = await several.command("packs use tides-2024", user=MARIA)
    assert "Asked here: 1 of 3, as chosen for this channel." in told(listed)

    (shown,) = await several.mention(PUBLISHED)

    assert quotes(shown) == ["May 2, 2024"]
    (unknown,) = await several.command("packs use dragons", user=MARIA)
    assert "There is no such report here." in told(unknown)
    (reset,) = await several.command("packs reset", user=MARIA)
    assert "Asked here: 3 of 3, for none was chosen." in told(reset)


async def test_of_several_reports_one_is_named_to_look_around_in(several: World) -> None:
    (which,) = await several.command("topics")
    (topics,) = await several.command("topics tides-2024")
    (report,) = await several.command("report tides-2020")

    assert "There are several reports here." in told(which)
    assert "Topics of " in told(topics)
    assert "superseded" in told(report)


async def test_where_the_chosen_report_is_gone_that_is_said(several: World) -> None:
    await several.command("packs use tides-2024", user=MARIA)
    several.packs = (TIDES_2020,)
    several.restart()

    for shown in (await several.mention(WHY), await several.command("topics")):
        assert "None of the reports that were chosen here is loaded" in told(shown[0])
    assert "None of the reports" not in str(await several.open_home())


async def test_the_reply_is_in_the_askers_language(world: World, slack: FarEnd) -> None:
    slack.people[ALICE] = {"locale": "ja-JP"}

    (shown,) = await world.command("help")

    assert "例：" in told(shown) or "For example:" not in told(shown)
    assert slack.calls.count("users.info") == 1
    await world.command("help")
    assert slack.calls.count("users.info") == 1


async def test_a_language_that_is_set_comes_first_and_that_of_the_question_second(
    world: World, slack: FarEnd
) -> None:
    (by_letters,) = await world.mention("なぜ壁を高くするのか")
    assert "More" not in labels(by_letters)
    await world.command("settings language en", user=MARIA)

    (by_setting,) = await world.mention("なぜ壁を高くするのか", user=MARIA)

    assert "Show it to me" in labels(by_setting)


async def test_an_answer_does_not_wait_for_what_slack_does_not_tell(
    world: World, slack: FarEnd
) -> None:
    slack.fail("users.info", "missing_scope")

    (shown,) = await world.mention(WHY)

    assert quotes(shown) == [EXCERPT]
