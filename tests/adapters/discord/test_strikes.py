"""Refusals of Discord count for ten minutes."""

import pytest
from yarl import URL

from bot.adapters.discord.strikes import Strikes

MESSAGES = URL("https://discord.com/api/v10/channels/1/messages")
CALLBACK = URL("https://discord.com/api/v10/interactions/1/token/callback")


class Seconds:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def stop(self) -> None:
        raise AssertionError("nothing was revoked")


def test_what_was_refused_ten_minutes_ago_counts_no_more(caplog: pytest.LogCaptureFixture) -> None:
    seconds = Seconds()
    strikes = Strikes(2, revoked=seconds.stop, clock=seconds)
    strikes.count(403, MESSAGES)
    assert not strikes.near()
    seconds.now = 599
    strikes.count(429, MESSAGES)
    assert strikes.near()
    assert strikes.near()
    seconds.now = 601
    assert not strikes.near()
    strikes.count(403, MESSAGES)
    assert strikes.near()
    assert caplog.text.count("bans at 10,000") == 2  # Once each time that it begins.


@pytest.mark.parametrize(
    ("status", "url", "revoked"),
    [(401, MESSAGES, True), (401, CALLBACK, False), (403, MESSAGES, False)],
)
def test_only_a_401_to_the_token_itself_means_that_it_was_revoked(
    status: int, url: URL, revoked: bool
) -> None:
    told: list[bool] = []
    Strikes(2, revoked=lambda: told.append(True)).count(status, url)
    assert bool(told) is revoked
