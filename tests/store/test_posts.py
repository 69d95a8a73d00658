"""Where entries were shown, on the real database."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from bot.core.digest import Kind, Plan
from bot.service.ledger import Passage
from bot.store import SqlStore, open_store
from bot.store.engine import connect
from bot.store.schema import downgrade, upgrade
from tests.store.factories import LEASE, MONDAY, TUESDAY, deliver, make_new, sent

DAY = timedelta(days=1)


@pytest.fixture
async def store(database: str) -> AsyncIterator[SqlStore]:
    opened = await open_store(database)
    yield opened
    await opened.close()


def passage(
    entry: str = "wear",
    mark: str = "mark of wear",
    *,
    message: str = "1",
    kind: str = "answer:brief",
    at: datetime = MONDAY,
    workspace: str = "1",
) -> Passage:
    return Passage(
        platform="discord",
        workspace=workspace,
        channel="10",
        message=message,
        pack="bridges",
        entry=entry,
        mark=mark,
        kind=kind,
        at=at,
    )


async def all_of(store: SqlStore) -> Sequence[Passage]:
    """Every passage of the pack on bridges, once."""
    found = {
        each: None
        for entry, mark in sorted(await store.marks_shown("bridges"))
        for each in await store.with_passage("bridges", entry, mark)
    }
    return sorted(found, key=lambda each: (each.message, each.entry))


async def dues(store: SqlStore) -> list[datetime]:
    """When the deliveries that are kept were due."""
    return sorted([each.due for each in await store.deliveries(1, 99)])


async def test_a_passage_is_kept_once_as_it_was_first(store: SqlStore) -> None:
    await store.keep_passages([passage(), passage(message="2")])
    await store.keep_passages([passage(mark="another")])

    assert await all_of(store) == [passage(), passage(message="2")]
    assert await store.packs_shown() == {"bridges": 2}


async def test_passages_kept_at_once_in_any_order_are_kept(database: str) -> None:
    stores = [await open_store(database) for _ in range(3)]
    passages = [passage(message=f"{each}") for each in range(30)]

    await asyncio.gather(
        *(store.keep_passages(each) for store in stores for each in (passages, passages[::-1]))
    )

    assert len(await all_of(stores[0])) == 30
    for store in stores:
        await store.close()


async def test_a_message_is_found_whole_by_any_of_its_passages(store: SqlStore) -> None:
    beside = passage("cost", "c")
    await store.keep_passages([passage(), beside, passage("cost", "other", message="2")])

    assert await store.with_passage("bridges", "cost", "c") == (beside, passage())
    assert await store.with_passage("tides", "cost", "c") == ()


async def test_what_a_message_says_now_takes_the_place_of_what_it_said(store: SqlStore) -> None:
    old = [passage(), passage("cost", "c")]
    await store.keep_passages([*old, passage(message="2")])

    for _ in range(2):  # A second time changes nothing.
        await store.put_in_place(old, [passage(mark="new")])

    assert await all_of(store) == [passage(mark="new"), passage(message="2")]


async def test_a_digest_is_kept_as_what_it_is(store: SqlStore) -> None:
    await store.add(make_new(plan=Plan(kind=Kind.TOPIC)))

    await deliver(store, MONDAY, "wear")

    assert await all_of(store) == [passage(message="m", kind="digest:topic")]


async def test_of_answers_the_first_counts_until_a_digest_has_posted_it(store: SqlStore) -> None:
    await store.keep_passages(
        [
            passage(mark="old", message="1", at=MONDAY),
            passage(mark="new", message="2", at=TUESDAY),
            passage(mark="elsewhere", message="3", at=TUESDAY, workspace="2"),
        ]
    )
    assert await store.posted("discord", "1", "bridges") == {"wear": "old"}

    digest = passage(mark="newer", message="4", at=MONDAY, kind="digest:corrections")
    await store.keep_passages([digest])
    assert await store.posted("discord", "1", "bridges") == {"wear": "newer"}

    await store.keep_passages([replace(digest, mark="newest", message="5", at=TUESDAY)])
    assert await store.posted("discord", "1", "bridges") == {"wear": "newest"}


async def test_passages_go_with_their_workspace(store: SqlStore) -> None:
    await store.keep_passages([passage(), passage(message="2", workspace="2")])
    assert await store.workspaces("discord") == ("1", "2")

    await store.forget_workspace("discord", "1")

    assert await all_of(store) == [passage(message="2", workspace="2")]


async def test_of_direct_messages_nothing_is_known_once_no_digest_goes_there(
    store: SqlStore,
) -> None:
    first, second = [await store.add(make_new(workspace="", maker="7")) for _ in range(2)]
    server = await store.add(make_new())
    await store.keep_passages([passage(workspace=""), passage(message="2")])

    await store.remove(first.id)
    assert len(await all_of(store)) == 2
    await store.remove(second.id)
    await store.remove(server.id)
    await store.remove(server.id)

    assert await all_of(store) == [passage(message="2")]


async def test_old_passages_and_deliveries_are_forgotten(store: SqlStore) -> None:
    await store.add(make_new())
    for day in range(4):
        (claim,) = await store.claim_due("discord", MONDAY + day * DAY, LEASE, 9)
        done = sent(claim, "wear", message=f"{day}", next_due=claim.due + DAY)
        assert await store.conclude([done], MONDAY + day * DAY) == [True]
    before = (await store.find("discord", "1", 1), await dues(store))

    await store.forget_history(MONDAY)
    assert (await store.find("discord", "1", 1), await dues(store)) == before

    await store.forget_history(MONDAY + 2 * DAY)

    assert [each.message for each in await all_of(store)] == ["2", "3"]
    assert await dues(store) == [MONDAY + 2 * DAY, MONDAY + 3 * DAY]
    # Where the digest has come to is not among what is forgotten.
    assert await store.find("discord", "1", 1) == before[0]


async def test_deliveries_that_are_open_or_ahead_are_kept_however_old(store: SqlStore) -> None:
    await store.add(make_new())
    (claim,) = await store.claim_due("discord", MONDAY, LEASE, 9)

    await store.forget_history(MONDAY + 999 * DAY)

    assert await dues(store) == [MONDAY]
    later = MONDAY + 2 * LEASE
    # Whoever takes over knows that it is the second attempt.
    (claim,) = await store.claim_due("discord", later, LEASE, 9)
    assert claim.attempt == 2
    # A clock that was set back: the due time stays where it was.
    await store.conclude([sent(claim, "wear", next_due=MONDAY)], later)
    await store.forget_history(MONDAY + 999 * DAY)
    (claim,) = await store.claim_due("discord", MONDAY + 3 * LEASE, LEASE, 9)
    assert claim.done


async def test_kinds_of_an_earlier_version_are_told_apart_and_back(bare_database: str) -> None:
    engine = connect(bare_database)
    await upgrade(engine)
    await downgrade(engine, "0005")
    moment = "2025-03-03 00:00:00.000000" + ("" if engine.dialect.name == "sqlite" else "+00")
    async with engine.begin() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO posts (platform, channel, message, entry, pack, workspace, mark, kind, "
            f"posted_at) VALUES ('discord', '10', '1', 'wear', 'bridges', '1', 'm', 'digest', "
            f"'{moment}')"
        )

    store = await open_store(bare_database)
    assert [each.kind for each in await all_of(store)] == ["digest:section"]
    await store.keep_passages([passage(message="2"), passage("#walls", message="1")])
    await store.close()

    await downgrade(engine, "0005")
    async with engine.connect() as connection:
        rows = await connection.execute(text("SELECT entry, kind FROM posts"))
        assert list(rows) == [("wear", "digest")]
    await engine.dispose()
