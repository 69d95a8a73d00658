"""`briefing correct` lists posts that say something else by now, and edits them over HTTP."""

import asyncio
import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.cli import run
from bot.core.digest import Kind, Plan
from bot.service.places import Place
from bot.store import SqlStore
from tests.adapters.discord.world import MONDAY, World
from tests.ready import MINIMAL
from tests.store.factories import make_new
from tests.wire.conftest import connected, quiet
from tests.wire.faults import Fault, limited, page, refusal
from tests.wire.loopback import Loopback
from tests.wire.messages import ALICE, CHANNEL, GUILD, OTHER_CHANNEL, Json, thread

WHY = "Why must the walls be raised?"
WALLS = "Its walls are too low for the tides of today, and the city's engineers"
"""How the passage begins that answers why, and goes on."""

SHORTER = "Its walls are too low for the tides of today"


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pack that is served, to be changed; the folder in which the command is run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("BRIEFING_SEMANTIC", "off")
    monkeypatch.setenv("DISCORD_TOKEN", "token")
    return Path(shutil.copytree(MINIMAL, tmp_path / "minimal"))


@pytest.fixture
async def served(
    discord: Loopback, store: SqlStore, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> SqlStore:
    """A database in which an answer to why stands in a channel, by a bot that has stopped."""
    monkeypatch.setenv("BRIEFING_DATABASE", store._engine.url.render_as_string())
    async with connected(discord, World(store).make_bot()):
        await discord.say("5001", WHY, channel=OTHER_CHANNEL)
        await discord.posted()
        await quiet()
    return store


async def post_digest(discord: Loopback, store: SqlStore, plan: Plan, *, number: int = 1) -> str:
    """Have a bot post a digest in the channel; what it said."""
    new = make_new(CHANNEL, workspace=GUILD, next_due=MONDAY, plan=plan)
    await store.add(replace(new, pack="minimal"))
    world = World(store)
    async with connected(discord, world.make_bot()):
        await discord.posted(number)
        await discord.state.until(lambda: bool(discord.state.messages))
    return said(discord.state.messages[list(discord.state.messages)[-1]])


def change(pack: Path, old: str, new: str) -> None:
    """Change what one file of the pack says."""
    (path,) = [each for each in pack.rglob("*.yaml") if old in each.read_text("utf-8")]
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def shorten(pack: Path) -> None:
    """Have the answer to why quote less."""
    change(pack, f"{WALLS} have said so since 1987.", SHORTER)


async def correct(pack: Path, *options: str) -> int:
    """Run the command; its exit code."""
    return await asyncio.to_thread(run, ["correct", "--pack", str(pack), *options])


async def found(pack: Path, capsys: pytest.CaptureFixture[str], *options: str) -> Sequence[Any]:
    """What the command finds, as programs read it."""
    capsys.readouterr()
    await correct(pack, "--json", *options)
    posts: Sequence[Any] = json.loads(capsys.readouterr().out)["posts"]
    return posts


def texts(part: object) -> list[str]:
    """All the texts in a message's components."""
    match part:
        case {"type": 10, "content": str() as content}:
            return [content]
        case {"components": list() as parts}:
            return [text for each in parts for text in texts(each)]
        case _:
            return []


def said(message: Json) -> str:
    return "\n".join([message.get("content") or "", *texts(message)]).strip()


def ids(part: object) -> list[str]:
    """The custom ids of all buttons in a message."""
    match part:
        case {"custom_id": str() as ident}:
            return [ident]
        case dict():
            return [ident for each in part.values() for ident in ids(each)]
        case list():
            return [ident for each in part for ident in ids(each)]
        case _:
            return []


async def test_where_nothing_has_changed_nothing_is_listed_or_asked_of_discord(
    discord: Loopback, served: SqlStore, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    discord.state.requests.clear()

    assert await correct(pack, "--yes") == 0

    assert "No post that the ledger knows says anything else" in capsys.readouterr().out
    assert discord.state.requests == []


async def test_without_a_yes_outdated_posts_are_listed_and_left_alone(
    discord: Loopback,
    served: SqlStore,
    pack: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shorten(pack)
    discord.state.requests.clear()
    monkeypatch.delenv("DISCORD_TOKEN")  # To list them, none is needed.

    assert await correct(pack) == 1

    (ident,) = discord.state.messages
    assert capsys.readouterr().out.splitlines() == [
        f"2026-01-05 08:00 UTC  discord, server {GUILD}, channel {OTHER_CHANNEL}: "
        f"https://discord.com/channels/{GUILD}/{OTHER_CHANNEL}/{ident}",
        "   minimal: entry why-raise says something else now",
        "Outdated posts: 1. What they said is not kept.",
        "Nothing was changed. `briefing correct --yes` corrects them.",
    ]
    assert discord.state.requests == []
    assert await correct(pack, "--yes") == 2
    assert "DISCORD_TOKEN is not set" in capsys.readouterr().err


async def test_an_answer_is_edited_once_in_its_form_and_then_nothing_is_left(
    discord: Loopback, served: SqlStore, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shorten(pack)
    ((ident, before),) = discord.state.messages.items()
    old, opened = said(before), len(discord.state.opened)
    assert WALLS.replace("'", "’") in old

    assert await correct(pack, "--yes") == 0

    after = discord.state.messages[ident]
    assert said(after).startswith("-# Corrected on <t:")
    assert f"> {SHORTER}\n" in said(after)
    assert "1987" not in said(after)
    assert after["flags"] & 1 << 15  # Still a card.
    kept = [each for each in ids(before) if each.startswith(("b2:delete", "b2:why:"))]
    assert len(kept) == 2
    assert set(kept) <= set(ids(after))
    assert f"✓ https://discord.com/channels/{GUILD}/" in capsys.readouterr().out
    (edit,) = discord.state.edits
    assert edit.body["allowed_mentions"] == {"parse": []}
    assert len(discord.state.opened) == opened  # No gateway.
    assert await correct(pack, "--yes") == 0
    assert len(discord.state.edits) == 1


async def test_a_second_correction_takes_the_place_of_the_first(
    discord: Loopback, served: SqlStore, pack: Path
) -> None:
    shorten(pack)
    await correct(pack, "--yes")
    change(pack, WHY, "Why raise the walls?")

    assert await correct(pack, "--yes") == 0

    (after,) = discord.state.messages.values()
    assert len(discord.state.edits) == 2
    assert said(after).count("Corrected on") == 1


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("id: why-raise", "id: other\n  review_by: 2030-01-01", "gone"),
        ("  label: finding\n  status: live", "  label: finding\n  status: draft", "draft"),
        (
            "  label: finding\n  status: live",
            "  label: finding\n  status: live\n  expires: 2021-04-01T00:00:00Z",
            "expired",
        ),
        (
            "  label: finding\n  status: live",
            "  label: finding\n  status: live\n  embargo_until: 2099-01-01T00:00:00Z",
            "embargoed",
        ),
    ],
)
async def test_what_may_no_longer_be_shown_is_taken_out(
    *,
    old: str,
    new: str,
    what: str,
    discord: Loopback,
    served: SqlStore,
    pack: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if what == "gone":
        shorten(pack)
        change(pack, "starters: [why-raise, which-first]", "starters: [which-first]")
    change(pack, old, new)
    (outdated,) = await found(pack, capsys)
    assert (outdated["changes"], outdated["outcome"]) == ({"why-raise": what}, None)

    (outdated,) = await found(pack, capsys, "--yes")

    assert outdated["outcome"] == "corrected"
    (after,) = discord.state.messages.values()
    assert SHORTER not in said(after)
    assert "A passage that stood here has been withdrawn" in said(after)
    assert [each.split(":")[1] for each in ids(after)] == ["why", "delete"]
    assert await found(pack, capsys, "--yes") == []


async def test_an_entry_that_only_got_another_id_is_no_correction(
    discord: Loopback, served: SqlStore, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(pack, "id: why-raise", "id: why-so")
    change(pack, "starters: [why-raise, ", "starters: [why-so, ")

    assert await found(pack, capsys) == []


async def test_a_section_digest_is_made_anew_in_the_language_of_its_channel(
    discord: Loopback, store: SqlStore, served: SqlStore, pack: Path
) -> None:
    there = Place(platform="discord", workspace=GUILD, channel=CHANNEL)
    old = await post_digest(discord, store, Plan(), number=2)
    await World(store).preferences.change(there, language="ko")
    assert "> The city should raise the north wall first.\n" in old
    change(pack, "- The city should raise the north wall first.", "- raise the north wall first.")

    assert await correct(pack, "--yes") == 0

    new = said(list(discord.state.messages.values())[-1])
    assert "> raise the north wall first.\n" in new
    assert "**What to do**" in new
    assert "정정" in new.split("\n")[0]
    assert new.split(" · ")[-2:] == old.split(" · ")[-2:]  # The walk, and the stamp.


async def test_a_summary_that_changed_is_corrected_in_digests(
    discord: Loopback,
    store: SqlStore,
    served: SqlStore,
    pack: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    old = await post_digest(discord, store, Plan(), number=2)
    assert "the south wall can wait." in old
    change(pack, "North wall first; the south", "The south")

    assert await correct(pack, "--yes") == 0

    assert "minimal: the summary of section advice says something" in capsys.readouterr().out
    new = said(list(discord.state.messages.values())[-1])
    assert "The south wall can wait." in new
    assert "North wall first;" not in new


@pytest.mark.parametrize("kind", [Kind.QUESTION, Kind.TOPIC])
async def test_other_digests_are_made_anew_as_what_they_are(
    kind: Kind, discord: Loopback, store: SqlStore, served: SqlStore, pack: Path
) -> None:
    old = await post_digest(discord, store, Plan(kind=kind), number=2)
    change(pack, "Which wall should be raised first?", "Which wall comes first?")

    assert await correct(pack, "--yes") == 0

    new = said(list(discord.state.messages.values())[-1]).split("\n")
    assert new[1:] == old.replace("Which wall should be raised", "Which wall comes").split("\n")


async def test_a_digest_of_what_was_asked_keeps_its_counts(
    discord: Loopback, store: SqlStore, served: SqlStore, pack: Path
) -> None:
    world = World(store)
    place = Place(platform="discord", workspace=GUILD, channel=CHANNEL)
    for _ in range(3):
        world.services.tally.note(place, "minimal", "why-raise")
    await world.services.tally.keep()
    old = await post_digest(discord, store, Plan(kind=Kind.ASKED), number=2)
    assert f"- {WHY} · asked 4 times" in old
    change(pack, WHY, "Why raise the walls?")

    assert await correct(pack, "--yes") == 0

    new = said(list(discord.state.messages.values())[-1]).split("\n")
    assert new[1:] == old.replace(WHY, "Why raise the walls?").split("\n")


@pytest.mark.parametrize(
    ("status", "code", "outcome", "left"),
    [
        (404, 10008, "message_gone", 0),
        (404, 10003, "channel_gone", 0),
        (403, 50001, "no_access", 1),
        (403, 50013, "no_access", 1),
        (403, 50005, "not_ours", 1),
        (400, 50083, "closed", 1),
        (400, 50035, "refused", 1),
        (503, 0, "unreachable", 1),
    ],
)
async def test_what_cannot_be_corrected_is_told_with_its_reason_and_fails(
    *,
    status: int,
    code: int,
    outcome: str,
    left: int,
    discord: Loopback,
    served: SqlStore,
    pack: Path,
    hurried: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shorten(pack)
    discord.faults.always(f"/channels/{OTHER_CHANNEL}/messages/", refusal(status, code))

    assert await correct(pack, "--yes") == 1

    told = capsys.readouterr().out.splitlines()
    assert told[-3].startswith("✗ https://discord.com/channels/")
    assert told[-2] == "Corrected: 0. Not corrected: 1."
    assert told[-1].startswith("Where ")
    posts = await found(pack, capsys, "--yes")
    assert len(posts) == left
    assert [post["outcome"] for post in posts] == [outcome] * left


@pytest.mark.parametrize("locked", [False, True])
async def test_a_thread_that_sleeps_is_woken_for_a_moment_and_a_locked_one_left(
    locked: bool,
    discord: Loopback,
    store: SqlStore,
    served: SqlStore,
    pack: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    place = thread("3010", parent=OTHER_CHANNEL)
    place["thread_metadata"] |= {"archived": True, "locked": locked}
    discord.state.server["channels"].append(place)
    ((entry, mark),) = await store.marks_shown("minimal")
    passages = await store.with_passage("minimal", entry, mark)
    await store.put_in_place(passages, [replace(each, channel="3010") for each in passages])
    shorten(pack)

    (post,) = await found(pack, capsys, "--yes")

    assert post["outcome"] == ("closed" if locked else "corrected")
    assert place["thread_metadata"]["archived"]
    assert len(discord.state.edits) == (0 if locked else 1)


async def test_a_message_of_another_account_is_not_even_tried(
    discord: Loopback, served: SqlStore, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shorten(pack)
    (message,) = discord.state.messages.values()
    message["author"] = {**message["author"], "id": ALICE}

    (post,) = await found(pack, capsys, "--yes")

    assert post["outcome"] == "not_ours"
    assert discord.state.edits == []


async def test_a_channel_that_is_closed_to_the_bot_is_tried_once_and_the_rest_corrected(
    discord: Loopback, store: SqlStore, served: SqlStore, pack: Path
) -> None:
    async with connected(discord, World(store).make_bot()):
        await discord.say("5002", "When was the report published?", channel=OTHER_CHANNEL)
        await discord.say("5003", WHY)
        await discord.posted(3)
        await quiet()
    shorten(pack)
    change(pack, "When was the report published?", "When did it come out?")
    discord.state.requests.clear()
    discord.faults.always(f"/channels/{OTHER_CHANNEL}", refusal(403, 50001))

    assert await correct(pack, "--yes") == 1

    assert len(discord.state.to(f"/channels/{OTHER_CHANNEL}")) == 1
    (edit,) = discord.state.edits
    assert f"/channels/{CHANNEL}/" in edit.path


async def test_it_waits_as_long_as_discord_says_and_sends_again_what_was_lost(
    discord: Loopback, served: SqlStore, pack: Path, hurried: None
) -> None:
    shorten(pack)
    discord.faults.script("/messages/", limited(0.01), Fault(reset=True))

    assert await correct(pack, "--yes") == 0

    assert len(discord.state.edits) == 1


OLD = Fault(
    status=429,
    body='{"message": "old", "code": 30046, "retry_after": 0.01, "global": false}',
    headers={"Via": "1.1 google"},
)
"""Too many edits of messages that are older than an hour."""


async def test_where_old_messages_may_be_edited_only_now_and_then_it_waits(
    discord: Loopback, served: SqlStore, pack: Path, hurried: None
) -> None:
    shorten(pack)
    discord.faults.script("/messages/", Fault(until=_now()), *[OLD] * 3)

    assert await correct(pack, "--yes") == 0

    assert len(discord.state.edits) == 1


async def test_a_channel_where_no_more_may_be_edited_is_left_and_the_rest_corrected(
    discord: Loopback,
    store: SqlStore,
    served: SqlStore,
    pack: Path,
    hurried: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with connected(discord, World(store).make_bot()):
        await discord.say("5003", WHY)
        await discord.posted(2)
        await quiet()
    shorten(pack)
    discord.faults.always(f"/channels/{OTHER_CHANNEL}/messages/", OLD)

    posts = await found(pack, capsys, "--yes")

    assert [post["outcome"] for post in posts] == ["limited", "corrected"]


async def test_where_discord_does_not_answer_the_rest_is_not_asked_of_it(
    discord: Loopback,
    store: SqlStore,
    served: SqlStore,
    pack: Path,
    hurried: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with connected(discord, World(store).make_bot()):
        await discord.say("5003", WHY)
        await discord.posted(2)
        await quiet()
    shorten(pack)
    first, second = discord.state.messages
    discord.faults.always(f"/messages/{first}", page(429))  # Cloudflare has had enough of it.

    posts = await found(pack, capsys, "--yes")

    assert [post["outcome"] for post in posts] == ["unreachable", "unreachable"]
    assert discord.state.to(f"/messages/{second}") == []


async def test_a_run_that_is_broken_off_goes_on_with_what_is_left(
    discord: Loopback,
    store: SqlStore,
    served: SqlStore,
    pack: Path,
    hurried: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with connected(discord, World(store).make_bot()):
        await discord.say("5003", WHY)
        await discord.posted(2)
        await quiet()
    shorten(pack)
    first, second = discord.state.messages
    # The token is withdrawn after the first message.
    discord.faults.always(f"/messages/{second}", refusal(401))

    assert await correct(pack, "--yes") == 2
    assert "Discord does not accept DISCORD_TOKEN" in capsys.readouterr().err
    discord.faults.always(f"/messages/{second}", Fault(until=_now()))

    (left,) = await found(pack, capsys, "--yes")
    assert (left["message"], left["outcome"]) == (second, "corrected")
    assert [edit.path.split("/")[-1] for edit in discord.state.edits] == [first, second]


def _now() -> asyncio.Event:
    """An event that is over: the true answer waits no more."""
    event = asyncio.Event()
    event.set()
    return event


async def test_posts_of_packs_that_are_not_loaded_are_named(
    discord: Loopback,
    served: SqlStore,
    pack: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    other = pack.rename(pack.with_name("other"))

    assert await correct(other, "--yes") == 0

    assert (
        "Not looked at: posts of the pack minimal, which is not loaded" in capsys.readouterr().out
    )


async def test_without_a_database_there_is_nothing_to_correct(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await found(pack, capsys) == []
    assert not (tmp_path / "data").exists()
