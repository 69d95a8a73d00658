"""Delivering what is due, each due time once.

A delivery is claimed with a lease, what it will say is recorded, then it is sent, then that is
recorded. Whoever takes over a claim whose holder is gone looks first whether the message is there.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.core.digest import Digest, advance, compose, entries_of, is_covered, marks_of
from bot.core.knowledge import Pack
from bot.core.subscription import State, Stop, Subscription
from bot.core.tongue import say
from bot.service.grouping import Grouped
from bot.service.material import MaterialStore, material_for
from bot.service.ports import (
    Claim,
    Content,
    Outcome,
    Posted,
    PutOff,
    Resumed,
    Sender,
    SendError,
    Sent,
    Skipped,
    StoreError,
    When,
)
from bot.service.timing import (
    PROBE,
    PROMPT,
    SPREAD,
    latest_missed,
    wait_after,
    when_of,
    window,
)

PATIENCE: Final = timedelta(seconds=90)
"""How long a platform may take to post, its client's own retries included."""

LEASE: Final = timedelta(minutes=2)
"""Longer than PATIENCE, so that no claim is taken over while its message is on the way."""

IN_FLIGHT: Final = 100
"""Deliveries under way at once: the bound of what is held in memory, however much is due."""

_log = logging.getLogger(__name__)


class Delivering:
    """Delivers the digests of one platform."""

    def __init__(
        self,
        *,
        platform: str,
        store: MaterialStore,
        find_pack: Callable[[str], Pack | None],
        clock: Callable[[], datetime],
        jitter: Callable[[], float],
        spread: int = SPREAD,
    ) -> None:
        self._platform = platform
        self._store = store
        self._find_pack = find_pack
        self._clock = clock
        self._jitter = jitter
        self._spread = spread
        self._begin = Grouped(self._begin_all)
        self._conclude = Grouped(self._conclude_all)

    async def deliver_due(self, sender: Sender) -> int:
        """Post every digest that is due, and return how many went out.

        One that cannot be posted is tried again later, and never holds up the others.

        Raises:
            StoreError: nothing is delivered without a record.
        """
        sent = 0
        running: set[asyncio.Task[bool]] = set()
        more = True
        try:
            while more or running:
                if more and len(running) <= IN_FLIGHT // 2:
                    claims = await self._claim(IN_FLIGHT - len(running))
                    running |= {asyncio.create_task(self._safely(each, sender)) for each in claims}
                    more = bool(claims)
                if running:
                    done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                    sent += _sent(done)
                    # What was moved to a due time that has come as well is still to be claimed.
                    more = more or not running
        finally:
            await _let_finish(running)
        return sent

    async def send_now(self, subscription: Subscription, sender: Sender) -> Digest | None:
        """Post the next digest at once; the schedule stays as it is.

        None if the report has none to give.

        Raises:
            SendError: it was not posted.
        """
        # To the second, as its stamp is: two with one stamp would be one message to the platform.
        due = self._clock().astimezone(UTC).replace(microsecond=0)
        claim = await self._store.claim_now(subscription, due, self._clock(), LEASE)
        if claim is None or claim.done:
            raise SendError(say("a digest is being posted there at this moment"))
        try:
            return await self._send_claimed(claim, sender)
        except SendError as error:
            # At once, not later: a person tries again when the cause is mended.
            await self._conclude(PutOff(claim=claim, until=self._clock(), reason=str(error)))
            raise

    async def _send_claimed(self, claim: Claim, sender: Sender) -> Digest | None:
        """Post a digest off schedule, unless the one before it, now found, is only to be kept."""
        if claim.content is not None and await self._find_posted(claim, sender):
            raise SendError(say("the last one did go out, and was found just now"))
        digest = await self._next_digest(claim)
        if digest is None:
            await self._skip(claim, "nothing_to_send")
            return None
        if not await self._post(claim, digest, sender):
            raise SendError(say("its claim ran out before it was sent"))
        return digest

    async def _claim(self, room: int) -> Sequence[Claim]:
        return await self._store.claim_due(self._platform, self._clock(), LEASE, room)

    async def _safely(self, claim: Claim, sender: Sender) -> bool:
        """Deliver one; even a programming error that it meets must not silence the others."""
        try:
            return await self._deliver(claim, sender)
        except StoreError:
            raise
        except Exception:  # noqa: BLE001 - the wall between subscriptions; logged with its traceback
            # Its claim stays, so the next attempt waits for the lease to run out.
            _log.exception("the digest of subscription %s failed", claim.subscription.id)
            return False

    async def _deliver(self, claim: Claim, sender: Sender) -> bool:
        """Post one digest that is due, or record why not; whether it is there now."""
        try:
            return await self._deliver_claimed(claim, sender)
        except SendError as error:
            number = claim.subscription.id
            _log.warning("the digest of subscription %s was not posted: %s", number, error)
            if error.stop is not None:
                await self._stop(claim, error.stop, sender)
            elif error.refused:
                await self._skip(claim, "refused")
            else:
                wait = max(wait_after(claim.attempt, self._jitter), error.wait or timedelta(0))
                until = self._clock() + wait
                await self._conclude(PutOff(claim=claim, until=until, reason=str(error)))
            return False

    async def _deliver_claimed(self, claim: Claim, sender: Sender) -> bool:
        """Post it unless it is there already, too late, stopped, or there is nothing to say."""
        subscription = claim.subscription
        if claim.content is not None and await self._find_posted(claim, sender):
            return True
        if claim.done or not claim.scheduled:
            await self._skip(claim, "changed")
        elif subscription.state is State.PAUSED:
            await self._conclude(Resumed(claim=claim, when=self._after(claim, self._clock())))
        elif missed := self._missed(claim):
            await self._skip(claim, "missed", missed)
        elif stop := _known_stop(subscription) or sender.check(subscription):
            await self._stop(claim, stop, sender)
        elif digest := await self._next_digest(claim):
            return await self._post(claim, digest, sender)
        else:
            await self._skip(claim, "nothing_to_send")
        return False

    def _missed(self, claim: Claim) -> When | None:
        """When to go on if a later due time has come as well, or the time is over; else None."""
        now, subscription = self._clock(), claim.subscription
        latest = latest_missed(subscription, claim.due, now)
        if latest is not None:
            return when_of(latest, subscription.channel, spread=0)
        if now - claim.due > window(subscription):
            return self._after(claim, now)
        return None

    async def _find_posted(self, claim: Claim, sender: Sender) -> bool:
        """Look whether an earlier holder of the claim posted it, and if so record that."""
        assert claim.content is not None  # noqa: S101 - its callers have looked
        async with _patience():
            posted = await sender.look(claim.subscription, stamp=stamp_of(claim))
        if posted is None:
            return False
        await self._conclude(self._sent(claim, claim.content, posted))
        return True

    async def _post(self, claim: Claim, digest: Digest, sender: Sender) -> bool:
        """Send and record it, if the claim is still ours."""
        subscription = claim.subscription
        content = Content(
            entries=marks_of(digest),
            progress=advance(
                digest.pack,
                subscription.plan,
                subscription.progress,
                entries_of(digest),
                self._local(subscription),
            ),
        )
        if not await self._begin((claim, content)):
            return False
        late = claim.due if claim.scheduled and self._clock() - claim.due > PROMPT else None
        async with _patience():
            posted = await sender.send(subscription, digest, stamp=stamp_of(claim), late=late)
        if not await self._conclude(self._sent(claim, content, posted)):
            _log.warning("the digest of subscription %s was sent by another", subscription.id)
            await sender.withdraw(posted)
        return True

    def _sent(self, claim: Claim, content: Content, posted: Posted) -> Sent:
        subscription = claim.subscription
        pack = self._find_pack(subscription.pack)
        ends = (
            subscription.plan.until_covered
            and pack is not None
            and is_covered(pack, subscription.plan, content.progress, self._local(subscription))
        )
        when = self._after(claim, claim.due)
        return Sent(claim=claim, content=content, posted=posted, when=when, ends=ends)

    async def _skip(self, claim: Claim, reason: str, when: When | None = None) -> None:
        when = when or self._after(claim, claim.due)
        await self._conclude(Skipped(claim=claim, reason=reason, when=when))

    async def _stop(self, claim: Claim, stop: Stop, sender: Sender) -> None:
        """Stop a subscription, and tell whoever made it, once."""
        subscription = claim.subscription
        told = subscription.told and subscription.stop == stop
        again = stop.reason.mends_itself or not told
        until = self._clock() + PROBE if again else None
        await self._conclude(PutOff(claim=claim, until=until, reason=stop.reason, stop=stop))
        if told:
            return
        try:
            async with _patience():
                await sender.tell(subscription, stop)
        except SendError as error:
            _log.warning("of the stop of subscription %s nobody knows: %s", subscription.id, error)
            if error.stop is None and not error.refused:
                return
        await self._store.told(subscription.id)

    async def _next_digest(self, claim: Claim) -> Digest | None:
        """The digest to post; a pack that is not here may be in another process, or back soon."""
        subscription = claim.subscription
        pack = self._find_pack(subscription.pack)
        if pack is None:
            raise SendError(say("the pack {pack} is not loaded").format(pack=subscription.pack))
        material = await material_for(subscription, pack, self._store, self._clock())
        local = self._local(subscription)
        return compose(pack, subscription.plan, subscription.progress, local, material)

    def _local(self, subscription: Subscription) -> datetime:
        """The present, by the clocks of those who read it."""
        return self._clock().astimezone(ZoneInfo(subscription.schedule.zone))

    def _after(self, claim: Claim, after: datetime) -> When:
        subscription = claim.subscription
        due = subscription.schedule.next_due(after)
        return when_of(due, subscription.channel, spread=self._spread)

    async def _begin_all(self, wanted: Sequence[tuple[Claim, Content]]) -> Sequence[bool]:
        return await self._store.begin(wanted, self._clock(), LEASE)

    async def _conclude_all(self, outcomes: Sequence[Outcome]) -> Sequence[bool]:
        return await self._store.conclude(outcomes, self._clock())


def _known_stop(subscription: Subscription) -> Stop | None:
    """What a subscription stopped for, if that is not over by itself."""
    stop = subscription.stop
    return stop if stop is not None and not stop.reason.mends_itself else None


def _sent(done: set[asyncio.Task[bool]]) -> int:
    """How many went out; the error of one that failed, for all that failed with it."""
    errors = [error for task in done if (error := task.exception()) is not None]
    if errors:
        raise errors[0]
    return sum(task.result() for task in done)


async def _let_finish(running: set[asyncio.Task[bool]]) -> None:
    """Wait for what is under way though one has failed: each keeps its own record."""
    if running:
        done, _ = await asyncio.wait(running)
        for task in done:
            task.exception()  # Looked at, so that nobody is told twice of one outage.


@asynccontextmanager
async def _patience() -> AsyncIterator[None]:
    """Wait for a platform, though not for ever: one that hangs must not hold up the others."""
    try:
        async with asyncio.timeout(PATIENCE.total_seconds()):
            yield
    except TimeoutError as error:
        raise SendError(say("the platform did not answer in time")) from error


def stamp_of(claim: Claim) -> str:
    """What names one delivery in its message: at most 25 characters, as a Discord nonce allows."""
    return stamp(claim.subscription.id, claim.due)


def stamp(subscription: int, due: datetime) -> str:
    """The stamp of a subscription's delivery that is due at a moment."""
    return f"{subscription}-{due:%Y%m%dT%H%M%S}"
