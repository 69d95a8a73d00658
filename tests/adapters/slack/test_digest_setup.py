"""Setting digests up on Slack: in words or in a form, with the next posts shown before."""

import pytest

from bot.adapters.slack.lines import NOT_MANAGER
from bot.core.digest import Kind, Order, Plan
from bot.core.subscription import State, Subscription
from bot.service.digest_lines import COMING
from tests.adapters.slack.far_end import TEAM, FarEnd
from tests.adapters.slack.test_digests import WHEN, subscribe, tick
from tests.adapters.slack.world import ALICE, CHANNEL, MARIA, World, labels, quotes, texts, told
from tests.ready import MINIMAL, TIDES_2024


async def only(world: World) -> Subscription:
    """The one digest that the workspace has."""
    (subscription,) = await world.services.digests.listing(TEAM)
    return subscription


def shown(slack: FarEnd) -> str:
    """What the page of the form says that is on top."""
    return "\n".join(texts(slack.forms[-1]["blocks"]))


async def test_what_is_said_in_words_is_shown_before_it_starts(world: World) -> None:
    (proposal,) = await world.command(WHEN, user=MARIA)

    assert proposal.ephemeral
    assert "09:00 UTC, daily" in told(proposal)
    assert told(proposal).count(" · ") == COMING
    assert labels(proposal) == ["Start", "Change…", "Drop it"]
    world.move(days=1)
    assert not await tick(world)

    await world.click(proposal, "Start", user=MARIA)

    assert "Digest 1 will be posted in" in told(proposal)
    assert "The next post:" in told(proposal)
    assert labels(proposal) == []
    assert (await only(world)).state is State.ACTIVE


async def test_what_was_proposed_can_be_dropped_until_it_has_started(world: World) -> None:
    (proposal,) = await world.command(WHEN, user=MARIA)
    (other,) = await world.command(WHEN, user=MARIA)
    buttons = [*other.blocks]
    await world.click(other, "Start", user=MARIA)
    other.blocks = buttons  # As on another of their devices.

    await world.click(other, "Drop it", user=MARIA)
    await world.click(proposal, "Drop it", user=MARIA)

    assert "Digest 2 has been started already" in told(other)
    assert told(proposal) == "Nothing was set up."
    assert [each.id for each in await world.services.digests.listing(TEAM)] == [2]


async def test_a_form_asks_for_everything_and_shows_the_next_posts(
    world: World, slack: FarEnd
) -> None:
    assert not await world.command("digest subscribe", user=MARIA)

    answers = {"kind": "question", "order": "report", "once": True, "late": "3"}
    assert not await world.submit(user=MARIA, when="weekdays 9am Seoul", **answers)
    assert "09:00 Asia/Seoul" in shown(slack)
    assert shown(slack).count(" · ") >= 1
    assert not await world.services.digests.listing(TEAM)
    await world.submit(user=MARIA)

    assert "Digest 1 will be posted in" in shown(slack)
    kept = await only(world)
    assert (kept.channel, kept.state, kept.maker) == (CHANNEL, State.ACTIVE, MARIA)
    assert kept.plan == Plan(kind=Kind.QUESTION, order=Order.REPORT, until_covered=True)
    assert kept.late.total_seconds() == 3 * 3600
    assert kept.schedule.zone == "Asia/Seoul"


async def test_a_form_says_everything_that_is_wrong_and_keeps_nothing(
    world: World, slack: FarEnd
) -> None:
    await world.command("digest subscribe", user=MARIA)

    problems = await world.submit(
        user=MARIA, when="now and then", kind="corrections", posts="4", once=True
    )

    assert set(problems) == {"when", "posts", "once"}
    assert "Only sections" in problems["posts"]
    assert len(slack.forms) == 1
    assert not await world.submit(user=MARIA, when="daily 9am UTC")


async def test_a_form_that_is_confirmed_twice_keeps_one_digest(world: World) -> None:
    await world.command("digest subscribe", user=MARIA)
    await world.submit(user=MARIA, when="daily 9am UTC")
    page = {**world.slack.forms[-1]}
    await world.submit(user=MARIA)
    world.slack.forms[-1] = page

    await world.submit(user=MARIA)

    assert len(await world.services.digests.listing(TEAM)) == 1
    assert "kept already" in shown(world.slack)


async def test_a_form_that_slack_opens_no_more_says_so_and_how_to_do_without(
    world: World, slack: FarEnd
) -> None:
    slack.fail("views.open", "expired_trigger_id")

    (refusal,) = await world.command("digest subscribe", user=MARIA)

    assert "Slack did not wait for the form" in told(refusal)
    assert "/briefing digest subscribe weekdays 9am Seoul" in told(refusal)
    assert refusal.ephemeral


@pytest.mark.parametrize(
    "errors", [["not_found"] * 4, ["internal_error"]], ids=["closed", "refused"]
)
async def test_a_form_that_is_closed_or_lost_is_answered_directly(
    world: World, slack: FarEnd, errors: list[str]
) -> None:
    await world.command("digest subscribe", user=MARIA)
    await world.submit(user=MARIA, when="daily 9am UTC")
    slack.fail("views.update", *errors)

    await world.submit(user=MARIA)

    assert slack.shown[-1].channel == MARIA
    assert "Digest 1 will be posted in" in told(slack.shown[-1])


async def test_who_no_longer_runs_the_workspace_keeps_nothing_by_an_old_form(
    world: World, slack: FarEnd
) -> None:
    await world.command("digest subscribe", user=MARIA)
    await world.submit(user=MARIA, when="daily 9am UTC")
    slack.people[MARIA] = {}

    await world.submit(user=MARIA)

    assert NOT_MANAGER in shown(slack)
    assert not await world.services.digests.listing(TEAM)


async def test_a_digest_is_changed_by_a_form_that_has_what_holds_now(
    world: World, slack: FarEnd
) -> None:
    await subscribe(world)

    assert not await world.command("digest change 1", user=MARIA)
    assert "Now: 09:00 UTC, daily" in str(slack.forms[-1]["blocks"])
    await world.submit(user=MARIA, kind="topic")
    await world.submit(user=MARIA)

    kept = await only(world)
    assert (kept.plan.kind, kept.state) == (Kind.TOPIC, State.ACTIVE)
    await world.command("digest change 1 weekdays 10am UTC", user=MARIA)
    changed = await only(world)
    assert changed.plan.kind is Kind.TOPIC
    assert changed.schedule != kept.schedule


async def test_what_is_proposed_is_changed_in_a_form_and_starts_with_it(world: World) -> None:
    (proposal,) = await world.command(WHEN, user=MARIA)

    await world.click(proposal, "Change…", user=MARIA)
    await world.submit(user=MARIA, kind="question")
    await world.submit(user=MARIA)

    kept = await only(world)
    assert (kept.plan.kind, kept.state) == (Kind.QUESTION, State.ACTIVE)
    assert "Digest 1 will be posted in" in told(proposal)
    assert labels(proposal) == []


async def test_where_there_are_several_reports_one_is_chosen(world: World, slack: FarEnd) -> None:
    world.packs = (MINIMAL, TIDES_2024)
    world.restart()

    await world.command("digest subscribe tides-2024 daily 9am UTC", user=MARIA)
    await world.command("digest subscribe", user=MARIA)
    await world.submit(user=MARIA, when="daily 9am UTC", pack="tides-2024")
    await world.submit(user=MARIA)

    listed = await world.services.digests.listing(TEAM)
    assert [each.pack for each in listed] == ["tides-2024"] * 2


async def test_the_zone_is_that_of_whoever_subscribes_unless_it_is_named(
    world: World, slack: FarEnd
) -> None:
    slack.people[MARIA] = {"is_admin": True, "tz": "Asia/Seoul"}

    await world.command("digest subscribe weekdays 9am", user=MARIA)

    assert (await only(world)).schedule.zone == "Asia/Seoul"


async def test_digests_are_looked_after_by_their_numbers(world: World) -> None:
    await subscribe(world)

    (listed,) = await world.command("digest", user=MARIA)
    (preview,) = await world.command("digest preview 1", user=MARIA)
    (later,) = await world.command("digest preview 1 2026-01-06", user=MARIA)
    (paused,) = await world.command("digest pause 1", user=MARIA)
    (until,) = await world.command("digest pause 1 until 2026-02-01", user=MARIA)
    (over,) = await world.command("digest pause 1 until 2025-02-01", user=MARIA)
    (resumed,) = await world.command("digest resume 1", user=MARIA)
    (unknown,) = await world.command("digest pause 7", user=MARIA)
    (unsaid,) = await world.command("digest pause all", user=MARIA)
    posted, confirmed = await world.command("digest now 1", user=MARIA)
    (status,) = await world.command("digest status 1", user=MARIA)
    (removed,) = await world.command("digest remove 1", user=MARIA)
    (none,) = await world.command("digest list", user=MARIA)

    assert "· minimal ·" in told(listed)
    assert quotes(preview) == quotes(posted)
    assert "Preview of digest 1" in told(preview)
    assert quotes(later) != quotes(preview)
    assert preview.ephemeral
    assert "paused" in told(paused)
    assert "paused until" in told(until)
    assert "That day is over" in told(over)
    assert "next " in told(resumed)
    assert told(unknown) == "There is no digest 7 here."
    assert "There is no digest all here." in told(unsaid)
    assert told(confirmed).startswith("Posted in ")
    assert "The latest:" in told(status)
    assert "· posted" in told(status)
    assert "is removed" in told(removed)
    assert "There are no digests" in told(none)


async def test_only_those_who_run_the_workspace_set_its_digests_up(world: World) -> None:
    await subscribe(world)
    (refusal,) = await world.command(WHEN)
    (form,) = await world.command("digest subscribe")
    (listed,) = await world.command("digest list")
    (change,) = await world.command("digest change 1")
    (unclear,) = await world.command("digest subscribe now and then", user=MARIA)

    assert {told(each) for each in (refusal, form, listed, change)} == {NOT_MANAGER}
    assert "/briefing digest subscribe" in told(unclear)


async def test_a_channel_without_the_bot_is_promised_nothing(world: World, slack: FarEnd) -> None:
    slack.fail("conversations.history", "not_in_channel", "not_in_channel")

    (refusal,) = await world.command(WHEN, user=MARIA)
    await world.command("digest subscribe", user=MARIA)
    await world.submit(user=MARIA, when="daily 9am UTC")

    assert "/invite" in told(refusal)
    assert "/invite" in shown(slack)
    assert not await world.services.digests.listing(TEAM)


@pytest.mark.parametrize(("command", "most"), [("digest", 25), ("mydigest", 5)])
async def test_there_are_only_so_many_digests(world: World, command: str, most: int) -> None:
    for _ in range(most):
        await world.command(f"{command} subscribe daily 9am UTC", user=MARIA)

    (refusal,) = await world.command(f"{command} subscribe daily 9am UTC", user=MARIA)

    assert f"can have {most} digests" in told(refusal)


@pytest.mark.parametrize("command", ["mydigest", "digest"])
async def test_everybody_can_have_a_digest_sent_to_themselves(
    world: World, slack: FarEnd, command: str
) -> None:
    channel = "D1" if command == "digest" else CHANNEL
    (proposal,) = await world.command(f"{command} subscribe daily 9am UTC", channel=channel)
    assert "In direct messages: 09:00 UTC, daily" in told(proposal)
    await world.click(proposal, "Start")
    world.move(hours=1, minutes=1)

    (posted,) = await tick(world)

    assert posted.channel == "D1"
    assert quotes(posted)
    (listed,) = await world.command("mydigest list")
    assert "direct messages" in told(listed)
    # It is nobody else's, not even of those who run the workspace.
    assert not await world.services.digests.listing(TEAM)
    (others,) = await world.command("mydigest list", user=MARIA)
    (refused,) = await world.command("mydigest remove 1", user=MARIA)
    assert "No digests are sent to you." in told(others)
    assert told(refused) == "There is no digest 1 here."


async def test_a_form_for_oneself_asks_for_no_channel(world: World, slack: FarEnd) -> None:
    await world.command("mydigest subscribe")
    asked = [each["block_id"] for each in slack.forms[-1]["blocks"]]
    await world.submit(when="daily 9am UTC")
    await world.submit()

    assert asked == ["when", "kind", "order", "once", "late"]
    (listed,) = await world.command("mydigest")
    assert "next " in told(listed)


async def test_own_digests_are_shown_and_forgotten(world: World) -> None:
    for _ in range(2):
        (proposal,) = await world.command("mydigest subscribe daily 9am UTC")
        await world.click(proposal, "Start")
    (kept,) = await world.command("privacy")
    assert "Digests: 2 are sent to you" in told(kept)

    await world.command("privacy delete")

    assert not await world.services.digests.of_maker(ALICE)


async def test_who_takes_no_direct_messages_is_told_at_once(world: World, slack: FarEnd) -> None:
    slack.fail("conversations.open", "user_disabled")

    (refusal,) = await world.command("mydigest subscribe daily 9am UTC")

    assert "Slack does not let me write to you (user_disabled)" in told(refusal)


async def test_in_another_language_the_form_speaks_it(world: World, slack: FarEnd) -> None:
    slack.people[MARIA] = {"is_admin": True, "locale": "ja-JP"}

    await world.command("digest subscribe", user=MARIA)
    problems = await world.submit(user=MARIA, when="now and then")
    await world.submit(user=MARIA, when="daily 9am UTC")

    assert not problems["when"].isascii()
    assert "Next posts" not in str(slack.forms[0]["submit"])
    assert "The next posts" not in shown(slack)
