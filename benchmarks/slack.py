"""How fast the bot on Slack is: `python -m benchmarks.slack [--seconds N]`.

A Slack on this machine (`tests/slack`) is asked by `/briefing ask` over Socket Mode; the bot is a
process of its own, with the shipped pack. Each question is of another person.
"""

import argparse
import asyncio
import multiprocessing
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from time import perf_counter
from typing import Final

import numpy as np

from benchmarks.discord import clock, distinct
from bot.adapters.slack.bot import SlackBot
from bot.adapters.slack.transports import SocketMode
from bot.app import keep_loaded, slack_services
from bot.core.answer import Policy
from bot.service.assistant import Assistant, Briefing
from bot.store import open_store
from tests.ready import SHIPPED, ready
from tests.slack.loopback import Loopback, running, user
from tests.slack.state import APP_TOKEN, BOT_TOKEN, GENERAL

RATE: Final = 100
"""Questions a second."""

WARM_UP: Final = 200
ASKERS: Final = 1_000
AIM: Final = "aim: acknowledged within 100 ms at p99"


def briefing(api: str) -> None:
    """Run our bot."""
    asyncio.run(_briefing(api))


async def _briefing(api: str) -> None:
    pack, matcher = ready(SHIPPED)
    assistant = Assistant([Briefing(pack=pack, matcher=matcher, policy=Policy())], clock=clock)
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite+aiosqlite:///{folder}/briefing.sqlite3")
        bot = SlackBot(slack_services(assistant, store, clock=clock), token=BOT_TOKEN, base_url=api)
        await bot.check()
        keep_loaded()
        async with SocketMode(bot, APP_TOKEN):
            await asyncio.Event().wait()


@asynccontextmanager
async def asked() -> AsyncIterator[Loopback]:
    """A Slack with our bot, in a process of its own, connected."""
    async with running() as slack:
        slack.state.users |= {each: user(each) for each in map(name, range(ASKERS))}
        process = multiprocessing.get_context("spawn").Process(target=briefing, args=(slack.api,))
        process.start()
        try:
            await slack.socket.connected()
            yield slack
        finally:
            process.terminate()
            process.join()


def name(number: int) -> str:
    """The id of somebody who asks."""
    return f"U{100 + number % ASKERS}"


async def ask(slack: Loopback, number: int, first: int) -> tuple[list[float], list[float]]:
    """Ask so many questions at the rate: milliseconds to each acknowledgement and answer."""
    questions, names = distinct(), count(first)
    sent: dict[str, float] = {}
    envelopes: list[str] = []
    start = perf_counter()
    for index in range(number):
        await asyncio.sleep(max(0.0, start + index / RATE - perf_counter()))
        asked = next(names)
        told = slack.commanded(name(asked), GENERAL, f"ask {questions(asked)}")
        sent[str(told["response_url"]).rpartition("/")[2]] = perf_counter()
        envelopes.append(await slack.socket.send("slash_commands", told))
    await slack.state.until(lambda: len(slack.state.of("response_url")) >= number)
    acks = [1_000 * (await slack.socket.acked(each)).took for each in envelopes]
    answers = [
        1_000 * (call.at - sent[call.body["_id"]]) for call in slack.state.of("response_url")
    ]
    slack.state.calls.clear()
    slack.state.messages.clear()
    return acks, answers


async def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=20, help=f"at {RATE} questions a second")
    chosen = parser.parse_args()
    async with asked() as slack:
        await ask(slack, WARM_UP, 0)
        acks, answers = await ask(slack, RATE * chosen.seconds, WARM_UP)
    print(f"at {RATE} a second, ms: p50, p99, most")
    for name, times in (("acknowledged", acks), ("answered", answers)):
        p50, p99 = np.percentile(times, (50, 99))
        print(f"{name:13} {p50:7.1f} {p99:7.1f} {max(times):7.1f}")
    print(AIM)


if __name__ == "__main__":
    asyncio.run(main())
