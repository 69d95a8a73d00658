"""How fast the bot is on the wire: `python -m benchmarks.discord [--seconds N] [--memory N]`.

A Discord on this machine (`tests/wire`) is asked by `/ask`; the bot is a process of its own, with
the shipped pack. A time is from the event leaving Discord to the reply request arriving there, the
client library's part included; a bot that answers a constant string shows how much that is.
"""

import argparse
import asyncio
import multiprocessing
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from os import sysconf
from pathlib import Path
from time import perf_counter
from typing import Final

import discord
import numpy as np
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.adapters.catalogues import Catalogues
from bot.adapters.discord.client import BriefingBot
from bot.adapters.discord.places import PLATFORM
from bot.core.answer import Policy
from bot.service.assistant import Assistant, Briefing
from bot.service.digests import Digests
from bot.service.scopes import Scopes
from bot.store import open_store
from tests.ready import SHIPPED, ready
from tests.wire.loopback import Loopback, running
from tests.wire.messages import ask
from tests.wire.state import State

RATE: Final = 100
"""Questions a second."""

BURST: Final = 300
"""Questions at once, for throughput."""

ASKERS: Final = 1_000
WARM_UP: Final = 200
DEFERRED: Final = 5
MEGABYTE: Final = 1_000_000

Run = Callable[[str], None]


def briefing(url: str) -> None:
    """Run our bot."""
    asyncio.run(_briefing(url))


async def _briefing(url: str) -> None:
    _point_at(url)
    pack, matcher = ready(SHIPPED)
    assistant = Assistant([Briefing(pack=pack, matcher=matcher, policy=Policy())], clock=_clock)
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite+aiosqlite:///{folder}/briefing.sqlite3")
        digests = Digests(
            platform=PLATFORM, store=store, find_pack=assistant.find_pack, clock=_clock
        )
        await BriefingBot(
            assistant=assistant,
            digests=digests,
            scopes=Scopes(store),
            record=store,
            tongues=Catalogues(),
        ).start("token")


def constant(url: str) -> None:
    """Run a bot that always answers the same."""
    _point_at(url)
    client = discord.Client(intents=discord.Intents.default(), max_messages=None)
    tree = app_commands.CommandTree(client)

    @tree.command(name="ask", description="Ask.")
    async def answer(interaction: discord.Interaction, question: str) -> None:
        await interaction.response.send_message("The report covers that." + question[:0])

    client.run("token", log_handler=None)


def _clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the bot's clock, as in bot.app


def _point_at(url: str) -> None:
    Route.BASE = f"{url}/api"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{url}/gateway")


def _answered(state: State) -> dict[str, float]:
    """When each question was answered: at once, or after a request for more time."""
    return {
        post.path.split("/token-")[1].split("/")[0]: post.at
        for post in state.posts
        if post.body.get("type") != DEFERRED
    }


class Asker:
    """Asks the questions of the shipped pack in turn, in the name of many people."""

    def __init__(self, loopback: Loopback, pid: int) -> None:
        self._loopback = loopback
        self._pid = pid
        self._ids = count(10_000_000)
        self._questions = [entry.question for entry in ready(SHIPPED)[0].entries]

    async def ask(self, number: int, rate: float | None = None) -> tuple[list[float], float]:
        """The milliseconds of each answer, and answers a second; all at once without a rate."""
        state = self._loopback.state
        state.requests.clear()
        state.posts.clear()
        sent: dict[str, float] = {}
        start = perf_counter()
        for index in range(number):
            if rate is not None:
                await asyncio.sleep(max(0.0, start + index / rate - perf_counter()))
            ident = str(next(self._ids))
            event = ask(ident, self._questions[index % len(self._questions)])
            event["member"]["user"]["id"] = str(50_000 + index % ASKERS)
            sent[ident] = perf_counter()
            await self._loopback.gateway.dispatch("INTERACTION_CREATE", event)
        await state.until(lambda: len(state.posts) >= number and len(_answered(state)) >= number)
        arrived = _answered(state)
        times = [1_000 * (arrived[ident] - at) for ident, at in sent.items()]
        return times, number / (max(arrived.values()) - start)

    def memory(self) -> float:
        """Megabytes that the bot's process holds."""
        pages = int(Path(f"/proc/{self._pid}/statm").read_text().split()[1])
        return pages * sysconf("SC_PAGE_SIZE") / MEGABYTE


@asynccontextmanager
async def asking(run: Run) -> AsyncIterator[Asker]:
    """A bot in a process of its own, connected and warm."""
    async with running() as loopback:
        process = multiprocessing.get_context("spawn").Process(target=run, args=(loopback.url,))
        process.start()
        try:
            await loopback.opened(1)
            asker = Asker(loopback, process.pid or 0)
            await asker.ask(WARM_UP, RATE)
            yield asker
        finally:
            process.terminate()
            process.join()


async def measure(name: str, run: Run, seconds: int) -> float:
    """Print the times at the rate, and the throughput, which is returned."""
    async with asking(run) as asker:
        times, _ = await asker.ask(RATE * seconds, RATE)
        middle, late = np.percentile(times, [50, 99])
        rates = [(await asker.ask(BURST))[1] for _ in range(3)]
        print(f"{name:10} p50 {middle:6.1f} ms  p99 {late:6.1f} ms  {max(rates):6.0f} a second")
        return max(rates)


async def remember(number: int) -> None:
    """Print what the bot's process holds after each tenth of so many questions."""
    async with asking(briefing) as asker:
        for tenth in range(11):
            print(f"{tenth * number // 10:8} questions: {asker.memory():6.1f} MB", flush=True)
            for _ in range(number // 10 // BURST):
                await asker.ask(BURST)


async def main() -> None:
    """Measure both bots, then the memory of ours."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=20, help=f"at {RATE} questions a second")
    parser.add_argument("--memory", type=int, default=100_000, help="questions")
    chosen = parser.parse_args()
    base = await measure("constant", constant, chosen.seconds)
    ours = await measure("ours", briefing, chosen.seconds)
    print(f"throughput: {ours / base:.2f} of the constant bot's")
    await remember(chosen.memory)


if __name__ == "__main__":
    asyncio.run(main())
