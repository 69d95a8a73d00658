"""IANA time zones by the names that people use for them."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from rapidfuzz import process, utils

from bot.core.tongue import say

LIKELY: Final = 75
"""rapidfuzz's score, 0 to 100, from which a zone is worth suggesting."""

ABBREVIATIONS: Final = {"gmt": "UTC", "utc": "UTC", "jst": "Asia/Tokyo", "kst": "Asia/Seoul"}
"""Those that mean one zone to everybody. Most do not: CST is in China and in Chicago."""

NICKNAMES: Final = {
    "korea": "Asia/Seoul",
    "japan": "Asia/Tokyo",
    "germany": "Europe/Berlin",
    "france": "Europe/Paris",
    "uk": "Europe/London",
    "washington": "America/New_York",
    "washington dc": "America/New_York",
    "beijing": "Asia/Shanghai",
    "delhi": "Asia/Kolkata",
    "geneva": "Europe/Zurich",
}
"""Capitals and countries of one zone that the IANA names after another place."""


@cache
def _zones() -> dict[str, str]:
    """The IANA zones by their names in small letters: UTC, and those named after places.

    Left out are abbreviations and `Etc/GMT+9`, which is nine hours *behind* UTC.
    """
    places = {name for name in available_timezones() if "/" in name and name[:4] != "Etc/"}
    return {name.casefold(): name for name in sorted(places | {"UTC"})}


@cache
def _cities() -> dict[str, str]:
    """Zones by their cities, where one zone only has a city of that name."""
    found: dict[str, set[str]] = {}
    for key, name in _zones().items():
        found.setdefault(key.rpartition("/")[2].replace("_", " "), set()).add(name)
    return {city: names.pop() for city, names in found.items() if len(names) == 1}


def zone_names() -> tuple[str, ...]:
    """The IANA zones in alphabetical order."""
    return tuple(_zones().values())


def find_zone(text: str) -> str | None:
    """The IANA name of a zone: by that name, a city, a country of one zone, `KST` or `JST`."""
    words = " ".join(text.casefold().replace("_", " ").split()).removesuffix(" time")
    by_name = _zones().get(words.replace(" ", "_"))
    return by_name or _cities().get(words) or NICKNAMES.get(words) or ABBREVIATIONS.get(words)


def about_zone(text: str) -> str:
    """Which zone may have been meant, or what a zone looks like."""
    names = {name: name for name in zone_names()} | _cities()
    near = process.extractOne(
        text, list(names), processor=utils.default_process, score_cutoff=LIKELY
    )
    if near is None:
        return say("write an IANA time zone such as `Asia/Tokyo`, or begin to type and choose one.")
    return say("there is no such time zone; did you mean `{zone}`?").format(zone=names[near[0]])


def suggest_zones(typed: str, now: datetime, limit: int) -> Sequence[tuple[str, str]]:
    """Zones for what is being typed, with labels that tell the time there."""
    found = find_zone(typed)
    ranked = process.extract(
        typed, zone_names(), processor=utils.default_process, limit=limit, score_cutoff=LIKELY / 2
    )
    names = dict.fromkeys([found] if found else [])
    names |= dict.fromkeys(name for name, _, _ in ranked) or dict.fromkeys(zone_names())
    return [(name, _label(name, now)) for name in list(names)[:limit]]


def _label(name: str, now: datetime) -> str:
    local = now.astimezone(ZoneInfo(name))
    offset = f"{local:%z}"
    return f"{name} (UTC{offset[:3]}:{offset[3:]}, {local:%H:%M})"
