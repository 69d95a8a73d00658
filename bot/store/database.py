"""A database that is read from and written to, a transaction at a time."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.store.engine import WRITES, name_of
from bot.store.errors import translated


class Database:
    """What the parts of the store share. What the database raises becomes a StoreError."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._writing_engine = engine.execution_options(**WRITES)

    async def close(self) -> None:
        """Let go of the database."""
        await self._engine.dispose()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Read in one transaction."""
        with translated(name_of(self._engine)):
            async with AsyncSession(self._engine) as db:
                yield db

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """Write in one transaction, which ends with the block: all of it or nothing."""
        with translated(name_of(self._engine)):
            async with AsyncSession(self._writing_engine) as db, db.begin():
                yield db
