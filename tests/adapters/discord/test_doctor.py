"""The doctor: what is in the way in a server, and how to mend it."""

import discord

from bot.adapters.discord.digest_pages import moment
from bot.adapters.discord.permissions import NEEDED, needed, personal_link, server_link
from bot.adapters.discord.places import PLATFORM
from bot.service.places import Place
from tests.adapters.discord.world import World, shown, told


async def test_nothing_is_in_the_way_and_it_says_what_was_looked_at(world: World) -> None:
    result = await world.maria.slash(world.channel, "doctor")

    assert result.ephemeral
    assert shown(told(result)).startswith("Nothing is in the way.")
    assert "I looked at so many channels: 1; and digests: 0." in shown(told(result))


async def test_a_permission_that_is_missing_is_named_with_what_fails_and_the_mend(
    world: World,
) -> None:
    closed = world.guild.create_text_channel("closed")
    await world.subscribe("daily 09:00 Tokyo", channel=closed)
    channel = world.bot.get_channel(closed.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.set_permissions(channel.guild.me, send_messages=False, embed_links=False)

    said = shown(told(await world.maria.slash(world.channel, "doctor")))

    assert f"- {closed.mention}: I lack **Send Messages**, so I answer mentions by direct" in said
    assert "Channel settings → Permissions → my role → allow it. Digests that I cannot" in said
    assert "Digests that I cannot post because of that: 1." in said
    assert said.count("because of that") == 1  # Plain text can be posted.
    assert f"- {closed.mention}: I lack **Embed Links**, so my messages are plain text" in said


async def test_of_a_channel_that_is_hidden_only_that_is_said(world: World) -> None:
    hidden = discord.PermissionOverwrite(view_channel=False)
    closed = world.guild.create_text_channel("closed", overwrites={world.member: hidden})
    place = Place(platform=PLATFORM, workspace=str(world.guild.id), channel=str(closed.id))
    await world.preferences.change(place, plain=True)

    said = shown(told(await world.maria.slash(world.channel, "doctor")))

    assert said.count("I lack") == 1
    assert f"{closed.mention}: I lack **View Channel**" in said


async def test_what_was_set_and_is_gone_is_named(world: World) -> None:
    server = Place(platform=PLATFORM, workspace=str(world.guild.id))
    lost = Place(platform=PLATFORM, workspace=str(world.guild.id), channel="77")
    await world.preferences.change(server, packs=("gone",), roles=("9",), open=True)
    await world.preferences.change(lost, plain=True)

    said = shown(told(await world.maria.slash(world.channel, "doctor")))

    assert "This server: the report `gone` is not loaded." in said
    assert "This server: a role that may ask is gone." in said
    assert "This server: every question is to be answered, but I am not given" in said
    assert "The channel 77 is gone, or I may not see it" in said


async def test_a_digest_that_is_late_is_told_and_when_the_others_are_due(world: World) -> None:
    for at in ("09:00", "10:01"):
        await world.subscribe(f"daily {at} UTC")
    listing = await world.digests.listing(str(world.guild.id))
    due = [digest.next_due for digest in listing if digest.next_due]

    world.clock.move(hours=1, minutes=10)
    in_time = shown(told(await world.maria.slash(world.channel, "doctor")))
    world.clock.move(seconds=1)
    late = shown(told(await world.maria.slash(world.channel, "doctor")))

    assert in_time.startswith("Nothing is in the way.")
    assert f"- Digest 1 in {world.channel.mention} was due {moment(due[0])} and is not" in late
    assert late.splitlines()[2].startswith(
        f"- Digest 2 in {world.channel.mention}: next {moment(due[1])}."
    )


async def test_a_digest_whose_channel_is_gone_is_told_by_its_number(world: World) -> None:
    hall = world.guild.create_text_channel("hall")
    for target in (hall, world.channel):
        await world.subscribe("daily 09:00 UTC", channel=target)
    channel = world.bot.get_channel(hall.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.delete()

    said = shown(told(await world.maria.slash(world.channel, "doctor")))

    assert f"- The channel {hall.id} is gone, or I may not see it" in said
    assert "`/digest remove`). Digests that I cannot post because of that: 1." in said


async def test_a_paused_digest_neither_is_late_nor_comes(world: World) -> None:
    await world.subscribe("daily 09:00 UTC")
    await world.maria.slash(world.channel, "digest pause", number=1)
    world.clock.move(hours=2)

    said = shown(told(await world.maria.slash(world.channel, "doctor")))

    assert said.splitlines()[1].startswith("- Digest 1 is paused")
    assert "was due" not in said
    assert "next" not in said


async def test_only_those_who_manage_the_server_may_call_the_doctor(world: World) -> None:
    synced = await world.bot.tree.fetch_commands()
    command = next(command for command in synced if command.name == "doctor")
    world.guild.set_command_permissions(command, {world.alice: True})

    refused = await world.alice.slash(world.channel, "doctor")

    assert "Manage Server" in shown(told(refused))
    assert len(world.env.errors) == 1


def test_the_invitation_asks_for_just_what_is_needed() -> None:
    assert all(getattr(needed(), need.name) for need in NEEDED)
    assert needed().value.bit_count() == len(NEEDED)
    assert f"permissions={needed().value}" in server_link(7)
    assert "scope=bot+applications.commands" in server_link(7)
    assert "permissions=" not in personal_link(7)
