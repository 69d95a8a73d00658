"""What whoever runs the bot reads when the database cannot be used."""

import os
import sqlite3
from pathlib import Path

import pytest

from bot.service.ports import StoreError
from bot.store import is_there, open_store
from bot.store.patience import Patience
from tests.store.factories import NONE, address, make_new


async def problem(database: str, patience: Patience = NONE) -> str:
    with pytest.raises(StoreError) as caught:
        await open_store(database, patience)
    assert caught.value.__cause__ is not None or "not supported" in str(caught.value)
    return str(caught.value)


async def test_the_folder_of_the_file_is_made(tmp_path: Path) -> None:
    store = await open_store(address(tmp_path / "some" / "folder"))
    await store.close()
    assert (tmp_path / "some" / "folder" / "briefing.sqlite3").exists()


async def test_looking_whether_a_database_is_there_makes_none(tmp_path: Path) -> None:
    database = address(tmp_path / "data")
    assert not is_there(database)
    assert not (tmp_path / "data").exists()

    await (await open_store(database)).close()

    assert is_there(database)
    assert not is_there("sqlite+aiosqlite:///:memory:")


async def test_an_address_may_leave_out_the_driver(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path / 'briefing.sqlite3'}")
    await store.close()


async def test_the_file_is_written_ahead_and_durably(tmp_path: Path) -> None:
    store = await open_store(address(tmp_path))
    async with store._engine.connect() as connection:
        settings = [
            (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    await store.close()
    assert settings == ["wal", 2, 1, 10_000]


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    assert await problem(address(tmp_path / "taken" / "data")) == (
        f"the database {tmp_path}/taken/data/briefing.sqlite3 cannot be written (Not a directory): "
        "let this user write there, or name another place"
    )


async def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "briefing.sqlite3").mkdir()
    assert "briefing.sqlite3 cannot be written (Is a directory)" in await problem(address(tmp_path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
async def test_a_folder_that_may_not_be_written_is_named(
    tmp_path: Path,
) -> None:  # pragma: no cover
    tmp_path.chmod(0o500)
    assert "cannot be written (Permission denied)" in await problem(address(tmp_path))


async def test_a_file_that_may_only_be_read_is_named(tmp_path: Path) -> None:
    store = await open_store(address(tmp_path))
    await store.close()
    file = tmp_path / "briefing.sqlite3"
    message = await problem(f"sqlite+aiosqlite:///file:{file}?mode=ro&uri=true")
    assert "cannot be written: give this user write access" in message


async def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    (tmp_path / "briefing.sqlite3").write_text("Dear diary, " * 1000)
    assert await problem(address(tmp_path)) == (
        f"the database {tmp_path}/briefing.sqlite3 is not an SQLite database: move it away, or "
        "name another file"
    )


async def test_a_locked_file_is_named(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "briefing.sqlite3") as other:
        other.execute("BEGIN EXCLUSIVE")
        message = await problem(f"{address(tmp_path)}?timeout=0")
    other.close()
    assert "briefing.sqlite3 is locked by another program" in message


async def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    store = await open_store(address(tmp_path))
    await store.close()
    file = tmp_path / "briefing.sqlite3"
    content = file.read_bytes()
    page = 4096
    file.write_bytes(content[:page] + b"\x05" * (len(content) - page))
    assert "is damaged: move it away, then run briefing restore with a backup" in await problem(
        address(tmp_path)
    )


async def test_a_file_that_is_damaged_later_is_named_by_whoever_uses_it(tmp_path: Path) -> None:
    store = await open_store(address(tmp_path))
    async with store._engine.begin() as connection:
        await connection.exec_driver_sql("DROP TABLE deliveries")
        await connection.exec_driver_sql("DROP TABLE subscriptions")
    with pytest.raises(StoreError, match="failed: no such table: subscriptions"):
        await store.add(make_new())
    await store.close()


@pytest.mark.parametrize(
    ("database", "message"),
    [
        (
            "mysql+aiomysql://bot:secret@example.org/briefing",
            "a database address that begins with mysql+aiomysql is not supported; "
            "one looks like sqlite+aiosqlite:///data/briefing.sqlite3 or "
            "postgresql://user:password@host/briefing",
        ),
        (
            "data/briefing.sqlite3",
            "the database address cannot be read; "
            "one looks like sqlite+aiosqlite:///data/briefing.sqlite3",
        ),
    ],
)
async def test_an_address_of_another_kind_is_refused(database: str, message: str) -> None:
    assert await problem(database) == message


EXAMPLE = "sqlite+aiosqlite:///data/briefing.sqlite3"


@pytest.mark.parametrize(
    ("database", "message"),
    [
        (
            "sqlite+aiosqlite://data/briefing.sqlite3",
            "the address of a database file names a host: before the file belong three slashes, "
            f"as in {EXAMPLE}, and four before one that begins at the root",
        ),
        (
            "sqlite:///briefing.sqlite3?timeout=soon",
            "the timeout in the database address is not right: write seconds from 0 to 3600, "
            f"as in {EXAMPLE}?timeout=10",
        ),
        (
            "sqlite:///briefing.sqlite3?timeout=nan",
            "the timeout in the database address is not right: write seconds from 0 to 3600, "
            f"as in {EXAMPLE}?timeout=10",
        ),
        (
            "sqlite:///briefing.sqlite3?mode=ro",
            "the database address has an option that is not supported: mode; supported are timeout",
        ),
    ],
)
async def test_an_address_that_is_not_right_leaves_no_file(
    database: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError) as caught:
        await open_store(database, NONE)
    assert str(caught.value) == message
    assert list(tmp_path.iterdir()) == []
