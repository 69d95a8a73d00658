"""Nothing that people write, and no name of theirs, is logged: not at DEBUG, not in failures."""

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import NoReturn

import pytest
from sqlalchemy import text
from typing_extensions import override

from bot.core.matching.matcher import Matcher
from bot.store import SqlStore
from tests.adapters.discord.world import World
from tests.silence import MARKER, assert_silent, logging_at_debug

WHY = f"Why must the walls be raised, {MARKER}?"


class BrokenMatcher(Matcher):
    """A matcher that fails, and whose error repeats the question."""

    @override
    def match(self, query: str, *, now: datetime, by_words: bool = False) -> NoReturn:
        raise RuntimeError(query)


@pytest.fixture(autouse=True)
def logging_as_deployed(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    """All that is logged goes into what `capsys` reads."""
    with logging_at_debug():
        yield


async def test_conversations_leave_no_words_in_the_log(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("bot.test").debug("something is logged")
    person = world.guild.add_member(world.env.create_user(MARKER), nick=MARKER.title())
    room = world.guild.create_text_channel(f"{MARKER}-room")
    await world.keep_misses(people=1)
    for said in (WHY, f"{MARKER} lighthouse ferry", "more"):
        await person.send_dm(said)
        await person.send(room, f"{world.mention} {said}")
        await person.slash(room, "ask", question=said)
    await person.click(world.messages(room)[0], label="Why this answer?")
    await person.click(world.messages(room)[0], label="Helpful")
    await person.slash(room, "summary", section=MARKER)
    await person.slash(room, "topic", name=MARKER)
    await person.slash(room, "topics", report=MARKER)
    await person.slash(room, "packs use", reports=MARKER)
    await person.autocomplete(room, "topic", "name", MARKER)
    await person.slash(room, "privacy show")
    await world.maria.slash(room, "digest subscribe", when=MARKER, zone=MARKER)

    assert world.env.errors  # What was refused is no error of ours, and simcord counts it.
    assert_silent(capsys.readouterr().err)


async def test_failures_leave_no_words_in_the_log(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    person = world.guild.add_member(world.env.create_user(MARKER))
    await person.send(world.channel, f"{world.mention} {WHY}")
    await world.restart(BrokenMatcher(world.pack))

    await person.send_dm(WHY)
    await person.send(world.channel, f"{world.mention} {WHY}")
    await person.slash(world.channel, "ask", question=WHY)
    await person.click(world.public[0], label="Why this answer?")

    assert len(world.env.errors) == 4
    assert_silent(capsys.readouterr().err)


async def test_what_discord_refuses_leaves_no_words_in_the_log(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    person = world.guild.add_member(world.env.create_user(MARKER))
    for status in (400, 403, 500):
        world.env.inject_error("POST", "/channels/*/messages", status=status, message=WHY, times=2)
        await person.send(world.channel, f"{world.mention} {WHY}")

    assert world.env.errors
    assert_silent(capsys.readouterr().err)


async def test_a_failing_database_leaves_no_words_in_the_log(
    world: World, store: SqlStore, capsys: pytest.CaptureFixture[str]
) -> None:
    await world.keep_misses(people=1)
    for table in ("misses", "place_settings", "person_settings", "ratings"):
        async with store.writing() as db:
            await db.execute(text(f"DROP TABLE {table}"))
    world.clock.move(minutes=1)
    person = world.guild.add_member(world.env.create_user(MARKER))

    await person.send(world.channel, f"{world.mention} {MARKER} lighthouse ferry")
    await person.send(world.channel, f"{world.mention} {WHY}")
    await person.click(world.public[-1], label="Helpful")
    await person.slash(world.channel, "packs use", reports=MARKER)

    assert world.env.errors
    assert_silent(capsys.readouterr().err)
