# noqa: INP001 - a script, no package
"""Draws real answers and settings of the real bot as Discord shows them, dark and light.

Needs simcord's extra `screenshot` and Debian's package `chromium`; `make pictures` sees to both.
"""

import asyncio
import json
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partialmethod
from pathlib import Path
from typing import Any

import discord
import simcord
from PIL import Image, ImageOps
from playwright.async_api import Browser, BrowserContext, BrowserType

from bot.adapters.discord.client import BriefingBot
from bot.adapters.packs import read_pack, shipped_packs
from bot.app import discord_services
from bot.core.answer import Policy
from bot.core.matching.matcher import Matcher
from bot.service.assistant import Assistant, Briefing
from bot.service.preferences import InForce
from bot.store import SqlStore, open_store

IMAGES = Path(__file__).parent / "images"
MOMENT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
"""A Monday at nine."""

MARGIN = 12
"""Pixels of the frame of a picture."""

COLOURS = 128
"""Of a picture: so many are all it has but for the edges of letters."""

DARK_BACKGROUND, LIGHT_BACKGROUND = (50, 51, 57), (255, 255, 255)

LIGHT = """
:root {
  color-scheme: light; background: #fff; color: #2f3035;
  --discord-bg: #fff; --discord-surface: #f3f3f4; --discord-control: #fff;
  --discord-hover: #ebebed; --discord-text: #2f3035; --discord-muted: #6c6d76;
  --discord-subtle: #5c5d67; --discord-border: #dfdfe2;
  --component-surface: #fff; --component-border: #dfdfe2; --control-border: #d7d7db;
  --chip-surface: #ebebed; --entity-text: #43444b; --entity-dim: #5c5d67;
  --button-alt: #ebebed; --code-surface: #f3f3f4; --code-border: #dfdfe2; --code-text: #2f3035;
  --link-text: #1f5fc4; --subtle-surface: #d7d7db; --subtle-surface-text: #2f3035;
  --button-secondary-surface: #ebebed;
}
.message-content, .button-style-2, .button-style-5 { color: #2f3035 !important; }
.mention, .command-mention { color: #4752c4 !important; background: #e6e8fd !important; }
"""
"""Discord's light colours, laid over simcord's dark ones: it has no others."""

LAID_OVER = """
const sheet = new CSSStyleSheet();
sheet.replaceSync(%s);
document.adoptedStyleSheets = [sheet];
"""
"""What lays a style sheet over those of a page, which lets in none by address."""

CHROMIUM = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""What keeps a browser quiet that only draws."""


def make_bot(briefing: Briefing, store: SqlStore, *, private: bool) -> BriefingBot:
    """The bot as `bot.app` wires it, at a fixed moment."""
    assistant = Assistant([briefing], clock=lambda: MOMENT)
    default = InForce(private=private)
    return BriefingBot(discord_services(assistant, store, clock=lambda: MOMENT, default=default))


Maria = simcord.MemberActor
Channel = simcord.ChannelHandle
Target = discord.Message | simcord.InteractionResult
Scene = Callable[[Maria, Channel], Awaitable[Target]]
"""What happens in a channel, and what is drawn of it."""


def given(command: str, **options: object) -> Scene:
    """Maria gives a command."""

    async def scene(maria: Maria, channel: Channel) -> Target:
        return await maria.slash(channel, command, **options)

    return scene


async def subscribed(maria: Maria, channel: Channel) -> Target:
    """A digest is set up: what is shown before it starts."""
    proposed = await maria.slash(channel, "digest subscribe", when="weekdays 9am Tokyo")
    shown = proposed.response.message if proposed.response else None
    if shown is not None:
        await maria.click(shown, label="Start")
    return proposed


async def posted(maria: Maria, channel: Channel) -> Target:
    """A digest goes out."""
    await subscribed(maria, channel)
    await maria.slash(channel, "digest now", number=1)
    return next(message for message in channel.history() if not message.flags.ephemeral)


async def settings(maria: Maria, channel: Channel) -> Target:
    """Some settings are changed, for the channel and for the server."""
    await maria.slash(channel, "settings change", language="ja", where="server")
    await maria.slash(channel, "settings change", visibility="public", cooldown=10)
    return await maria.slash(channel, "settings show")


async def setup(maria: Maria, channel: Channel) -> Target:
    """A channel that has a digest is set up."""
    await subscribed(maria, channel)
    return await maria.slash(channel, "setup")


SCENES: dict[str, Scene] = {
    "answer": given("ask", question="why do tokyo and seoul distrust each other?"),
    "choices": given("ask", question="South Korea"),
    "fallback": given("ask", question="what about Dokdo?"),
    "digest": posted,
    "settings": settings,
    "setup": setup,
}
"""The pictures by their file's name; the light ones have `-light` after it."""

BY_DEFAULT = {"settings", "setup"}
"""Scenes that show what is set before anybody sets it; in the others answers are for all to see."""


async def draw(env: simcord.Env, name: str) -> None:
    """Play one scene and draw it, dark and light."""
    if env.bot.user is not None:
        await env.bot.user.edit(username="Briefing")
    guild = env.create_guild("Think Tank")
    channel = guild.create_text_channel("briefings")
    managers = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    maria = guild.add_member(env.create_user("maria"), roles=[managers])
    target = await SCENES[name](maria, channel)
    for end, sheet, background in (("", "", DARK_BACKGROUND), ("-light", LIGHT, LIGHT_BACKGROUND)):
        file = IMAGES / f"{name}{end}.png"
        async with env.preview(channel, viewers=[maria], width=720, height=900) as preview:
            with laid_over(sheet):
                await preview.screenshot(file, target=target)
        frame(file, background)


@contextmanager
def laid_over(sheet: str) -> Iterator[None]:
    """Lay a style sheet over every page that is drawn."""
    plain = Browser.new_context

    async def new_context(browser: Browser, **options: Any) -> BrowserContext:
        context = await plain(browser, **options)
        await context.add_init_script(LAID_OVER % json.dumps(sheet))
        return context

    setattr(Browser, "new_context", new_context)  # noqa: B010 - mypy takes no assignment to a method
    try:
        yield
    finally:
        setattr(Browser, "new_context", plain)  # noqa: B010


def frame(file: Path, background: tuple[int, int, int]) -> None:
    """Give a picture a margin, for simcord cuts at the message's last pixel, and make it small."""
    with Image.open(file) as drawn:
        framed = ImageOps.expand(drawn.convert("RGB"), border=MARGIN, fill=background)
    few = framed.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


async def draw_all(briefing: Briefing) -> None:
    """Draw every scene, each with a bot and a database of its own."""
    for name in SCENES:
        with tempfile.TemporaryDirectory() as folder:
            store = await open_store(f"sqlite+aiosqlite:///{folder}/pictures.sqlite3")
            bot = make_bot(briefing, store, private=name in BY_DEFAULT)
            async with simcord.run(bot) as env:
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
