"""The ids of events that were taken, in an SQL database."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete
from typing_extensions import override

from bot.service.once import EventStore
from bot.store.database import Database
from bot.store.patience import tried_again
from bot.store.tables import EventRow


class EventTables(Database, EventStore):
    """Events that were taken; the port says what its methods promise."""

    @override
    @tried_again(twice=False)
    async def take_event(self, platform: str, event: str, at: datetime) -> bool:
        added = self.insertion(EventRow).values(platform=platform, event=event, at=at)
        once = added.on_conflict_do_nothing(index_elements=["platform", "event"])
        async with self.writing() as db:
            done = cast("CursorResult[Any]", await db.execute(once))
            return done.rowcount > 0

    @override
    @tried_again(twice=True)
    async def forget_events(self, platform: str, before: datetime) -> None:
        old = delete(EventRow).where(EventRow.platform == platform, EventRow.at < before)
        async with self.writing() as db:
            await db.execute(old)
