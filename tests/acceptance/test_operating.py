"""`briefing migrate`, `backup` and `restore`: the commands as whoever runs the bot types them."""

import asyncio
from pathlib import Path

import pytest

from bot.store import open_store
from tests.acceptance.command import Outcome, briefing
from tests.store.factories import make_new
from tests.store.server import EMPTY, Server


def put_into(database: str) -> None:
    async def put() -> None:
        store = await open_store(database)
        await store.add(make_new())
        await store.put("commands", "a")
        await store.close()

    asyncio.run(put())


def succeed(done: Outcome) -> str:
    assert (done.code, done.err) == (0, "")
    return done.out


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_a_database_is_made_and_looked_at(folder: Path) -> None:
    done = briefing("migrate", "--check", folder=folder)
    assert done.code == 1
    assert done.out == (
        "the database data/briefing.sqlite3 has no tables yet: run briefing migrate\n"
    )
    assert list(folder.iterdir()) == []

    made = succeed(briefing("migrate", folder=folder))
    assert made.startswith("migrated the database data/briefing.sqlite3 from nothing to 0")
    looked = succeed(briefing("migrate", "--check", folder=folder))
    assert looked.startswith("the database data/briefing.sqlite3 is up to date (revision 0")
    assert succeed(briefing("migrate", folder=folder)) == looked


def test_a_backup_is_made_once_and_restored_where_nothing_is(folder: Path) -> None:
    put_into(f"sqlite:///{folder}/data/briefing.sqlite3")
    made = succeed(briefing("backup", "monday.sqlite3", folder=folder))
    assert made.startswith("backed up the database data/briefing.sqlite3 into monday.sqlite3 ")
    assert made.endswith("): notes 1, subscriptions 1\n")

    again = briefing("backup", "monday.sqlite3", folder=folder)
    assert (again.code, again.err) == (
        2,
        "briefing: monday.sqlite3 is there already: name another file, or add --replace\n",
    )
    refused = briefing("restore", "monday.sqlite3", folder=folder)
    assert refused.code == 2
    assert "holds something: back it up, then add --replace" in refused.err
    restored = succeed(briefing("restore", "monday.sqlite3", "--replace", folder=folder))
    assert restored.startswith("restored the database data/briefing.sqlite3 from monday.sqlite3 ")
    assert restored.endswith("): notes 1, subscriptions 1\n")


def test_a_file_becomes_a_servers_database(folder: Path, postgres: Server) -> None:
    postgres.sql(EMPTY)
    put_into(f"sqlite:///{folder}/data/briefing.sqlite3")
    succeed(briefing("backup", "monday.sqlite3", folder=folder))
    (folder / ".env").write_text(f"BRIEFING_DATABASE={postgres.address}\n")

    restored = succeed(briefing("restore", "monday.sqlite3", folder=folder))

    assert restored.startswith(f"restored the database postgres on {postgres.folder} from monday")
    assert postgres.sql("SELECT count(*) FROM subscriptions") == "1"


def test_a_server_that_is_not_there_is_told_without_the_password(folder: Path) -> None:
    (folder / ".env").write_text("BRIEFING_DATABASE=postgresql://b:opensesame@127.0.0.1:1/b\n")
    done = briefing("migrate", folder=folder)
    assert done.code == 2
    assert "briefing: the database b on 127.0.0.1 cannot be reached" in done.err
    assert "opensesame" not in done.err + done.out
