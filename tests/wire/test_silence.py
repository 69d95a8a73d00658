"""The real libraries log nothing that people write, whatever Discord does."""

import logging
from collections.abc import Iterator

import pytest

from tests.silence import MARKER, assert_silent, logging_at_debug
from tests.wire.conftest import Wire
from tests.wire.loopback import Loopback

WHY = f"What do trade and power look like, {MARKER}?"


@pytest.fixture(autouse=True)
def logging_as_deployed(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    """All that is logged goes into what `capsys` reads."""
    with logging_at_debug():
        yield


async def test_what_goes_over_the_wire_is_not_logged_and_notifies_nobody(
    discord: Loopback, wire: Wire, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("bot.test").debug("something is logged")
    await discord.say("5001", f"{WHY} @everyone <@&1>")
    await discord.command("6001", f"{WHY} @everyone <@&1>")

    for request in await discord.posted(2):
        said = request.body.get("data", request.body)
        assert said["allowed_mentions"] == {"parse": []}
    assert_silent(capsys.readouterr().err)
