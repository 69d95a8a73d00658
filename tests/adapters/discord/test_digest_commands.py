"""Setting up digests and looking after them: /digest."""

import discord
import pytest
import simcord

from tests.adapters.discord.world import World, labels, shown, told


async def digest(world: World, command: str, **options: object) -> str:
    """What Maria is told, privately, after a /digest command."""
    result = await world.maria.slash(world.channel, f"digest {command}", **options)
    assert result.ephemeral
    return shown(told(result))


async def subscribe(world: World, **options: object) -> str:
    return await digest(world, "subscribe", **({"when": "weekdays 09:00 Tokyo"} | options))


async def start(world: World, when: str = "weekdays 09:00 Tokyo") -> None:
    await world.subscribe(when)


async def test_subscribing_shows_the_next_five_posts_before_anything_is_posted(
    world: World,
) -> None:
    said = await subscribe(world, when="mon, wed 9am Tokyo")

    # Monday 17:00 in Tokyo: the next is Wednesday 09:00 there, midnight in UTC.
    assert f"Digest 1 will be posted in <#{world.channel.id}>: 09:00 Asia/Tokyo, mon, wed." in said
    assert [line for line in said.splitlines() if line.startswith("- ")] == [
        "- <t:1767744000:F> · What to do",
        "- <t:1768176000:F> · Overview",
        "- <t:1768348800:F> · What to do",
        "- <t:1768780800:F> · Overview",
        "- <t:1768953600:F> · What to do",
    ]
    world.clock.move(days=7)
    await world.wait_for_digests()
    assert world.public == []


async def test_what_was_proposed_is_started_by_its_button_also_after_a_restart(
    world: World,
) -> None:
    proposed = await world.maria.slash(world.channel, "digest subscribe", when="daily 9am Tokyo")
    await world.restart()

    result = await world.maria.click(told(proposed), label="Start")

    assert "The next post: <t:1767657600:F>" in shown(told(result))
    world.clock.move(days=1)
    await world.wait_for_digests()
    assert len(world.public) == 1


async def test_what_was_proposed_can_be_dropped(world: World) -> None:
    proposed = await world.maria.slash(world.channel, "digest subscribe", when="daily 9am Tokyo")
    await world.maria.click(told(proposed), label="Drop it")
    assert "There are no digests" in await digest(world, "list")


async def test_another_channel_can_be_chosen(world: World) -> None:
    news = world.guild.create_text_channel("news")

    said = await subscribe(world, channel=news)

    assert f"<#{news.id}>" in said


async def test_every_mistake_in_a_schedule_is_explained_at_once(world: World) -> None:
    said = await subscribe(world, when="someday 25 o'clock from 03/04/2026 Berln")

    assert said.splitlines() == [
        "“03/04/2026 berln” is no date that can be read one way only: write `2026-12-24`.",
        "Say at what time of day: `09:00`, `5:30 pm` or `noon`.",
        "Say on which days: `daily`, `weekdays`, `mon, wed`, `every 2 weeks on friday`,"
        " `first monday of the month`, `15th of each month` or `cron …`.",
        "I do not understand “someday 25 o'clock”: as a time zone, write an IANA time zone such as"
        " `Asia/Tokyo`, or begin to type and choose one.",
    ]
    assert await digest(world, "list") == (
        "There are no digests in this server yet. `/digest subscribe` sets one up."
    )
    assert len(world.env.errors) == 1


async def test_a_missing_permission_in_the_channel_is_named_before_anything_is_saved(
    world: World,
) -> None:
    overwrite = discord.PermissionOverwrite(send_messages=False, read_message_history=False)
    silent = world.guild.create_text_channel("rules", overwrites={world.member: overwrite})

    said = await subscribe(world, channel=silent)

    assert "**Send Messages** and **Read Message History**" in said
    assert f"<#{silent.id}>" in said
    assert "There are no digests" in await digest(world, "list")
    assert len(world.env.errors) == 1


async def test_a_category_takes_no_digests(world: World) -> None:
    category = world.guild.create_category("Reports")

    said = await subscribe(world, channel=category)

    assert said.startswith("Digests go to text and announcement channels, threads and forums")
    assert len(world.env.errors) == 1


async def test_a_digest_of_a_pack_that_is_gone_has_nothing_to_show(world: World) -> None:
    await start(world)
    (subscription,) = await world.digests.listing(str(world.guild.id))
    await world.digests.remove(subscription)
    await world.digests.subscribe(
        workspace=subscription.workspace,
        channel=subscription.channel,
        pack="another",
        schedule=subscription.schedule,
    )

    assert await digest(world, "preview", number=2) == "The report has nothing to post at present."
    assert "the pack another is not loaded" in await digest(world, "now", number=2)
    assert len(world.env.errors) == 1


async def test_zones_complete_while_typing(world: World) -> None:
    choices = await world.maria.autocomplete(
        world.channel, "digest subscribe", "zone", "new york", when="daily 9am"
    )

    assert choices[0]["value"] == "America/New_York"
    assert choices[0]["name"] == "America/New_York (UTC-05:00, 03:00)"


async def test_what_is_typed_for_a_schedule_is_shown_as_it_is_understood(world: World) -> None:
    async def suggested(typed: str) -> list[str]:
        choices = await world.maria.autocomplete(world.channel, "digest subscribe", "when", typed)
        return [str(choice["name"]) for choice in choices]

    assert await suggested("weekdays 9am seoul") == ["09:00 Asia/Seoul, mon–fri"]
    assert "first monday of the month 09:00 UTC" in await suggested("first")
    assert len(await suggested("")) > 3


@pytest.mark.parametrize(("form", "begins"), [("txt", "Times of"), ("ics", "BEGIN:VCALENDAR")])
async def test_a_years_posts_can_be_had_as_a_file(world: World, form: str, begins: str) -> None:
    await start(world)
    result = await world.maria.slash(world.channel, "digest calendar", number=1, form=form)
    message = told(result)
    (file,) = message.attachments
    assert file.filename == f"digest-1.{form}"
    assert (await file.read()).decode().startswith(begins)


async def test_a_schedule_can_be_changed(world: World) -> None:
    await start(world)
    said = await digest(world, "change", number=1, when="saturdays 10:00", late=0)
    assert "10:00 Asia/Tokyo, sat" in said
    assert "What is missed is left out." in said


async def test_a_pause_can_have_an_end(world: World) -> None:
    await start(world)
    assert "Digest 1 is paused until" in await digest(world, "pause", number=1, until="2026-01-08")
    assert "over already" in await digest(world, "pause", number=1, until="2026-01-01")
    assert "Write the day as" in await digest(world, "pause", number=1, until="tomorrow")
    assert len(world.env.errors) == 2


async def test_members_who_do_not_manage_the_server_do_not_see_the_command(world: World) -> None:
    with pytest.raises(simcord.SetupError):
        await world.alice.slash(world.channel, "digest list")


async def test_members_who_do_not_manage_the_server_are_refused_where_they_do_see_it(
    world: World,
) -> None:
    synced = await world.bot.tree.fetch_commands()
    command = next(command for command in synced if command.name == "digest")
    world.guild.set_command_permissions(command, {world.alice: True})

    result = await world.alice.slash(world.channel, "digest list")

    assert "Manage Server" in shown(told(result))
    assert result.ephemeral
    assert len(world.env.errors) == 1


async def test_the_command_is_not_offered_in_direct_messages(world: World) -> None:
    assert "digest list" not in world.maria.user.available_commands()
    assert "ask" in world.maria.user.available_commands()


async def test_the_list_shows_number_channel_schedule_state_and_next_post(world: World) -> None:
    await start(world)
    await start(world, "sat 5:30 pm UTC")
    await digest(world, "pause", number=2)

    assert (await digest(world, "list")).splitlines() == [
        f"**1** <#{world.channel.id}> · `minimal` · 09:00 Asia/Tokyo, mon–fri"
        " · next <t:1767657600:f>",
        f"**2** <#{world.channel.id}> · `minimal` · 17:30 UTC, sat · paused",
    ]


async def test_the_preview_is_the_next_post_to_the_letter(world: World) -> None:
    await start(world)
    preview = await world.maria.slash(world.channel, "digest preview", number=1)

    world.clock.move(hours=16)
    await world.wait_for_digests()

    (posted,) = world.public
    head, _, text = shown(told(preview)).partition("\n")
    assert "Preview of digest 1" in head
    assert text == shown(posted)
    assert labels(told(preview)) == labels(posted)


async def test_now_posts_at_once_and_leaves_the_schedule_alone(world: World) -> None:
    await start(world)
    before = await digest(world, "list")

    said = await digest(world, "now", number=1)

    assert said == f"Posted in <#{world.channel.id}>."
    assert len(world.public) == 1
    assert await digest(world, "list") == before


async def test_now_says_why_it_could_not_post(world: World) -> None:
    await start(world)
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)

    said = await digest(world, "now", number=1)

    assert said.startswith("It was not posted: I may not post there")
    assert world.public == []
    assert len(world.env.errors) == 1


async def test_a_paused_digest_is_not_posted_until_it_is_resumed(world: World) -> None:
    await start(world)
    await digest(world, "pause", number=1)
    world.clock.move(days=1)
    await world.wait_for_digests()
    assert world.public == []

    said = await digest(world, "resume", number=1)

    assert "The next post: <t:1767744000:F>" in said
    world.clock.move(days=1)
    await world.wait_for_digests()
    assert len(world.public) == 1


async def test_a_removed_digest_is_gone(world: World) -> None:
    await start(world)

    said = await digest(world, "remove", number=1)

    assert said == "Digest 1 is removed."
    assert "There are no digests" in await digest(world, "list")


async def test_a_number_of_another_server_is_unknown_here(world: World) -> None:
    await start(world)
    elsewhere = world.env.create_guild("Elsewhere", owner=world.maria.user)
    hall = elsewhere.create_text_channel("hall")
    maria = elsewhere.add_member(world.maria.user)

    result = await maria.slash(hall, "digest remove", number=1)

    assert shown(told(result)).startswith("There is no digest 1 here.")
    assert "**1**" in await digest(world, "list")
    assert len(world.env.errors) == 1


async def test_numbers_complete_with_their_schedules(world: World) -> None:
    await start(world)

    choices = await world.maria.autocomplete(world.channel, "digest remove", "number", "")

    assert [(c["name"], c["value"]) for c in choices] == [("1: 09:00 Asia/Tokyo, mon–fri", 1)]


async def test_a_server_has_at_most_25_digests(world: World) -> None:
    for _ in range(25):
        await start(world)

    said = await subscribe(world)

    assert said == "A server can have 25 digests: remove one first."
    assert len(await digest(world, "list")) <= 2000
    assert len(world.env.errors) == 1
