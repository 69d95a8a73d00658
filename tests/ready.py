"""Packs with their matchers, made once for all tests: neither ever changes."""

from functools import cache
from pathlib import Path

from bot.adapters.packs import read_pack, shipped_packs
from bot.core.knowledge import Pack
from bot.core.matching.matcher import Matcher

SHIPPED = shipped_packs() / "japan-south-korea-tensions"

MINIMAL = Path(__file__).parent / "packs" / "minimal"
"""A report of four entries, one of them a draft, one with two excerpts."""

TIDES_2020 = MINIMAL.parent / "tides-2020"
TIDES_2024 = MINIMAL.parent / "tides-2024"
"""Two editions of a report; the first says that it is superseded. Both answer what they answer."""


@cache
def ready(folder: Path) -> tuple[Pack, Matcher]:
    """The pack in a folder, and its matcher."""
    pack = read_pack(folder)
    return pack, Matcher(pack)
