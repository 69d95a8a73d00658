"""A database that takes its time: Slack is acknowledged all the same, and answered once."""

import asyncio
from collections.abc import AsyncIterator, Collection

import pytest
from typing_extensions import override

from bot.adapters.slack.bot import SlackBot
from bot.adapters.slack.transports import SocketMode
from bot.service.places import Place
from bot.service.preferences import SettingsRead
from bot.store import SqlStore
from tests.adapters.slack.far_end import FarEnd
from tests.adapters.slack.test_ways import EXCERPT, WHY
from tests.adapters.slack.world import World
from tests.slack.loopback import Loopback, running
from tests.slack.state import ANNA, APP_TOKEN, BOT_TOKEN, GENERAL


class SlowStore(SqlStore):
    """A store whose answer about settings waits until it is let go."""

    def __init__(self, store: SqlStore) -> None:
        super().__init__(store._engine)
        self.go = asyncio.Event()

    @override
    async def settings_of(self, places: Collection[Place], marks: Collection[str]) -> SettingsRead:
        await self.go.wait()
        return await super().settings_of(places, marks)


@pytest.fixture
async def loopback() -> AsyncIterator[Loopback]:
    async with running() as loopback:
        yield loopback


async def test_a_command_is_acknowledged_at_once_and_answered_when_the_database_is_ready(
    loopback: Loopback, store: SqlStore, slack: FarEnd
) -> None:
    slow = SlowStore(store)
    bot = SlackBot(World(slow, slack).services, token=BOT_TOKEN, base_url=loopback.api)
    async with SocketMode(bot, APP_TOKEN):
        await loopback.socket.connected()
        ack = await loopback.command(ANNA, GENERAL, f"ask {WHY}")
        assert loopback.state.of("response_url") == []

        slow.go.set()
        (posted,) = await loopback.posted()

    assert ack.took < 3
    assert EXCERPT in posted.shown
