"""Installations in an SQL database."""

from datetime import datetime

from sqlalchemy import delete, select
from typing_extensions import override

from bot.service.installations import InstallationStore
from bot.store.database import Database
from bot.store.patience import tried_again
from bot.store.tables import InstallationRow


class InstallationTables(Database, InstallationStore):
    """Installations; the port says what its methods promise."""

    @override
    @tried_again(twice=True)
    async def keep_installation(
        self, platform: str, workspace: str, sealed: str, at: datetime
    ) -> None:
        key = {"platform": platform, "workspace": workspace}
        async with self.writing() as db:
            await self.put_row(db, InstallationRow, key, sealed=sealed, at=at)

    @override
    @tried_again(twice=True)
    async def installation(self, platform: str, workspace: str) -> str | None:
        row = InstallationRow
        query = select(row.sealed).where(row.platform == platform, row.workspace == workspace)
        async with self.reading() as db:
            return await db.scalar(query)

    @override
    @tried_again(twice=True)
    async def forget_installation(self, platform: str, workspace: str) -> None:
        row = InstallationRow
        query = delete(row).where(row.platform == platform, row.workspace == workspace)
        async with self.writing() as db:
            await db.execute(query)
