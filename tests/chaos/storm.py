"""A run: processes, a database and a platform, all of which fail by a seed; and what came of it."""

import asyncio
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import takewhile
from pathlib import Path

from aiohttp import web
from sqlalchemy import insert

from bot.core.schedule import Schedule, cron, schedule_record
from bot.core.subscription import State
from bot.service.delivering import stamp
from bot.service.ports import Delivery
from bot.service.timing import first_when
from bot.store import SqlStore, open_store
from bot.store.tables import SubscriptionRow
from tests.chaos.pack import PACK
from tests.chaos.platform import Message, Platform
from tests.chaos.timing import BEGIN, CALM, FastClock
from tests.store.server import Server

PROCESSES = 3
HOUR = timedelta(hours=1)
DAILY = 24
LATE = timedelta(hours=12)
ZONE = "Europe/Berlin"
SETTLING = 300.0
"""Seconds that what is due may take after the last due time."""

RAGING = 120.0
"""Seconds that a storm may last beyond its hours, until it has hurt: slow machines need them."""


@dataclass(frozen=True, kw_only=True)
class Scale:
    """How much is due, every how many hours, and how fast time runs.

    Of 10,000 steps of a delivery `deadly` kill, of 1,000 requests `failing` fail.
    """

    subscriptions: int
    hours: int
    every: int
    speed: float
    seed: int
    deadly: int = 8
    failing: int = 60


@dataclass
class Report:
    """What came of a run, as the channels saw it."""

    due: int = 0
    posted: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    too_late: list[str] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    withdrawn: int = 0
    lateness: list[timedelta] = field(default_factory=list)
    deaths: Counter[str] = field(default_factory=Counter)
    blows: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def kept_its_promise(self) -> bool:
        """Whether nothing was lost, doubled or too late."""
        return not (self.lost or self.doubled or self.too_late) and self.due > 0


class Workers:
    """The processes that deliver."""

    def __init__(self, command: Callable[[int], list[str]]) -> None:
        self._command = command
        self._number = 0
        self._running: list[subprocess.Popen[bytes]] = []

    def keep_up(self) -> None:
        """Start as many as have died."""
        self._running = [each for each in self._running if each.poll() is None]
        while len(self._running) < PROCESSES:
            self._number += 1
            self._running.append(subprocess.Popen(self._command(self._number)))

    def any(self, dice: random.Random) -> subprocess.Popen[bytes]:
        """One of them."""
        return dice.choice(self._running)

    def end(self) -> None:
        """Kill all of them, those that are paused as well."""
        for each in self._running:
            each.kill()
            each.wait()


async def storm_on_file(folder: Path, scale: Scale) -> Report:
    """A storm on an SQLite file, which somebody locks now and then."""
    file = folder / "briefing.sqlite3"
    address = f"sqlite+aiosqlite:///{file}"
    return await storm(address, folder, scale, shake=lambda: lock_file(file))


async def storm_on_server(server: Server, folder: Path, scale: Scale) -> Report:
    """A storm on a PostgreSQL server, which is restarted now and then."""

    def restart() -> None:
        server.stop()
        server.start()

    return await storm(server.address, folder, scale, shake=restart)


async def storm(address: str, folder: Path, scale: Scale, *, shake: Callable[[], None]) -> Report:
    """Deliver digests through a storm; `shake` takes the database away for a moment."""
    begun = time.monotonic()
    store = await open_store(address)
    await _subscribe(store, scale)
    clock = FastClock(time.time() + 4, scale.speed, folder / "moved")
    platform = Platform(clock=clock, seed=scale.seed, failing=scale.failing)
    async with _served(platform) as port:
        end = BEGIN + scale.hours * HOUR
        dice = random.Random(scale.seed)

        def command(number: int) -> list[str]:
            own = [str(port), str(clock.start), str(clock.speed), str(folder)]
            seed, deadly = str(scale.seed * 1000 + number), str(scale.deadly)
            return [sys.executable, "-m", "tests.chaos.worker", address, *own, seed, deadly]

        workers = Workers(command)
        report = Report()
        limit = time.monotonic() + scale.hours * HOUR.total_seconds() / scale.speed + RAGING
        try:
            while clock() < end or not (_has_hurt(report, platform) or time.monotonic() > limit):
                workers.keep_up()
                await _blow(workers, dice, report, clock.moved, shake)
            (folder / CALM).touch()
            platform.failing = 0
            await _settle(workers, store, end)
        finally:
            workers.end()
        await _judge(report, store, platform, end)
        await store.close()
    report.seconds = time.monotonic() - begun
    deaths = folder / "deaths"
    report.deaths.update(deaths.read_text().splitlines() if deaths.exists() else ())
    report.faults = platform.faults
    return report


def _has_hurt(report: Report, platform: Platform) -> bool:
    """Whether somebody was killed and a request failed."""
    return report.blows["kill"] > 0 and bool(platform.faults)


async def _subscribe(store: SqlStore, scale: Scale) -> None:
    """Subscribe channels to be posted in now and then: a third of them at once, the rest spread."""
    rows = []
    for number in range(scale.subscriptions):
        minute, hour = (0, 0) if number % 3 == 0 else (number % 60, number % scale.every)
        # Once a day: in the first hour after the storm begins, by the clocks of Berlin.
        hours = "1" if scale.every == DAILY else f"{hour}-23/{scale.every}"
        rule = cron(f"{minute} {hours} * * *")
        schedule = Schedule(rule=rule, zone=ZONE)
        channel = str(100_000 + number)
        when = first_when(schedule, channel, BEGIN)
        rows.append(
            {
                "platform": "discord",
                "workspace": "1",
                "channel": channel,
                "pack": PACK.id,
                "schedule": schedule_record(schedule),
                "plan": {},
                "progress": {},
                "late_minutes": LATE // timedelta(minutes=1),
                "state": State.ACTIVE,
                "told": False,
                "next_due": when.due,
                "wake_at": when.wake_at,
            }
        )
    async with store.writing() as db:
        await db.execute(insert(SubscriptionRow), rows)


async def _blow(
    workers: Workers,
    dice: random.Random,
    report: Report,
    moved: Path,
    shake: Callable[[], None],
) -> None:
    """Do some harm, and let it work; `shake` takes the database away for a moment."""
    blow = dice.choice(("kill", "pause", "pause long", "database", "clock", "calm", "calm"))
    report.blows[blow] += 1
    match blow:
        case "kill":
            workers.any(dice).kill()
        case "pause" | "pause long":
            paused = workers.any(dice)
            paused.send_signal(signal.SIGSTOP)
            await asyncio.sleep(8 if blow == "pause long" else 1 + 3 * dice.random())
            with suppress(ProcessLookupError):
                os.kill(paused.pid, signal.SIGCONT)
        case "database":
            await asyncio.to_thread(shake)
        case "clock":
            # Across the hour that Berlin skips, and back.
            by = dice.choice((HOUR, -HOUR, HOUR / 2))
            moved.write_text(str(by.total_seconds()))
            await asyncio.sleep(1 + dice.random())
            moved.write_text("0")
        case _:
            await asyncio.sleep(1)


def lock_file(file: Path) -> None:
    """Hold a database file, as a backup or a person with a shell may."""
    with sqlite3.connect(file, isolation_level=None, timeout=30) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        time.sleep(1)
        connection.execute("COMMIT")
    connection.close()


async def _settle(workers: Workers, store: SqlStore, end: datetime) -> None:
    """Let what was due until the end be delivered in peace."""
    limit = time.monotonic() + SETTLING
    while time.monotonic() < limit:
        workers.keep_up()
        waiting = [
            each
            for each in await store.all_subscriptions()
            if each.next_due is not None and each.next_due <= end
        ]
        if not waiting:
            return
        await asyncio.sleep(0.5)


async def _judge(report: Report, store: SqlStore, platform: Platform, end: datetime) -> None:
    """Compare what was due with what the channels show."""
    for subscription in await store.all_subscriptions():
        there = platform.messages.get(subscription.channel, [])
        _judge_messages(report, there)
        shown = Counter(each.nonce for each in there if not each.deleted)
        outcomes = {each.due: each for each in await store.deliveries(subscription.id, 1000)}
        times = subscription.schedule.due_times(BEGIN)
        for due in takewhile(lambda due: due <= end, times):
            _judge_due(report, stamp(subscription.id, due), shown, outcomes.get(due))


def _judge_due(report: Report, name: str, shown: Counter[str], outcome: Delivery | None) -> None:
    """Whether a digest that was due is there, once."""
    report.due += 1
    report.posted += shown[name] > 0
    if shown[name] > 1:
        report.doubled.append(name)
    elif not shown[name] and outcome is not None and outcome.status == "skipped":
        report.skipped[outcome.reason or ""] += 1
    elif not shown[name]:
        report.lost.append(name)


def _judge_messages(report: Report, there: Sequence[Message]) -> None:
    """How late messages came, and which were taken back."""
    for each in there:
        due = datetime.strptime(f"{each.nonce.partition('-')[2]}+0000", "%Y%m%dT%H%M%S%z")
        report.withdrawn += each.deleted
        report.lateness.append(each.at - due)
        if each.at - due > LATE:
            report.too_late.append(each.nonce)


@asynccontextmanager
async def _served(platform: Platform) -> AsyncIterator[int]:
    """Serve the platform on a port of this machine."""
    runner = web.AppRunner(platform.application())
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert runner.addresses
    try:
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()
