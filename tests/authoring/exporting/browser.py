"""A real browser on an exported page: quiet, and with nothing to fetch."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, Request, sync_playwright

from bot.authoring.exporting.page import as_html
from bot.authoring.exporting.writing import write
from bot.core.knowledge import Pack
from tests.authoring.exporting.test_page import NOW

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

PATIENCE = 10_000
"""Milliseconds to wait for what should be there at once."""

MISSING = "no Chromium here to look at the page with: apt-get install chromium"


def installed() -> str | None:
    """Where this machine's Chromium is."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@contextmanager
def launched(executable: str) -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=QUIET)
        yield browser
        browser.close()


@dataclass(frozen=True, kw_only=True)
class Device:
    """What a page is looked at with."""

    width: int = 1280
    height: int = 900
    dark: bool = False
    script: bool = True


@dataclass(kw_only=True)
class Reader:
    """Opens exported packs and takes down what they complain of and ask for."""

    browser: Browser
    folder: Path
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, pack: Pack, device: Device | None = None, *, part: str = "") -> Page:
        """The page of a pack, opened from a file; `part` is the id to go to."""
        return self.open_html(as_html(pack, NOW), device or Device(), part=part)

    def open_html(self, html: str, device: Device, *, part: str = "") -> Page:
        """A page, opened from a file."""
        file = self.folder / "page.html"
        write(file, html)
        context = self.browser.new_context(
            viewport={"width": device.width, "height": device.height},
            color_scheme="dark" if device.dark else "light",
            java_script_enabled=device.script,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfinished", self._take_down)
        page.on("requestfailed", self._take_down)
        page.goto(f"{file.as_uri()}{part and '#'}{part}")
        return page

    def _take_down(self, request: Request) -> None:
        """Note a request, unless the page's policy kept it from being made."""
        if request.failure != "csp" and not request.url.startswith(("file:", "data:")):
            self.requests.append(request.url)

    def close(self) -> None:
        """Close every page."""
        for context in self.browser.contexts:
            context.close()


def shown(page: Page) -> list[str]:
    """The questions that are left; those off the screen have no text drawn, but one in them."""
    return page.locator(".entry:visible h3").all_text_contents()
