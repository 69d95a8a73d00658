# noqa: INP001 - a script, no package
"""Draws real answers of the real bot as Discord shows them, for README and docs.

Needs simcord's extra `screenshot` and Debian's package `chromium`; `make pictures` sees to both.
"""

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partialmethod
from pathlib import Path

import discord
import simcord
from PIL import Image, ImageOps
from playwright.async_api import BrowserType

from bot.adapters.catalogues import Catalogues
from bot.adapters.discord.client import BriefingBot
from bot.adapters.discord.places import PLATFORM
from bot.adapters.packs import read_pack, shipped_packs
from bot.core.answer import Policy
from bot.core.matching.matcher import Matcher
from bot.service.assistant import Assistant, Briefing
from bot.service.digests import Digests
from bot.service.scopes import Scopes
from bot.store import SqlStore, open_store

IMAGES = Path(__file__).parent / "images"
MOMENT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
"""A Monday at nine."""

MARGIN, DARK = 12, (50, 51, 57)
"""The frame of a picture: pixels, and Discord's dark background."""

CHROMIUM = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""What keeps a browser quiet that only draws."""


def make_bot(briefing: Briefing, store: SqlStore) -> BriefingBot:
    """The bot as `bot.app` wires it, at a fixed moment."""
    assistant = Assistant([briefing], clock=lambda: MOMENT)
    digests = Digests(
        platform=PLATFORM, store=store, find_pack=assistant.find_pack, clock=lambda: MOMENT
    )
    scopes = Scopes(store)
    return BriefingBot(
        assistant=assistant,
        digests=digests,
        scopes=scopes,
        record=store,
        tongues=Catalogues(),
    )


Scene = Callable[[simcord.MemberActor, simcord.ChannelHandle], Awaitable[discord.Message]]
"""What happens in a channel, and the message that is drawn of it."""


def asked(question: str) -> Scene:
    """Somebody asks."""

    async def scene(maria: simcord.MemberActor, channel: simcord.ChannelHandle) -> discord.Message:
        result = await maria.slash(channel, "ask", question=question)
        if result.response is None:
            raise RuntimeError(f"no answer to {question!r}")
        return result.response.message

    return scene


async def posted(maria: simcord.MemberActor, channel: simcord.ChannelHandle) -> discord.Message:
    """A digest goes out."""
    await maria.slash(channel, "digest subscribe", at="09:00", zone="Asia/Tokyo")
    await maria.slash(channel, "digest now", number=1)
    return next(message for message in channel.history() if not message.flags.ephemeral)


SCENES: dict[str, Scene] = {
    "answer": asked("why do tokyo and seoul distrust each other?"),
    "choices": asked("South Korea"),
    "fallback": asked("what about Dokdo?"),
    "digest": posted,
}
"""The pictures by their file's name."""


async def draw(env: simcord.Env, name: str) -> None:
    """Play one scene and draw its message."""
    if env.bot.user is not None:
        await env.bot.user.edit(username="Briefing")
    guild = env.create_guild("Think Tank")
    channel = guild.create_text_channel("briefings")
    managers = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    maria = guild.add_member(env.create_user("maria"), roles=[managers])
    message = await SCENES[name](maria, channel)
    async with env.preview(channel, viewers=[maria], width=720, height=900) as preview:
        await preview.screenshot(IMAGES / f"{name}.png", target=message)
    frame(IMAGES / f"{name}.png")


def frame(file: Path) -> None:
    """Give a picture a margin: simcord cuts at the message's last pixel."""
    with Image.open(file) as drawn:
        ImageOps.expand(drawn.convert("RGB"), border=MARGIN, fill=DARK).save(file, optimize=True)


async def draw_all(briefing: Briefing) -> None:
    """Draw every scene, each with a bot and a database of its own."""
    for name in SCENES:
        with tempfile.TemporaryDirectory() as folder:
            store = await open_store(f"sqlite+aiosqlite:///{folder}/pictures.sqlite3")
            async with simcord.run(make_bot(briefing, store)) as env:
                await draw(env, name)
            await store.close()


def main() -> None:
    """Make every picture."""
    executable = shutil.which("chromium")
    if executable is None:
        sys.exit("pictures need a browser: apt-get install chromium")
    # simcord launches Playwright's own Chromium, which would have to be downloaded.
    launch = partialmethod(BrowserType.launch, executable_path=executable, args=CHROMIUM)
    setattr(BrowserType, "launch", launch)  # noqa: B010 - mypy takes no assignment to a method
    IMAGES.mkdir(exist_ok=True)
    pack = read_pack(min(path.parent for path in shipped_packs().glob("*/pack.yaml")))
    briefing = Briefing(pack=pack, matcher=Matcher(pack), policy=Policy())
    asyncio.run(draw_all(briefing))


if __name__ == "__main__":
    main()
