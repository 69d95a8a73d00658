"""A database that is read from and written to, a transaction at a time."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.store.engine import WRITES, name_of
from bot.store.errors import translated
from bot.store.patience import USUAL, Patience
from bot.store.tables import Base


class Database:
    """What the parts of the store share. What the database raises becomes a StoreError."""

    def __init__(self, engine: AsyncEngine, patience: Patience = USUAL) -> None:
        self._engine = engine
        self._writing_engine = engine.execution_options(**WRITES)
        self.patience = patience
        self.away = False

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
        place = name_of(self._engine)
        with translated(place):
            async with AsyncSession(self._writing_engine) as db:
                yield db
                await db.flush()
                with translated(place, ending=True):
                    await db.commit()

    async def put_row(
        self, db: AsyncSession, table: type[Base], key: Mapping[str, Any], **values: Any
    ) -> None:
        """Write a row, in place of the one that has its key, whoever else does so at once."""
        changed = self.insertion(table).values(**key, **values)
        await db.execute(changed.on_conflict_do_update(index_elements=[*key], set_=values))

    async def put_row_once(
        self, db: AsyncSession, table: type[Base], key: Mapping[str, Any], **values: Any
    ) -> None:
        """Write a row unless there is one with its key."""
        added = self.insertion(table).values(**key, **values)
        await db.execute(added.on_conflict_do_nothing(index_elements=[*key]))

    async def put_rows_once(
        self, db: AsyncSession, table: type[Base], rows: Sequence[Mapping[str, Any]]
    ) -> None:
        """Write rows, but those whose keys are there."""
        if rows:
            await db.execute(self.insertion(table).on_conflict_do_nothing(), list(rows))

    def insertion(self, table: type[Base]) -> Any:
        """An insertion as the database's dialect has it: both know ON CONFLICT, each its own."""
        postgres = self._engine.dialect.name == "postgresql"
        return postgresql.insert(table) if postgres else sqlite.insert(table)
