"""Digests on Slack: set up by command, posted once, looked for before they are sent again."""

import pytest

from bot.core.subscription import Reason, State
from bot.service.digest_loop import DigestLoop
from bot.service.ports import SendError
from tests.adapters.slack.far_end import TEAM, FarEnd, Shown
from tests.adapters.slack.test_ways import EXCERPT
from tests.adapters.slack.world import CHANNEL, MARIA, World, labels, quotes, told

WHEN = "digest subscribe daily 9am UTC"


async def subscribe(world: World, user: str = MARIA) -> None:
    """Set a digest up in the channel, and start it."""
    (proposal,) = await world.command(WHEN, user=user)
    await world.click(proposal, "Start", user=user)


async def tick(world: World) -> list[Shown]:
    """Let the bot's clockwork tick once; what it posts."""
    before = len(world.slack.shown)
    loop = DigestLoop(world.services.delivering, world.bot.sender, (), held=lambda: False)
    await loop.tick()
    return world.slack.shown[before:]


async def test_a_channel_is_subscribed_and_its_digest_posted_once(world: World) -> None:
    await subscribe(world)
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
    await subscribe(world)
    world.move(hours=1, minutes=1)
    (posted,) = await tick(world)
    assert "Source" in labels(posted)

    (more,) = await world.click(posted, "More")

    assert more.ephemeral
    assert quotes(more)


async def test_what_may_have_gone_out_is_looked_for_before_it_is_sent_again(
    world: World, slack: FarEnd
) -> None:
    await subscribe(world)
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
    await subscribe(world)
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
    await subscribe(world)
    world.move(hours=1, minutes=1)
    slack.fail("chat.postMessage", "ratelimited")
    assert not await tick(world)

    world.move(minutes=15)

    assert len(await tick(world)) == 1


async def test_what_cannot_be_posted_now_says_so(world: World, slack: FarEnd) -> None:
    await subscribe(world)
    slack.fail("chat.postMessage", "is_archived")

    (refusal,) = await world.command("digest now 1", user=MARIA)

    assert "It was not posted" in told(refusal)


async def test_who_set_up_a_digest_is_shown_and_forgotten(world: World) -> None:
    await subscribe(world)
    (shown,) = await world.command("privacy", user=MARIA)
    assert "Digests: 0 are sent to you, 1 in channels were set up by you." in told(shown)

    await world.command("privacy delete", user=MARIA)

    (subscription,) = await world.services.digests.listing(TEAM)
    assert subscription.maker is None


async def test_what_cannot_be_read_is_a_send_error(world: World, slack: FarEnd) -> None:
    await subscribe(world)
    (subscription,) = await world.services.digests.listing(TEAM)
    slack.fail("conversations.history", "channel_not_found")

    with pytest.raises(SendError) as caught:
        await world.bot.sender.look(subscription, stamp="1-x")

    assert caught.value.stop is not None


async def test_a_digest_whose_blocks_are_refused_is_sent_as_text(
    world: World, slack: FarEnd
) -> None:
    await subscribe(world)
    world.move(hours=1, minutes=1)
    slack.fail("chat.postMessage", "invalid_blocks")

    (posted,) = await tick(world)

    assert not posted.blocks
    assert "digest 1 of 2" in posted.text
    assert posted.metadata["event_payload"]["stamp"]  # It is found by it all the same.


async def test_a_digest_that_is_refused_as_text_too_is_left_out(
    world: World, slack: FarEnd
) -> None:
    await subscribe(world)
    world.move(hours=1, minutes=1)
    slack.fail("chat.postMessage", "invalid_blocks", "msg_too_long")

    assert not await tick(world)

    (subscription,) = await world.services.digests.listing(TEAM)
    (delivery,) = await world.services.digests.deliveries(subscription)
    assert (delivery.status, delivery.reason) == ("skipped", "refused")


@pytest.mark.parametrize("error", ["cannot_dm_bot", "messages_tab_disabled", "user_disabled"])
async def test_a_digest_to_somebody_who_takes_no_messages_is_off(
    world: World, slack: FarEnd, error: str
) -> None:
    (proposal,) = await world.command("mydigest subscribe daily 9am UTC")
    await world.click(proposal, "Start")
    world.move(hours=1, minutes=1)
    slack.fail("chat.postMessage", error, error)

    assert not await tick(world)

    (listed,) = await world.command("mydigest list")
    assert "my direct messages are not taken" in told(listed)
    world.move(days=1)
    assert not await tick(world)
    await world.command("mydigest resume 1")
    assert [each.channel for each in await tick(world)] == ["D1"]
