"""The doctor: what is in the way in a server, and how to mend it."""

import discord

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
    await world.maria.slash(
        world.channel, "digest subscribe", at="09:00", zone="Asia/Tokyo", channel=closed
    )
    channel = world.bot.get_channel(closed.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.set_permissions(channel.guild.me, send_messages=False, embed_links=False)

    said = shown(told(await world.maria.slash(world.channel, "doctor")))

    assert f"- {closed.mention}: I lack **Send Messages**, so I answer mentions by direct" in said
    assert "Channel settings → Permissions → my role → allow it. A digest is due there." in said
    assert f"- {closed.mention}: I lack **Embed Links**, so my messages are plain text" in said


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
