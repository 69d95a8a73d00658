"""Choosing and delivering what is due: how long it takes, and how many a second.

`python -m benchmarks.digests` fills an SQLite file and a PostgreSQL server with 100,000
subscriptions, chooses at several times of day, then claims, composes and hands over what is due in
one minute to a sender that posts nothing.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import insert
from typing_extensions import override

from bot.core.digest import Digest
from bot.core.schedule import read_schedule, schedule_record
from bot.core.subscription import Stop, Subscription
from bot.service.delivering import Delivering
from bot.service.ports import Posted, Sender
from bot.store import SqlStore, open_store
from bot.store.tables import SubscriptionRow
from tests.chaos.pack import PACK
from tests.store.server import Server

BEGIN = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PROCESSES = 2


class Counter(Sender):
    """Counts what it is handed."""

    def __init__(self) -> None:
        self.handed = 0

    @override
    def check(self, subscription: Subscription) -> Stop | None:
        return None

    @override
    async def send(
        self, subscription: Subscription, digest: Digest, *, stamp: str, late: datetime | None
    ) -> Posted:
        self.handed += 1
        return Posted(channel=subscription.channel, message=stamp)

    @override
    async def look(self, subscription: Subscription, *, stamp: str) -> Posted | None:
        return None

    @override
    async def withdraw(self, subscription: Subscription, posted: Posted) -> None:
        raise NotImplementedError

    @override
    async def tell(self, subscription: Subscription, stop: Stop) -> None:
        raise NotImplementedError


async def fill(store: SqlStore, subscribed: int, due: int) -> None:
    """Subscribe channels: `due` of them at nine in Seoul, the rest over the day."""
    rows = []
    for number in range(subscribed):
        minute = 0 if number < due else 1 + number % 1439
        at = (BEGIN + minute * MINUTE).astimezone(ZoneInfo("Asia/Seoul"))
        when = BEGIN + minute * MINUTE
        schedule = read_schedule(f"daily {at:%H:%M} Seoul", today=BEGIN.date())
        rows.append(
            {
                "platform": "discord",
                "workspace": str(number // 10),
                "channel": str(number),
                "pack": PACK.id,
                "schedule": schedule_record(schedule),
                "plan": {},
                "progress": {},
                "late_minutes": 720,
                "state": "active",
                "told": False,
                "next_due": when,
                "wake_at": when,
            }
        )
    async with store._engine.begin() as connection:  # noqa: SLF001 - quicker than one by one
        await connection.execute(insert(SubscriptionRow), rows)


async def choosing(store: SqlStore) -> tuple[float, float]:
    """Milliseconds to claim fifty at several times of day: the median and the most."""
    taken = []
    for hour in range(1, 24):
        now = BEGIN - timedelta(days=1) + hour * 60 * MINUTE
        begun = time.perf_counter()
        await store.claim_due("discord", now, MINUTE, 50)
        taken.append((time.perf_counter() - begun) * 1000)
    for _ in range(5):
        begun = time.perf_counter()
        await store.claim_due("discord", BEGIN, timedelta(0), 50)
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken), max(taken)


async def deliver(store: SqlStore) -> int:
    """Deliver all that is due in the minute; how many were handed over."""
    now = BEGIN + timedelta(seconds=50)
    delivering = Delivering(
        platform="discord",
        store=store,
        find_pack={PACK.id: PACK}.get,
        clock=lambda: now,
        jitter=lambda: 1.0,
    )
    sender = Counter()
    await delivering.deliver_due(sender)
    return sender.handed


async def worker(address: str) -> None:
    """Deliver in this process, once told to; print how many were handed over, and the growth."""
    store = await open_store(address)
    print("ready", flush=True)
    sys.stdin.readline()
    before = _peak()
    print(await deliver(store), _peak() - before)
    await store.close()


def _peak() -> float:
    """Megabytes that this process has held at most; `getrusage` would count its parent's."""
    status = Path("/proc/self/status").read_text()
    line = next(each for each in status.splitlines() if each.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


async def in_processes(address: str, number: int) -> tuple[int, float, float]:
    """Deliver in so many processes at once.

    How many, how many a second, and by how many megabytes the process that grew most has grown.
    """
    workers = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "benchmarks.digests", "--deliver", address),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        for _ in range(number)
    ]
    await asyncio.gather(*(each.stdout.readline() for each in workers if each.stdout))
    begun = time.perf_counter()
    outputs = await asyncio.gather(*(each.communicate(b"go\n") for each in workers))
    seconds = time.perf_counter() - begun
    told = [out.split() for out, _ in outputs]
    handed = sum(int(each) for each, _ in told)
    return handed, handed / seconds, max(float(grown) for _, grown in told)


async def measure(name: str, address: str, subscribed: int, due: int, processes: int) -> None:
    """Measure one database and print the figures."""
    store = await open_store(address)
    await fill(store, subscribed, due)
    median, most = await choosing(store)
    await store.close()
    print(f"{name}, {subscribed:,} subscriptions")
    print(f"  choosing fifty that are due: median {median:.1f} ms, most {most:.1f} ms")
    handed, rate, grown = await in_processes(address, processes)
    print(f"  {handed:,} due in a minute, processes: {processes}; {rate:.0f} a second")
    print(f"  memory grew by {grown:.1f} MB at most")


def main() -> None:
    """Measure both databases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subscriptions", type=int, default=100_000)
    parser.add_argument("--due", type=int, default=10_000)
    parser.add_argument("--deliver", metavar="ADDRESS", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.deliver:
        asyncio.run(worker(given.deliver))
        return
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite+aiosqlite:///{Path(folder) / 'briefing.sqlite3'}"
        asyncio.run(measure("SQLite", address, given.subscriptions, given.due, 1))
    server = Server()
    server.start()
    try:
        run = measure("PostgreSQL", server.address, given.subscriptions, given.due, PROCESSES)
        asyncio.run(run)
    finally:
        server.remove()


if __name__ == "__main__":
    main()
