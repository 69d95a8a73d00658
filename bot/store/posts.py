"""Where entries stand in messages, in an SQL database."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, tuple_, update
from typing_extensions import override

from bot.service.ledger import LedgerStore, Standing
from bot.store.database import Database
from bot.store.patience import tried_again
from bot.store.tables import PostRow

AT_ONCE = 500
"""Rows named in one statement: databases bound its parameters."""


class PostTables(Database, LedgerStore):
    """The ledger; the port says what its methods promise."""

    @override
    @tried_again(twice=True)
    async def note_standings(self, standings: Sequence[Standing]) -> None:
        async with self.writing() as db:
            await self.put_rows_once(db, PostRow, [row_of(each) for each in standings])

    @override
    @tried_again(twice=True)
    async def standings(self, platform: str) -> tuple[Standing, ...]:
        query = (
            select(PostRow)
            .where(PostRow.platform == platform)
            .order_by(PostRow.posted_at, PostRow.channel, PostRow.message, PostRow.entry)
        )
        async with self.reading() as db:
            return tuple(
                Standing(
                    platform=row.platform,
                    workspace=row.workspace,
                    channel=row.channel,
                    message=row.message,
                    pack=row.pack,
                    key=row.entry,
                    mark=row.mark,
                    kind=row.kind,
                    posted_at=row.posted_at,
                )
                for row in await db.scalars(query)
            )

    @override
    @tried_again(twice=True)
    async def restate(self, standings: Sequence[Standing]) -> None:
        async with self.writing() as db:
            for each in standings:
                key = {
                    "platform": each.platform,
                    "channel": each.channel,
                    "message": each.message,
                    "entry": each.key,
                }
                await db.execute(update(PostRow).filter_by(**key).values(mark=each.mark))

    @override
    @tried_again(twice=True)
    async def forget_standings(self, standings: Sequence[Standing]) -> None:
        key = tuple_(PostRow.platform, PostRow.channel, PostRow.message, PostRow.entry)
        keys = [(each.platform, each.channel, each.message, each.key) for each in standings]
        async with self.writing() as db:
            for start in range(0, len(keys), AT_ONCE):
                await db.execute(delete(PostRow).where(key.in_(keys[start : start + AT_ONCE])))

    @override
    @tried_again(twice=True)
    async def forget_standings_before(self, before: datetime) -> None:
        async with self.writing() as db:
            await db.execute(delete(PostRow).where(PostRow.posted_at < before))


def row_of(standing: Standing) -> dict[str, object]:
    """A row of the table."""
    return {
        "platform": standing.platform,
        "channel": standing.channel,
        "message": standing.message,
        "entry": standing.key,
        "pack": standing.pack,
        "workspace": standing.workspace,
        "mark": standing.mark,
        "kind": standing.kind,
        "posted_at": standing.posted_at,
    }
