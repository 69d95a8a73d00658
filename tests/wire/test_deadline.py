"""Discord waits three seconds for a command or a click to be acknowledged."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection

import pytest
from typing_extensions import override

from bot.adapters.discord.limits import PATIENCE, Limits
from bot.core.press import inquiry
from bot.service.lines import APOLOGY
from bot.service.places import Place
from bot.service.preferences import SettingsRead
from bot.store import SqlStore
from tests.adapters.discord.world import World
from tests.wire.conftest import Wire, connected, quiet
from tests.wire.faults import Fault, refusal
from tests.wire.loopback import Loopback
from tests.wire.state import Request

QUESTION = "What do trade and power look like?"
DEFERRED = 5
PRIVATE = 64


class SlowStore(SqlStore):
    """A store whose answer about a place waits until it is let go, or then fails."""

    def __init__(self, store: SqlStore) -> None:
        super().__init__(store._engine)
        self.go = asyncio.Event()
        self.broken = False

    @override
    async def settings_of(self, places: Collection[Place], marks: Collection[str]) -> SettingsRead:
        await self.go.wait()
        if self.broken:
            raise ZeroDivisionError
        return await super().settings_of(places, marks)


@pytest.fixture
def slow(store: SqlStore) -> SlowStore:
    return SlowStore(store)


@pytest.fixture
async def impatient(discord: Loopback, slow: SlowStore) -> AsyncIterator[Wire]:
    """A bot that asks for time almost at once, on a store that is slow."""
    bot = World(slow).make_bot(private=True, limits=Limits(patience=0.02))
    async with connected(discord, bot) as wire:
        yield wire


@pytest.fixture
async def outspoken(discord: Loopback, slow: SlowStore) -> AsyncIterator[Wire]:
    """An impatient bot whose answers are for all to see."""
    async with connected(discord, World(slow).make_bot(limits=Limits(patience=0.02))) as wire:
        yield wire
        slow.go.set()  # Nothing is to wait for it any more.


def is_private(request: Request) -> bool:
    """Whether only the asker sees what was sent."""
    body = request.body.get("data") or request.body
    return bool(int(body.get("flags", 0)) & PRIVATE)


async def ask(discord: Loopback) -> None:
    await discord.command("6001", QUESTION)


async def summary(discord: Loopback) -> None:
    await discord.give("6001", "summary")


async def why(discord: Loopback) -> None:
    pressed = inquiry(QUESTION)
    assert pressed is not None
    await discord.click("6001", pressed.custom_id)


@pytest.mark.parametrize("do", [ask, summary, why])
async def test_a_slow_answer_follows_a_request_for_time_that_is_as_private(
    do: Callable[[Loopback], Awaitable[None]],
    discord: Loopback,
    slow: SlowStore,
    impatient: Wire,
) -> None:
    await do(discord)
    (first,) = await discord.posted()
    assert first.body["type"] == DEFERRED
    assert is_private(first)
    slow.go.set()
    await discord.posted(2)
    assert len(discord.state.to("/callback")) == 1
    assert "/webhooks/1001/token-6001" in discord.state.posts[1].path
    assert is_private(discord.state.posts[1])


async def test_an_answer_for_all_is_put_beside_a_private_wait(
    discord: Loopback, slow: SlowStore, outspoken: Wire
) -> None:
    await ask(discord)
    await discord.posted()
    slow.go.set()
    wait, mark, answer = await discord.posted(3)
    assert is_private(wait)
    assert "components" not in str(mark.body)
    assert not is_private(answer)
    await quiet()
    # What takes the place of the private wait is private: it is taken away again.
    assert [r.method for r in discord.state.to("/messages/@original")] == ["PATCH", "DELETE"]


async def test_an_apology_after_a_wait_is_private(
    discord: Loopback, slow: SlowStore, outspoken: Wire
) -> None:
    await ask(discord)
    await discord.posted()
    slow.broken = True
    slow.go.set()
    _, apology = await discord.posted(2)
    assert APOLOGY in str(apology.body)
    assert is_private(apology)


async def test_a_request_for_time_that_is_refused_does_not_cost_the_answer(
    discord: Loopback, slow: SlowStore, impatient: Wire
) -> None:
    discord.faults.script("/callback", refusal(400))
    await ask(discord)
    await discord.state.until(lambda: bool(discord.state.to("/callback")))
    slow.go.set()
    (answer,) = await discord.posted()
    assert answer.body["type"] != DEFERRED
    assert APOLOGY not in str(answer.body)


async def test_a_request_for_time_whose_receipt_was_lost_is_followed_by_the_answer(
    discord: Loopback, slow: SlowStore, impatient: Wire
) -> None:
    discord.faults.script("/callback", Fault(reset=True, done=True))
    await ask(discord)
    await discord.posted()
    slow.go.set()
    answer = (await discord.posted(2))[1]
    assert "/webhooks/1001/token-6001" in answer.path
    assert APOLOGY not in str(answer.body)


@pytest.mark.parametrize("done", [True, False], ids=["after arrival", "before arrival"])
async def test_an_answer_after_a_wait_over_a_connection_that_breaks_is_put_in_its_place(
    done: bool, discord: Loopback, slow: SlowStore, impatient: Wire
) -> None:
    await ask(discord)
    await discord.posted()
    discord.faults.script("/webhooks/", Fault(reset=True, done=done))
    slow.go.set()
    await discord.state.until(lambda: bool(discord.state.to("@original")))
    await quiet()
    # Twice the same, in place of the wait; never another message, nor an apology.
    assert [r.path.split("/")[-1] for r in discord.state.to("/webhooks/")] == [
        "token-6001",
        "@original",
    ]
    assert APOLOGY not in str(discord.state.posts)


async def test_a_wait_that_another_process_has_begun_is_left_to_it(
    discord: Loopback, slow: SlowStore, impatient: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    discord.faults.always("/callback", refusal(400, 40060))
    await ask(discord)
    await discord.state.until(lambda: bool(discord.state.to("/callback")))
    slow.go.set()
    await quiet()
    assert discord.state.posts == []
    assert len(discord.state.to("6001")) == 2
    assert "ERROR" not in [record.levelname for record in caplog.records]


async def test_half_of_the_deadline_is_left_for_the_way(discord: Loopback, wire: Wire) -> None:
    assert PATIENCE < 3 / 2 + 0.01
    await ask(discord)
    (post,) = await discord.posted()
    assert post.body["type"] != DEFERRED
