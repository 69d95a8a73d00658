"""A server's settings as a file: /settings export and import."""

import pytest
import simcord

from bot.service.settings_file import LARGEST
from bot.store import SqlStore
from tests.adapters.discord.world import World, labels, shown, told
from tests.ready import MINIMAL, TIDES_2024


@pytest.fixture
async def bare_world(store: SqlStore) -> World:
    """A bot that serves two packs."""
    return World(store, MINIMAL, TIDES_2024)


async def settings(world: World, command: str, **options: object) -> simcord.InteractionResult:
    result = await world.maria.slash(world.channel, f"settings {command}", **options)
    assert result.ephemeral
    return result


async def exported(world: World) -> str:
    """The file that Maria gets."""
    (file,) = told(await settings(world, "export")).attachments
    assert file.filename == f"briefing-settings-{world.guild.id}.yaml"
    return (await file.read()).decode()


async def given(world: World, text: str) -> simcord.InteractionResult:
    """What Maria is answered when she gives a file."""
    return await settings(world, "import", file=("mine.yaml", text.encode()))


async def arrange(world: World) -> None:
    await world.subscribe("weekdays 09:00 Tokyo")
    await settings(world, "change", visibility="private", where="server")
    await settings(world, "change", cooldown=30, language="ja")
    await settings(world, "block", user=world.alice)
    await world.maria.slash(world.channel, "packs use", reports="minimal")


async def test_the_file_has_all_that_is_set_and_names_what_its_ids_are_of(world: World) -> None:
    await arrange(world)

    assert (await exported(world)).splitlines() == [
        "# Settings of the briefing bot in Think Tank.",
        "# `/settings import` takes this file back: all that it does not name is let go of.",
        f'server: "{world.guild.id}"',
        "settings:",
        "  visibility: private",
        "  blocked:",
        f'    - "{world.alice.id}"',
        "channels:",
        f'  "{world.channel.id}": # #general',
        "    packs:",
        '      - "minimal" # The Harbour Report',
        "    language: ja",
        "    cooldown: 30",
        "# Digests, for your information (`/digest` looks after them):",
        "# 1: #general · minimal · 09:00 Asia/Tokyo, mon–fri · active",
    ]


async def test_an_untouched_file_changes_nothing(world: World) -> None:
    await arrange(world)

    result = await given(world, await exported(world))

    assert shown(told(result)).startswith("The file says what is set already")
    assert labels(told(result)) == []


async def test_what_a_file_changes_is_told_first_and_done_by_a_button_also_after_a_restart(
    world: World,
) -> None:
    await arrange(world)
    before = await world.preferences.of_workspace("discord", str(world.guild.id))
    text = (await exported(world)).replace("cooldown: 30", "cooldown: 5\n    plain: on")

    preview = told(await given(world, text.replace("language: ja\n", "open: on\n")))

    assert shown(preview).splitlines() == [
        "The file is right. Nothing is changed yet; it would change:",
        f"- <#{world.channel.id}> · Look: not set → plain text",
        f"- <#{world.channel.id}> · Language: 日本語 → not set",
        f"- <#{world.channel.id}> · Between two questions of one person: 30 seconds → 5 seconds",
        f"- <#{world.channel.id}> · Which questions: not set → every one in the channel",
    ]
    assert await world.preferences.of_workspace("discord", str(world.guild.id)) == before

    await world.restart()
    await world.maria.click(preview, label="Change this")

    after = await exported(world)
    assert "cooldown: 5" in after
    assert "open: on" in after
    assert "language" not in after


async def test_the_button_is_gone_once_it_was_used(world: World) -> None:
    preview = told(await given(world, f"server: {world.guild.id}\nsettings: {{plain: on}}"))

    await world.maria.click(preview, label="Change this")

    (left,) = [m for m in world.channel.history(viewer=world.maria) if m.id == preview.id]
    assert left.content.startswith("Done: 1 setting changed.")
    assert labels(left) == []
    assert left.attachments == []


async def test_a_file_with_problems_changes_nothing_and_each_is_told_with_its_line(
    world: World,
) -> None:
    await arrange(world)
    before = await exported(world)
    elsewhere = world.env.create_guild("Elsewhere").create_text_channel("hall")

    result = await given(
        world,
        f"server: {world.guild.id}\n"
        "settings:\n  cooldown: 9\n  packs: [minimall]\n  roles: [7]\n"
        f"channels:\n  {elsewhere.id}: {{plain: maybe}}\n",
    )

    assert shown(told(result)).splitlines() == [
        "Nothing is changed. The file has problems:",
        '- line 4: no pack "minimall" is loaded: did you mean `minimal`?',
        '- line 5: this server has no role "7": write the id of one of its own',
        f'- line 7: this server has no channel "{elsewhere.id}": write the id of one of its own',
        "- line 7: `plain`: write one of these: on, off",
    ]
    assert await exported(world) == before
    assert len(world.env.errors) == 1


async def test_very_many_problems_are_told_as_far_as_they_fit(world: World) -> None:
    wrong = "\n".join(f"  k{n}: 1" for n in range(200))

    said = shown(told(await given(world, f"server: {world.guild.id}\nsettings:\n{wrong}")))

    assert len(said) <= 2000
    assert said.endswith("more.")
    assert len(world.env.errors) == 1


async def test_a_file_that_is_too_large_is_not_read(world: World) -> None:
    said = shown(told(await given(world, "#" * (LARGEST + 1))))

    assert said.startswith("The file is larger than 64 kB")
    assert len(world.env.errors) == 1


async def test_a_file_that_was_right_is_checked_again_when_it_is_taken(world: World) -> None:
    text = f"server: {world.guild.id}\nsettings: {{packs: [tides-2024], plain: on}}"
    preview = told(await given(world, text))
    world.others = []
    await world.restart()

    refused = await world.maria.click(preview, label="Change this")

    assert 'no pack "tides-2024" is loaded' in shown(told(refused))
    assert await world.preferences.of_workspace("discord", str(world.guild.id)) == {}


async def test_whoever_no_longer_manages_the_server_cannot_take_a_file_in(world: World) -> None:
    preview = told(await given(world, f"server: {world.guild.id}\nsettings: {{plain: on}}"))
    maria = await world.member.guild.fetch_member(world.maria.id)
    await maria.remove_roles(*maria.roles[1:])

    refused = await world.maria.click(preview, label="Change this")

    assert "Manage Server" in shown(told(refused))
    assert await world.preferences.of_workspace("discord", str(world.guild.id)) == {}
