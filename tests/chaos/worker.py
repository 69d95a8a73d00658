"""A process that delivers what is due until it is killed; it may kill itself at any step."""

import argparse
import asyncio
import logging
import os
import random
import signal
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import wraps
from pathlib import Path
from typing import Any

import discord
from discord.http import Route

from bot.adapters.catalogues import Catalogues
from bot.adapters.discord.language import Languages
from bot.adapters.discord.sender import DiscordSender
from bot.service import delivering as module
from bot.service import timing
from bot.service.delivering import Delivering
from bot.service.marks import Marks
from bot.service.ports import StoreError
from bot.service.preferences import Preferences
from bot.store import SqlStore, open_store
from tests.chaos.pack import PACK
from tests.chaos.timing import CALM, LEASE, PATIENCE, FastClock

STEPS = {"claim_due": 20, "begin": 20, "send": 1, "conclude": 20}
"""What a delivery goes through, and how much more often each kills: all but sending is done for
many at once."""

ROUND = 0.1
"""Seconds between looks."""


def main() -> None:
    """Deliver until killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("port", type=int)
    parser.add_argument("start", type=float)
    parser.add_argument("speed", type=float)
    parser.add_argument("folder", type=Path)
    parser.add_argument("seed", type=int)
    parser.add_argument("deadly", type=int, help="of 10,000 messages, how many kill")
    given = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    clock = FastClock(given.start, given.speed, given.folder / "moved")
    asyncio.run(_deliver(given, clock))


async def _deliver(given: argparse.Namespace, clock: FastClock) -> None:
    Route.BASE = f"http://127.0.0.1:{given.port}/api/v10"
    _hurry(clock)
    store = await open_store(given.address)
    client = discord.Client(intents=discord.Intents.none())
    await client.login("a.b.c")
    preferences = Preferences(store, Marks(store), clock=clock)
    sender = DiscordSender(client, preferences, Languages(Catalogues()))
    dice = random.Random(given.seed)
    _make_deadly(store, sender, given.folder, dice, given.deadly)
    delivering = Delivering(
        platform="discord",
        store=store,
        find_pack={PACK.id: PACK}.get,
        clock=clock,
        jitter=dice.random,
        spread=40,
    )
    while True:
        try:
            await delivering.deliver_due(sender)
        except StoreError as error:
            logging.getLogger("chaos").warning("%s", error)
        await asyncio.sleep(ROUND)


def _hurry(clock: FastClock) -> None:
    """Let all waits be as short as this time is fast."""
    real = PATIENCE * timedelta(seconds=1)
    hurried = {
        module: {"LEASE": clock.virtual(LEASE), "PATIENCE": real},
        timing: {"RETRY_FIRST": clock.virtual(0.3), "RETRY_MOST": clock.virtual(2)},
    }
    for place, values in hurried.items():
        vars(place).update(values)


def _make_deadly(
    store: SqlStore, sender: DiscordSender, folder: Path, dice: random.Random, deadly: int
) -> None:
    """Let the process die before or after some steps, and write down where."""

    def dies(step: str, method: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        @wraps(method)
        async def run(*args: Any, **values: Any) -> Any:
            _die_perhaps(f"before {step}", STEPS[step])
            done = await method(*args, **values)
            _die_perhaps(f"after {step}", STEPS[step])
            return done

        return run

    def _die_perhaps(where: str, often: int) -> None:
        dies = dice.randrange(10_000) < deadly * often
        if dies and not (folder / CALM).exists():
            with (folder / "deaths").open("a") as file:
                file.write(f"{where}\n")
            os.kill(os.getpid(), signal.SIGKILL)

    for step in STEPS:
        owner: Any = sender if step == "send" else store
        setattr(owner, step, dies(step, getattr(owner, step)))


if __name__ == "__main__":
    main()
