"""What the use cases need of the outside: durable state, and one who posts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.digest import Digest, Plan, Progress
from bot.core.schedule import Schedule
from bot.core.subscription import State, Stop, Subscription


class StoreError(Exception):
    """Durable state cannot be read or written; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class When:
    """The next due time, and from when on to look at it; both None when there is none any more."""

    due: datetime | None
    wake_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class NewSubscription:
    """A subscription that has no id yet."""

    platform: str
    workspace: str
    channel: str
    pack: str
    schedule: Schedule
    plan: Plan
    late: timedelta
    maker: str | None
    state: State
    when: When


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """What one digest posts: the marks of what it says, by name, and the progress after it."""

    entries: tuple[tuple[str, str], ...]
    progress: Progress


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """The right to send one delivery, as long as nobody took it over.

    Attributes:
        subscription: as it stands.
        due: the moment that the delivery is for.
        attempt: counts the claims of this delivery from 1 and tells its holders apart.
        content: what an earlier holder set out to post, and may have posted without recording it;
            None if none got so far.
        done: whether it has been sent or skipped already, by a clock that was set back since.
        asked: whether somebody asked for it, whatever the schedule says.
    """

    subscription: Subscription
    due: datetime
    attempt: int
    content: Content | None
    done: bool = False
    asked: bool = False

    @property
    def scheduled(self) -> bool:
        """Whether it is for the due time at which the subscription stands."""
        return self.due == self.subscription.next_due


@dataclass(frozen=True, kw_only=True, slots=True)
class Posted:
    """A message that is there: the channel or thread where it stands, and its id."""

    channel: str
    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """A delivery went out. `ends` where nothing is to follow it."""

    claim: Claim
    content: Content
    posted: Posted
    when: When
    ends: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Skipped:
    """A delivery will not be sent, and why."""

    claim: Claim
    reason: str
    when: When


@dataclass(frozen=True, kw_only=True, slots=True)
class Resumed:
    """The pause of a subscription is over."""

    claim: Claim
    when: When


@dataclass(frozen=True, kw_only=True, slots=True)
class PutOff:
    """A delivery is tried again, from `until` on.

    A `stop` stops its subscription until then, for good where `until` is None.
    """

    claim: Claim
    until: datetime | None
    reason: str
    stop: Stop | None = None


Outcome = Sent | Skipped | Resumed | PutOff


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """The record of one delivery. Its `status` is claimed, sent or skipped."""

    due: datetime
    status: str
    reason: str | None
    ended_at: datetime | None


class SubscriptionStore(Protocol):
    """Durable subscriptions and deliveries. Times are aware and come back in UTC.

    A subscription has at most one live claim at a time, so that no two deliveries continue from
    the same progress. Every method raises StoreError, and then has changed nothing.
    """

    async def add(self, new: NewSubscription) -> Subscription:
        """Keep a subscription and give it an id that none had before."""

    async def listing(self, platform: str, workspace: str) -> tuple[Subscription, ...]:
        """A workspace's subscriptions, oldest first."""

    async def of_maker(self, platform: str, maker: str) -> tuple[Subscription, ...]:
        """The subscriptions that somebody made, oldest first."""

    async def find(self, platform: str, workspace: str, number: int) -> Subscription | None:
        """The subscription of that id, if it is the workspace's."""

    async def set_state(
        self, number: int, state: State, when: When, *, until: datetime | None = None
    ) -> None:
        """Let a subscription go on or pause; what it stopped for is forgotten."""

    async def reschedule(
        self, number: int, schedule: Schedule, plan: Plan, late: timedelta, when: When
    ) -> None:
        """Change when a subscription is due and what it posts."""

    async def told(self, number: int) -> None:
        """Record that the one who made a subscription knows that it stopped."""

    async def remove(self, number: int) -> None:
        """Forget a subscription and its deliveries; of direct messages also what stands there.

        What stands in a server's channel stays known, for it may have to be corrected.
        """

    async def forget_maker(self, platform: str, maker: str) -> None:
        """Forget who made subscriptions, and altogether those that go to themselves."""

    async def deliveries(self, number: int, limit: int) -> tuple[Delivery, ...]:
        """The latest deliveries of a subscription, newest first."""

    async def posted(self, platform: str, workspace: str, pack: str) -> Mapping[str, str]:
        """The marks that entries of a pack had when they were last posted in a workspace.

        Of what no digest has posted, those that it had when it was first an answer there: who read
        that one has not seen the later ones.
        """

    async def claim_due(
        self, platform: str, now: datetime, lease: timedelta, limit: int
    ) -> tuple[Claim, ...]:
        """Take what is to be looked at until `now + lease`, the longest overdue first.

        A claim whose lease ran out is taken over. Subscriptions with a live claim are left out,
        and those that another process is taking at this moment.
        """

    async def claim_now(
        self, subscription: Subscription, due: datetime, now: datetime, lease: timedelta
    ) -> Claim | None:
        """Take a delivery off schedule, or else the one that an earlier holder left open.

        None while the subscription has a live claim, and when it is gone.
        """

    async def begin(
        self, wanted: Sequence[tuple[Claim, Content]], now: datetime, lease: timedelta
    ) -> Sequence[bool]:
        """Record what is about to be posted, and start the leases anew.

        False for a claim that was taken over or ran out, or whose subscription was paused, removed
        or rescheduled meanwhile: then it must not be posted.
        """

    async def conclude(self, outcomes: Sequence[Outcome], now: datetime) -> Sequence[bool]:
        """Record what became of claims, and when the next deliveries are due.

        What was sent is recorded also if the claim was taken over meanwhile, for the message is
        there; the first record stays. Nothing else happens to a claim that is no longer ours. A
        subscription moves on only from the delivery's due time: one that was sent off schedule, or
        rescheduled meanwhile, stays where it is.

        False for a message that is one too many: the delivery was sent before, as another message.
        """


class SendError(Exception):
    """A digest could not be posted; the message says why.

    `stop` says why trying again is of no use for now, `refused` that this very digest never goes
    out; `wait` is how long the platform asks to wait.
    """

    def __init__(
        self,
        message: str,
        *,
        stop: Stop | None = None,
        refused: bool = False,
        wait: timedelta | None = None,
    ) -> None:
        super().__init__(message)
        self.stop = stop
        self.refused = refused
        self.wait = wait


class Sender(Protocol):
    """One who posts on a platform. Only `check` does so without asking the platform."""

    def check(self, subscription: Subscription) -> Stop | None:
        """What is known to stand in the way of posting there."""

    async def send(
        self, subscription: Subscription, digest: Digest, *, stamp: str, late: datetime | None
    ) -> Posted:
        """Post a digest; `stamp` is shown in it and is its nonce, `late` when it was due if late.

        Raises:
            SendError: it was not posted, or it is not known whether it was.
        """

    async def look(self, subscription: Subscription, *, stamp: str) -> Posted | None:
        """A recent message of ours there that shows `stamp`, if any.

        Raises:
            SendError: the channel cannot be read.
        """

    async def withdraw(self, posted: Posted) -> None:
        """Take back a message of ours, if that can be done."""

    async def tell(self, subscription: Subscription, stop: Stop) -> None:
        """Tell the one who made a subscription, or else its workspace, why it stopped.

        Raises:
            SendError: nobody can be reached now; trying again may help unless it says `stop`.
        """
