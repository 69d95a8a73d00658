"""Durable state in an SQL database."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from typing_extensions import override

from bot.core.digest import WEEKDAYS, Schedule, Subscription
from bot.service.marks import Notes
from bot.service.misses import KeptMiss, MissStore
from bot.service.ports import (
    Claim,
    NewSubscription,
    SubscriptionStore,
)
from bot.store.engine import connect
from bot.store.schema import upgrade
from bot.store.settings import SettingsTables
from bot.store.tables import DeliveryRow, MissRow, NoteRow, Progress, SubscriptionRow


async def open_store(address: str) -> "SqlStore":
    """A store on the database of an SQLAlchemy address, its schema brought up to date.

    Raises:
        StoreError: the database cannot be used; the message says why.
    """
    engine = connect(address)
    try:
        await upgrade(engine)
    except BaseException:
        await engine.dispose()
        raise
    return SqlStore(engine)


class SqlStore(SettingsTables, SubscriptionStore, MissStore, Notes):
    """Subscriptions, deliveries, misses and notes; the ports say what its methods promise.

    Each method is one transaction. One that writes locks the subscription's row first (SQLite:
    the whole file), then reads and decides; so what it has read still holds when it writes.
    """

    @override
    async def add(self, new: NewSubscription) -> Subscription:
        row = SubscriptionRow(
            platform=new.platform,
            workspace=new.workspace,
            channel=new.channel,
            pack=new.pack,
            at=new.schedule.at,
            zone=new.schedule.zone,
            weekdays=",".join(WEEKDAYS[day] for day in sorted(new.schedule.weekdays)),
            paused=False,
            next_due=new.next_due,
        )
        async with self.writing() as db:
            db.add(row)
            await db.flush()
            await db.refresh(row)
            return _subscription(row)

    @override
    async def listing(self, platform: str, workspace: str) -> tuple[Subscription, ...]:
        query = (
            select(SubscriptionRow)
            .where(SubscriptionRow.platform == platform, SubscriptionRow.workspace == workspace)
            .order_by(SubscriptionRow.id)
        )
        async with self.reading() as db:
            return tuple(_subscription(row) for row in await db.scalars(query))

    async def all_subscriptions(self) -> tuple[Subscription, ...]:
        """The subscriptions of every platform and workspace, oldest first."""
        query = select(SubscriptionRow).order_by(SubscriptionRow.id)
        async with self.reading() as db:
            return tuple(_subscription(row) for row in await db.scalars(query))

    @override
    async def find(self, platform: str, workspace: str, number: int) -> Subscription | None:
        query = select(SubscriptionRow).where(
            SubscriptionRow.id == number,
            SubscriptionRow.platform == platform,
            SubscriptionRow.workspace == workspace,
        )
        async with self.reading() as db:
            row = await db.scalar(query)
            return _subscription(row) if row else None

    @override
    async def pause(self, number: int) -> None:
        async with self.writing() as db:
            await db.execute(
                update(SubscriptionRow).where(SubscriptionRow.id == number).values(paused=True)
            )

    @override
    async def resume(self, number: int, next_due: datetime) -> None:
        async with self.writing() as db:
            await db.execute(
                update(SubscriptionRow)
                .where(SubscriptionRow.id == number)
                .values(paused=False, next_due=next_due)
            )

    @override
    async def remove(self, number: int) -> None:
        async with self.writing() as db:
            await db.execute(delete(SubscriptionRow).where(SubscriptionRow.id == number))

    @override
    async def due(self, now: datetime, platform: str, limit: int) -> tuple[Subscription, ...]:
        query = (
            select(SubscriptionRow)
            .where(
                SubscriptionRow.platform == platform,
                SubscriptionRow.paused.is_(False),
                SubscriptionRow.next_due <= now,
                ~exists().where(DeliveryRow.subscription == SubscriptionRow.id, _is_live(now)),
            )
            .order_by(SubscriptionRow.next_due, SubscriptionRow.id)
            .limit(limit)
        )
        async with self.reading() as db:
            return tuple(_subscription(row) for row in await db.scalars(query))

    @override
    async def history(self, number: int) -> tuple[str, ...]:
        query = (
            select(DeliveryRow.section)
            .where(DeliveryRow.subscription == number, DeliveryRow.status == Progress.SENT)
            .order_by(DeliveryRow.place)
        )
        async with self.reading() as db:
            return tuple(section for section in await db.scalars(query) if section is not None)

    @override
    async def claim(
        self, number: int, due: datetime, now: datetime, lease: timedelta
    ) -> Claim | None:
        async with self.writing() as db:
            if await _lock(db, number) is None or await _has_live_claim(db, number, now):
                return None
            row = await db.get(DeliveryRow, (number, due))
            if row is None:
                row = DeliveryRow(subscription=number, due=due, status=Progress.CLAIMED, attempt=0)
                db.add(row)
            if row.status != Progress.CLAIMED:
                return None
            row.attempt += 1
            row.claimed_at = now
            row.lease_until = now + lease
            return Claim(subscription=number, due=row.due, attempt=row.attempt, section=row.section)

    @override
    async def begin(self, claim: Claim, *, section: str, now: datetime, lease: timedelta) -> bool:
        async with self.writing() as db:
            await _lock(db, claim.subscription)
            row = await _held(db, claim)
            if row is None or row.lease_until <= now:
                return False
            row.section = section
            row.lease_until = now + lease
            return True

    @override
    async def commit(
        self, claim: Claim, *, section: str, message: str, now: datetime, next_due: datetime
    ) -> None:
        async with self.writing() as db:
            subscription = await _lock(db, claim.subscription)
            row = await db.get(DeliveryRow, (claim.subscription, claim.due))
            if subscription is None or row is None:
                return  # Removed while it was being posted: nothing is kept of it.
            if row.status != Progress.SENT:
                row.status = Progress.SENT
                row.section = section
                row.message = message
                row.place = await _next_place(db, claim.subscription)
                row.reason = None
                row.ended_at = now
            _move(subscription, claim.due, next_due)

    @override
    async def skip(self, claim: Claim, *, reason: str, now: datetime, next_due: datetime) -> None:
        async with self.writing() as db:
            subscription = await _lock(db, claim.subscription)
            row = await _held(db, claim)
            if subscription is None or row is None:
                return
            row.status = Progress.SKIPPED
            row.reason = reason
            row.ended_at = now
            _move(subscription, claim.due, next_due)

    @override
    async def release(self, claim: Claim, *, until: datetime) -> None:
        async with self.writing() as db:
            await _lock(db, claim.subscription)
            row = await _held(db, claim)
            if row is not None:
                row.lease_until = until

    @override
    async def move_on(self, number: int, due: datetime, next_due: datetime) -> None:
        async with self.writing() as db:
            subscription = await _lock(db, number)
            row = await db.get(DeliveryRow, (number, due))
            if subscription is not None and row is not None and row.status != Progress.CLAIMED:
                _move(subscription, due, next_due)

    @override
    async def keep_miss(self, miss: KeptMiss) -> None:
        row = MissRow(pack=miss.pack, text=miss.text, people=miss.people, last=miss.last)
        async with self.writing() as db:
            await db.merge(row)

    @override
    async def misses(self, pack: str) -> tuple[KeptMiss, ...]:
        query = (
            select(MissRow)
            .where(MissRow.pack == pack)
            .order_by(MissRow.people.desc(), MissRow.text)
        )
        async with self.reading() as db:
            return tuple(
                KeptMiss(pack=row.pack, text=row.text, people=row.people, last=row.last)
                for row in await db.scalars(query)
            )

    @override
    async def forget_misses(self, before: date) -> None:
        async with self.writing() as db:
            await db.execute(delete(MissRow).where(MissRow.last < before))

    async def get(self, key: str) -> str | None:
        """What was noted under a key, if anything."""
        async with self.reading() as db:
            return await db.scalar(select(NoteRow.value).where(NoteRow.key == key))

    async def put(self, key: str, value: str) -> None:
        """Note a value under a key, in place of any other."""
        async with self.writing() as db:
            await db.merge(NoteRow(key=key, value=value))

    @override
    async def note_once(self, key: str, value: str) -> str:
        async with self.writing() as db:
            row = await db.get(NoteRow, key)
            if row is None:
                row = NoteRow(key=key, value=value)
                db.add(row)
            return row.value


def _is_live(now: datetime) -> ColumnElement[bool]:
    # A literal, for SQLite uses the index of open deliveries only if it sees its condition.
    claimed = literal(Progress.CLAIMED, literal_execute=True)
    return (DeliveryRow.status == claimed) & (DeliveryRow.lease_until > now)


async def _lock(db: AsyncSession, number: int) -> SubscriptionRow | None:
    """The subscription, which no other process can change until this transaction ends."""
    return await db.get(SubscriptionRow, number, with_for_update=True)


async def _has_live_claim(db: AsyncSession, number: int, now: datetime) -> bool:
    query = select(DeliveryRow.due).where(DeliveryRow.subscription == number, _is_live(now))
    return await db.scalar(query.limit(1)) is not None


async def _held(db: AsyncSession, claim: Claim) -> DeliveryRow | None:
    """The claim's delivery, if nobody took it over or ended it."""
    row = await db.get(DeliveryRow, (claim.subscription, claim.due))
    if row is None or row.status != Progress.CLAIMED or row.attempt != claim.attempt:
        return None
    return row


async def _next_place(db: AsyncSession, number: int) -> int:
    latest = await db.scalar(
        select(func.max(DeliveryRow.place)).where(DeliveryRow.subscription == number)
    )
    return (latest or 0) + 1


def _move(subscription: SubscriptionRow, due: datetime, next_due: datetime) -> None:
    if subscription.next_due == due:
        subscription.next_due = next_due


def _subscription(row: SubscriptionRow) -> Subscription:
    return Subscription(
        id=row.id,
        platform=row.platform,
        workspace=row.workspace,
        channel=row.channel,
        pack=row.pack,
        schedule=Schedule(
            at=row.at,
            zone=row.zone,
            weekdays=frozenset(WEEKDAYS.index(day) for day in row.weekdays.split(",")),
        ),
        paused=row.paused,
        next_due=row.next_due,
    )
