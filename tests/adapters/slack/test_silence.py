"""Nothing that people write is logged: not at DEBUG, not in failures."""

import logging
from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import datetime
from io import StringIO
from typing import NoReturn

import pytest
from typing_extensions import override

from bot.core.answer import Policy
from bot.core.matching.matcher import Matcher
from bot.service.assistant import Briefing
from bot.service.lines import APOLOGY
from tests.adapters.slack.far_end import FarEnd
from tests.adapters.slack.test_ways import WHY
from tests.adapters.slack.world import MARIA, World, labels, told
from tests.ready import ready
from tests.silence import MARKER, assert_silent, logging_at_debug


class BrokenMatcher(Matcher):
    """A matcher that fails, and whose error repeats the question."""

    @override
    def match(self, query: str, *, now: datetime, by_words: bool = False) -> NoReturn:
        raise RuntimeError(query)


@pytest.fixture
def logged() -> Iterator[StringIO]:
    """All that is logged, as in a deployment that debugs."""
    written = StringIO()
    with redirect_stderr(written), logging_at_debug():
        yield written


async def test_a_failure_is_one_plain_line_and_no_words_in_the_log(
    world: World, logged: StringIO
) -> None:
    logging.getLogger("bot.test").debug("something is logged")
    (answer,) = await world.mention(f"{WHY} {MARKER}")
    assert "More" in labels(answer)
    pack, _ = ready(world.packs[0])
    broken = Briefing(pack=pack, matcher=BrokenMatcher(pack), policy=Policy())
    world.assistant.take_up(broken)

    for shown in (
        await world.mention(f"{WHY} {MARKER}"),
        await world.dm(f"{WHY} {MARKER}"),
        await world.command(f"ask {WHY} {MARKER}"),
        await world.shortcut(f"{WHY} {MARKER}"),
        await world.click(answer, "Why this answer?"),
    ):
        assert [told(each) for each in shown] == [APOLOGY]
    assert_silent(logged.getvalue())


async def test_conversations_leave_no_words_in_the_log(
    world: World, slack: FarEnd, logged: StringIO
) -> None:
    logging.getLogger("bot.test").debug("something is logged")
    world.keep_misses(people=1)
    for said in (f"{WHY} {MARKER}", f"{MARKER} lighthouse ferry", "more"):
        await world.mention(said)
        await world.dm(said)
        await world.command(f"ask {said}")
    await world.command(f"topic {MARKER}")
    await world.command(f"packs use {MARKER}", user=MARIA)
    await world.command(f"settings {MARKER}", user=MARIA)
    for error in ("invalid_blocks", "restricted_action"):
        slack.fail("chat.postMessage", error)
        await world.mention(f"{WHY} {MARKER}")
    slack.fail("chat.postMessage", "fatal_error")
    await world.mention(f"{WHY} {MARKER} now")

    assert_silent(logged.getvalue())
