"""Subscriptions in an SQL database."""

from datetime import timedelta
from typing import Any

from sqlalchemy import BigInteger, delete, exists, literal, select, update
from typing_extensions import override

from bot.core.digest import Plan, plan_of, plan_record, progress_of
from bot.core.schedule import Schedule, schedule_of, schedule_record
from bot.core.subscription import Reason, State, Stop, Subscription
from bot.service.ports import Delivery, NewSubscription, SubscriptionStore, When
from bot.store.database import Database
from bot.store.patience import tried_again
from bot.store.tables import DeliveryRow, PostRow, SubscriptionRow

GOING_ON: dict[str, Any] = {"stop_reason": None, "stop_lacking": None, "told": False}
"""Of a subscription that is not stopped."""


class SubscriptionTables(Database, SubscriptionStore):
    """Subscriptions; the port says what its methods promise."""

    @override
    @tried_again(twice=False)
    async def add(self, new: NewSubscription) -> Subscription:
        row = SubscriptionRow(
            platform=new.platform,
            workspace=new.workspace,
            channel=new.channel,
            pack=new.pack,
            schedule=schedule_record(new.schedule),
            plan=plan_record(new.plan),
            progress={},
            late_minutes=_minutes(new.late),
            state=new.state,
            told=False,
            maker=new.maker,
            next_due=new.when.due,
            wake_at=new.when.wake_at,
        )
        async with self.writing() as db:
            db.add(row)
            await db.flush()
            await db.refresh(row)
            return subscription_of(row)

    @override
    @tried_again(twice=True)
    async def listing(self, platform: str, workspace: str) -> tuple[Subscription, ...]:
        return await self._where(
            SubscriptionRow.platform == platform, SubscriptionRow.workspace == workspace
        )

    @override
    @tried_again(twice=True)
    async def of_maker(self, platform: str, maker: str) -> tuple[Subscription, ...]:
        return await self._where(
            SubscriptionRow.platform == platform, SubscriptionRow.maker == maker
        )

    @tried_again(twice=True)
    async def all_subscriptions(self) -> tuple[Subscription, ...]:
        """The subscriptions of every platform and workspace, oldest first."""
        return await self._where()

    @override
    @tried_again(twice=True)
    async def find(self, platform: str, workspace: str, number: int) -> Subscription | None:
        found = await self._where(
            # People may write numbers that a column of PostgreSQL could not hold.
            SubscriptionRow.id == literal(number, BigInteger),
            SubscriptionRow.platform == platform,
            SubscriptionRow.workspace == workspace,
        )
        return found[0] if found else None

    @override
    @tried_again(twice=True)
    async def set_state(self, number: int, state: State, when: When, *, until: Any = None) -> None:
        values = {"next_due": when.due, "wake_at": when.wake_at, "until": until, **GOING_ON}
        await self._change(number, state=state, **values)

    @override
    @tried_again(twice=True)
    async def reschedule(
        self, number: int, schedule: Schedule, plan: Plan, late: timedelta, when: When
    ) -> None:
        await self._change(
            number,
            schedule=schedule_record(schedule),
            plan=plan_record(plan),
            late_minutes=_minutes(late),
            next_due=when.due,
            wake_at=when.wake_at,
        )

    @override
    @tried_again(twice=True)
    async def told(self, number: int) -> None:
        await self._change(number, told=True)

    @override
    @tried_again(twice=True)
    async def remove(self, number: int) -> None:
        async with self.writing() as db:
            row = await db.get(SubscriptionRow, number, with_for_update=True)
            if row is None:
                return
            await db.delete(row)
            await db.flush()
            if not row.workspace:
                await db.execute(_left_alone(row.platform, row.channel))

    @override
    @tried_again(twice=True)
    async def forget_maker(self, platform: str, maker: str) -> None:
        made = (SubscriptionRow.platform == platform) & (SubscriptionRow.maker == maker)
        async with self.writing() as db:
            await db.execute(
                delete(PostRow).where(
                    PostRow.platform == platform,
                    PostRow.workspace == "",
                    PostRow.channel.in_(
                        select(SubscriptionRow.channel).where(made, SubscriptionRow.workspace == "")
                    ),
                )
            )
            await db.execute(delete(SubscriptionRow).where(made, SubscriptionRow.workspace == ""))
            await db.execute(update(SubscriptionRow).where(made).values(maker=None))

    @override
    @tried_again(twice=True)
    async def deliveries(self, number: int, limit: int) -> tuple[Delivery, ...]:
        query = (
            select(DeliveryRow)
            .where(DeliveryRow.subscription == number)
            .order_by(DeliveryRow.due.desc())
            .limit(limit)
        )
        async with self.reading() as db:
            return tuple(
                Delivery(due=row.due, status=row.status, reason=row.reason, ended_at=row.ended_at)
                for row in await db.scalars(query)
            )

    async def _where(self, *conditions: Any) -> tuple[Subscription, ...]:
        query = select(SubscriptionRow).where(*conditions).order_by(SubscriptionRow.id)
        async with self.reading() as db:
            return tuple(subscription_of(row) for row in await db.scalars(query))

    async def _change(self, number: int, **values: Any) -> None:
        async with self.writing() as db:
            await db.execute(
                update(SubscriptionRow).where(SubscriptionRow.id == number).values(**values)
            )


def _left_alone(platform: str, channel: str) -> Any:
    """The statement that forgets the posts in direct messages where no digest is left."""
    left = exists().where(
        SubscriptionRow.platform == platform,
        SubscriptionRow.workspace == "",
        SubscriptionRow.channel == channel,
    )
    return delete(PostRow).where(
        PostRow.platform == platform, PostRow.workspace == "", PostRow.channel == channel, ~left
    )


def subscription_of(row: SubscriptionRow) -> Subscription:
    """The subscription that a row keeps."""
    stop = None
    if row.stop_reason is not None:
        lacking = tuple((row.stop_lacking or "").split())
        stop = Stop(reason=Reason(row.stop_reason), lacking=lacking)
    return Subscription(
        id=row.id,
        platform=row.platform,
        workspace=row.workspace,
        channel=row.channel,
        pack=row.pack,
        schedule=schedule_of(row.schedule),
        plan=plan_of(row.plan),
        progress=progress_of(row.progress),
        late=timedelta(minutes=row.late_minutes),
        state=State(row.state),
        stop=stop,
        told=row.told,
        maker=row.maker,
        next_due=row.next_due,
        until=row.until,
    )


def _minutes(duration: timedelta) -> int:
    return int(duration / timedelta(minutes=1))
