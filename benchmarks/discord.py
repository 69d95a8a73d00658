"""How fast the bot is on the wire: `python -m benchmarks.discord [--seconds N] [--memory N]`.

A Discord on this machine (`tests/wire`) is asked by `/ask`; the bot is a process of its own, with
the shipped pack. Beside it a bot on the same client that answers a constant string.
"""

import argparse
import asyncio
import multiprocessing
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from multiprocessing.connection import Connection
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

from benchmarks.stopwatch import Stopwatch
from bot.adapters.discord.client import BriefingBot
from bot.app import discord_services, keep_loaded
from bot.core.answer import Policy
from bot.core.matching.wordings import targets, texts
from bot.service.assistant import Assistant, Briefing
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
FIRST: Final = 10_000_000
"""The id of the first question."""

BURSTS: Final = 5
SEED: Final = 7

HEAD: Final = (
    f"""at {RATE} a second: own p50, p99, whole p50, p99; {BURST} at once: processor ms, a second"""
)
AIMS: Final = "aims: own p50 10, p99 50; 0.8 of the constant bot's throughput; memory flat"

Run = Callable[[str, Connection], None]
Questions = Callable[[int], str]


def briefing(url: str, told: Connection) -> None:
    """Run our bot."""
    asyncio.run(_briefing(url, told))


async def _briefing(url: str, told: Connection) -> None:
    _point_at(url)
    stopwatch = Stopwatch(told)
    pack, matcher = ready(SHIPPED)
    assistant = Assistant([Briefing(pack=pack, matcher=matcher, policy=Policy())], clock=clock)
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite+aiosqlite:///{folder}/briefing.sqlite3")
        services = discord_services(assistant, store, clock=clock)
        bot = BriefingBot(services)
        keep_loaded()
        bot.http.http_trace = stopwatch.trace
        await bot.start("token")


def constant(url: str, told: Connection) -> None:
    """Run a bot that always answers the same."""
    _point_at(url)
    stopwatch = Stopwatch(told)
    client = discord.Client(intents=discord.Intents.default(), max_messages=None)
    tree = app_commands.CommandTree(client)

    @tree.command(name="ask", description="Ask.")
    async def answer(interaction: discord.Interaction, question: str) -> None:
        await interaction.response.send_message("The report covers that." + question[:0])

    client.http.http_trace = stopwatch.trace
    client.run("token", log_handler=None)


def clock() -> datetime:
    """The present."""
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


def distinct() -> Questions:
    """Questions in the pack's wordings, in no order, none of which is asked twice."""
    pack, _ = ready(SHIPPED)
    said = [text for target in targets(pack) for text in texts(target)]
    np.random.default_rng(SEED).shuffle(said)
    return lambda number: f"{said[number % len(said)]} ({number})"


def mixed() -> Questions:
    """Every second question is that of a button, or copied; the others are asked once."""
    pack, _ = ready(SHIPPED)
    others = distinct()
    return lambda number: (
        others(number) if number % 2 else pack.entries[number // 2 % len(pack.entries)].question
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Times:
    """What questions took, in milliseconds each, and how many were answered in a second.

    `whole` is from the event leaving Discord to the answer arriving there, `own` from the event
    being read to the request handed to the HTTP client; `processor` is the bot's, of all threads.
    """

    whole: list[float]
    own: list[float]
    processor: float
    rate: float


class Asker:
    """Asks questions in the name of many people."""

    def __init__(self, loopback: Loopback, pid: int, told: Connection, asks: Questions) -> None:
        self._loopback = loopback
        self._pid = pid
        self._ids = count(FIRST)
        self._asks = asks
        self._told = told
        self._own: dict[str, float] = {}
        asyncio.get_running_loop().add_reader(told.fileno(), self._hear)

    def _hear(self) -> None:
        while self._told.poll():
            ident, seconds = self._told.recv()
            self._own[ident] = seconds

    async def ask(self, number: int, rate: float | None = None) -> Times:
        """Ask so many questions, all at once without a rate, and wait for the answers."""
        state = self._loopback.state
        state.requests.clear()
        state.posts.clear()
        self._own.clear()
        sent: dict[str, float] = {}
        worked = self._worked()
        start = perf_counter()
        for index in range(number):
            if rate is not None:
                await asyncio.sleep(max(0.0, start + index / rate - perf_counter()))
            asked = next(self._ids)
            event = ask(str(asked), self._asks(asked - FIRST))
            event["member"]["user"]["id"] = str(50_000 + index % ASKERS)
            sent[str(asked)] = perf_counter()
            await self._loopback.gateway.dispatch("INTERACTION_CREATE", event)
        await state.until(lambda: len(state.posts) >= number and len(_answered(state)) >= number)
        arrived = _answered(state)
        return Times(
            whole=[1_000 * (arrived[ident] - at) for ident, at in sent.items()],
            own=[1_000 * seconds for seconds in self._own.values()],
            processor=1_000 * (self._worked() - worked) / number,
            rate=number / (max(arrived.values()) - start),
        )

    def _worked(self) -> float:
        """Seconds that the bot's process has had a processor."""
        fields = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Megabytes that the bot's process holds."""
        pages = int(Path(f"/proc/{self._pid}/statm").read_text().split()[1])
        return pages * sysconf("SC_PAGE_SIZE") / MEGABYTE


@asynccontextmanager
async def asking(run: Run, asks: Questions) -> AsyncIterator[Asker]:
    """A bot in a process of its own, connected and warm."""
    hears, told = multiprocessing.Pipe(duplex=False)
    async with running() as loopback:
        arguments = (loopback.url, told)
        process = multiprocessing.get_context("spawn").Process(target=run, args=arguments)
        process.start()
        try:
            await loopback.opened(1)
            asker = Asker(loopback, process.pid or 0, hears, asks)
            await asker.ask(WARM_UP, RATE)
            yield asker
        finally:
            asyncio.get_running_loop().remove_reader(hears.fileno())
            process.terminate()
            process.join()


async def measure(name: str, run: Run, asks: Questions, seconds: int) -> float:
    """Print the times at the rate, and the throughput, which is returned."""
    async with asking(run, asks) as asker:
        times = await asker.ask(RATE * seconds, RATE)
        bursts = [await asker.ask(BURST) for _ in range(BURSTS)]
        best = max(burst.rate for burst in bursts)
        own, whole = (np.percentile(each, (50, 99)) for each in (times.own, times.whole))
        print(
            f"{name:15} {own[0]:7.1f} {own[1]:7.1f} {whole[0]:9.1f} {whole[1]:7.1f}"
            f" {min(burst.processor for burst in bursts):9.2f} {best:9.0f}",
            flush=True,
        )
        return best


async def remember(number: int) -> None:
    """Print what the bot's process holds after each tenth of so many questions."""
    async with asking(briefing, mixed()) as asker:
        for asked in range(0, number, BURST):
            if asked % (number // 10) < BURST:
                print(f"{asked:8} questions: {asker.memory():6.1f} MB", flush=True)
            await asker.ask(BURST)
        print(f"{number:8} questions: {asker.memory():6.1f} MB")


async def main() -> None:
    """Measure both bots, then the memory of ours."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=20, help=f"at {RATE} questions a second")
    parser.add_argument("--memory", type=int, default=100_000, help="questions")
    chosen = parser.parse_args()
    print(HEAD)
    base = await measure("constant", constant, distinct(), chosen.seconds)
    ours = await measure("ours, distinct", briefing, distinct(), chosen.seconds)
    mix = await measure("ours, mixed", briefing, mixed(), chosen.seconds)
    print(f"throughput, of the constant bot's: distinct {ours / base:.2f}, mixed {mix / base:.2f}")
    print(AIMS)
    await remember(chosen.memory)


if __name__ == "__main__":
    asyncio.run(main())
