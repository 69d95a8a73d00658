"""`briefing curate` without a file: what the bot has kept of what people asked in vain."""

import asyncio
import shutil
from datetime import date
from pathlib import Path

from bot.service.misses import KeptMiss
from bot.store import open_store
from tests.acceptance.command import briefing
from tests.ready import MINIMAL

MISSED = "is there a ferry to the lighthouse at night"


def keep(folder: Path) -> None:
    """Keep a question in the database that the bot uses in that folder."""

    async def kept() -> None:
        store = await open_store(f"sqlite+aiosqlite:///{folder / 'data' / 'briefing.sqlite3'}")
        await store.keep_miss(
            KeptMiss(pack="minimal", text=MISSED, people=4, last=date(2026, 3, 2))
        )
        await store.close()

    (folder / "data").mkdir()
    asyncio.run(kept())


def test_what_the_bot_has_kept_is_shown_and_taken_in(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path / "minimal")
    keep(tmp_path)

    done = briefing("curate", "minimal", folder=tmp_path, stdin="1\n")

    assert done.code == 0, done.err
    assert f"  {MISSED}\n" in done.out
    assert "1 wording, asked 4 times" in done.out
    files = "".join(path.read_text("utf-8") for path in (tmp_path / "minimal").rglob("*.yaml"))
    assert MISSED in files


def test_how_readers_rated_answers_is_shown_the_least_helpful_first(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path / "minimal")
    keep(tmp_path)

    async def rate() -> None:
        store = await open_store(f"sqlite+aiosqlite:///{tmp_path / 'data' / 'briefing.sqlite3'}")
        for entry, mark, helpful in (
            ("why-raise", "0a0a0a0a", True),
            ("why-raise", "0b0b0b0b", True),
            ("which-first", "0a0a0a0a", False),
            ("gone", "0a0a0a0a", False),
        ):
            await store.rate("minimal", entry, mark, helpful=helpful)
        await store.close()

    asyncio.run(rate())

    done = briefing("curate", "minimal", folder=tmp_path, stdin="s\n")

    assert done.code == 0, done.err
    told = [line for line in done.out.splitlines() if line]
    assert told[:3] == [
        "helpful  not helpful  entry",
        "      0            1  which-first",
        "      2            0  why-raise",
    ]
    assert "gone" not in done.out


def test_where_nothing_is_kept_it_says_how_to_keep(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path / "minimal")

    done = briefing("curate", "minimal", folder=tmp_path)

    assert done.code == 2
    assert "nothing has been kept of what minimal was asked in vain" in done.err
    assert "BRIEFING_KEEP_MISSES=on" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["minimal"]


def test_a_database_without_questions_says_so_too(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path / "minimal")
    shutil.copytree(MINIMAL, tmp_path / "other")
    keep(tmp_path)

    done = briefing("curate", "other", folder=tmp_path)

    assert done.code == 2
    assert "nothing has been kept of what other was asked in vain" in done.err
