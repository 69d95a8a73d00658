"""Counts of what was asked, in an SQL database."""

from collections.abc import Mapping
from dataclasses import astuple
from datetime import date

from sqlalchemy import delete, func, select
from typing_extensions import override

from bot.service.tally import Asked, TallyStore
from bot.store.database import Database
from bot.store.patience import tried_again
from bot.store.tables import AskedRow


class AskedTables(Database, TallyStore):
    """Counts; the port says what its methods promise."""

    @override
    @tried_again(twice=False)
    async def count_asked(self, counts: Mapping[Asked, int]) -> None:
        # In one order for all, so that two who count at once do not block each other.
        rows = sorted(((*astuple(asked), number) for asked, number in counts.items()))
        columns = ("platform", "workspace", "pack", "entry", "day", "number")
        added = self.insertion(AskedRow)
        counted = added.on_conflict_do_update(
            index_elements=columns[:-1],
            set_={"number": AskedRow.number + added.excluded.number},
        )
        async with self.writing() as db:
            await db.execute(counted, [dict(zip(columns, row, strict=True)) for row in rows])

    @override
    @tried_again(twice=True)
    async def asked(
        self, platform: str, workspace: str, pack: str, since: date
    ) -> Mapping[str, int]:
        query = (
            select(AskedRow.entry, func.sum(AskedRow.number).label("number"))
            .where(
                AskedRow.platform == platform,
                AskedRow.workspace == workspace,
                AskedRow.pack == pack,
                AskedRow.day >= since,
            )
            .group_by(AskedRow.entry)
        )
        async with self.reading() as db:
            return {row.entry: row.number for row in await db.execute(query)}

    @override
    @tried_again(twice=True)
    async def forget_asked(self, before: date) -> None:
        async with self.writing() as db:
            await db.execute(delete(AskedRow).where(AskedRow.day < before))
