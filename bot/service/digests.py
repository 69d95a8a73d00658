"""Digests as people look after them: subscribing, looking ahead, pausing, and how they stand."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.core.calendar import Planned, planned
from bot.core.digest import Digest, Plan, compose
from bot.core.knowledge import Pack
from bot.core.schedule import Schedule
from bot.core.subscription import State, Subscription
from bot.service.material import MaterialStore, material_for
from bot.service.ports import Delivery, NewSubscription, When
from bot.service.timing import SPREAD, first_when

LATE: Final = timedelta(hours=12)
"""How late a digest may be posted where nothing else is said: yesterday's is noise today."""

SHOWN: Final = 5
"""Deliveries that tell how a subscription stands."""


class Digests:
    """The digests of one platform."""

    def __init__(
        self,
        *,
        platform: str,
        store: MaterialStore,
        find_pack: Callable[[str], Pack | None],
        clock: Callable[[], datetime],
        spread: int = SPREAD,
    ) -> None:
        self._platform = platform
        self._store = store
        self._find_pack = find_pack
        self._clock = clock
        self._spread = spread

    def now(self) -> datetime:
        """The present."""
        return self._clock()

    async def subscribe(
        self,
        *,
        workspace: str,
        channel: str,
        pack: str,
        schedule: Schedule,
        plan: Plan | None = None,
        late: timedelta = LATE,
        maker: str | None = None,
        draft: bool = False,
    ) -> Subscription:
        """Subscribe a channel from its next due time on; a draft waits until it is resumed."""
        when = self._next(schedule, channel)
        return await self._store.add(
            NewSubscription(
                platform=self._platform,
                workspace=workspace,
                channel=channel,
                pack=pack,
                schedule=schedule,
                plan=plan or Plan(),
                late=late,
                maker=maker,
                state=State.DRAFT if draft else State.ACTIVE,
                when=When(due=when.due, wake_at=None) if draft else when,
            )
        )

    async def listing(self, workspace: str) -> tuple[Subscription, ...]:
        """A workspace's subscriptions, oldest first."""
        return await self._store.listing(self._platform, workspace)

    async def of_maker(self, maker: str) -> tuple[Subscription, ...]:
        """The subscriptions that somebody made, oldest first."""
        return await self._store.of_maker(self._platform, maker)

    async def forget(self, maker: str) -> None:
        """Forget who made digests, and altogether those that are sent to themselves."""
        await self._store.forget_maker(self._platform, maker)

    async def find(self, workspace: str, number: int) -> Subscription | None:
        """A workspace's subscription by its number."""
        return await self._store.find(self._platform, workspace, number)

    async def change(
        self,
        subscription: Subscription,
        *,
        schedule: Schedule | None = None,
        plan: Plan | None = None,
        late: timedelta | None = None,
    ) -> When:
        """Change when a digest is due, what it posts or how late; its next due time."""
        changed = schedule or subscription.schedule
        when = self._next(changed, subscription.channel)
        if subscription.state in {State.PAUSED, State.DRAFT}:
            when = When(due=when.due, wake_at=subscription.until)
        await self._store.reschedule(
            subscription.id,
            changed,
            plan or subscription.plan,
            subscription.late if late is None else late,
            when,
        )
        return when

    async def pause(self, subscription: Subscription, until: datetime | None = None) -> None:
        """Post nothing until resumed, or until a moment."""
        when = When(due=subscription.next_due, wake_at=until)
        await self._store.set_state(subscription.id, State.PAUSED, when, until=until)

    async def resume(self, subscription: Subscription) -> datetime | None:
        """Post again; when the next is due, which is returned, None if nothing is due any more.

        After a pause it goes on with the next due time: what fell due meanwhile is not posted. One
        that stopped is tried at once, for its last digest may still be posted.
        """
        if subscription.state is State.ACTIVE:
            return subscription.next_due
        when = self._next(subscription.schedule, subscription.channel)
        if subscription.state is State.STOPPED and subscription.next_due is not None:
            when = When(due=subscription.next_due, wake_at=self._clock())
        state = State.ENDED if when.due is None else State.ACTIVE
        await self._store.set_state(subscription.id, state, when)
        return when.due

    async def remove(self, subscription: Subscription) -> None:
        """Forget a subscription."""
        await self._store.remove(subscription.id)

    async def preview(self, subscription: Subscription) -> Digest | None:
        """The very digest that the next due time would post, if the report has one to give."""
        pack = self._find_pack(subscription.pack)
        if pack is None:
            return None
        now = max(self._clock(), subscription.next_due or self._clock())
        local = now.astimezone(ZoneInfo(subscription.schedule.zone))
        material = await material_for(subscription, pack, self._store, self._clock())
        return compose(pack, subscription.plan, subscription.progress, local, material)

    async def previewed(
        self, subscription: Subscription, until: datetime | None = None
    ) -> tuple[Digest | None, datetime | None]:
        """The next post and when it is due; or the last one that is due before a moment."""
        if until is None:
            return await self.preview(subscription), subscription.next_due
        coming = self.ahead(subscription, until)
        return (coming[-1].digest, coming[-1].due) if coming else (None, None)

    def upcoming(self, subscription: Subscription, number: int) -> tuple[Planned, ...]:
        """What the next due times will post, as far as that can be foretold."""
        due = subscription.schedule.upcoming(self._clock(), number)
        return self.ahead(subscription, due[-1]) if due else ()

    def ahead(self, subscription: Subscription, until: datetime) -> tuple[Planned, ...]:
        """The same for all due times up to a moment."""
        pack = self._find_pack(subscription.pack)
        if pack is None:
            return ()
        return planned(pack, subscription, self._clock(), until)

    def pack_of(self, subscription: Subscription) -> Pack | None:
        """The pack that a subscription posts from, if it is loaded."""
        return self._find_pack(subscription.pack)

    async def deliveries(self, subscription: Subscription) -> tuple[Delivery, ...]:
        """What became of the latest deliveries, newest first."""
        return await self._store.deliveries(subscription.id, SHOWN)

    def _next(self, schedule: Schedule, channel: str) -> When:
        return first_when(schedule, channel, self._clock(), spread=self._spread)
