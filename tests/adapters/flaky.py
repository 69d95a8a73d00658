"""A store that can be cut off."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncSession
from typing_extensions import override

from bot.service.ports import StoreError
from bot.store import SqlStore


class FlakyStore(SqlStore):
    """A store on the same database that can be cut off."""

    def __init__(self, store: SqlStore) -> None:
        super().__init__(store._engine)
        self.reachable = True

    @asynccontextmanager
    @override
    async def reading(self) -> AsyncIterator[AsyncSession]:
        self._check()
        async with super().reading() as db:
            yield db

    @asynccontextmanager
    @override
    async def writing(self) -> AsyncIterator[AsyncSession]:
        self._check()
        async with super().writing() as db:
            yield db

    def _check(self) -> None:
        if not self.reachable:
            raise StoreError("the database is locked")
