"""Who may ask and how often: the rules of a place, and those that hold everywhere."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.service.bounded import MOST_HELD
from bot.service.manners import FLOODS, Asker, Manners, Reason
from bot.service.places import Place
from bot.service.preferences import InForce
from tests.service.fakes import Clock

CHANNEL = Place(platform="discord", workspace="1", channel="10")
ANOTHER = Place(platform="discord", workspace="1", channel="20")
FREE = InForce()


def make_asker(number: int = 1, *, roles: tuple[str, ...] = (), manages: bool = False) -> Asker:
    return Asker(id=str(number), name=f"discord:{number}", roles=roles, manages=manages)


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 1, 5, tzinfo=UTC))


@pytest.fixture
def manners(clock: Clock) -> Manners:
    return Manners(clock)


def test_a_cooldown_is_of_one_person_in_one_place(manners: Manners, clock: Clock) -> None:
    held = InForce(cooldown=30)
    assert manners.admit(make_asker(1), CHANNEL, held) is None
    clock.move(timedelta(seconds=10))

    denial = manners.admit(make_asker(1), CHANNEL, held)

    assert denial is not None
    assert (denial.reason, denial.again) == (Reason.COOLDOWN, False)
    assert denial.until == clock.now + timedelta(seconds=20)
    assert manners.admit(make_asker(2), CHANNEL, held) is None
    assert manners.admit(make_asker(1), ANOTHER, held) is None


def test_what_was_denied_does_not_lengthen_the_wait_and_is_told_once(
    manners: Manners, clock: Clock
) -> None:
    held = InForce(cooldown=30)
    manners.admit(make_asker(), CHANNEL, held)
    told = []
    for _ in range(3):
        clock.move(timedelta(seconds=9))
        denial = manners.admit(make_asker(), CHANNEL, held)
        told.append(denial.again if denial else None)
    assert told == [False, True, True]

    clock.move(timedelta(seconds=3))

    assert manners.admit(make_asker(), CHANNEL, held) is None
    denial = manners.admit(make_asker(), CHANNEL, held)
    assert denial is not None
    assert not denial.again


@pytest.mark.parametrize(("most", "span"), FLOODS)
def test_nobody_floods_the_bot_also_where_there_is_no_cooldown(
    manners: Manners, clock: Clock, most: int, span: timedelta
) -> None:
    start, step = clock.now, span / (most + 1)
    for number in range(most):
        place = Place(platform="discord", workspace="1", channel=str(number))
        assert manners.admit(make_asker(), place, FREE) is None
        clock.move(step)

    denial = manners.admit(make_asker(), CHANNEL, FREE)

    assert denial is not None
    assert denial.reason is Reason.FLOOD
    assert denial.until == start + span
    clock.move(step * 2)
    assert manners.admit(make_asker(), CHANNEL, FREE) is None


def test_only_certain_roles_may_ask_where_there_are_some_and_managers_always(
    manners: Manners,
) -> None:
    held = InForce(roles=("7", "8"))

    denial = manners.admit(make_asker(1, roles=("9",)), CHANNEL, held)

    assert denial is not None
    assert (denial.reason, denial.until) == (Reason.ROLES, None)
    assert manners.admit(make_asker(2, roles=("8", "9")), CHANNEL, held) is None
    assert manners.admit(make_asker(3, manages=True), CHANNEL, held) is None


def test_who_is_blocked_may_not_ask_whatever_their_roles(manners: Manners) -> None:
    denial = manners.admit(make_asker(1, roles=("7",)), CHANNEL, InForce(blocked=("1",)))

    assert denial is not None
    assert denial.reason is Reason.BLOCKED


def test_who_goes_on_by_a_button_need_not_wait_nor_has_others_wait_for_it(
    manners: Manners,
) -> None:
    held = InForce(cooldown=30)
    assert manners.admit(make_asker(), CHANNEL, held, asks=False) is None
    assert manners.admit(make_asker(), CHANNEL, held) is None

    assert manners.admit(make_asker(), CHANNEL, held, asks=False) is None
    denial = manners.admit(make_asker(), CHANNEL, InForce(blocked=("1",)), asks=False)

    assert denial is not None
    assert denial.reason is Reason.BLOCKED


def test_memory_is_bounded(manners: Manners) -> None:
    held = InForce(cooldown=30)
    for number in range(MOST_HELD + 1):
        manners.admit(make_asker(number), CHANNEL, held)

    assert manners.admit(make_asker(0), CHANNEL, held) is None
    assert manners.admit(make_asker(MOST_HELD), CHANNEL, held) is not None
