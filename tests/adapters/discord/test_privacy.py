"""What is kept of people and servers: shown, handed out, deleted, and forgotten in time."""

import json
import logging
from datetime import timedelta

import pytest

from bot.adapters.discord import privacy_page as page
from bot.adapters.discord.privacy_commands import EXPORT
from bot.service.places import Place
from bot.service.preferences import PersonSettings
from tests.adapters.discord.world import World, shown, told

WHY = "Why must the walls be raised?"
EXCERPT = "Its walls are too low for the tides of today"
UNCOVERED = "Is there a ferry to the lighthouse at night?"
SOON = 61
"""Seconds until the bot has looked at its clock."""


async def set_something(world: World) -> None:
    """Let Alice set something for herself."""
    await world.preferences.change_for(f"discord:{world.alice.id}", language="ja", plain=True)


def server(world: World) -> Place:
    return Place(platform="discord", workspace=str(world.guild.id))


async def exported(world: World) -> object:
    """What Alice gets as a file."""
    result = await world.alice.slash(world.channel, "privacy export")
    assert result.ephemeral
    (file,) = told(result).attachments
    assert file.filename == EXPORT
    return json.loads(await file.read())


async def test_everybody_sees_privately_what_is_kept_of_them(world: World) -> None:
    nothing = await world.alice.slash(world.channel, "privacy show")
    assert nothing.ephemeral
    assert page.STATEMENT in shown(told(nothing))
    assert "you have set nothing for yourself" in shown(told(nothing))
    assert page.NOT_BLOCKED in shown(told(nothing))
    assert page.NOT_TALKING in shown(told(nothing))

    await world.alice.slash(world.channel, "ask", question=WHY)
    await world.preferences.change(server(world), blocked=(str(world.alice.id),))
    await world.preferences.change_for(f"discord:{world.alice.id}", plain=True)

    something = shown(told(await world.alice.slash(world.channel, "privacy show")))
    assert "**Your settings**: plain text." in something
    assert page.BLOCKED in something
    assert page.TALKING in something
    assert page.NO_MISSES in something


async def test_the_statement_says_whether_questions_are_kept(world: World) -> None:
    await world.keep_misses(people=3)

    result = await world.alice.slash(world.channel, "privacy show")

    assert page.MISSES in shown(told(result))
    assert page.NO_MISSES not in shown(told(result))


async def test_privacy_is_there_in_direct_messages(world: World) -> None:
    result = await world.alice.user.slash("privacy show")

    assert page.STATEMENT in shown(told(result))


async def test_what_is_kept_can_be_taken_along_as_a_file(world: World) -> None:
    await set_something(world)

    assert await exported(world) == {
        "settings": {"language": "ja", "plain": True},
        "blocked_here": False,
        "conversation_in_memory": False,
        "digests_sent_to_you": [],
        "digests_you_set_up_for_servers": [],
    }


async def test_deleting_forgets_settings_and_conversations_at_once(world: World) -> None:
    await set_something(world)
    await world.alice.send_dm(WHY)
    await world.maria.send_dm(WHY)
    mark = await world.services.marks.of(f"discord:{world.alice.id}")
    assert (await world.store.settings_of([], [mark])).people == {
        mark: PersonSettings(plain=True, language="ja")
    }

    result = await world.alice.slash(world.channel, "privacy delete")

    assert result.ephemeral
    assert (await world.store.settings_of([], [mark])).people == {}
    assert await exported(world) == {
        "settings": {},
        "blocked_here": False,
        "conversation_in_memory": False,
        "digests_sent_to_you": [],
        "digests_you_set_up_for_servers": [],
    }
    await world.alice.send_dm("more")
    await world.maria.send_dm("more")
    assert EXCERPT not in shown(world.direct[-1])
    assert EXCERPT in shown(world.messages(world.maria.user.dm_channel)[-1])


async def test_deleting_takes_somebodys_mark_off_pending_questions(world: World) -> None:
    await world.keep_misses(people=2)
    await world.alice.send_dm(UNCOVERED)

    await world.alice.slash(world.channel, "privacy delete")
    await world.maria.send_dm(UNCOVERED)

    assert await world.store.misses("minimal") == ()
    await world.alice.send_dm(UNCOVERED)
    assert len(await world.store.misses("minimal")) == 1


async def test_deleting_lifts_neither_a_block_nor_a_limit(world: World) -> None:
    await world.preferences.change(server(world), blocked=(str(world.alice.id),), cooldown=60)
    await world.maria.slash(world.channel, "ask", question="hello")

    for person in (world.alice, world.maria):
        await person.slash(world.channel, "privacy delete")
        again = await person.slash(world.channel, "ask", question=WHY)
        assert EXCERPT not in shown(told(again))

    assert len(world.env.errors) == 2


async def subscribed(world: World) -> None:
    """Have something kept of the server."""
    await world.subscribe("weekdays 09:00 UTC")
    await world.preferences.change(server(world), cooldown=5)


async def kept(world: World) -> tuple[int, int]:
    """How many digests and settings are kept of the server."""
    guild = str(world.guild.id)
    return (
        len(await world.store.listing("discord", guild)),
        len(await world.store.workspace_settings("discord", guild)),
    )


async def leave(world: World) -> None:
    """Have the bot removed from the server."""
    (guild,) = world.bot.guilds
    await guild.leave()
    await world.env.settle()


async def test_what_is_kept_of_a_server_goes_thirty_days_after_the_bot_was_removed(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await subscribed(world)
    assert await kept(world) == (1, 1)

    await leave(world)
    world.clock.move(days=29)
    await world.env.advance_time(SOON)
    assert await kept(world) == (1, 1)
    world.clock.move(days=2)
    await world.env.advance_time(SOON)

    assert await kept(world) == (0, 0)
    assert "forgot the server" in caplog.text


async def test_a_server_that_the_bot_comes_back_to_in_time_is_kept(world: World) -> None:
    await subscribed(world)
    (guild,) = world.bot.guilds
    await leave(world)
    world.clock.move(days=29)

    world.bot.dispatch("guild_join", guild)
    await world.env.settle()
    later = world.clock() + timedelta(seconds=1)
    assert await world.store.left_before("discord", later) == ()

    assert await kept(world) == (1, 1)


async def test_an_outage_of_a_server_is_no_removal(world: World) -> None:
    await subscribed(world)

    world.env.backend.emit("GUILD_DELETE", {"id": str(world.guild.id), "unavailable": True})
    await world.env.settle()

    later = world.clock() + timedelta(days=1)
    assert await world.store.left_before("discord", later) == ()


async def test_a_server_that_was_left_while_the_bot_was_away_is_forgotten_in_time(
    world: World,
) -> None:
    gone = Place(platform="discord", workspace="4711")
    await world.preferences.change(gone, cooldown=5)
    await subscribed(world)
    await world.restart()
    await world.env.settle()
    later = world.clock() + timedelta(seconds=1)
    assert await world.store.left_before("discord", later) == ("4711",)

    world.clock.move(days=31)
    await world.restart()
    await world.env.settle()

    assert await world.store.workspace_settings("discord", "4711") == {}
    assert await kept(world) == (1, 1)


async def test_a_server_that_was_joined_while_the_bot_was_away_is_not_forgotten(
    world: World,
) -> None:
    await subscribed(world)
    await world.store.leave("discord", str(world.guild.id), world.clock())
    world.clock.move(days=31)

    await world.restart()
    await world.env.settle()

    assert await kept(world) == (1, 1)


async def test_questions_that_were_kept_go_when_their_days_are_over(world: World) -> None:
    await world.keep_misses(people=1)
    await world.alice.send_dm(UNCOVERED)
    assert len(await world.store.misses("minimal")) == 1

    world.clock.move(days=31)
    await world.env.advance_time(SOON)

    assert await world.store.misses("minimal") == ()


async def test_who_set_up_a_digest_is_shown_taken_along_and_forgotten(world: World) -> None:
    await world.subscribe("daily 09:00 UTC")
    proposed = await world.maria.slash(world.channel, "mydigest subscribe", when="daily 09:00 UTC")
    await world.maria.click(told(proposed), label="Start")

    said = shown(told(await world.maria.slash(world.channel, "privacy show")))
    assert "**Digests**: 1 are sent to you, 1 in servers were set up by you." in said
    await world.maria.slash(world.channel, "privacy delete")

    assert await world.digests.of_maker(str(world.maria.id)) == ()
    (kept,) = await world.digests.listing(str(world.guild.id))
    assert kept.maker is None
    said = shown(told(await world.maria.slash(world.channel, "privacy show")))
    assert "none is sent to you" in said
