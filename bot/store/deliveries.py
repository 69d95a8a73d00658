"""Deliveries in an SQL database: claimed, begun and concluded, many in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from typing_extensions import override

from bot.core.digest import progress_of, progress_record
from bot.core.subscription import State, Subscription
from bot.service.ledger import DIGEST
from bot.service.ports import (
    Claim,
    Content,
    Outcome,
    PutOff,
    Sent,
    SubscriptionStore,
)
from bot.store.database import Database
from bot.store.outcomes import Kept, keep_sent, ledger, put_off, skip
from bot.store.patience import tried_again
from bot.store.subscriptions import subscription_of
from bot.store.tables import DeliveryRow, PostRow, Progress, SubscriptionRow

Key = tuple[int, datetime]
"""A delivery's: its subscription's number and its due time."""


class DeliveryTables(Database, SubscriptionStore):
    """Deliveries; the port says what its methods promise.

    Each method locks the subscriptions that it is about first, in the order of their numbers
    (SQLite: the whole file), then reads and decides; so what it has read holds when it writes.
    """

    @override
    @tried_again(twice=True)
    async def posted(self, platform: str, workspace: str, pack: str) -> Mapping[str, str]:
        by_digest = PostRow.kind.startswith(DIGEST).label("by_digest")
        query = (
            select(
                PostRow.entry,
                PostRow.mark,
                by_digest,
                func.min(PostRow.posted_at).label("first"),
                func.max(PostRow.posted_at).label("last"),
            )
            .where(
                PostRow.platform == platform,
                PostRow.workspace == workspace,
                PostRow.pack == pack,
            )
            .group_by(PostRow.entry, PostRow.mark, by_digest)
        )
        async with self.reading() as db:
            rows = list(await db.execute(query))
        # The later stands in the way of the earlier: digests by their last, answers by their first.
        answers = sorted((row for row in rows if not row.by_digest), key=lambda row: row.first)
        digests = sorted((row for row in rows if row.by_digest), key=lambda row: row.last)
        return {row.entry: row.mark for row in (*reversed(answers), *digests)}

    @override
    @tried_again(twice=False)
    async def claim_due(
        self, platform: str, now: datetime, lease: timedelta, limit: int
    ) -> tuple[Claim, ...]:
        waiting = (SubscriptionRow.platform == platform) & (SubscriptionRow.wake_at <= now)
        async with self.reading() as db:
            if await db.scalar(select(SubscriptionRow.id).where(waiting).limit(1)) is None:
                return ()
        query = (
            select(SubscriptionRow)
            .where(waiting)
            .order_by(SubscriptionRow.wake_at, SubscriptionRow.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        async with self.writing() as db:
            rows = list(await db.scalars(query))
            kept = await _deliveries(db, rows)
            claims = [_claim(db, row, kept.get(row.id), now, lease) for row in rows]
        return tuple(claim for claim in claims if claim is not None)

    @override
    @tried_again(twice=False)
    async def claim_now(
        self, subscription: Subscription, due: datetime, now: datetime, lease: timedelta
    ) -> Claim | None:
        async with self.writing() as db:
            row = await db.get(SubscriptionRow, subscription.id, with_for_update=True)
            if row is None:
                return None
            delivery = await _open(db, row.id) or await db.get(DeliveryRow, (row.id, due))
            if delivery is not None and _is_live(delivery, now):
                return None
            return replace(_take(db, row, delivery, due, now, lease), asked=True)

    @override
    @tried_again(twice=True)
    async def begin(
        self, wanted: Sequence[tuple[Claim, Content]], now: datetime, lease: timedelta
    ) -> Sequence[bool]:
        async with self.writing() as db:
            subscriptions, deliveries = await _locked(db, [claim for claim, _ in wanted])
            return [
                _begun(subscriptions, deliveries, claim, content, now, lease)
                for claim, content in wanted
            ]

    @override
    @tried_again(twice=True, outcome=True)
    async def conclude(self, outcomes: Sequence[Outcome], now: datetime) -> Sequence[bool]:
        async with self.writing() as db:
            claims = [outcome.claim for outcome in outcomes]
            subscriptions, deliveries = await _locked(db, claims)
            kept = [_concluded(subscriptions, deliveries, outcome, now) for outcome in outcomes]
            await self.put_rows_once(db, PostRow, _ledger(subscriptions, outcomes, kept, now))
            return kept


def _ledger(
    subscriptions: Mapping[int, SubscriptionRow],
    outcomes: Sequence[Outcome],
    kept: Sequence[bool],
    now: datetime,
) -> list[Mapping[str, Any]]:
    """Where the entries of messages stand from now on, but of those that are one too many."""
    return [
        row
        for outcome, there in zip(outcomes, kept, strict=True)
        if there and isinstance(outcome, Sent) and outcome.claim.subscription.id in subscriptions
        for row in ledger(outcome, now)
    ]


async def _deliveries(
    db: AsyncSession, rows: Sequence[SubscriptionRow]
) -> Mapping[int, DeliveryRow]:
    """The delivery that each subscription is to go on with, if there is one already."""
    open_ones = await db.scalars(
        select(DeliveryRow).where(
            DeliveryRow.subscription.in_([row.id for row in rows]), _is_claimed()
        )
    )
    kept = {delivery.subscription: delivery for delivery in open_ones}
    keys = [(row.id, row.next_due) for row in rows if row.id not in kept and row.next_due]
    for delivery in await _at(db, keys):
        kept[delivery.subscription] = delivery
    return kept


async def _open(db: AsyncSession, number: int) -> DeliveryRow | None:
    """The delivery of a subscription that is claimed, if one is; there is never a second."""
    query = select(DeliveryRow).where(DeliveryRow.subscription == number, _is_claimed())
    return await db.scalar(query.limit(1))


async def _at(db: AsyncSession, keys: Sequence[Key]) -> Iterable[DeliveryRow]:
    """The deliveries of some keys that there are."""
    if not keys:
        return ()
    key = tuple_(DeliveryRow.subscription, DeliveryRow.due)
    return await db.scalars(select(DeliveryRow).where(key.in_(keys)))


async def _locked(
    db: AsyncSession, claims: Sequence[Claim]
) -> tuple[Mapping[int, SubscriptionRow], Mapping[Key, DeliveryRow]]:
    """The rows of claims, which nobody else can change until this transaction ends."""
    numbers = sorted({claim.subscription.id for claim in claims})
    query = (
        select(SubscriptionRow)
        .where(SubscriptionRow.id.in_(numbers))
        .order_by(SubscriptionRow.id)
        .with_for_update()
    )
    subscriptions = {row.id: row for row in await db.scalars(query)}
    deliveries = await _at(db, [(claim.subscription.id, claim.due) for claim in claims])
    return subscriptions, {(row.subscription, row.due): row for row in deliveries}


def _claim(
    db: AsyncSession,
    row: SubscriptionRow,
    delivery: DeliveryRow | None,
    now: datetime,
    lease: timedelta,
) -> Claim | None:
    """Claim what a subscription is to go on with, or let it sleep on."""
    if delivery is not None and _is_live(delivery, now):
        row.wake_at = delivery.lease_until
        return None
    if delivery is not None:
        return _take(db, row, delivery, delivery.due, now, lease)
    if row.next_due is None or (row.next_due > now and row.state != State.PAUSED):
        row.wake_at = row.next_due
        return None
    return _take(db, row, None, row.next_due, now, lease)


def _take(
    db: AsyncSession,
    row: SubscriptionRow,
    delivery: DeliveryRow | None,
    due: datetime,
    now: datetime,
    lease: timedelta,
) -> Claim:
    """Claim a delivery that nobody holds; one that is done only keeps its subscription awake."""
    if delivery is None:
        delivery = DeliveryRow(
            subscription=row.id, due=due, status=Progress.CLAIMED, attempt=0, claimed_at=now
        )
        db.add(delivery)
    done = delivery.status != Progress.CLAIMED
    subscription = subscription_of(row)
    if not done:
        delivery.attempt += 1
        delivery.claimed_at = now
        delivery.lease_until = now + lease
    if row.wake_at is not None:
        row.wake_at = now + lease
    content = None
    if delivery.entries is not None and not done:
        content = Content(
            entries=tuple(delivery.entries.items()), progress=progress_of(delivery.progress or {})
        )
    return Claim(
        subscription=subscription,
        due=delivery.due,
        attempt=delivery.attempt,
        content=content,
        done=done,
    )


def _begun(
    subscriptions: Mapping[int, SubscriptionRow],
    deliveries: Mapping[Key, DeliveryRow],
    claim: Claim,
    content: Content,
    now: datetime,
    lease: timedelta,
) -> bool:
    """Record what is about to be posted, if it still may be."""
    row = subscriptions.get(claim.subscription.id)
    delivery = _held(deliveries, claim)
    if row is None or delivery is None or delivery.lease_until <= now:
        return False
    if not claim.asked and (
        row.next_due != claim.due or row.state not in {State.ACTIVE, State.STOPPED}
    ):
        return False
    delivery.entries = dict(content.entries)
    delivery.progress = progress_record(content.progress)
    if row.wake_at is not None:
        row.wake_at = now + lease
    delivery.lease_until = now + lease
    return True


def _concluded(
    subscriptions: Mapping[int, SubscriptionRow],
    deliveries: Mapping[Key, DeliveryRow],
    outcome: Outcome,
    now: datetime,
) -> bool:
    """Record what became of one claim; False for a message that is one too many."""
    claim = outcome.claim
    row = subscriptions.get(claim.subscription.id)
    delivery = deliveries.get((claim.subscription.id, claim.due))
    if row is None or delivery is None:
        return True  # Removed meanwhile: nothing is kept of it.
    kept = Kept(row=row, delivery=delivery, held=_held(deliveries, claim) is not None)
    if isinstance(outcome, Sent):
        return keep_sent(kept, outcome, now)
    if isinstance(outcome, PutOff):
        put_off(kept, outcome, now)
    else:
        skip(kept, outcome, now)
    return True


def _held(deliveries: Mapping[Key, DeliveryRow], claim: Claim) -> DeliveryRow | None:
    """The claim's delivery, if nobody took it over or ended it."""
    delivery = deliveries.get((claim.subscription.id, claim.due))
    if delivery is None or delivery.status != Progress.CLAIMED:
        return None
    return delivery if delivery.attempt == claim.attempt else None


def _is_live(delivery: DeliveryRow, now: datetime) -> bool:
    return delivery.status == Progress.CLAIMED and delivery.lease_until > now


def _is_claimed() -> ColumnElement[bool]:
    # A literal, for SQLite uses the index of open deliveries only if it sees its condition.
    return DeliveryRow.status == literal(Progress.CLAIMED, literal_execute=True)
