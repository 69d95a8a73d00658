"""Small values and places for tests of durable state."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import select

from bot.core.digest import Plan, Progress
from bot.core.schedule import Schedule, Weekly
from bot.core.subscription import State
from bot.service.ports import Claim, Content, NewSubscription, Posted, Sent, When
from bot.store import SqlStore
from bot.store.engine import connect
from bot.store.patience import Patience
from bot.store.tables import Base

MONDAY = datetime(2025, 3, 3, 0, 0, tzinfo=UTC)
"""A Monday, 09:00 in Seoul."""

TUESDAY = MONDAY + timedelta(days=1)

MINUTE = timedelta(minutes=1)

NONE = Patience(asked=0, outcome=0)
"""Whoever has none tries once."""

TABLES = Base.metadata.sorted_tables

LEASE = 2 * MINUTE

DAILY = Schedule(rule=Weekly(at=time(9), weekdays=frozenset(range(7))), zone="Asia/Seoul")


def address(folder: Path) -> str:
    """A database file in a folder."""
    return f"sqlite+aiosqlite:///{folder / 'briefing.sqlite3'}"


async def everything_in(database: str) -> str:
    """All that the tables of a database hold, as one text."""
    engine = connect(database)
    async with engine.connect() as connection:
        rows = [sorted(await connection.execute(select(table)), key=repr) for table in TABLES]
    await engine.dispose()
    return repr(rows)


def make_new(
    channel: str = "10",
    *,
    platform: str = "discord",
    workspace: str = "1",
    schedule: Schedule = DAILY,
    next_due: datetime | None = MONDAY,
    plan: Plan | None = None,
    maker: str | None = None,
) -> NewSubscription:
    """A subscription to the pack on bridges, due on Monday."""
    return NewSubscription(
        platform=platform,
        workspace=workspace,
        channel=channel,
        pack="bridges",
        schedule=schedule,
        plan=plan or Plan(),
        late=timedelta(hours=12),
        maker=maker,
        state=State.ACTIVE,
        when=When(due=next_due, wake_at=next_due),
    )


def content_of(*entries: str) -> Content:
    """What a digest of some entries posts, where it posts the first ones."""
    return Content(
        entries=tuple((entry, f"mark of {entry}") for entry in entries),
        progress=Progress(entries=entries),
    )


def sent(
    claim: Claim,
    *entries: str,
    message: str = "m",
    next_due: datetime | None = TUESDAY,
    ends: bool = False,
) -> Sent:
    """What became of a claim whose digest went out."""
    return Sent(
        claim=claim,
        content=content_of(*entries),
        posted=Posted(channel=claim.subscription.channel, message=message),
        when=When(due=next_due, wake_at=next_due),
        ends=ends,
    )


async def deliver(store: SqlStore, now: datetime, *entries: str) -> None:
    """Deliver the one digest that is due, and have the next a day later."""
    (claim,) = await store.claim_due("discord", now, LEASE, 9)
    assert await store.begin([(claim, content_of(*entries))], now, LEASE) == [True]
    outcome = sent(claim, *entries, next_due=claim.due + timedelta(days=1))
    assert await store.conclude([outcome], now) == [True]
