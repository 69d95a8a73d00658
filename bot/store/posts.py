"""Where entries were shown, in an SQL database."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, exists, func, select
from sqlalchemy.orm import aliased
from typing_extensions import override

from bot.service.ledger import LedgerStore, Passage
from bot.store.database import Database
from bot.store.patience import tried_again
from bot.store.tables import DeliveryRow, PostRow, Progress, SubscriptionRow


class PostTables(Database, LedgerStore):
    """Passages; the port says what its methods promise."""

    @override
    @tried_again(twice=True)
    async def keep_passages(self, passages: Sequence[Passage]) -> None:
        async with self.writing() as db:
            await self.put_rows_once(db, PostRow, _rows(passages))

    @override
    @tried_again(twice=True)
    async def packs_shown(self) -> Mapping[str, int]:
        query = (
            select(PostRow.pack, func.count().label("number"))
            .group_by(PostRow.pack)
            .order_by(PostRow.pack)
        )
        async with self.reading() as db:
            return {row.pack: row.number for row in await db.execute(query)}

    @override
    @tried_again(twice=True)
    async def marks_shown(self, pack: str) -> frozenset[tuple[str, str]]:
        query = select(PostRow.entry, PostRow.mark).where(PostRow.pack == pack).distinct()
        async with self.reading() as db:
            return frozenset((entry, mark) for entry, mark in await db.execute(query))

    @override
    @tried_again(twice=True)
    async def with_passage(self, pack: str, entry: str, mark: str) -> tuple[Passage, ...]:
        one = aliased(PostRow)  # The one that is looked for; it stands once in a message.
        beside = and_(
            PostRow.platform == one.platform,
            PostRow.channel == one.channel,
            PostRow.message == one.message,
        )
        query = (
            select(PostRow)
            .join(one, beside)
            # Of one pack are all passages of a message: to ask for it would only slow this down.
            .where(one.pack == pack, one.entry == entry, one.mark == mark)
            .order_by(PostRow.posted_at, PostRow.message, PostRow.entry)
        )
        async with self.reading() as db:
            return tuple(_passage(row) for row in await db.scalars(query))

    @override
    @tried_again(twice=True)
    async def put_in_place(self, old: Sequence[Passage], new: Sequence[Passage]) -> None:
        async with self.writing() as db:
            for each in old:
                await db.execute(delete(PostRow).where(*_is(each)))
            await self.put_rows_once(db, PostRow, _rows(new))

    @override
    @tried_again(twice=True)
    async def forget_history(self, before: datetime) -> None:
        ahead = exists().where(
            SubscriptionRow.id == DeliveryRow.subscription,
            SubscriptionRow.next_due <= DeliveryRow.due,
        )
        old = and_(DeliveryRow.due < before, DeliveryRow.status != Progress.CLAIMED, ~ahead)
        async with self.writing() as db:
            for statement in (
                delete(PostRow).where(PostRow.posted_at < before),
                delete(DeliveryRow).where(old),
            ):
                await db.execute(statement, execution_options={"synchronize_session": False})


def _is(passage: Passage) -> tuple[Any, ...]:
    """The conditions under which a row is that of a passage."""
    return (
        PostRow.platform == passage.platform,
        PostRow.channel == passage.channel,
        PostRow.message == passage.message,
        PostRow.entry == passage.entry,
    )


def _rows(passages: Sequence[Passage]) -> list[Mapping[str, Any]]:
    """Rows, in one order for all, so that two who write at once do not block each other."""
    rows = [
        {
            "platform": each.platform,
            "channel": each.channel,
            "message": each.message,
            "entry": each.entry,
            "pack": each.pack,
            "workspace": each.workspace,
            "mark": each.mark,
            "kind": each.kind,
            "posted_at": each.at,
        }
        for each in passages
    ]
    return sorted(rows, key=lambda row: (row["channel"], row["message"], row["entry"]))


def _passage(row: PostRow) -> Passage:
    return Passage(
        platform=row.platform,
        workspace=row.workspace,
        channel=row.channel,
        message=row.message,
        pack=row.pack,
        entry=row.entry,
        mark=row.mark,
        kind=row.kind,
        at=row.posted_at,
    )
