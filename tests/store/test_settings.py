"""Ratings and departures on the real database."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.service.places import Place
from bot.service.preferences import PlaceSettings
from bot.store import SqlStore, open_store
from tests.store.factories import MINUTE, MONDAY, make_new


@pytest.fixture
async def store(database: str) -> AsyncIterator[SqlStore]:
    opened = await open_store(database)
    yield opened
    await opened.close()


async def test_ratings_are_counted_by_entry_and_wording(store: SqlStore) -> None:
    for helpful in (True, True, False):
        await store.rate("bridges", "costs", "0a0a0a0a", helpful=helpful)
    await store.rate("bridges", "costs", "0b0b0b0b", helpful=False)
    await store.rate("tides", "costs", "0a0a0a0a", helpful=True)

    counts = [(each.mark, each.helpful, each.unhelpful) for each in await store.ratings("bridges")]

    assert counts == [("0b0b0b0b", 0, 1), ("0a0a0a0a", 2, 1)]


async def test_ratings_given_at_once_all_count(database: str) -> None:
    stores = [await open_store(database) for _ in range(3)]
    await asyncio.gather(
        *(
            store.rate("bridges", "costs", "0a0a0a0a", helpful=helpful)
            for store in stores
            for helpful in (True, True, False)
        )
    )
    (rated,) = await stores[0].ratings("bridges")
    assert (rated.helpful, rated.unhelpful) == (6, 3)
    for store in stores:
        await store.close()


async def test_settings_kept_at_once_in_any_order_are_kept(database: str) -> None:
    stores = [await open_store(database) for _ in range(3)]
    places = [Place(platform="discord", workspace="1", channel=f"{each}") for each in range(20)]
    await asyncio.gather(
        *(
            store.keep_place_settings({each: PlaceSettings(cooldown=9) for each in order})
            for store in stores
            for order in (places, places[::-1])
        ),
        *(store.leave("discord", "1", MONDAY) for store in stores),
    )
    assert len(await stores[0].workspace_settings("discord", "1")) == 20
    for store in stores:
        await store.close()


async def test_the_first_departure_counts_until_the_bot_comes_back(store: SqlStore) -> None:
    await store.leave("discord", "1", MONDAY)
    await store.leave("discord", "1", MONDAY + timedelta(days=9))

    assert await store.left_before("discord", MONDAY) == ()
    assert await store.left_before("discord", MONDAY + MINUTE) == ("1",)
    await store.come_back("discord", "1")
    assert await store.left_before("discord", MONDAY + MINUTE) == ()


async def test_a_workspace_is_forgotten_whole_and_alone(store: SqlStore) -> None:
    for workspace in ("1", "2"):
        await store.add(make_new(workspace=workspace))
        place = Place(platform="discord", workspace=workspace, channel="10")
        await store.keep_place_settings({place: PlaceSettings(plain=True)})
        await store.leave("discord", workspace, MONDAY)

    await store.forget_workspace("discord", "1")

    assert await store.listing("discord", "1") == ()
    assert await store.workspace_settings("discord", "1") == {}
    assert await store.left_before("discord", MONDAY + MINUTE) == ("2",)
    assert len(await store.listing("discord", "2")) == 1
    assert len(await store.workspace_settings("discord", "2")) == 1


async def test_with_a_workspace_its_direct_conversations_are_forgotten(store: SqlStore) -> None:
    for channel in ("T_1:D1", "TX1:D1", "T_1"):
        await store.add(make_new(platform="slack", workspace="", channel=channel, maker="7"))
        place = Place(platform="slack", channel=channel)
        await store.keep_place_settings({place: PlaceSettings(plain=True)})

    await store.forget_workspace("slack", "T_1")

    left = [each.channel for each in await store.of_maker("slack", "7")]
    assert left == ["TX1:D1", "T_1"]
    settings = await store.workspace_settings("slack", "")
    assert {each.channel for each in settings} == {"TX1:D1", "T_1"}


async def test_workspaces_of_which_anything_is_kept_are_known_direct_conversations_are_none(
    store: SqlStore,
) -> None:
    await store.add(make_new(workspace="1"))
    place = Place(platform="discord", workspace="2", channel="10")
    direct = Place(platform="discord", channel="30")
    await store.keep_place_settings({each: PlaceSettings(plain=True) for each in (place, direct)})
    await store.leave("discord", "3", MONDAY)
    await store.leave("elsewhere", "4", MONDAY)

    assert await store.workspaces("discord") == ("1", "2", "3")
