"""What was set for places and people, on the real database."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.service.marks import Marks
from bot.service.places import Place
from bot.service.ports import StoreError
from bot.service.preferences import FRESH, InForce, PlaceSettings, Preferences
from bot.store import SqlStore, open_store
from tests.service.fakes import Clock
from tests.store.factories import everything_in

CHANNEL = Place(platform="discord", workspace="1", channel="10")
ANOTHER = replace(CHANNEL, channel="20")
SERVER = replace(CHANNEL, channel="")
DIRECT = Place(platform="discord", channel="30")
ANNA = "discord:4711"


@pytest.fixture
async def store(database: str) -> AsyncIterator[SqlStore]:
    opened = await open_store(database)
    yield opened
    await opened.close()


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 1, 5, tzinfo=UTC))


@pytest.fixture
def preferences(store: SqlStore, clock: Clock) -> Preferences:
    return Preferences(store, Marks(store), clock=clock)


async def test_where_nothing_was_set_the_defaults_hold(preferences: Preferences) -> None:
    assert await preferences.in_force(CHANNEL, ANNA) == InForce()
    assert await preferences.nearest(CHANNEL) == (SERVER, ())
    assert await preferences.nearest(DIRECT) == (DIRECT, ())


async def test_a_channels_own_settings_go_before_its_workspaces(preferences: Preferences) -> None:
    await preferences.change(SERVER, packs=("harbour", "tides"), cooldown=30)
    await preferences.change(CHANNEL, packs=("ferries",))

    assert await preferences.nearest(CHANNEL) == (CHANNEL, ("ferries",))
    assert await preferences.nearest(ANOTHER) == (SERVER, ("harbour", "tides"))
    held = await preferences.in_force(CHANNEL)
    assert (held.packs, held.cooldown) == (("ferries",), 30)


async def test_direct_conversations_have_settings_of_their_own(preferences: Preferences) -> None:
    await preferences.change(DIRECT, packs=("tides",))

    assert (await preferences.in_force(DIRECT)).packs == ("tides",)
    assert (await preferences.in_force(replace(DIRECT, channel="31"))).packs == ()
    assert (await preferences.in_force(CHANNEL)).packs == ()


async def test_what_is_let_go_of_is_as_outside_again(preferences: Preferences) -> None:
    await preferences.change(SERVER, private=False)
    await preferences.change(CHANNEL, private=True, plain=True)

    await preferences.change(CHANNEL, private=None)

    held = await preferences.in_force(CHANNEL)
    assert (held.private, held.plain) == (False, True)


async def test_who_is_blocked_in_a_workspace_is_so_in_its_channels(
    preferences: Preferences,
) -> None:
    await preferences.change(SERVER, blocked=("7",))
    await preferences.change(CHANNEL, blocked=("8", "7"))

    assert (await preferences.in_force(CHANNEL)).blocked == ("7", "8")


async def test_what_people_set_for_themselves_holds_wherever_they_ask(
    preferences: Preferences,
) -> None:
    await preferences.change(CHANNEL, plain=False, language="en")
    await preferences.change_for(ANNA, plain=True, language="ja")

    held = await preferences.in_force(CHANNEL, ANNA)
    assert (held.plain, held.language) == (True, "ja")
    assert (await preferences.in_force(CHANNEL, "discord:4712")).plain is False


async def test_no_id_of_a_person_is_kept(database: str, preferences: Preferences) -> None:
    await preferences.change_for(ANNA, plain=True)

    assert "plain" in await everything_in(database)
    assert "4711" not in await everything_in(database)


async def test_settings_outlive_the_process(
    database: str, preferences: Preferences, clock: Clock
) -> None:
    chosen = PlaceSettings(
        packs=("a, b", "港"), private=False, roles=("1", "2"), blocked=(), open=True
    )
    await preferences.keep({CHANNEL: chosen})
    await preferences.change_for(ANNA, language="ko")

    again = await open_store(database)

    later = Preferences(again, Marks(again), clock=clock)
    assert await later.of_workspace("discord", "1") == {CHANNEL: chosen}
    assert (await later.of_person(ANNA)).language == "ko"
    await again.close()


async def test_another_process_is_followed_within_seconds(
    store: SqlStore, preferences: Preferences, clock: Clock
) -> None:
    assert (await preferences.in_force(CHANNEL)).cooldown == 0
    other = Preferences(store, Marks(store), clock=clock)
    await other.change(SERVER, cooldown=9)

    assert (await preferences.in_force(CHANNEL)).cooldown == 0
    clock.move(FRESH + timedelta(seconds=1))
    assert (await preferences.in_force(CHANNEL)).cooldown == 9


async def test_settings_read_before_hold_while_the_database_is_away(
    store: SqlStore, preferences: Preferences, clock: Clock
) -> None:
    await preferences.change(SERVER, cooldown=9)
    await preferences.in_force(CHANNEL)
    clock.move(FRESH * 2)
    async with store._engine.begin() as connection:
        await connection.exec_driver_sql("DROP TABLE place_settings")

    assert (await preferences.in_force(CHANNEL)).cooldown == 9
    with pytest.raises(StoreError):
        await preferences.in_force(DIRECT)
