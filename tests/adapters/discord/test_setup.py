"""Setting a channel up step by step: /setup."""

from typing import Any

import discord
import pytest
import simcord

from bot.adapters.discord.places import PLATFORM
from bot.service.places import Place
from bot.store import SqlStore
from tests.adapters.discord.world import World, shown, told, walk
from tests.ready import MINIMAL, TIDES_2024


@pytest.fixture
async def bare_world(store: SqlStore) -> World:
    """A bot that serves two packs."""
    return World(store, MINIMAL, TIDES_2024)


async def begun(world: World) -> discord.Message:
    """Maria's message of /setup in the channel."""
    result = await world.maria.slash(world.channel, "setup")
    assert result.ephemeral
    return told(result)


def seen(world: World, message: discord.Message) -> discord.Message:
    """The message as Maria sees it now."""
    history = world.channel.history(viewer=world.maria)
    return next(each for each in history if each.id == message.id)


def menus(message: discord.Message) -> dict[str, list[str]]:
    """What is chosen in the message's menus, by what each is for."""
    found = [part for part in walk(message.components) if isinstance(part, discord.SelectMenu)]
    return {
        (menu.custom_id or "").split(":")[1]: [o.value for o in menu.options if o.default]
        or [str(value.id) for value in menu.default_values]
        for menu in found
    }


async def choose(
    world: World, message: discord.Message, what: str, *values: Any
) -> discord.Message:
    """Maria chooses in the menu that is for something."""
    (menu,) = [
        part.custom_id
        for part in walk(seen(world, message).components)
        if isinstance(part, discord.SelectMenu) and f":{what}" in (part.custom_id or "")
    ]
    await world.maria.select(seen(world, message), list(values), custom_id=menu)
    return seen(world, message)


async def fill(
    world: World, message: discord.Message, **fields: object
) -> simcord.InteractionResult:
    """Maria fills in the form of a digest."""
    form = await world.maria.click(seen(world, message), label="Post a digest…")
    return await world.maria.submit_modal(
        form, {"at": "09:00", "zone": "Asia/Tokyo", "days": ["mon", "wed"], **fields}
    )


async def test_it_shows_what_is_set_private_answers_first(world: World) -> None:
    message = await begun(world)

    assert f"Setting up <#{world.channel.id}>" in shown(message)
    assert "No digest is posted there." in shown(message)
    assert menus(message) == {
        "channel": [str(world.channel.id)],
        "packs": [],
        "visibility": ["public"],
        "language": ["auto"],
    }


async def test_each_choice_is_kept_at_once_and_shown(world: World) -> None:
    message = await begun(world)

    await choose(world, message, "packs", "tides-2024")
    await choose(world, message, "visibility", "private")
    now = await choose(world, message, "language", "ja")

    assert menus(now) == menus(await begun(world))
    assert menus(now)["packs"] == ["tides-2024"]
    asked = await world.alice.slash(world.channel, "ask", question="When was the report published?")
    assert asked.ephemeral
    assert "> May 2, 2024" in shown(told(asked))


async def test_reports_that_are_no_longer_chosen_are_all(world: World) -> None:
    message = await begun(world)
    await choose(world, message, "packs", "tides-2024")

    now = await choose(world, message, "packs")

    assert menus(now)["packs"] == []
    assert await world.preferences.of_workspace("discord", str(world.guild.id)) == {}


async def test_a_digest_is_subscribed_to_by_a_form(world: World) -> None:
    message = await begun(world)

    await fill(world, message, report=["tides-2024"])

    assert "- 1: 09:00 Asia/Tokyo, mon, wed" in shown(seen(world, message))
    (digest,) = await world.digests.listing(str(world.guild.id))
    assert (digest.channel, digest.pack) == (str(world.channel.id), "tides-2024")


async def test_a_form_that_is_filled_in_wrongly_is_explained_and_nothing_kept(
    world: World,
) -> None:
    message = await begun(world)

    result = await fill(world, message, at="noon", zone="Asia/Tokio", report=["minimal"])

    assert result.ephemeral
    assert "did you mean `Asia/Tokyo`?" in shown(told(result))
    assert await world.digests.listing(str(world.guild.id)) == ()


async def test_another_channel_can_be_set_up_from_anywhere(world: World) -> None:
    hall = world.guild.create_text_channel("hall")
    message = await begun(world)

    await choose(world, message, "channel", hall)
    await choose(world, message, "visibility", "private")

    assert f"Setting up <#{hall.id}>" in shown(seen(world, message))
    kept = await world.preferences.of_workspace("discord", str(world.guild.id))
    assert [place.channel for place in kept] == [str(hall.id)]


async def test_the_end_says_what_was_set_what_is_in_the_way_and_what_to_ask(
    world: World,
) -> None:
    overwrite = discord.PermissionOverwrite(send_messages=False)
    silent = world.guild.create_text_channel("rules", overwrites={world.member: overwrite})
    message = await begun(world)
    await choose(world, message, "channel", silent)
    await choose(world, message, "packs", "minimal")

    await world.maria.click(seen(world, message), label="Done")

    assert shown(seen(world, message)).splitlines() == [
        f"**<#{silent.id}> is set up.**",
        "- Reports: “The Harbour Report” · *set here*",
        "- Answers to commands: for all to see · *default*",
        "- Language: that of whoever asks · *default*",
        "No digest is posted there.",
        f"⚠ {silent.mention}: I lack **Send Messages**, so I answer mentions by direct message and"
        " post no digest. Channel settings → Permissions → my role → allow it.",
        # Discord takes this away with the right to write.
        f"⚠ {silent.mention}: I lack **Embed Links**, so my messages are plain text instead of"
        " cards. Channel settings → Permissions → my role → allow it.",
        "Try it there: `/ask question:Why must the walls be raised?`",
        "-# `/settings show` shows all there is to set, `/doctor` what is in the way.",
    ]


async def test_the_end_says_what_the_doctor_would(world: World) -> None:
    server = Place(platform=PLATFORM, workspace=str(world.guild.id))
    await world.preferences.change(server, roles=("9",), open=True)
    await world.subscribe("daily 09:00 UTC")
    await world.maria.slash(world.channel, "digest pause", number=1)
    message = await begun(world)

    await world.maria.click(seen(world, message), label="Done")
    diagnosed = shown(told(await world.maria.slash(world.channel, "doctor")))

    warned = [line[2:] for line in shown(seen(world, message)).splitlines() if line[0] == "⚠"]
    assert len(warned) == 3
    assert warned == [line[2:] for line in diagnosed.splitlines() if line[0] == "-"]


async def test_the_end_says_that_nothing_is_in_the_way(world: World) -> None:
    message = await begun(world)

    await world.maria.click(seen(world, message), label="Done")

    assert "Nothing is in the way." in shown(seen(world, message))


async def test_a_digest_is_not_promised_where_i_may_not_post(world: World) -> None:
    overwrite = discord.PermissionOverwrite(send_messages=False)
    silent = world.guild.create_text_channel("rules", overwrites={world.member: overwrite})
    message = await begun(world)
    await choose(world, message, "channel", silent)

    result = await fill(world, message, report=["minimal"])

    assert "**Send Messages**" in shown(told(result))
    assert await world.digests.listing(str(world.guild.id)) == ()


async def test_menus_and_forms_work_after_a_restart(world: World) -> None:
    message = await begun(world)
    await world.restart()

    await choose(world, message, "visibility", "private")
    form = await world.maria.click(seen(world, message), label="Post a digest…")
    await world.restart()
    await world.maria.submit_modal(
        form, {"at": "9am", "zone": "utc", "days": ["sat"], "report": ["minimal"]}
    )

    assert "- 1: 09:00 UTC, sat" in shown(seen(world, message))


async def test_a_channel_that_was_deleted_meanwhile_is_told(world: World) -> None:
    hall = world.guild.create_text_channel("hall")
    message = await begun(world)
    await choose(world, message, "channel", hall)
    channel = world.bot.get_channel(hall.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.delete()

    result = await world.maria.click(seen(world, message), label="Done")

    assert shown(told(result)).startswith("I cannot see that channel any more.")


async def test_whoever_no_longer_manages_the_server_cannot_go_on(world: World) -> None:
    message = await begun(world)
    maria = await world.member.guild.fetch_member(world.maria.id)
    await maria.remove_roles(*maria.roles[1:])

    result = await world.maria.click(message, label="Done")

    assert "Manage Server" in shown(told(result))


async def test_members_who_do_not_manage_the_server_do_not_see_the_command(world: World) -> None:
    with pytest.raises(simcord.SetupError):
        await world.alice.slash(world.channel, "setup")
