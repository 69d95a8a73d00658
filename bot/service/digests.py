"""Digests: subscribing, looking ahead, and delivering what is due, each due time once."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from bot.core.digest import Digest, Schedule, Subscription, compose
from bot.core.knowledge import Pack
from bot.core.tongue import say
from bot.service.ports import (
    Claim,
    NewSubscription,
    Sender,
    SendError,
    StoreError,
    SubscriptionStore,
)

PATIENCE = timedelta(seconds=90)
"""How long a platform may take to post, its client's own retries included."""

LEASE = timedelta(minutes=2)
"""Longer than PATIENCE, so that no claim is taken over while its message is on the way."""

LATEST = timedelta(hours=12)
"""A digest missed by more than this is skipped: yesterday's post is noise today."""

RETRY_FIRST, RETRY_MOST = timedelta(seconds=30), timedelta(minutes=10)
"""Wait after the first failed attempt, doubled with each further one, and its bound."""

BATCH = 100
"""Subscriptions read at once, so that a long outage does not load them all."""

_log = logging.getLogger(__name__)


class Digests:
    """The digests of one platform."""

    def __init__(
        self,
        *,
        platform: str,
        store: SubscriptionStore,
        find_pack: Callable[[str], Pack | None],
        clock: Callable[[], datetime],
    ) -> None:
        self._platform = platform
        self._store = store
        self._find_pack = find_pack
        self._clock = clock

    async def subscribe(
        self, *, workspace: str, channel: str, pack: str, schedule: Schedule
    ) -> Subscription:
        """Subscribe a channel from its next due time on."""
        return await self._store.add(
            NewSubscription(
                platform=self._platform,
                workspace=workspace,
                channel=channel,
                pack=pack,
                schedule=schedule,
                next_due=schedule.next_due(self._clock()),
            )
        )

    async def listing(self, workspace: str) -> tuple[Subscription, ...]:
        """A workspace's subscriptions, oldest first."""
        return await self._store.listing(self._platform, workspace)

    async def find(self, workspace: str, number: int) -> Subscription | None:
        """A workspace's subscription by its number."""
        return await self._store.find(self._platform, workspace, number)

    async def pause(self, subscription: Subscription) -> None:
        """Post nothing until resumed."""
        await self._store.pause(subscription.id)

    async def resume(self, subscription: Subscription) -> datetime:
        """Post again from the next due time on, which is returned; what fell due meanwhile is not.

        One that is not paused keeps its due time, though it be overdue.
        """
        if not subscription.paused:
            return subscription.next_due
        next_due = subscription.schedule.next_due(self._clock())
        await self._store.resume(subscription.id, next_due)
        return next_due

    async def remove(self, subscription: Subscription) -> None:
        """Forget a subscription."""
        await self._store.remove(subscription.id)

    async def preview(self, subscription: Subscription) -> Digest | None:
        """The very digest that the next due time would post, if the report has one to give."""
        pack = self._find_pack(subscription.pack)
        if pack is None:
            return None
        return await self._compose(subscription, pack, max(self._clock(), subscription.next_due))

    async def send_now(self, subscription: Subscription, sender: Sender) -> Digest | None:
        """Post the next digest at once; the schedule stays as it is.

        None if the report has none to give.

        Raises:
            SendError: it was not posted.
        """
        now = self._clock()
        # To the second, as its stamp is: two with one stamp would be one message to the platform.
        due = now.astimezone(UTC).replace(microsecond=0)
        claim = await self._store.claim(subscription.id, due, now, LEASE)
        if claim is None:
            raise SendError(say("a digest is being posted there at this moment"), lasting=False)
        next_due = subscription.schedule.next_due(due)
        try:
            digest = await self._next_digest(subscription, now)
            if digest is None:
                await self._skip(claim, "nothing_to_send", next_due)
                return None
            await self._post(subscription, claim, digest, sender, next_due)
        except SendError:
            # At once, not later: a person tries again when the cause is mended.
            await self._store.release(claim, until=now)
            raise
        return digest

    async def deliver_due(self, sender: Sender) -> int:
        """Post every digest that is due, and return how many went out.

        One that cannot be posted is tried again later, and never holds up the others.

        Raises:
            StoreError: nothing is delivered without a record.
        """
        sent = 0
        tried: set[int] = set()
        while batch := await self._untried(tried):
            for subscription in batch:
                tried.add(subscription.id)
                sent += await self._deliver_safely(subscription, sender)
        return sent

    async def _untried(self, tried: set[int]) -> list[Subscription]:
        """A batch of what is due; each subscription comes once in a pass, whatever happens."""
        due = await self._store.due(self._clock(), self._platform, BATCH)
        return [subscription for subscription in due if subscription.id not in tried]

    async def _deliver_safely(self, subscription: Subscription, sender: Sender) -> bool:
        """Deliver one; even a programming error that it meets must not silence the others."""
        try:
            return await self._deliver(subscription, sender)
        except StoreError:
            raise
        except Exception:  # noqa: BLE001 - the wall between subscriptions; logged with its traceback
            # Its claim stays, so the next attempt waits for the lease to run out.
            _log.exception("the digest of subscription %s failed", subscription.id)
            return False

    async def _deliver(self, subscription: Subscription, sender: Sender) -> bool:
        """Claim and post one due digest, or record why not."""
        # Read again: it may have been paused, removed or delivered while others of its batch went.
        if subscription != await self.find(subscription.workspace, subscription.id):
            return False
        now = self._clock()
        due = subscription.next_due
        claim = await self._store.claim(subscription.id, due, now, LEASE)
        # The next that is not too late already: after an outage the latest may still be posted.
        next_due = subscription.schedule.next_due(max(due, now - LATEST))
        if claim is None:
            await self._store.move_on(subscription.id, due, next_due)
            return False
        late = now - due > LATEST
        try:
            return await self._deliver_claimed(
                subscription, claim, sender, late=late, next_due=next_due
            )
        except SendError as error:
            _log.warning("the digest of subscription %s was not posted: %s", subscription.id, error)
            if error.lasting or late:
                await self._skip(claim, str(error), next_due)
            else:
                await self._put_off(claim)
            return False

    async def _deliver_claimed(
        self,
        subscription: Subscription,
        claim: Claim,
        sender: Sender,
        *,
        late: bool,
        next_due: datetime,
    ) -> bool:
        """Post one digest unless it is there already, too late, or there is nothing to say."""
        if await self._find_posted(subscription, claim, sender, next_due):
            return True
        if late:
            await self._skip(claim, "missed", next_due)
            return False
        digest = await self._next_digest(subscription, self._clock())
        if digest is None:
            await self._skip(claim, "nothing_to_send", next_due)
            return False
        await self._post(subscription, claim, digest, sender, next_due)
        return True

    async def _find_posted(
        self, subscription: Subscription, claim: Claim, sender: Sender, next_due: datetime
    ) -> bool:
        """Look whether an earlier holder of the claim posted it, and if so record that."""
        if claim.section is None:
            return False
        async with _patience():
            message = await sender.look(subscription.channel, stamp=_stamp(claim))
        if message is None:
            return False
        await self._store.commit(
            claim, section=claim.section, message=message, now=self._clock(), next_due=next_due
        )
        return True

    async def _post(
        self,
        subscription: Subscription,
        claim: Claim,
        digest: Digest,
        sender: Sender,
        next_due: datetime,
    ) -> None:
        """Send and commit, if the claim is still ours."""
        section = digest.section.id
        if not await self._store.begin(claim, section=section, now=self._clock(), lease=LEASE):
            raise SendError(say("its claim ran out before it was sent"), lasting=False)
        async with _patience():
            message = await sender.send(subscription.channel, digest, stamp=_stamp(claim))
        await self._store.commit(
            claim, section=section, message=message, now=self._clock(), next_due=next_due
        )

    async def _skip(self, claim: Claim, reason: str, next_due: datetime) -> None:
        await self._store.skip(claim, reason=reason, now=self._clock(), next_due=next_due)

    async def _put_off(self, claim: Claim) -> None:
        """Give a claim back until it is worth another attempt."""
        doublings = min(claim.attempt - 1, 10)
        wait = min(RETRY_FIRST * 2**doublings, RETRY_MOST)
        await self._store.release(claim, until=self._clock() + wait)

    async def _next_digest(self, subscription: Subscription, now: datetime) -> Digest | None:
        """The digest to post; a pack that is not here may be in another process, or back soon."""
        pack = self._find_pack(subscription.pack)
        if pack is None:
            told = say("the pack {pack} is not loaded").format(pack=subscription.pack)
            raise SendError(told, lasting=False)
        return await self._compose(subscription, pack, now)

    async def _compose(
        self, subscription: Subscription, pack: Pack, now: datetime
    ) -> Digest | None:
        return compose(pack, await self._store.history(subscription.id), now)


@asynccontextmanager
async def _patience() -> AsyncIterator[None]:
    """Wait for a platform, though not for ever: one that hangs must not hold up the others."""
    try:
        async with asyncio.timeout(PATIENCE.total_seconds()):
            yield
    except TimeoutError as error:
        raise SendError(say("the platform did not answer in time"), lasting=False) from error


def _stamp(claim: Claim) -> str:
    return stamp_of(claim.subscription, claim.due)


def stamp_of(subscription: int, due: datetime) -> str:
    """What names one delivery in its message: at most 25 characters, as a Discord nonce allows."""
    return f"{subscription}-{due:%Y%m%dT%H%M%S}"
