"""What whoever runs the bot reads when a PostgreSQL server cannot be used."""

import asyncio
import sys
from collections.abc import Iterator

import pytest

from bot.service.ports import StoreError
from bot.store import is_there, open_store
from tests.store.factories import NONE
from tests.store.server import CLEAN, EMPTY, Server


@pytest.fixture
def server(postgres: Server) -> Iterator[Server]:
    """The server with a user who has a password, and hardly any rights."""
    postgres.sql(CLEAN)
    postgres.sql("CREATE ROLE guarded LOGIN PASSWORD 'opensesame'")
    yield postgres
    postgres.sql("DROP OWNED BY guarded; DROP ROLE guarded")


async def problem(database: str) -> str:
    with pytest.raises(StoreError) as caught:
        await open_store(database, NONE)
    told = f"{caught.value}"
    assert "opensesame" not in told
    return told


async def test_a_wrong_password_is_named_and_not_shown(server: Server) -> None:
    message = await problem(server.address_for("guarded:opensesame-not"))
    assert message == (
        f"the database postgres on {server.folder} does not accept the password: look at "
        "BRIEFING_DATABASE"
    )


async def test_an_unknown_user_is_not_let_in(server: Server) -> None:
    message = await problem(server.address_for("nobody:opensesame"))
    assert "does not let this user in: look at BRIEFING_DATABASE" in message


async def test_a_database_that_does_not_exist_is_named(server: Server) -> None:
    message = await problem(server.address_for("briefing", "reports"))
    assert f"the database reports on {server.folder} does not exist: make it" in message


async def test_a_user_who_may_not_make_tables_is_told(server: Server) -> None:
    server.sql(f"{EMPTY} GRANT USAGE ON SCHEMA public TO guarded")
    message = await problem(server.address_for("guarded:opensesame"))
    assert "does not let its user do that: make the user the owner of the database" in message


async def test_a_server_that_may_only_be_read_is_named(server: Server) -> None:
    await (await open_store(server.address)).close()
    server.sql("GRANT ALL ON ALL TABLES IN SCHEMA public TO guarded")
    server.sql("ALTER ROLE guarded SET default_transaction_read_only = on")
    message = await problem(server.address_for("guarded:opensesame"))
    assert "may only be read: name the server that takes writes" in message


async def test_a_server_without_a_connection_left_is_named(server: Server) -> None:
    server.sql("ALTER ROLE guarded CONNECTION LIMIT 0")
    message = await problem(server.address_for("guarded:opensesame"))
    assert "has no connection left" in message


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://bot:opensesame@127.0.0.1:1/briefing",
        "postgres://bot:opensesame@localhost.invalid/briefing?sslmode=require",
        "postgresql+asyncpg://bot:opensesame@/briefing?host=/nowhere",
    ],
)
async def test_a_server_that_is_not_there_cannot_be_reached(address: str) -> None:
    message = await problem(address)
    assert "the database briefing on " in message
    assert " cannot be reached (" in message
    assert message.endswith("): see whether its server runs")


async def test_a_server_that_does_not_encrypt_where_it_must_is_named() -> None:
    done = asyncio.Event()

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(8)
        writer.write(b"N")
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        done.set()

    async with await asyncio.start_server(refuse, "127.0.0.1") as plain:
        port = plain.sockets[0].getsockname()[1]
        message = await problem(
            f"postgresql://bot:opensesame@127.0.0.1:{port}/briefing?sslmode=require"
        )
        await done.wait()
    assert "the database briefing on 127.0.0.1 cannot be reached (" in message
    assert "SSL" in message


@pytest.mark.parametrize(
    ("address", "message"),
    [
        (
            "postgresql://bot:opensesame@example.org",
            "the database address names no database; one looks like "
            "postgresql://user:password@host/briefing",
        ),
        (
            "postgresql://bot:opensesame@example.org/briefing?channel_binding=require",
            "the database address has an option that is not supported: channel_binding; "
            "supported are host, port, ssl, sslmode",
        ),
        (
            "postgresql://bot:opensesame@example.org:many/briefing",
            "the database address cannot be read; "
            "one looks like sqlite+aiosqlite:///data/briefing.sqlite3",
        ),
        (
            "postgresql+psycopg://bot:opensesame@example.org/briefing",
            "a database address that begins with postgresql+psycopg is not supported; one looks "
            "like sqlite+aiosqlite:///data/briefing.sqlite3 or "
            "postgresql://user:password@host/briefing",
        ),
        *(
            (
                f"postgresql://bot:opensesame@127.0.0.1{port}",
                "the port in the database address is not right: write 1 to 65535, or none",
            )
            for port in (":99999/briefing", "/briefing?port=abc")
        ),
        (
            "postgresql://bot:opensesame@/briefing?host=one&host=two",
            "the database address cannot be used: look at its options",
        ),
        (
            "postgresql://bot:opensesame@127.0.0.1:1/briefing?sslmode=please",
            "the database address has an option that is not right: sslmode is one of disable, "
            "allow, prefer, require, verify-ca, verify-full",
        ),
    ],
)
async def test_an_address_that_is_not_right_is_refused(address: str, message: str) -> None:
    assert await problem(address) == message


async def test_without_its_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    assert await problem("postgresql://bot:opensesame@example.org/briefing") == (
        "PostgreSQL needs asyncpg, which is not installed: pip install 'briefing[postgres]'"
    )


def test_a_servers_database_counts_as_there() -> None:
    assert is_there("postgresql://example.org/briefing")
