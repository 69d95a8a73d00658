"""Connections to a PostgreSQL server."""

from typing import Final

from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.service.ports import StoreError

CONNECTIONS: Final = 5
"""Connections that a process keeps open; as many again for a moment."""

WAIT_SECONDS: Final = 10
"""How long to wait for a connection of this process, and for a lock."""

REACH_SECONDS: Final = 5
"""How long to wait for a server to accept a connection."""

ANSWER_SECONDS: Final = 60
"""How long a statement may take: longer only where nobody is at the other end any more."""


def connect(url: URL) -> AsyncEngine:
    """An engine for a PostgreSQL server; nothing is connected yet.

    Raises:
        StoreError: the driver is not installed.
    """
    try:
        return create_async_engine(
            url,
            pool_size=CONNECTIONS,
            max_overflow=CONNECTIONS,
            pool_timeout=WAIT_SECONDS,
            # A connection that a restart of the server has cut is replaced before it is used.
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={
                "timeout": REACH_SECONDS,
                "command_timeout": ANSWER_SECONDS,
                "server_settings": {
                    "application_name": "briefing",
                    "lock_timeout": f"{WAIT_SECONDS}s",
                    # A process that was paused must not hold its locks for ever.
                    "idle_in_transaction_session_timeout": f"{ANSWER_SECONDS}s",
                },
            },
        )
    except ModuleNotFoundError as error:
        raise StoreError(
            f"PostgreSQL needs {error.name}, which is not installed: "
            "pip install 'briefing[postgres]'"
        ) from error
    except (ArgumentError, TypeError, ValueError) as error:
        raise StoreError("the database address cannot be used: look at its options") from error
