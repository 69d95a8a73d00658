"""Without its database the bot still answers, says what it cannot do, and comes back."""

import asyncio
import logging
from datetime import datetime

import pytest
from typing_extensions import override

from bot.adapters.discord.lines import NO_MEMORY
from bot.core.digest import Subscription
from bot.service.ports import StoreError
from bot.store import SqlStore
from tests.adapters.discord.world import World, shown, told


class FlakyStore(SqlStore):
    """A store on the same database that can be cut off."""

    def __init__(self, store: SqlStore) -> None:
        super().__init__(store._engine)
        self.reachable = True

    def _check(self) -> None:
        if not self.reachable:
            raise StoreError("the database is locked")

    @override
    async def get(self, key: str) -> str | None:
        self._check()
        return await super().get(key)

    @override
    async def listing(self, platform: str, workspace: str) -> tuple[Subscription, ...]:
        self._check()
        return await super().listing(platform, workspace)

    @override
    async def due(self, now: datetime, platform: str, limit: int) -> tuple[Subscription, ...]:
        self._check()
        return await super().due(now, platform, limit)


@pytest.fixture
async def flaky(store: SqlStore) -> FlakyStore:
    return FlakyStore(store)


@pytest.fixture
async def bare_world(flaky: FlakyStore) -> World:
    return World(flaky)


async def test_questions_are_answered_without_the_database(world: World, flaky: FlakyStore) -> None:
    flaky.reachable = False
    await world.restart()

    await world.alice.send_dm("Why must the walls be raised?")

    assert "Its walls are too low" in shown(world.direct[0])


async def test_a_command_that_needs_the_database_says_so(world: World, flaky: FlakyStore) -> None:
    flaky.reachable = False

    result = await world.maria.slash(world.channel, "digest list")

    assert shown(told(result)) == NO_MEMORY
    assert result.ephemeral
    assert len(world.env.errors) == 1


async def test_digests_go_on_when_the_database_is_back(
    world: World, flaky: FlakyStore, caplog: pytest.LogCaptureFixture
) -> None:
    await world.maria.slash(world.channel, "digest subscribe", at="09:00", zone="UTC")
    flaky.reachable = False
    world.clock.move(hours=1)
    await world.wait_for_digests()
    assert "posting digests failed: StoreError" in caplog.text

    flaky.reachable = True
    await world.wait_for_digests()

    assert len(world.public) == 1


async def test_the_bot_closes_in_good_order_and_may_be_told_so_twice(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)

    await world.bot.close()
    await world.bot.close()

    assert world.bot.is_closed()
    assert [task for task in asyncio.all_tasks() if task.get_name() == "digests"] == []
    assert caplog.records == []
