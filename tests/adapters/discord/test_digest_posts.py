"""Digests posted on schedule: when the clock moves, once each, through restarts."""

import discord

from bot.core.subscription import Reason
from tests.adapters.discord.world import World, links, shown, told


async def subscribe(world: World) -> None:
    """A digest on weekdays at nine in UTC: an hour from when the clock begins."""
    await world.subscribe("weekdays 09:00 UTC")


async def allow(world: World, *, send: bool) -> None:
    """Let the bot write in the channel, or not."""
    channel = world.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.set_permissions(world.member, send_messages=send)


async def test_a_digest_is_posted_when_it_is_due(world: World) -> None:
    await subscribe(world)

    world.clock.move(minutes=59)
    await world.wait_for_digests()
    assert world.public == []
    world.clock.move(minutes=1)
    await world.wait_for_digests()

    (posted,) = world.public
    text = shown(posted)
    assert text.startswith("**What to do**\nNorth wall first; the south wall can wait.\n> The city")
    assert "A question to try: *" in text
    assert "The Harbour Report (Port Example City Council, March 3, 2021)" in text
    assert "digest 1 of 2 · 1-20260105T090000" in text
    assert links(posted) == {"Harbour": "https://example.org/harbour"}


async def test_digests_walk_the_report_and_then_begin_again(world: World) -> None:
    await subscribe(world)

    world.clock.move(hours=1)
    await world.wait_for_digests()
    world.clock.move(days=1)
    await world.wait_for_digests()
    world.clock.move(days=1)
    await world.wait_for_digests()

    headings = [shown(message).splitlines()[0] for message in world.public]
    assert headings == ["**What to do**", "**Overview**", "**What to do**"]


async def test_a_restart_neither_repeats_nor_loses_a_digest(world: World) -> None:
    await subscribe(world)
    world.clock.move(hours=1)
    await world.wait_for_digests()

    await world.restart()
    await world.wait_for_digests()
    assert len(world.public) == 1
    world.clock.move(days=1)
    await world.restart()
    await world.wait_for_digests()

    assert len(world.public) == 2


async def test_a_digest_posted_but_not_recorded_is_found_again(world: World) -> None:
    await subscribe(world)
    world.clock.move(hours=1)
    # Discord took the message, but its answer was lost five times.
    world.env.inject_error("POST", "/channels/*/messages", status=500)
    await world.wait_for_digests()
    stamp = "1-20260105T090000"
    channel = world.bot.get_partial_messageable(world.channel.id)
    await channel.send(f"It did arrive.\n-# {stamp}")

    world.clock.move(minutes=30)
    await world.wait_for_digests()

    assert [shown(message).split()[-1] for message in world.public] == [stamp]


async def test_a_failure_of_discord_is_tried_again(world: World) -> None:
    await subscribe(world)
    world.clock.move(hours=1)
    world.env.inject_error("POST", "/channels/*/messages", status=500)
    await world.wait_for_digests()
    assert world.public == []

    world.clock.move(minutes=30)
    await world.wait_for_digests()

    assert len(world.public) == 1


async def test_a_lost_permission_stops_it_and_whoever_made_it_is_told_once(world: World) -> None:
    await world.subscribe("daily 09:00 UTC")
    await allow(world, send=False)
    for _ in range(30):
        world.clock.move(hours=1)
        await world.wait_for_digests()

    (told_of,) = world.messages(world.maria.user.dm_channel)
    assert "Digest 1 in" in told_of.content
    assert "I may not post there: I lack **Send Messages**" in told_of.content
    assert "I see it by myself and go on" in told_of.content
    assert world.public == []
    status = shown(told(await world.maria.slash(world.channel, "digest status", number=1)))
    assert "It is stopped." in status
    assert "I lack **Send Messages**" in status

    await allow(world, send=True)
    world.clock.move(hours=1)
    await world.wait_for_digests()
    # Due an hour and a half before: it says that it is late.
    (posted,) = world.public
    assert "posted late" in shown(posted)
    assert len(world.messages(world.maria.user.dm_channel)) == 1


async def test_a_channel_that_is_gone_is_told_and_nothing_is_forgotten(world: World) -> None:
    await world.subscribe("daily 09:00 UTC")
    world.env.inject_error("POST", "/channels/*/messages", status=404, code=10003)
    world.clock.move(hours=1)
    await world.wait_for_digests()

    (told_of,) = world.messages(world.maria.user.dm_channel)
    assert "the channel no longer exists" in told_of.content
    (kept,) = await world.digests.listing(str(world.guild.id))
    assert kept.stop is not None
    assert kept.stop.reason is Reason.CHANNEL_GONE


async def test_where_whoever_made_it_takes_no_messages_the_servers_own_channel_is_told(
    world: World,
) -> None:
    board = world.guild.create_text_channel("staff")
    channel = world.bot.get_channel(board.id)
    assert isinstance(channel, discord.TextChannel)
    await world.member.guild.edit(system_channel=channel)
    await world.subscribe("daily 09:00 UTC")
    await world.maria.user.send_dm("Hello?")
    direct = world.maria.user.dm_channel
    assert direct is not None
    world.env.inject_error("POST", f"/channels/{direct.id}/messages", status=403, code=50007)
    await allow(world, send=False)
    world.clock.move(hours=1)
    await world.wait_for_digests()

    (told_there,) = world.messages(board)
    assert "Digest 1 in" in told_there.content


async def test_a_digest_can_be_answered(world: World) -> None:
    await subscribe(world)
    world.clock.move(hours=1)
    await world.wait_for_digests()

    await world.alice.send(world.channel, "Why must the walls be raised?", reply_to=world.public[0])

    assert "Its walls are too low" in shown(world.public[1])


async def test_the_more_button_of_a_digest_works_after_a_restart(world: World) -> None:
    await subscribe(world)
    world.clock.move(hours=1)
    await world.wait_for_digests()
    await world.restart()

    result = await world.alice.click(world.public[0], label="More")

    assert result.ephemeral
    assert "Which wall should be raised first?" in shown(told(result))


async def test_a_forum_gets_a_post_each(world: World) -> None:
    forum = world.guild.create_forum_channel("reading")
    await world.subscribe("daily 09:00 UTC", channel=forum)
    for hours in (1, 24):
        world.clock.move(hours=hours)
        await world.wait_for_digests()

    assert [thread.name for thread in forum.threads] == ["What to do", "Overview"]


async def test_followers_of_an_announcement_channel_get_it_too(world: World) -> None:
    news = world.guild.create_news_channel("news")
    await world.subscribe("daily 09:00 UTC", channel=news)
    world.clock.move(hours=1)
    await world.wait_for_digests()

    (posted,) = world.messages(news)
    (published,) = [each for each in world.env.http_requests if each.path.endswith("/crosspost")]
    assert str(posted.id) in published.path


async def test_one_can_have_digests_sent_to_oneself_and_stop_them(world: World) -> None:
    proposed = await world.alice.user.slash("mydigest subscribe", when="daily 09:00 UTC")
    await world.alice.user.click(told(proposed), label="Start")
    world.clock.move(hours=1)
    await world.wait_for_digests()

    (sent,) = [message for message in world.direct if "digest 1 of" in shown(message)]
    assert "What to do" in shown(sent)
    stopped = await world.alice.user.slash("mydigest stop", number=1)
    assert "removed" in shown(told(stopped))
    listed = await world.alice.user.slash("mydigest list")
    assert "You have no digests" in shown(told(listed))


async def test_nobody_can_stop_what_is_sent_to_another(world: World) -> None:
    proposed = await world.alice.user.slash("mydigest subscribe", when="daily 09:00 UTC")
    await world.alice.user.click(told(proposed), label="Start")

    refused = await world.maria.user.slash("mydigest stop", number=1)

    assert "You have no digest 1" in shown(told(refused))
    assert len(world.env.errors) == 1
    assert len(await world.digests.of_maker(str(world.alice.user.id))) == 1


async def test_closed_direct_messages_stop_what_is_sent_there(world: World) -> None:
    await world.alice.user.send_dm("Hello?")
    proposed = await world.alice.user.slash("mydigest subscribe", when="daily 09:00 UTC")
    await world.alice.user.click(told(proposed), label="Start")
    direct = world.alice.user.dm_channel
    assert direct is not None
    world.env.inject_error(
        "POST", f"/channels/{direct.id}/messages", status=403, code=50007, times=None
    )
    before = len(world.direct)
    for _ in range(5):
        world.clock.move(hours=1)
        await world.wait_for_digests()

    (kept,) = await world.digests.of_maker(str(world.alice.user.id))
    assert kept.stop is not None
    assert kept.stop.reason is Reason.CLOSED_TO_US
    assert len(world.direct) == before
