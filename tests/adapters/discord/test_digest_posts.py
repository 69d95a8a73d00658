"""Digests posted on schedule: when the clock moves, once each, through restarts."""

from tests.adapters.discord.world import World, links, shown, told


async def subscribe(world: World) -> None:
    """A digest on weekdays at nine in UTC: an hour from when the clock begins."""
    await world.maria.slash(
        world.channel, "digest subscribe", at="09:00", zone="UTC", days="weekdays"
    )


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


async def test_a_lost_permission_skips_the_digest_until_the_next(world: World) -> None:
    await subscribe(world)
    world.clock.move(hours=1)
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    await world.wait_for_digests()

    world.clock.move(hours=1)
    await world.wait_for_digests()
    assert world.public == []
    world.clock.move(days=1)
    await world.wait_for_digests()

    assert len(world.public) == 1


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
