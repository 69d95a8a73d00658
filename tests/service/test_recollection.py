"""The latest turns are remembered by their mark, for an hour, and up to a number."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.answer import Fallback, FallbackReason
from bot.core.conversation import Turn, Way
from bot.service.recollection import KEPT, MOST_TURNS, Recollection
from tests.factories import make_pack


class Hour:
    """A clock that is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 5, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def hour() -> Hour:
    return Hour()


@pytest.fixture
def recollection(hour: Hour) -> Recollection:
    return Recollection(hour)


def turn(utterance: str) -> Turn:
    answer = Fallback(pack=make_pack(), reason=FallbackReason.OUT_OF_SCOPE, confidence=0.0)
    return Turn(before=None, utterance=utterance, answer=answer, way=Way.ALONE)


def test_the_latest_of_a_conversation_and_each_by_its_mark(recollection: Recollection) -> None:
    first, second = turn("a"), turn("b")
    recollection.keep("1", "alice", first)
    recollection.keep("2", "alice", second)
    recollection.keep("3", "bob", turn("c"))

    assert recollection.find("1") is first
    assert recollection.latest("alice") is second
    assert recollection.latest("carol") is None
    assert recollection.find("") is None


def test_after_an_hour_it_is_gone(recollection: Recollection, hour: Hour) -> None:
    recollection.keep("1", "alice", turn("a"))
    hour.now += KEPT
    assert recollection.find("1")
    hour.now += timedelta(seconds=1)

    assert recollection.find("1") is None
    assert recollection.latest("alice") is None
    assert not recollection.remembers(lambda name: name == "alice")


def test_the_oldest_makes_room(recollection: Recollection) -> None:
    for number in range(MOST_TURNS + 1):
        recollection.keep(str(number), f"user{number}", turn("a"))

    assert recollection.find("0") is None
    assert recollection.latest("user0") is None
    assert recollection.find("1")
    assert recollection.find(str(MOST_TURNS))


def test_whoever_is_forgotten_is_so_altogether(recollection: Recollection) -> None:
    recollection.keep("1", "alice", turn("a"))
    recollection.keep("2", "alice", turn("b"))
    recollection.keep("3", "bob", turn("c"))

    recollection.forget(lambda name: name == "alice")

    assert not recollection.remembers(lambda name: name == "alice")
    assert recollection.find("1") is None
    assert recollection.latest("alice") is None
    assert recollection.latest("bob")


def test_after_what_was_pointed_at_there_is_no_latest(recollection: Recollection) -> None:
    recollection.keep("1", "alice", turn("a"))
    recollection.end("alice")
    recollection.end("nobody")

    assert recollection.latest("alice") is None
    assert recollection.find("1")


def test_what_is_kept_twice_is_the_latter(recollection: Recollection) -> None:
    recollection.keep("1", "alice", turn("a"))
    recollection.keep("1", "alice", turn("b"))

    found = recollection.latest("alice")
    assert found is not None
    assert found.utterance == "b"
