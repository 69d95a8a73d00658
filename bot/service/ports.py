"""What the use cases need of the outside: durable state, and one who posts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.digest import Digest, Schedule, Subscription


@dataclass(frozen=True, kw_only=True, slots=True)
class NewSubscription:
    """A subscription that has no id yet."""

    platform: str
    workspace: str
    channel: str
    pack: str
    schedule: Schedule
    next_due: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """The right to send one delivery, as long as nobody took it over.

    `attempt` counts the claims of this delivery from 1 and tells its holders apart. `section` is
    the one that an earlier holder set out to post, and may have posted without recording it; None
    if none got so far.
    """

    subscription: int
    due: datetime
    attempt: int
    section: str | None


class StoreError(Exception):
    """Durable state cannot be read or written; the message says why and what to do."""


class SubscriptionStore(Protocol):
    """Durable subscriptions and deliveries. Times are aware and come back in UTC.

    A subscription has at most one live claim at a time, so that no two deliveries continue from
    the same history. Every method raises StoreError, and then has changed nothing.
    """

    async def add(self, new: NewSubscription) -> Subscription:
        """Keep a subscription and give it an id that none had before."""

    async def listing(self, platform: str, workspace: str) -> tuple[Subscription, ...]:
        """A workspace's subscriptions, oldest first."""

    async def find(self, platform: str, workspace: str, number: int) -> Subscription | None:
        """The subscription of that id, if it is the workspace's."""

    async def pause(self, number: int) -> None:
        """Post nothing for a subscription until it is resumed."""

    async def resume(self, number: int, next_due: datetime) -> None:
        """Post again, from `next_due` on."""

    async def remove(self, number: int) -> None:
        """Forget a subscription and its deliveries."""

    async def due(self, now: datetime, platform: str, limit: int) -> tuple[Subscription, ...]:
        """Subscriptions to claim at `now`, the longest overdue first.

        Paused ones are left out, and those with a live claim.
        """

    async def history(self, number: int) -> tuple[str, ...]:
        """The ids of the sections already sent to a subscription, in the order of sending."""

    async def claim(
        self, number: int, due: datetime, now: datetime, lease: timedelta
    ) -> Claim | None:
        """Take one delivery until `now + lease`, before sending it.

        A claim whose lease ran out is taken over. None while the subscription has a live claim,
        and when the delivery is done or the subscription gone.
        """

    async def begin(self, claim: Claim, *, section: str, now: datetime, lease: timedelta) -> bool:
        """Record which section is about to be posted, and start the lease anew.

        False if the claim was taken over or its lease ran out: then it must not be posted.
        """

    async def commit(
        self, claim: Claim, *, section: str, message: str, now: datetime, next_due: datetime
    ) -> None:
        """Record that a delivery went out as `message`, and when the next one is due.

        It is recorded also if the claim was taken over meanwhile, for the message is there; the
        first record stays. The subscription moves to `next_due` only from this delivery's due
        time: one that was sent off schedule, or rescheduled meanwhile, stays where it is.
        """

    async def skip(self, claim: Claim, *, reason: str, now: datetime, next_due: datetime) -> None:
        """Record that a delivery will not be sent, and why, and when the next one is due.

        Nothing happens if the claim is no longer ours. The subscription moves as by `commit`.
        """

    async def release(self, claim: Claim, *, until: datetime) -> None:
        """Give a claim back, to be taken over from `until` on.

        It may have been sent although it seemed to fail. Nothing happens if it is not ours.
        """

    async def move_on(self, number: int, due: datetime, next_due: datetime) -> None:
        """Move a subscription from `due` to `next_due` if that delivery is done.

        It stands there still when it was sent before, by a clock that was set back since.
        """


class SendError(Exception):
    """A digest could not be posted; the message says why, `lasting` whether trying again helps."""

    def __init__(self, message: str, *, lasting: bool) -> None:
        super().__init__(message)
        self.lasting = lasting


class Sender(Protocol):
    """One who posts on a platform."""

    async def send(self, channel: str, digest: Digest, *, stamp: str) -> str:
        """Post a digest and return the message's id; `stamp` is shown in it and is its nonce.

        Raises:
            SendError: it was not posted.
        """

    async def look(self, channel: str, *, stamp: str) -> str | None:
        """The id of a recent message of ours in the channel that shows `stamp`, if any.

        Raises:
            SendError: the channel cannot be read.
        """
