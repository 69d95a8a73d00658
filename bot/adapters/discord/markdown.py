"""Plain text as Discord markdown that reads the same, and the choice of what fits a message."""

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.core.press import size

MOST_CHARACTERS = 2000
"""The longest message that Discord takes from a bot."""

MOST_ON_CARD = 4000
"""Characters that all the texts of a card may have together."""

MOST_QUOTED = 1_000
"""Passages whose quotes are remembered."""

URL = r"https?://[^\s<]+[^\s<.,:;\"'\])]"
"""An address: Discord links it as it stands, so a backslash in it would break it."""

MARKS = re.compile(
    rf"(?P<url>{URL})"
    r"|(?P<mark>[\\*_~`|<\[])"
    r"|(?P<start>^[^\S\n]*)(?P<line_mark>[#>+-])"
    r"|(?P<number>^[^\S\n]*\d+)(?P<dot>\.)",
    re.MULTILINE,
)
"""What Discord would take for markdown: marks anywhere, and marks that begin a line."""


ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:(?=//)|discord(?:app)?\.(?=gg/|com/|me/)", re.IGNORECASE)
"""What begins an address, or an invitation, which Discord takes for one without `https` as well."""


def escape(text: str) -> str:
    """The text with a backslash before each mark, so that Discord shows it as it is.

    `discord.utils.escape_markdown` leaves mentions, `+` lists and numbered lists alone, and
    shows its backslash where a line begins with spaces and a dash.
    """
    return MARKS.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    if found["url"]:
        return found["url"]
    if found["mark"]:
        return f"\\{found['mark']}"
    if found["line_mark"]:
        return f"{found['start']}\\{found['line_mark']}"
    return f"{found['number']}\\{found['dot']}"


def echo(text: str) -> str:
    """What somebody wrote, as it is shown to others: no mark works in it, and no address opens.

    Addresses and invitations get a space of no width, by which Discord knows them no more.
    """
    return escape(ADDRESS.sub("\\g<0>\u200b", text))


@lru_cache(MOST_QUOTED)
def quote(text: str) -> str:
    """A verbatim passage as a Discord quote; remembered, for the report's passages never change."""
    return "\n".join(f"> {line}".rstrip(" ") for line in escape(text).split("\n"))


def small(text: str) -> str:
    """A line in small grey letters; the text is markdown already."""
    return f"-# {text}"


def first_fitting(versions: Iterable[str], limit: int = MOST_CHARACTERS) -> str:
    """The first of the versions, best first, that fits; the last one is cut if none does."""
    text = ""
    for text in versions:
        if size(text) <= limit:
            return text
    return cut(text, limit)


def cut(text: str, limit: int) -> str:
    """The text, or as much of its beginning as fits, with an ellipsis."""
    if size(text) <= limit:
        return text
    while size(text) > limit - 1:
        text = text[: len(text) - max(1, (size(text) - limit + 1) // 2)]
    return text.rstrip("\\ \n") + "…"
