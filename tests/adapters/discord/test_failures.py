"""Everything addressed to the bot gets one visible outcome, whatever goes wrong."""

import logging
from datetime import datetime
from typing import NoReturn

import discord
import pytest
from typing_extensions import override

from bot.adapters.discord.lines import CHANGED
from bot.core.matching.matcher import Matcher
from bot.service.lines import APOLOGY
from tests.adapters.discord.world import World, shown, told

WHY = "Why must the walls be raised?"
EXCERPT = "Its walls are too low for the tides of today"


class BrokenMatcher(Matcher):
    """A matcher that fails, and whose error repeats the question."""

    @override
    def match(self, query: str, *, now: datetime, by_words: bool = False) -> NoReturn:
        raise RuntimeError(query)


async def test_a_failure_is_apologised_for_once_in_a_message(world: World) -> None:
    await world.restart(BrokenMatcher(world.pack))

    await world.alice.send_dm(WHY)

    assert [shown(message) for message in world.direct] == [APOLOGY]
    assert [type(error) for error in world.env.errors] == [RuntimeError]


async def test_a_failure_is_apologised_for_privately_after_a_command(world: World) -> None:
    await world.restart(BrokenMatcher(world.pack))

    result = await world.alice.slash(world.channel, "ask", question=WHY)

    assert shown(told(result)) == APOLOGY
    assert result.ephemeral
    assert len(world.env.errors) == 1


async def test_a_failure_is_logged_without_what_the_user_wrote(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.restart(BrokenMatcher(world.pack))
    caplog.set_level(logging.DEBUG, logger="bot")

    await world.alice.send_dm(WHY)
    await world.alice.slash(world.channel, "ask", question=WHY)

    logged = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert any("RuntimeError" in line and "in match" in line for line in logged)
    assert not any("walls" in line for line in logged)
    assert len(world.env.errors) == 2


async def test_a_reply_whose_buttons_are_refused_is_sent_plainly(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=400, code=50035)

    await world.alice.send_dm(WHY)

    (answer,) = world.direct
    assert EXCERPT in shown(answer)
    assert answer.components == []
    assert "Harbour: <https://example.org/harbour>" in shown(answer)


async def test_a_response_whose_buttons_are_refused_is_sent_plainly(world: World) -> None:
    world.env.inject_error("POST", "/interactions/*/callback", status=400, code=50035)

    result = await world.alice.slash(world.channel, "ask", question=WHY)

    assert EXCERPT in shown(told(result))
    assert told(result).components == []


async def test_where_the_bot_may_not_write_it_answers_privately(world: World) -> None:
    silent = world.guild.create_text_channel(
        "announcements",
        overwrites={world.member: discord.PermissionOverwrite(send_messages=False)},
    )

    await world.alice.send(silent, f"{world.mention} {WHY}")

    assert world.messages(silent) == []
    (answer,) = world.direct
    assert EXCERPT in shown(answer)


async def test_a_reply_to_a_question_deleted_meanwhile_still_arrives(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=400, code=10008)

    await world.alice.send(world.channel, f"{world.mention} {WHY}")

    (answer,) = world.public
    assert EXCERPT in shown(answer)


async def test_when_discord_takes_nothing_the_bot_goes_on(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=400, times=2)

    await world.alice.send_dm(WHY)
    await world.alice.send_dm(WHY)

    assert len(world.direct) == 1
    assert [type(error) for error in world.env.errors] == [discord.HTTPException]


async def test_when_nobody_can_be_told_it_is_logged(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, times=None)

    await world.alice.send(world.channel, f"{world.mention} {WHY}")

    assert world.direct == []
    assert "no answer was possible" in caplog.text


async def test_a_failure_that_cannot_be_told_either_is_logged(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062, times=None)

    result = await world.alice.slash(world.channel, "ask", question=WHY)

    assert not result.acknowledged
    assert "telling a user why failed: NotFound" in caplog.text
    assert len(world.env.errors) == 1


async def test_a_command_that_discord_knows_and_the_bot_does_not_is_explained(
    world: World,
) -> None:
    world.bot.tree.remove_command("topics")

    result = await world.alice.slash(world.channel, "topics")

    assert shown(told(result)) == CHANGED
    assert len(world.env.errors) == 1
