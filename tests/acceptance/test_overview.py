"""`briefing overview`: how the bot is doing, for those who run it."""

import asyncio
import re
from datetime import date
from pathlib import Path

from bot.service.misses import KeptMiss
from bot.service.places import Place
from bot.service.preferences import PlaceSettings
from bot.store import open_store
from tests.acceptance.command import briefing
from tests.ready import MINIMAL
from tests.store.factories import make_new

DATABASE = "sqlite+aiosqlite:///data/briefing.sqlite3"


def cells(page: str) -> list[str]:
    return re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", page)


async def fill(folder: Path) -> None:
    store = await open_store(f"sqlite+aiosqlite:///{folder}/data/briefing.sqlite3")
    await store.add(make_new(workspace="77", channel="88"))
    place = Place(platform="discord", workspace="77", channel="88")
    await store.keep_place_settings({place: PlaceSettings(cooldown=30, private=False)})
    await store.rate("minimal", "what-repairs", "0a0a0a0a", helpful=False)
    asked = KeptMiss(pack="minimal", text="<b>who</b> pays?", people=4, last=date(2026, 1, 5))
    await store.keep_miss(asked)
    await store.close()


def test_without_a_database_it_shows_the_reports_and_makes_none(tmp_path: Path) -> None:
    done = briefing("overview", "--pack", str(MINIMAL), folder=tmp_path)

    assert (done.code, done.out) == (0, "Written: overview.html\n"), done.err
    page = (tmp_path / "overview.html").read_text("utf-8")
    assert "minimal" in cells(page)
    assert "Nobody has subscribed to a digest." in page
    assert [path.name for path in tmp_path.iterdir()] == ["overview.html"]


def test_it_shows_what_the_database_holds_and_escapes_it(tmp_path: Path) -> None:
    asyncio.run(fill(tmp_path))

    done = briefing("overview", "--pack", str(MINIMAL), "--out", "o.html", folder=tmp_path)

    page = (tmp_path / "o.html").read_text("utf-8")
    assert done.code == 0, done.err
    assert "09:00 Asia/Seoul, daily" in cells(page)
    assert "discord, server 77, channel 88" in cells(page)
    assert "private: off, cooldown: 30" in cells(page)
    assert "&lt;b&gt;who&lt;/b&gt; pays?" in page
    assert "what-repairs (gone)" in cells(page)
    assert "<script" not in page
