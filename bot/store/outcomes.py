"""What became of a claim, written into the rows of its subscription and its delivery."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.core.digest import progress_record
from bot.core.subscription import State
from bot.service.ledger import DIGEST
from bot.service.ports import PutOff, Resumed, Sent, Skipped, When
from bot.store.subscriptions import GOING_ON
from bot.store.tables import DeliveryRow, Progress, SubscriptionRow

SERVED = {State.ACTIVE, State.STOPPED}
"""States in which a subscription is looked at when it is due."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """The rows that a claim is about; `held` while nobody took it over or ended it."""

    row: SubscriptionRow
    delivery: DeliveryRow
    held: bool


def keep_sent(kept: Kept, sent: Sent, now: datetime) -> bool:
    """Record a message; False if another one was recorded before."""
    row, delivery = kept.row, kept.delivery
    if delivery.status == Progress.SENT:
        return delivery.message == sent.posted.message
    delivery.status = Progress.SENT
    delivery.entries = dict(sent.content.entries)
    delivery.progress = None
    delivery.message = sent.posted.message
    delivery.reason = None
    delivery.ended_at = now
    row.progress = progress_record(sent.content.progress)
    if row.state == State.STOPPED:
        row.state = State.ACTIVE
        for name, value in GOING_ON.items():
            setattr(row, name, value)
    _move(row, delivery, sent.when, ends=sent.ends)
    return True


def ledger(sent: Sent, now: datetime) -> Iterator[Mapping[str, Any]]:
    """Where each entry of a message stands from now on: rows of posts."""
    subscription = sent.claim.subscription
    for entry, mark in sent.content.entries:
        yield {
            "platform": subscription.platform,
            "channel": sent.posted.channel,
            "message": sent.posted.message,
            "entry": entry,
            "pack": subscription.pack,
            "workspace": subscription.workspace,
            "mark": mark,
            "kind": f"{DIGEST}:{subscription.plan.kind}",
            "posted_at": now,
        }


def skip(kept: Kept, outcome: Skipped | Resumed, now: datetime) -> None:
    """Record that a delivery is not sent, and go on from it."""
    row, delivery = kept.row, kept.delivery
    if kept.held:
        delivery.status = Progress.SKIPPED
        delivery.reason = State.PAUSED if isinstance(outcome, Resumed) else outcome.reason
        delivery.ended_at = now
    if delivery.status == Progress.CLAIMED:
        return  # Another holds it now.
    if isinstance(outcome, Resumed) and row.state == State.PAUSED:
        row.state, row.until = State.ACTIVE, None
    _move(row, delivery, outcome.when)


def put_off(kept: Kept, outcome: PutOff, now: datetime) -> None:
    """Let a delivery be claimed again later, and stop its subscription if there is a reason."""
    row, delivery = kept.row, kept.delivery
    if not kept.held:
        return
    delivery.reason = outcome.reason
    delivery.lease_until = outcome.until or now
    if row.state not in SERVED:
        return
    row.wake_at = outcome.until
    if outcome.stop is not None:
        reason, lacking = outcome.stop.reason, " ".join(outcome.stop.lacking)
        row.told = row.told and (row.stop_reason, row.stop_lacking) == (reason, lacking)
        row.state, row.stop_reason, row.stop_lacking = State.STOPPED, reason, lacking


def _move(row: SubscriptionRow, delivery: DeliveryRow, when: When, *, ends: bool = False) -> None:
    """Let a subscription go on after a delivery that is done."""
    if row.next_due == delivery.due:
        row.next_due = when.due
        if row.state in SERVED:
            row.wake_at = when.wake_at
    elif row.state in SERVED:
        row.wake_at = row.next_due
    if (ends or row.next_due is None) and row.state in SERVED:
        row.state, row.next_due, row.wake_at = State.ENDED, None, None
