"""What a Markdown file says of itself before its text: in YAML, in TOML, or after % signs."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

import yaml

from bot.authoring.building.readers.assembly import About
from bot.authoring.building.readers.characters import tidy
from bot.authoring.building.readers.dates import date_in
from bot.authoring.building.readers.html_about import is_address
from bot.authoring.building.readers.titles import is_believable

LONGEST: Final = 50_000
"""Characters of front matter."""

_YAML: Final = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TOML: Final = re.compile(r"\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
_PERCENT: Final = re.compile(r"(?:%[^\n]*\n){1,3}")
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")

UNREADABLE: Final = "its front matter cannot be read: say the title, the date and so on yourself"


def split(text: str) -> tuple[About, str, tuple[str, ...]]:
    """What it says of itself, the text after that, and what is doubtful about it."""
    head = text[:LONGEST]
    for form, read in ((_YAML, _yaml), (_TOML, tomllib.loads)):
        found = form.match(head)
        if found is None:
            continue
        try:
            told = read(found[1])
        except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError):
            return About(), text[found.end() :], (UNREADABLE,)
        if isinstance(told, Mapping):
            return _about(told), text[found.end() :], ()
    percent = _PERCENT.match(head)
    if percent is None:
        return About(), text, ()
    title, _, day = [*(line.lstrip("% ") for line in percent[0].splitlines()), "", ""][:3]
    return _about({"title": title, "date": day}), text[percent.end() :], ()


def _yaml(text: str) -> object:
    return yaml.safe_load(text)


def _about(told: Mapping[object, object]) -> About:
    named = {str(key).lower(): value for key, value in told.items()}
    title, url = _text(named, "title"), _text(named, "canonical_url", "canonical", "url", "link")
    publisher = _text(named, "publisher", "organization", "organisation", "institution", "source")
    language = _text(named, "lang", "language", "locale")
    return About(
        title=title if is_believable(title) else None,
        publisher=publisher if is_believable(publisher) else None,
        published=_day(named, "date", "published", "pubdate", "publishdate"),
        url=url if is_address(url) else None,
        language=language.replace("_", "-") if _TAG.fullmatch(language) else None,
    )


def _text(named: Mapping[str, object], *keys: str) -> str:
    told = (named.get(key) for key in keys)
    return next((tidy(one) for one in told if isinstance(one, str) and one.strip()), "")


def _day(named: Mapping[str, object], *keys: str) -> date | None:
    for one in (named.get(key) for key in keys):
        if isinstance(one, datetime):
            return one.date()
        if isinstance(one, date):
            return one
        if isinstance(one, str) and (day := date_in(one)):
            return day
    return None
