"""`briefing export`: a pack in a format for others."""

import io
import sys
from pathlib import Path

from bot.app import clock
from bot.authoring.exporting import FORMATS
from bot.authoring.exporting.writing import write
from bot.curating.told import curator_told
from bot.preparing import load_settings, pack_folder, preparation


def export(pack: Path | None, kind: str, out: Path | None) -> None:
    """Write a pack in one of the formats to a file, or print it without one or to `-`."""
    settings = load_settings()
    loaded = preparation(settings, semantic=False).pack(pack_folder(pack, settings))
    text = FORMATS[kind](loaded, clock())
    if out is None or out == Path("-"):
        _print_unchanged(text)
        return
    with curator_told():
        write(out, text)
    print(f"Written: {out}")


def _print_unchanged(text: str) -> None:
    """Print what is a file's content: the same bytes on every system."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    print(text, end="")
