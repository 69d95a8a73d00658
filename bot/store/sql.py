"""Durable state in an SQL database."""

from datetime import date

from sqlalchemy import delete, select
from typing_extensions import override

from bot.service.marks import Notes
from bot.service.misses import KeptMiss, MissStore
from bot.store.asked import AskedTables
from bot.store.deliveries import DeliveryTables
from bot.store.engine import connect
from bot.store.events import EventTables
from bot.store.installations import InstallationTables
from bot.store.patience import USUAL, Patience, insist, tried_again
from bot.store.posts import PostTables
from bot.store.schema import upgrade
from bot.store.settings import SettingsTables
from bot.store.subscriptions import SubscriptionTables
from bot.store.tables import MissRow, NoteRow


async def open_store(
    address: str, patience: Patience = USUAL, *, seconds: float | None = None
) -> "SqlStore":
    """A store on the database of an SQLAlchemy address, its schema brought up to date.

    A database that is not there yet is waited for: `seconds`, or else as long as for an answer.

    Raises:
        StoreError: the database cannot be used; the message says why.
    """
    engine = connect(address)
    try:
        await insist(lambda: upgrade(engine), patience.asked if seconds is None else seconds)
    except BaseException:
        await engine.dispose()
        raise
    return SqlStore(engine, patience)


class SqlStore(
    SubscriptionTables,
    DeliveryTables,
    AskedTables,
    PostTables,
    SettingsTables,
    EventTables,
    InstallationTables,
    MissStore,
    Notes,
):
    """All durable state; the ports say what its methods promise.

    Each method is one transaction. One that writes locks the subscription's row first (SQLite:
    the whole file), then reads and decides; so what it has read still holds when it writes. What
    has no such row is written in one statement that says what to do if another was faster.

    A method is tried again while the database is away or locked. Reads are, and writes of which
    the second changes nothing; `add`, claims and `rate` only if nothing was done for certain.
    """

    @override
    @tried_again(twice=True)
    async def keep_miss(self, miss: KeptMiss) -> None:
        key = {"pack": miss.pack, "text": miss.text}
        async with self.writing() as db:
            await self.put_row(db, MissRow, key, people=miss.people, last=miss.last)

    @override
    @tried_again(twice=True)
    async def misses(self, pack: str) -> tuple[KeptMiss, ...]:
        query = (
            select(MissRow)
            .where(MissRow.pack == pack)
            .order_by(MissRow.people.desc(), MissRow.text)
        )
        async with self.reading() as db:
            return tuple(
                KeptMiss(pack=row.pack, text=row.text, people=row.people, last=row.last)
                for row in await db.scalars(query)
            )

    @override
    @tried_again(twice=True)
    async def forget_misses(self, before: date) -> None:
        async with self.writing() as db:
            await db.execute(delete(MissRow).where(MissRow.last < before))

    @tried_again(twice=True)
    async def get(self, key: str) -> str | None:
        """What was noted under a key, if anything."""
        async with self.reading() as db:
            return await db.scalar(select(NoteRow.value).where(NoteRow.key == key))

    @tried_again(twice=True)
    async def put(self, key: str, value: str) -> None:
        """Note a value under a key, in place of any other."""
        async with self.writing() as db:
            await self.put_row(db, NoteRow, {"key": key}, value=value)

    @override
    @tried_again(twice=True)
    async def note_once(self, key: str, value: str) -> str:
        async with self.writing() as db:
            await self.put_row_once(db, NoteRow, {"key": key}, value=value)
            noted = await db.scalars(select(NoteRow.value).where(NoteRow.key == key))
            return noted.one()
