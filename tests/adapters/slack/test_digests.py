"""Digests on Slack: set up by command, posted once, looked for before they are sent again."""

import pytest

from bot.adapters.slack.lines import NOT_MANAGER
from bot.core.subscription import Reason, State
from bot.service.digest_loop import DigestLoop
from bot.service.ports import SendError
from tests.adapters.slack.far_end import TEAM, FarEnd, Shown
from tests.adapters.slack.test_ways import EXCERPT
from tests.adapters.slack.world import CHANNEL, MARIA, World, labels, quotes, told

WHEN = "digest subscribe daily 9am UTC"


async def tick(world: World) -> list[Shown]:
    """Let the bot's clockwork tick once; what it posts."""
    before = len(world.slack.shown)
    loop = DigestLoop(world.services.delivering, world.bot.sender, (), held=lambda: False)
    await loop.tick()
    return world.slack.shown[before:]


async def test_a_channel_is_subscribed_and_its_digest_posted_once(world: World) -> None:
    (shown,) = await world.command(WHEN, user=MARIA)
    assert "09:00 UTC, daily" in told(shown)
    assert not await tick(world)
    world.move(hours=1, minutes=1)

    (posted,) = await tick(world)

    assert (posted.channel, posted.ephemeral, bool(quotes(posted))) == (CHANNEL, False, True)
    assert "digest 1 of 2" in told(posted)
    assert posted.text  # What stands in notifications is its title.
    assert not await tick(world)
    world.move(days=1)
    assert EXCERPT in told((await tick(world))[0])


async def test_a_digests_button_shows_more_to_the_clicker_alone(world: World) -> None:
    await world.command(WHEN, user=MARIA)
    world.move(hours=1, minutes=1)
    (posted,) = await tick(world)
    assert "Source" in labels(posted)

    (more,) = await world.click(posted, "More")

    assert more.ephemeral
    assert quotes(more)


async def test_the_zone_is_that_of_whoever_subscribes_unless_it_is_named(
    world: World, slack: FarEnd
) -> None:
    slack.people[MARIA] = {"is_admin": True, "tz": "Asia/Seoul"}

    await world.command("digest subscribe weekdays 9am", user=MARIA)

    (subscription,) = await world.services.digests.listing(TEAM)
    assert subscription.schedule.zone == "Asia/Seoul"


async def test_digests_are_looked_after_by_their_numbers(world: World) -> None:
    await world.command(WHEN, user=MARIA)

    (listed,) = await world.command("digest", user=MARIA)
    (preview,) = await world.command("digest preview 1", user=MARIA)
    (paused,) = await world.command("digest pause 1", user=MARIA)
    (resumed,) = await world.command("digest resume 1", user=MARIA)
    (unknown,) = await world.command("digest pause 7", user=MARIA)
    posted, confirmed = await world.command("digest now 1", user=MARIA)
    (removed,) = await world.command("digest remove 1", user=MARIA)
    (none,) = await world.command("digest list", user=MARIA)

    assert "· minimal ·" in told(listed)
    assert quotes(preview) == quotes(posted)
    assert preview.ephemeral
    assert "paused" in told(paused)
    assert "next " in told(resumed)
    assert "There is no such digest." in told(unknown)
    assert told(confirmed).startswith("Posted in ")
    assert "is removed" in told(removed)
    assert "There are no digests" in told(none)


async def test_only_those_who_run_the_workspace_set_digests_up(world: World) -> None:
    (refusal,) = await world.command(WHEN)
    (unclear,) = await world.command("digest subscribe now and then", user=MARIA)
    (direct,) = await world.command(WHEN, user=MARIA, channel="D1")

    assert told(refusal) == NOT_MANAGER
    assert "/briefing digest subscribe" in told(unclear)
    assert "Digests go to channels" in told(direct)


async def test_what_may_have_gone_out_is_looked_for_before_it_is_sent_again(
    world: World, slack: FarEnd
) -> None:
    await world.command(WHEN, user=MARIA)
    world.move(hours=1, minutes=1)
    slack.lose("chat.postMessage")  # It arrives, and its receipt does not.
    (posted,) = await tick(world)

    world.restart()
    world.move(minutes=10)
    assert not await tick(world)

    (subscription,) = await world.services.digests.listing(TEAM)
    (delivery,) = await world.services.digests.deliveries(subscription)
    assert delivery.status == "sent"
    assert not posted.deleted


@pytest.mark.parametrize(
    ("error", "reason"),
    [("is_archived", Reason.CHANNEL_GONE), ("not_in_channel", Reason.PERMISSIONS)],
)
async def test_what_stops_a_digest_is_told_to_whoever_made_it(
    world: World, slack: FarEnd, error: str, reason: Reason
) -> None:
    await world.command(WHEN, user=MARIA)
    world.move(hours=1, minutes=1)
    slack.fail("chat.postMessage", error)

    (told_so,) = await tick(world)

    assert told_so.channel == MARIA
    assert "Digest 1 has stopped" in told(told_so)
    (subscription,) = await world.services.digests.listing(TEAM)
    assert subscription.state is State.STOPPED
    assert subscription.stop is not None
    assert subscription.stop.reason is reason
    (listed,) = await world.command("digest list", user=MARIA)
    assert "Digest 1 has stopped" in told(listed)


async def test_a_digest_that_slack_puts_off_is_tried_again(world: World, slack: FarEnd) -> None:
    await world.command(WHEN, user=MARIA)
    world.move(hours=1, minutes=1)
    slack.fail("chat.postMessage", "ratelimited")
    assert not await tick(world)

    world.move(minutes=15)

    assert len(await tick(world)) == 1


async def test_what_cannot_be_posted_now_says_so(world: World, slack: FarEnd) -> None:
    await world.command(WHEN, user=MARIA)
    slack.fail("chat.postMessage", "is_archived")

    (refusal,) = await world.command("digest now 1", user=MARIA)

    assert "It was not posted" in told(refusal)


async def test_who_set_up_a_digest_is_shown_and_forgotten(world: World) -> None:
    await world.command(WHEN, user=MARIA)
    (shown,) = await world.command("privacy", user=MARIA)
    assert "Digests: 1 were set up by you." in told(shown)

    await world.command("privacy delete", user=MARIA)

    (subscription,) = await world.services.digests.listing(TEAM)
    assert subscription.maker is None


async def test_home_shows_digests_to_those_who_look_after_them(world: World) -> None:
    await world.command(WHEN, user=MARIA)

    assert "09:00 UTC, daily" in str(await world.open_home(user=MARIA))
    assert "09:00 UTC, daily" not in str(await world.open_home())


async def test_what_cannot_be_read_is_a_send_error(world: World, slack: FarEnd) -> None:
    await world.command(WHEN, user=MARIA)
    (subscription,) = await world.services.digests.listing(TEAM)
    slack.fail("conversations.history", "channel_not_found")

    with pytest.raises(SendError) as caught:
        await world.bot.sender.look(subscription, stamp="1-x")

    assert caught.value.stop is not None
