"""Which packs a place is about, on the real database."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.service.places import Place
from bot.service.scopes import Scopes
from bot.store import SqlStore, open_store
from tests.store.factories import address

CHANNEL = Place(platform="discord", workspace="1", channel="10")
ANOTHER = replace(CHANNEL, channel="20")
SERVER = replace(CHANNEL, channel="")
DIRECT = Place(platform="discord", channel="30")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    opened = await open_store(address(tmp_path))
    yield opened
    await opened.close()


@pytest.fixture
async def scopes(store: SqlStore) -> Scopes:
    return Scopes(store)


async def test_where_nothing_was_chosen_all_packs_are_asked(scopes: Scopes) -> None:
    assert await scopes.nearest(CHANNEL) == (SERVER, ())
    assert await scopes.nearest(DIRECT) == (DIRECT, ())


async def test_a_channels_own_scope_goes_before_its_workspaces(scopes: Scopes) -> None:
    await scopes.choose(SERVER, ("harbour", "tides"))
    await scopes.choose(CHANNEL, ("ferries",))

    assert await scopes.nearest(CHANNEL) == (CHANNEL, ("ferries",))
    assert await scopes.nearest(ANOTHER) == (SERVER, ("harbour", "tides"))
    assert await scopes.scope(SERVER) == ("harbour", "tides")


async def test_direct_conversations_have_scopes_of_their_own(scopes: Scopes) -> None:
    await scopes.choose(DIRECT, ("tides",))

    assert await scopes.scope(DIRECT) == ("tides",)
    assert await scopes.scope(replace(DIRECT, channel="31")) == ()
    assert await scopes.scope(CHANNEL) == ()


async def test_what_is_chosen_again_takes_the_place_of_what_was(scopes: Scopes) -> None:
    await scopes.choose(CHANNEL, ("ferries",))
    await scopes.choose(CHANNEL, ("tides", "harbour", "tides"))

    assert await scopes.scope(CHANNEL) == ("tides", "harbour")


async def test_an_empty_choice_lets_go_of_a_places_own(scopes: Scopes) -> None:
    await scopes.choose(SERVER, ("harbour",))
    await scopes.choose(CHANNEL, ("ferries",))

    await scopes.choose(CHANNEL, ())
    await scopes.choose(ANOTHER, ())

    assert await scopes.nearest(CHANNEL) == (SERVER, ("harbour",))


async def test_scopes_outlive_the_process(tmp_path: Path, store: SqlStore) -> None:
    await Scopes(store).choose(CHANNEL, ("a, b", "港"))

    again = await open_store(address(tmp_path))

    assert await Scopes(again).scope(CHANNEL) == ("a, b", "港")
    await again.close()
