"""Settings in chat: /settings for those who manage the server, /preferences for anyone."""

import pytest
import simcord

from tests.adapters.discord.world import World, is_card, shown, told

QUESTION = "How high are the walls?"


async def settings(world: World, command: str, **options: object) -> str:
    """What Maria is told, privately, after a /settings command in the channel."""
    result = await world.maria.slash(world.channel, f"settings {command}", **options)
    assert result.ephemeral
    return shown(told(result))


async def asked(
    world: World, channel: simcord.ChannelHandle | None = None
) -> simcord.InteractionResult:
    return await world.alice.slash(channel or world.channel, "ask", question=QUESTION)


async def test_shown_is_what_holds_here_and_where_each_setting_comes_from(world: World) -> None:
    await settings(world, "change", visibility="private", cooldown=30, where="server")
    await settings(world, "change", cooldown=5)

    assert (await settings(world, "show")).splitlines()[:10] == [
        "In force here:",
        "- Reports: all that are loaded · *default*",
        "- Answers to commands: for the asker alone · *set for the server*",
        "- Look: cards · *default*",
        "- Language: that of whoever asks · *default*",
        "- Between two questions of one person: 5 seconds · *set here*",
        "- Who may ask: everyone · *default*",
        "- Who may not ask: nobody · *default*",
        "- Rating answers: on · *default*",
        "- Which questions: those addressed to me · *default*",
    ]


async def test_what_is_changed_holds_at_once_in_this_channel_alone(world: World) -> None:
    hall = world.guild.create_text_channel("hall")
    assert not (await asked(world)).ephemeral

    said = await settings(world, "change", visibility="private", plain="on")

    assert said.startswith("It is set. In force here now:")
    here, there = await asked(world), await asked(world, hall)
    assert here.ephemeral
    assert not is_card(told(here))
    assert not there.ephemeral
    assert is_card(told(there))


async def test_a_server_wide_change_holds_in_its_channels_and_outlives_a_restart(
    world: World,
) -> None:
    hall = world.guild.create_text_channel("hall")
    await settings(world, "change", visibility="private", where="server")

    await world.restart()

    assert (await asked(world, hall)).ephemeral


async def test_an_open_channel_needs_the_message_content_intent_and_that_is_said(
    world: World,
) -> None:
    assert "message content intent" in await settings(world, "change", open="on")
    assert "message content intent" not in await settings(world, "change", open="off")


async def test_a_change_of_nothing_is_refused(world: World) -> None:
    assert await settings(world, "change") == "Name what to change, such as `visibility`."
    assert len(world.env.errors) == 1


async def test_the_roles_that_may_ask_are_added_and_taken_off(world: World) -> None:
    staff = world.guild.create_role("Staff")
    press = world.guild.create_role("Press")

    await settings(world, "roles add", role=staff)
    assert f"<@&{staff.id}>, <@&{press.id}> · *set here*" in await settings(
        world, "roles add", role=press
    )
    assert f"may ask: <@&{press.id}> ·" in await settings(world, "roles remove", role=staff)
    assert "is not on the list" in await settings(world, "roles remove", role=staff)
    assert "may ask: everyone · *default*" in await settings(world, "roles remove", role=press)
    assert len(world.env.errors) == 1


async def test_a_channel_can_be_for_everyone_where_the_server_is_for_some_roles(
    world: World,
) -> None:
    staff = world.guild.create_role("Staff")
    await settings(world, "roles add", role=staff, where="server")

    assert "may ask: everyone · *set here*" in await settings(world, "roles clear")
    assert "may ask: everyone · *set here*" in await settings(world, "roles clear", where="server")
    hall = world.guild.create_text_channel("hall")
    shows = await world.maria.slash(hall, "settings show")
    assert "may ask: everyone · *default*" in shown(told(shows))


async def test_people_are_blocked_in_the_server_or_here_and_let_in_again(world: World) -> None:
    bob = world.guild.add_member(world.env.create_user("bob"))
    await settings(world, "block", user=world.alice)

    said = await settings(world, "block", user=bob, where="channel")

    assert f"<@{world.alice.id}>, <@{bob.id}> · *set here and for the server*" in said
    assert f"may not ask: <@{bob.id}> · *set here*" in await settings(
        world, "unblock", user=world.alice
    )


async def test_reset_undoes_one_setting_or_all(world: World) -> None:
    await settings(world, "change", plain="on", cooldown=9)

    one = await settings(world, "reset", setting="plain")
    rest = await settings(world, "reset")

    assert one.startswith("What was set for this channel is undone: Look. In force here now:")
    assert "9 seconds" in one
    assert rest.startswith("What was set for this channel is undone: Between two questions")
    assert (await settings(world, "reset")).startswith("Nothing was set for this channel.")
    assert await world.preferences.of_workspace("discord", str(world.guild.id)) == {}


async def test_members_who_do_not_manage_the_server_do_not_see_the_command(world: World) -> None:
    with pytest.raises(simcord.SetupError):
        await world.alice.slash(world.channel, "settings show")


@pytest.mark.parametrize("command", ["show", "roles clear", "export"])
async def test_members_who_do_not_manage_the_server_are_refused_where_they_do_see_it(
    world: World, command: str
) -> None:
    synced = await world.bot.tree.fetch_commands()
    found = next(each for each in synced if each.name == "settings")
    world.guild.set_command_permissions(found, {world.alice: True})

    result = await world.alice.slash(world.channel, f"settings {command}")

    assert "Manage Server" in shown(told(result))
    assert len(world.env.errors) == 1


async def test_anyone_chooses_for_themselves_wherever_they_ask(world: World) -> None:
    result = await world.alice.slash(world.channel, "preferences", plain="on", language="ja")

    assert result.ephemeral
    assert shown(told(result)).splitlines() == [
        "It is set. For you holds:",
        "- Look: plain text",
        "- Language: 日本語",
        "-# This holds wherever you ask. It is kept under a mark that names nobody; no id of yours"
        " is kept.",
    ]
    assert not is_card(told(await asked(world)))
    await world.alice.send_dm(QUESTION)
    assert not is_card(world.direct[-1])
    others = await world.maria.slash(world.channel, "ask", question=QUESTION)
    assert is_card(told(others))


async def test_what_one_chose_is_undone_in_a_direct_conversation_too(world: World) -> None:
    await world.alice.slash(world.channel, "preferences", plain="on")

    undone = await world.alice.user.slash("preferences", plain="default")

    assert "- Look: as it is set where you ask" in shown(told(undone))
    assert shown(told(await world.alice.user.slash("preferences"))).startswith("For you holds:")
    assert is_card(told(await asked(world)))
