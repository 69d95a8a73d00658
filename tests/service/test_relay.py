"""How many questions are passed on to people in an hour: of one person, and to one server."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.service.bounded import MOST_HELD
from bot.service.relay import MOST_OF_PERSON, MOST_OF_WORKSPACE, SPAN, Relay, Wait
from tests.service.fakes import Clock

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOON)


@pytest.fixture
def relay(clock: Clock) -> Relay:
    return Relay(clock)


def test_a_person_waits_until_the_oldest_of_the_last_few_is_an_hour_old(
    relay: Relay, clock: Clock
) -> None:
    for _ in range(MOST_OF_PERSON):
        assert relay.take("anna", "1") is None
        clock.move(MINUTE)

    assert relay.take("anna", "2") == Wait(until=NOON + SPAN, own=True)
    assert relay.take("ben", "1") is None
    clock.move(SPAN - MOST_OF_PERSON * MINUTE)
    assert relay.take("anna", "2") is None
    assert relay.wait("anna", "2") == Wait(until=NOON + SPAN + MINUTE, own=True)


def test_the_helpers_of_a_server_get_a_pause_whoever_asks(relay: Relay, clock: Clock) -> None:
    for number in range(MOST_OF_WORKSPACE):
        assert relay.take(f"person {number}", "1") is None

    assert relay.wait("anna", "1") == Wait(until=NOON + SPAN, own=False)
    assert relay.wait("anna", "2") is None
    clock.move(SPAN)
    assert relay.take("anna", "1") is None


def test_of_two_waits_the_longer_is_told(relay: Relay, clock: Clock) -> None:
    for number in range(MOST_OF_WORKSPACE - MOST_OF_PERSON):
        relay.take(f"person {number}", "1")
    clock.move(MINUTE)
    for _ in range(MOST_OF_PERSON):
        relay.take("anna", "1")

    assert relay.wait("anna", "1") == Wait(until=NOON + MINUTE + SPAN, own=True)
    assert relay.wait("ben", "1") == Wait(until=NOON + SPAN, own=False)


def test_looking_takes_nothing_and_what_was_given_back_does_not_count(relay: Relay) -> None:
    for _ in range(2 * MOST_OF_PERSON):
        assert relay.wait("anna", "1") is None
        assert relay.take("anna", "1") is None
        relay.give_back("anna", "1")
    relay.give_back("nobody", "9")


def test_people_beyond_the_bound_are_forgotten_the_oldest_first(relay: Relay) -> None:
    for _ in range(MOST_OF_PERSON):
        relay.take("anna", "1")
    for number in range(MOST_HELD):
        relay.take(f"person {number}", f"server {number}")

    assert relay.wait("anna", "2") is None
