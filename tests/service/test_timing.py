"""When subscriptions are looked at: spread over the minute, and bounded."""

from datetime import timedelta

from bot.service.timing import SPREAD, when_of
from tests.store.factories import MINUTE, MONDAY


def test_the_posts_of_one_minute_are_spread_over_it_and_stay_within() -> None:
    whens = [when_of(MONDAY, str(channel)) for channel in range(1000)]
    waits = [when.wake_at - MONDAY for when in whens if when.wake_at]
    assert {when.due for when in whens} == {MONDAY}
    assert all(timedelta(0) <= wait < SPREAD * timedelta(seconds=1) < MINUTE for wait in waits)
    seconds = [wait.total_seconds() for wait in waits]
    assert max(seconds.count(second) for second in set(seconds)) < 60


def test_a_channel_has_the_same_second_each_time() -> None:
    assert when_of(MONDAY, "10").wake_at == when_of(MONDAY, "10").wake_at
    assert when_of(None, "10").wake_at is None
