"""A process of the bot that delivers digests, and the report that it posts from."""

from collections.abc import Awaitable, Callable
from datetime import time, timedelta

import pytest
from sqlalchemy import text

from bot.core.digest import Plan
from bot.core.knowledge import Pack
from bot.core.schedule import Schedule, Weekly
from bot.core.subscription import Reason, Stop, Subscription
from bot.service.delivering import Delivering
from bot.service.digests import LATE, Digests
from bot.store import SqlStore
from tests.factories import make_entry, make_pack
from tests.service.fakes import Clock, FakeSender, Killed
from tests.store.factories import DAILY

DAY = timedelta(days=1)
SECTIONS = ("bridges", "tunnels", "ferries")
PACK = make_pack(
    sections=SECTIONS,
    entries=tuple(make_entry(section, section=section) for section in SECTIONS),
)
BERLIN_NIGHT = Schedule(
    rule=Weekly(at=time(2, 30), weekdays=frozenset(range(7))), zone="Europe/Berlin"
)
MAY_NOT_POST = Stop(reason=Reason.PERMISSIONS, lacking=("send_messages",))
GONE = Stop(reason=Reason.CHANNEL_GONE)


class Process:
    """A process of the bot on a database; several may live at once."""

    def __init__(self, store: SqlStore, clock: Clock) -> None:
        self.store = store
        self.packs: dict[str, Pack] = {"bridges": PACK}
        self.digests = Digests(
            platform="discord", store=store, find_pack=self.find_pack, clock=clock, spread=0
        )
        self.delivering = Delivering(
            platform="discord",
            store=store,
            find_pack=self.find_pack,
            clock=clock,
            jitter=lambda: 1.0,
            spread=0,
        )
        self.while_looking_up: Callable[[], None] = lambda: None

    def find_pack(self, pack_id: str) -> Pack | None:
        self.while_looking_up()
        return self.packs.get(pack_id)

    async def subscribe(
        self,
        channel: str = "10",
        *,
        schedule: Schedule = DAILY,
        pack: str = "bridges",
        plan: Plan | None = None,
        late: timedelta = LATE,
    ) -> Subscription:
        return await self.digests.subscribe(
            workspace="1", channel=channel, pack=pack, schedule=schedule, plan=plan, late=late
        )

    async def find(self, subscription: Subscription) -> Subscription:
        found = await self.digests.find("1", subscription.id)
        assert found is not None
        return found

    async def posted(self, subscription: Subscription) -> tuple[str, ...]:
        """The entries that are recorded as posted in this round."""
        return (await self.find(subscription)).progress.entries

    async def outcomes(self) -> list[tuple[str, str | None]]:
        """Status and reason of every delivery, in the order of their due times."""
        async with self.store._engine.connect() as connection:
            rows = await connection.execute(
                text("SELECT status, reason FROM deliveries ORDER BY due, subscription")
            )
            return [(row.status, row.reason) for row in rows]


Start = Callable[[], Awaitable[Process]]


async def kill_while_sending(process: Process, sender: FakeSender) -> None:
    """End the process when the message is out and not recorded."""
    sender.breaks["10"] = Killed()
    with pytest.raises(Killed):
        await process.delivering.deliver_due(sender)
    sender.breaks.clear()
