"""Where a database stands, and bringing it up to date."""

from pathlib import Path

import pytest

from bot.service.ports import StoreError
from bot.store import migrate, standing
from bot.store.engine import connect
from bot.store.schema import downgrade, upgrade
from tests.store.factories import address


async def set_back(database: str, revision: str) -> None:
    engine = connect(database)
    await upgrade(engine)
    await downgrade(engine, revision)
    await engine.dispose()


async def test_an_older_database_is_brought_up_to_date(bare_database: str) -> None:
    await set_back(bare_database, "0002")
    found = await standing(bare_database)
    assert (found.revision, found.is_latest) == ("0002", False)

    assert (await migrate(bare_database)).revision == "0002"

    found = await standing(bare_database)
    assert found.is_latest
    assert (await migrate(bare_database)).is_latest


async def test_looking_makes_and_changes_nothing(bare_database: str, tmp_path: Path) -> None:
    assert (await standing(bare_database)).revision is None
    assert list(tmp_path.iterdir()) == []
    assert (await migrate(bare_database)).revision is None
    assert (await standing(bare_database)).is_latest


async def test_a_database_of_a_newer_version_is_told(tmp_path: Path) -> None:
    await migrate(address(tmp_path))
    engine = connect(address(tmp_path))
    async with engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    await engine.dispose()
    with pytest.raises(StoreError, match="was written by a newer version of the bot"):
        await standing(address(tmp_path))
