"""A database that goes away for a moment: what is tried again, what is told, what is left."""

import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event
from typing_extensions import override

from bot.core.subscription import State, Subscription
from bot.service.delivering import LEASE, Delivering
from bot.service.ports import StoreError, When
from bot.store import SqlStore, open_store
from bot.store.patience import Patience
from tests.factories import make_entry, make_pack
from tests.service.fakes import Clock, FakeSender
from tests.store.factories import MONDAY, NONE, TUESDAY, address, make_new, sent
from tests.store.server import CLEAN, Server

LONG = Patience(asked=60, outcome=60)


class OnceTriedAgain(logging.Handler):
    """Mends what is broken as soon as the store says that it tries again."""

    def __init__(self, mend: Callable[[], None]) -> None:
        super().__init__()
        self.said: list[str] = []
        self._mend = mend

    @override
    def emit(self, record: logging.LogRecord) -> None:
        if not self.said:
            self._mend()
        self.said.append(record.getMessage())


@pytest.fixture
def mending() -> Iterator[Callable[[Callable[[], None]], OnceTriedAgain]]:
    logger = logging.getLogger("bot.store.patience")
    handlers: list[OnceTriedAgain] = []

    def mending(mend: Callable[[], None]) -> OnceTriedAgain:
        handlers.append(OnceTriedAgain(mend))
        logger.addHandler(handlers[-1])
        return handlers[-1]

    yield mending
    for handler in handlers:
        logger.removeHandler(handler)


Mending = Callable[[Callable[[], None]], OnceTriedAgain]


@pytest.fixture
async def served(postgres: Server) -> AsyncIterator[SqlStore]:
    """A store on the server."""
    postgres.sql(CLEAN)
    store = await open_store(postgres.address, LONG)
    yield store
    await store.close()


async def posted(store: SqlStore, kept: Subscription) -> tuple[str, ...]:
    """The entries that are recorded as posted."""
    found = await store.find("discord", "1", kept.id)
    assert found is not None
    return found.progress.entries


# A server


async def test_after_a_restart_of_the_server_everything_works(
    served: SqlStore, postgres: Server
) -> None:
    kept = await served.add(make_new())
    postgres.stop()
    postgres.start()
    assert await served.listing("discord", "1") == (kept,)
    await served.set_state(kept.id, State.PAUSED, When(due=MONDAY, wake_at=None))
    assert await served.claim_due("discord", TUESDAY, LEASE, 9) == ()


async def test_while_the_server_is_away_it_is_tried_again(
    served: SqlStore, postgres: Server, mending: Mending
) -> None:
    kept = await served.add(make_new())
    (claim,) = await served.claim_due("discord", MONDAY, LEASE, 9)
    handler = mending(postgres.start)
    postgres.stop()

    await served.conclude([sent(claim, "wear")], MONDAY)

    assert await posted(served, kept) == ("wear",)
    assert "cannot be reached" in handler.said[0]
    assert handler.said[0].endswith("; trying again")


async def test_what_the_server_never_got_is_tried_again_also_where_twice_would_be_wrong(
    served: SqlStore, postgres: Server, mending: Mending
) -> None:
    mending(postgres.start)
    postgres.stop()
    kept = await served.add(make_new())
    assert await served.listing("discord", "1") == (kept,)


async def test_a_server_that_stays_away_is_told_and_used_again_when_it_is_back(
    postgres: Server,
) -> None:
    postgres.sql(CLEAN)
    store = await open_store(postgres.address, Patience(asked=0.1, outcome=0.1))
    kept = await store.add(make_new())
    postgres.stop()
    try:
        with pytest.raises(StoreError, match=r"cannot be reached .+: see whether its server runs"):
            await store.listing("discord", "1")
        with pytest.raises(StoreError, match="cannot be reached"):
            await store.add(make_new())
    finally:
        postgres.start()
    assert await store.listing("discord", "1") == (kept,)
    await store.close()


def cut_at_the_next_commit(store: SqlStore, postgres: Server) -> None:
    """Cut the connections of a store when it has written, and before the server has answered."""

    def cut(_: Connection) -> None:
        postgres.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'briefing'"
        )

    event.listen(store._engine.sync_engine, "commit", cut, once=True)


async def test_what_may_be_done_twice_is_when_nobody_knows_whether_it_was_done(
    served: SqlStore, postgres: Server, mending: Mending
) -> None:
    handler = mending(lambda: None)
    kept = await served.add(make_new())
    (claim,) = await served.claim_due("discord", MONDAY, LEASE, 9)
    cut_at_the_next_commit(served, postgres)

    await served.conclude([sent(claim, "wear")], MONDAY)

    assert await posted(served, kept) == ("wear",)
    assert len(handler.said) == 1
    assert "closed the connection" in handler.said[0]


async def test_what_may_not_be_done_twice_is_told_instead(
    served: SqlStore, postgres: Server, mending: Mending
) -> None:
    handler = mending(lambda: None)
    cut_at_the_next_commit(served, postgres)
    with pytest.raises(StoreError, match="closed the connection: see whether its server runs"):
        await served.add(make_new())
    assert handler.said == []
    assert await served.listing("discord", "1") == ()


PACK = make_pack(sections=("bridges",), entries=(make_entry("wear", section="bridges"),))


def digests_on(store: SqlStore, clock: Clock) -> Delivering:
    return Delivering(
        platform="discord",
        store=store,
        find_pack=lambda _: PACK,
        clock=clock,
        jitter=lambda: 1.0,
        spread=0,
    )


async def test_a_digest_whose_server_goes_away_while_it_is_posted_is_recorded(
    served: SqlStore, postgres: Server, mending: Mending
) -> None:
    kept = await served.add(make_new())
    mending(postgres.start)

    async def goes_away() -> None:
        postgres.stop()

    sender = FakeSender(meanwhile=goes_away)
    assert await digests_on(served, Clock(MONDAY)).deliver_due(sender) == 1
    assert await posted(served, kept) == ("wear",)


async def test_a_digest_whose_record_got_lost_is_found_and_not_posted_again(
    postgres: Server,
) -> None:
    postgres.sql(CLEAN)
    store = await open_store(postgres.address, NONE)
    kept = await store.add(make_new())

    async def goes_away() -> None:
        postgres.stop()

    sender, clock = FakeSender(meanwhile=goes_away), Clock(MONDAY)
    digests = digests_on(store, clock)
    with pytest.raises(StoreError, match="cannot be reached"):
        await digests.deliver_due(sender)
    with pytest.raises(StoreError, match="cannot be reached"):
        await digests.deliver_due(sender)
    postgres.start()

    assert await digests.deliver_due(sender) == 0
    clock.move(LEASE)
    assert await digests.deliver_due(sender) == 1

    assert (len(sender.posts), sender.looks) == (1, 1)
    assert await posted(store, kept) == ("wear",)
    await store.close()


async def test_a_start_waits_for_a_server_that_is_starting(
    postgres: Server, mending: Mending
) -> None:
    postgres.sql(CLEAN)
    mending(postgres.start)
    postgres.stop()
    store = await open_store(postgres.address, NONE, seconds=60)
    assert await store.listing("discord", "1") == ()
    await store.close()


# A file


async def test_a_locked_file_is_tried_again(tmp_path: Path, mending: Mending) -> None:
    store = await open_store(f"{address(tmp_path)}?timeout=0", LONG)
    other = sqlite3.connect(tmp_path / "briefing.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    handler = mending(other.commit)

    await store.put("commands", "a")

    assert await store.get("commands") == "a"
    assert "is locked by another program" in handler.said[0]
    other.close()
    await store.close()


async def test_a_file_that_stays_locked_is_told_and_used_again_when_it_is_free(
    tmp_path: Path,
) -> None:
    store = await open_store(f"{address(tmp_path)}?timeout=0", NONE)
    other = sqlite3.connect(tmp_path / "briefing.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="is locked by another program"):
        await store.add(make_new())
    other.close()
    assert (await store.add(make_new())).id == 1
    await store.close()


async def test_who_comes_after_one_who_waited_in_vain_is_told_at_once(
    tmp_path: Path, mending: Mending
) -> None:
    store = await open_store(f"{address(tmp_path)}?timeout=0", Patience(asked=1, outcome=1))
    other = sqlite3.connect(tmp_path / "briefing.sqlite3", isolation_level=None)
    handler = mending(lambda: None)

    async def waits_in_vain() -> bool:
        handler.said.clear()
        with pytest.raises(StoreError, match="is locked by another program"):
            await store.put("commands", "a")
        return bool(handler.said)

    other.execute("BEGIN EXCLUSIVE")
    assert await waits_in_vain()
    assert not await waits_in_vain()
    other.commit()
    await store.put("commands", "a")
    other.execute("BEGIN EXCLUSIVE")
    assert await waits_in_vain()
    other.close()
    await store.close()


async def test_a_full_disk_loses_nothing_and_is_used_again_when_there_is_room(
    tmp_path: Path,
) -> None:
    store = await open_store(address(tmp_path), LONG)
    kept = await store.add(make_new())
    await allow_pages(store, 1)

    with pytest.raises(StoreError, match="cannot grow: the disk is full"):
        await store.put("commands", "x" * 100_000)

    assert await store.get("commands") is None
    assert await store.listing("discord", "1") == (kept,)
    await allow_pages(store, 1_000_000)
    await store.put("commands", "x" * 100_000)
    assert len(await store.get("commands") or "") == 100_000
    await store.close()


async def allow_pages(store: SqlStore, pages: int) -> None:
    """Let the file have no more than that many pages, or as many as it has."""
    async with store._engine.connect() as connection:
        await connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
