"""Backups: from either kind of database to either, and never at the cost of what is there."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.service.misses import KeptMiss
from bot.service.places import Place
from bot.service.ports import StoreError
from bot.service.preferences import PersonSettings, PlaceSettings
from bot.service.tally import Asked
from bot.store import SqlStore, back_up, open_store, restore
from bot.store.engine import connect
from bot.store.schema import downgrade, upgrade
from tests.store.factories import (
    MINUTE,
    MONDAY,
    address,
    everything_in,
    make_new,
    sent,
)
from tests.store.server import CLEAN, EMPTY, Server

LEASE = 2 * MINUTE


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backup.sqlite3"


async def fill(database: str) -> None:
    """Put something into every table; of four subscriptions the last one was removed."""
    store = await open_store(database)
    assert await store.listing("discord", "1") == ()
    for channel in range(4):
        await store.add(make_new(f"{channel}"))
    await store.remove(4)
    claims = await store.claim_due("discord", MONDAY, LEASE, 2)
    await store.conclude([sent(claims[0], "wear")], MONDAY)
    asked = Asked(platform="discord", workspace="1", pack="p", entry="wear", day=date(2026, 3, 2))
    await store.count_asked({asked: 3})
    await store.put("commands", "港 'n' \"quotes\"")
    place = Place(platform="discord", workspace="1", channel="10")
    await store.keep_place_settings({place: PlaceSettings(packs=("harbour", "港"), cooldown=9)})
    await store.keep_person_settings("mark", PersonSettings(language="ko"))
    await store.rate("bridges", "costs", "0a0a0a0a", helpful=False)
    await store.leave("discord", "2", MONDAY + timedelta(microseconds=1))
    await store.take_event("slack", "Ev1", MONDAY)
    await store.keep_installation("slack", "T1", "sealed", MONDAY)
    await store.keep_miss(KeptMiss(pack="p", text="who pays", people=3, last=date(2026, 3, 2)))
    await store.close()


async def test_a_backup_is_restored_to_either_kind_of_database(
    database: str, other_database: str, file: Path
) -> None:
    await fill(database)
    held = await everything_in(database)

    backed_up = await back_up(database, file)
    restored = await restore(other_database, file)

    assert restored.counts == backed_up.counts
    assert min(backed_up.counts.values()) > 0
    assert await everything_in(other_database) == held
    store = await open_store(other_database)
    assert (await store.add(make_new())).id == 5
    (third, fourth) = await store.claim_due("discord", MONDAY, LEASE, 9)
    assert (third.subscription.id, fourth.subscription.id) == (3, 5)
    (taken_over, *_) = await store.claim_due("discord", MONDAY + LEASE, LEASE, 9)
    assert (taken_over.subscription.id, taken_over.attempt) == (2, 2)
    await store.remove(1)
    assert await store.deliveries(1, 9) == ()
    await store.close()


async def test_a_backup_is_one_file_that_only_its_owner_may_read(database: str, file: Path) -> None:
    await fill(database)
    folder = file.parent / "back ups? 100%"
    folder.mkdir()
    await back_up(database, folder / "monday.sqlite3")
    assert [path.name for path in folder.iterdir()] == ["monday.sqlite3"]
    assert (folder / "monday.sqlite3").stat().st_mode & 0o077 == 0


async def test_a_database_that_holds_something_is_replaced_only_if_that_is_said(
    database: str, file: Path
) -> None:
    await fill(database)
    await back_up(database, file)
    saved = await everything_in(database)
    store = await open_store(database)
    for _ in range(3):
        await store.add(make_new())
    await store.close()
    held = await everything_in(database)

    with pytest.raises(StoreError, match="holds something: back it up, then add --replace"):
        await restore(database, file)
    assert await everything_in(database) == held

    await restore(database, file, replace=True)
    assert await everything_in(database) == saved
    store = await open_store(database)
    assert (await store.add(make_new())).id == 8
    await store.close()


async def test_a_file_that_is_there_is_replaced_only_if_that_is_said(
    database: str, file: Path
) -> None:
    await fill(database)
    file.write_text("the only copy")
    with pytest.raises(StoreError, match="is there already: name another file, or add --replace"):
        await back_up(database, file)
    assert file.read_text() == "the only copy"

    await back_up(database, file, replace=True)
    assert file.read_bytes().startswith(b"SQLite format 3\0")


async def test_what_is_written_meanwhile_leaves_the_backup_whole(
    database: str, other_database: str, file: Path
) -> None:
    stores = [await open_store(database) for _ in range(2)]
    done = asyncio.Event()

    async def write(store: SqlStore) -> None:
        while not done.is_set():
            await store.add(make_new())
            for claim in await store.claim_due("discord", MONDAY, LEASE, 9):
                await store.conclude([sent(claim, "wear")], MONDAY)

    async def save() -> None:
        for _ in range(3):
            await back_up(database, file, replace=True)
        done.set()

    async with asyncio.timeout(60):
        await asyncio.gather(save(), *(write(store) for store in stores))
    for store in stores:
        await store.close()
    restored = await restore(other_database, file)
    behind = restored.counts["subscriptions"] - restored.counts["deliveries"]
    assert restored.counts["deliveries"] > 0
    assert 0 <= behind <= len(stores)


def truncate(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


def corrupt(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\x05" * (len(content) - 4096))


def make_foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE songs (title TEXT)")


def make_newer(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")


def orphan(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as odd:
        odd.execute("DELETE FROM subscriptions")


def disguise(file: Path) -> None:
    file.write_text("Dear diary, " * 1000)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (truncate, r"(is damaged|is not a whole SQLite database) \(.+\): take another backup"),
        (corrupt, r"(is damaged|is not a whole SQLite database) \(.+\): take another backup"),
        (disguise, r"is not a whole SQLite database \(file is not a database\)"),
        (make_foreign, "is not a database of this bot: name a file of briefing backup"),
        (make_newer, r"was written by a newer version .+ \(its revision is 9999, the latest"),
        (orphan, "holds deliveries of no subscription"),
        (Path.unlink, r"cannot be read, or copied to .+: No such file or directory"),
    ],
)
async def test_a_file_that_is_no_backup_costs_nothing(
    spoil: Callable[[Path], None], message: str, file: Path, tmp_path: Path
) -> None:
    database = address(tmp_path)
    await fill(database)
    held = await everything_in(database)
    await back_up(database, file)
    spoil(file)

    with pytest.raises(StoreError, match=rf"backup\.sqlite3 {message}"):
        await restore(database, file, replace=True)
    assert await everything_in(database) == held

    with pytest.raises(StoreError, match=message):
        await restore(address(tmp_path / "new"), file)
    assert not (tmp_path / "new").exists()


async def test_a_restore_that_fails_on_the_way_changes_nothing(
    postgres: Server, tmp_path: Path, file: Path
) -> None:
    other = address(tmp_path / "other")
    await fill(other)
    await back_up(other, file)
    with closing(sqlite3.connect(file, isolation_level=None)) as odd:
        odd.execute(f"UPDATE ratings SET helpful = {2**40}")
    postgres.sql(CLEAN)
    await fill(postgres.address)
    held = await everything_in(postgres.address)

    with pytest.raises(StoreError, match="out of int32 range"):
        await restore(postgres.address, file, replace=True)

    assert await everything_in(postgres.address) == held


async def test_a_backup_of_an_older_version_is_brought_up_to_date(
    database: str, tmp_path: Path, file: Path
) -> None:
    old = address(tmp_path / "old")
    engine = connect(old)
    await upgrade(engine)
    await downgrade(engine, "0003")
    async with engine.begin() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO scopes VALUES ('discord', '1', '10', '[\"harbour\"]')"
        )
    await engine.dispose()

    assert (await back_up(old, file)).revision == "0003"
    before = file.read_bytes()
    assert (await restore(database, file)).revision == "0003"

    store = await open_store(database)
    (settings,) = (await store.workspace_settings("discord", "1")).values()
    assert settings.packs == ("harbour",)
    await store.close()
    assert file.read_bytes() == before


async def test_a_server_of_an_older_version_is_not_copied(postgres: Server, file: Path) -> None:
    postgres.sql(EMPTY)
    engine = connect(postgres.address)
    await upgrade(engine)
    await downgrade(engine, "0003")
    await engine.dispose()
    with pytest.raises(StoreError, match="is at revision 0003, this version of the bot copies"):
        await back_up(postgres.address, file)
    assert list(file.parent.iterdir()) == []
    postgres.sql(EMPTY)


async def test_a_damaged_database_makes_no_backup(tmp_path: Path, file: Path) -> None:
    database = address(tmp_path)
    await fill(database)
    damaged = tmp_path / "briefing.sqlite3"
    content = damaged.read_bytes()
    last = len(content) - 4096
    damaged.write_bytes(content[:last] + b"\x05" * 4096)
    file.write_text("the only copy")

    with pytest.raises(StoreError, match=r"(is damaged|is not a whole SQLite database)"):
        await back_up(database, file, replace=True)

    assert file.read_text() == "the only copy"
    assert not list(tmp_path.glob(".backup*"))


async def test_the_database_is_not_its_own_backup(tmp_path: Path) -> None:
    database = address(tmp_path)
    await fill(database)
    for work in (back_up, restore):
        with pytest.raises(StoreError, match="is the database itself: name another file"):
            await work(database, tmp_path / "briefing.sqlite3", replace=True)


async def test_where_there_is_no_database_there_is_nothing_to_back_up(
    tmp_path: Path, file: Path
) -> None:
    with pytest.raises(StoreError, match=r"there is no database .+: nothing to back up"):
        await back_up(address(tmp_path / "none"), file)
    assert list(tmp_path.iterdir()) == []


async def test_a_folder_that_is_not_there_is_named(database: str, tmp_path: Path) -> None:
    await fill(database)
    with pytest.raises(StoreError, match=r"monday\.sqlite3 cannot be written: No such file"):
        await back_up(database, tmp_path / "nowhere" / "monday.sqlite3")
