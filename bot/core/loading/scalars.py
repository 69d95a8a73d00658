"""One written text → one value: a date, an address, an id; or ValueError with what to do."""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from bot.core.loading.problems import shown, suggestion

Choice = TypeVar("Choice", bound=StrEnum)

LONGEST_ID = 60
"""Characters. Ids travel in the buttons of chat platforms, where Discord allows 100 in all."""

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(
    r"([0-9]{4})-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
YEARS = range(1900, 2201)
"""Years an embargo or an expiry can mean; another one is a slip of the pen."""

OFFSET = re.compile(r"0|[1-9][0-9]{0,8}")
SHA256 = re.compile(r"[0-9a-f]{64}")
FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
NOT_IN_URL = re.compile(r"[\s<>\"\\^`{|}]")
LANGUAGE_TAG = re.compile(r"([a-z]{2,3})(-[A-Za-z0-9]{2,8})*")

ISO_639_1 = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv "
    "cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr "
    "ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw "
    "ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv "
    "ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq "
    "sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh "
    "yi yo za zh zu"
)
"""The two-letter languages, so that a country's code (`jp`, `cn`) is not taken for one."""

LANGUAGES = frozenset(ISO_639_1.split())


def read_id(text: str) -> str:
    """A short name: lower-case letters, digits and hyphens."""
    if len(text) > LONGEST_ID:
        raise ValueError(f"{shown(text)} is longer than {LONGEST_ID} characters: shorten it")
    if not ID.fullmatch(text):
        raise ValueError(
            f"{shown(text)} is not an id: use lower-case letters and digits, with hyphens between"
        )
    return text


def read_date(text: str) -> date:
    """A day: `2015-12-11`."""
    if not DATE.fullmatch(text):
        raise ValueError(f"{shown(text)} is not a date: write year-month-day, like 2015-12-11")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{shown(text)} is not a day of the calendar: correct it") from error


def read_moment(text: str) -> datetime:
    """A date-time with its offset from UTC: `2026-01-01T09:00:00+09:00`."""
    found = MOMENT.fullmatch(text)
    if found is None:
        raise ValueError(
            f"{shown(text)} is not a date with a time: write it like 2026-01-01T09:00:00+09:00"
        )
    if found[3] is None:
        raise ValueError(
            f"{shown(text)} has no offset from UTC: add it, like +09:00 for Tokyo and Seoul, "
            "or Z for UTC"
        )
    if int(found[1]) not in YEARS:
        raise ValueError(f"the year {found[1]} is not between 1900 and 2200: correct it")
    try:
        return datetime.fromisoformat(text.upper())
    except ValueError as error:
        raise ValueError(f"{shown(text)} is not a time of the calendar: correct it") from error


def read_url(text: str) -> str:
    """An address on the web, starting with https:// or http://."""
    advice = "write the whole address, starting with https:// or http://"
    try:
        parts = urlsplit(text)
        valid = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError as error:
        raise ValueError(f"{shown(text)} is not a web address: {advice}") from error
    if not valid:
        raise ValueError(f"{shown(text)} is not a web address: {advice}")
    if NOT_IN_URL.search(text):
        raise ValueError(
            f"{shown(text)} holds a space or a sign that no web address has: delete it, "
            "or write it as the browser shows it"
        )
    return text


def read_language(text: str) -> str:
    """An IETF language tag: `en`, `ja`, `pt-BR`."""
    found = LANGUAGE_TAG.fullmatch(text)
    if found is None or (len(found[1]) == 2 and found[1] not in LANGUAGES):  # noqa: PLR2004
        raise ValueError(
            f"{shown(text)} is not a language tag: write one like en, ja, ko or pt-BR "
            "(a language, not a country)"
        )
    return text


def read_sha256(text: str) -> str:
    """A SHA-256 sum: 64 hexadecimal digits."""
    if not SHA256.fullmatch(text.lower()):
        raise ValueError(
            f"{shown(text)} is not a SHA-256 sum: write all its 64 digits of 0-9 and a-f"
        )
    return text.lower()


def read_file_name(text: str) -> str:
    """The name of a text file that lies beside pack.yaml."""
    if not FILE_NAME.fullmatch(text) or text.endswith((".yaml", ".yml")):
        raise ValueError(
            f"{shown(text)} is not the name of a text file in the pack's folder: "
            "write one like report.txt"
        )
    return text


def read_offset(text: str) -> int:
    """A place in the report's text: how many characters stand before it."""
    if not OFFSET.fullmatch(text):
        raise ValueError(f"{shown(text)} is not a place in the text: write a whole number")
    return int(text)


def read_level(text: str) -> int:
    """The depth of a section: 1 for the report's main parts, up to 6."""
    if text not in {"1", "2", "3", "4", "5", "6"}:
        raise ValueError(f"{shown(text)} is not a level: write a number from 1 to 6")
    return int(text)


def read_choice(kind: type[Choice], text: str) -> Choice:
    """One of a few words."""
    known = tuple(choice.value for choice in kind)
    if text not in known:
        hint = suggestion(text, known) or f": write one of {', '.join(known)}"
        raise ValueError(f"{shown(text)} is not known{hint}")
    return kind(text)
