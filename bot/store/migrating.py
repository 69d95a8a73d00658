"""Where a database stands among the revisions of its schema, and bringing it to the latest."""

from dataclasses import dataclass

from bot.store.addresses import parse
from bot.store.engine import connect, is_there, name_in, opened
from bot.store.schema import known_revisions, revision_of, upgrade


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """The revision of a database, None before it has any, and the latest one."""

    database: str
    revision: str | None
    latest: str

    @property
    def is_latest(self) -> bool:
        """Whether there is nothing to migrate."""
        return self.revision == self.latest


async def standing(address: str) -> Standing:
    """Where a database stands; nothing is made or changed.

    Raises:
        StoreError: a newer version of the bot wrote the database, or it cannot be used.
    """
    revision = None
    if is_there(address):
        async with opened(connect(address)) as engine:
            revision = await revision_of(engine)
    return Standing(
        database=name_in(parse(address)), revision=revision, latest=known_revisions()[-1]
    )


async def migrate(address: str) -> Standing:
    """Bring a database to the latest revision; returns where it stood before.

    Raises:
        StoreError: a newer version of the bot wrote the database, or it cannot be used.
    """
    before = await standing(address)
    async with opened(connect(address)) as engine:
        await upgrade(engine)
    return before
