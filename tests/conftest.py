"""The databases that tests run on: an SQLite file, and a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.factories import address
from tests.store.server import CLEAN, EMPTY, Server

BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One server for all tests; it is there from the first that needs it to the end."""
    server = Server()
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that holds nothing, of both kinds in turn."""
    if request.param == "sqlite":
        return address(tmp_path)
    server: Server = request.getfixturevalue("postgres")
    server.sql(CLEAN)
    return server.address


@pytest.fixture(params=BOTH)
def other_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of one more database, which is not there yet or has no tables."""
    if request.param == "sqlite":
        yield address(tmp_path / "other")
        return
    server: Server = request.getfixturevalue("postgres")
    server.sql("CREATE DATABASE other")
    yield server.address_for("briefing", "other")
    server.sql("DROP DATABASE other")


@pytest.fixture(params=BOTH)
def bare_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables, which tests may leave as they like."""
    if request.param == "sqlite":
        yield address(tmp_path)
        return
    server: Server = request.getfixturevalue("postgres")
    server.sql(EMPTY)
    yield server.address
    server.sql(EMPTY)
