"""`briefing correct`, as a process of its own: what needs no Discord."""

import asyncio
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

from bot.service.ledger import Passage
from bot.store import open_store
from tests.acceptance.command import PATIENCE, environment
from tests.store.factories import MONDAY

ROOT = Path(__file__).parents[2]


def briefing(*arguments: str, folder: Path) -> tuple[int, str, str]:
    """Exit code, output and complaints of the command."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "correct", *arguments],
        cwd=folder,
        env={**environment(), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


async def fill(folder: Path) -> None:
    """An answer stands in a channel, of an entry that the shipped pack does not have."""
    store = await open_store(f"sqlite+aiosqlite:///{folder}/data/briefing.sqlite3")
    gone = Passage(
        platform="discord",
        workspace="77",
        channel="88",
        message="99",
        pack="japan-south-korea-tensions",
        entry="no-such-entry",
        mark="0a0a0a0a",
        kind="answer:brief",
        at=MONDAY,
    )
    await store.keep_passages([gone])
    await store.close()


def test_without_a_database_nothing_is_outdated_and_none_is_made(tmp_path: Path) -> None:
    code, out, err = briefing(folder=tmp_path)
    assert (code, err) == (0, "")
    assert out == "No post that the ledger knows says anything else than its pack.\n"
    assert not (tmp_path / "data").exists()


def test_what_is_outdated_is_listed_for_programs_and_fails(tmp_path: Path) -> None:
    asyncio.run(fill(tmp_path))
    code, out, err = briefing("--json", folder=tmp_path)
    assert (code, err) == (1, "")
    assert json.loads(out) == {
        "posts": [
            {
                "platform": "discord",
                "workspace": "77",
                "channel": "88",
                "message": "99",
                "link": "https://discord.com/channels/77/88/99",
                "posted_at": "2025-03-03T00:00:00+00:00",
                "kind": "answer:brief",
                "pack": "japan-south-korea-tensions",
                "changes": {"no-such-entry": "gone"},
                "outcome": None,
            }
        ],
        "not_loaded": {},
    }


def at_a_terminal(folder: Path, typed: str) -> tuple[int, str]:
    """Exit code and what a terminal shows when something is typed at the question."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "correct"],
        cwd=folder,
        env={**environment(), "PYTHONPATH": str(ROOT), "TERM": "dumb"},
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        os.close(theirs)
        os.write(ours, f"{typed}\n".encode())
        shown, _ = process.communicate(timeout=PATIENCE)
        os.close(ours)
    return process.returncode, shown.decode()


def test_at_a_terminal_it_asks_and_takes_anything_else_for_a_no(tmp_path: Path) -> None:
    asyncio.run(fill(tmp_path))

    code, shown = at_a_terminal(tmp_path, "yes")
    assert code == 1
    assert "Type “correct” to edit these posts (1): " in shown
    assert "Nothing was changed." in shown

    code, shown = at_a_terminal(tmp_path, "correct")
    assert code == 2
    assert "DISCORD_TOKEN is not set" in shown


def test_without_a_token_nothing_can_be_corrected(tmp_path: Path) -> None:
    asyncio.run(fill(tmp_path))
    code, out, err = briefing("--yes", folder=tmp_path)
    assert code == 2
    assert "entry no-such-entry is no longer in the pack" in out
    assert "DISCORD_TOKEN is not set" in err
