"""Commands are synced when their definition changed, and only then."""

import logging

import pytest
from discord import app_commands

from tests.adapters.discord.world import World


def syncs(world: World) -> int:
    return sum(
        request.method == "PUT" and request.path.endswith("/commands")
        for request in world.env.http_requests
    )


async def test_commands_are_synced_at_the_first_start_and_not_at_the_next(world: World) -> None:
    assert syncs(world) == 1

    await world.restart()

    assert syncs(world) == 1


async def test_a_changed_command_is_synced_again(world: World) -> None:
    bot = world.make_bot()

    @bot.tree.command()
    async def extra(interaction: object) -> None:
        """A command of the next version."""

    await world.env.restart_bot(bot)

    assert syncs(world) == 2


async def test_a_failed_sync_is_logged_and_tried_again_at_the_next_start(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    bot = world.make_bot()
    bot.tree.add_command(app_commands.Command(name="extra", description="…", callback=extra))
    world.env.inject_error("PUT", "/applications/*/commands", status=403)

    await world.env.restart_bot(bot)
    await world.alice.send_dm("hello")

    assert len(world.direct) == 1
    assert "could not be synced" in caplog.text

    bot = world.make_bot()
    bot.tree.add_command(app_commands.Command(name="extra", description="…", callback=extra))
    caplog.set_level(logging.INFO)
    await world.env.restart_bot(bot)

    assert ": Ask the report about this, ask, digest, doctor, extra, help" in caplog.text


async def extra(interaction: object) -> None:
    """A command of the next version."""
