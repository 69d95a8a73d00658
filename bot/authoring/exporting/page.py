"""A pack as one web page that needs nothing else: opened from a disk, it is as good as served.

The template escapes whatever it is given (Jinja2's autoescape), and the page is sealed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from bot.authoring.exporting.sealed import asset, content_policy
from bot.core.knowledge import Entry, Pack, Section, Topic
from bot.core.wording import LABELS, citation, day

RIGHT_TO_LEFT: Final = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages whose usual script runs from right to left."""

_NOT_SHOWN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Control characters: no HTML may hold them, and a report's text file can."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A section with those of its entries that may be shown."""

    section: Section
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """A topic, and how many of the entries that may be shown touch it."""

    topic: Topic
    count: int


def as_html(pack: Pack, now: datetime) -> str:
    """A pack as a page to put beside its report: what may be shown at `now` (an aware time)."""
    entries = tuple(pack.live_entries(now))
    style, script = Markup(asset("page.css")), Markup(asset("page.js"))  # noqa: S704 - our own
    page = _template().render(
        pack=pack,
        parts=tuple(_parts(pack, entries)),
        filters=tuple(_filters(pack, entries)),
        total=len(entries),
        labels=LABELS,
        citation=citation(pack.source),
        published=day(pack.source),
        direction=_direction(pack.source.language),
        is_english=_primary(pack.source.language) == "en",
        made=now.date().isoformat(),
        policy=content_policy(style, script),
        style=style,
        script=script,
    )
    return _NOT_SHOWN.sub("\ufffd", page)


def _parts(pack: Pack, entries: tuple[Entry, ...]) -> Iterator[Part]:
    for section in pack.sections:
        inside = tuple(entry for entry in entries if entry.section == section.id)
        yield Part(section=section, entries=inside)


def _filters(pack: Pack, entries: tuple[Entry, ...]) -> Iterator[Filter]:
    """The topics that something can be found under."""
    for topic in pack.topics:
        count = sum(topic.id in entry.topics for entry in entries)
        if count:
            yield Filter(topic=topic, count=count)


def _primary(language: str) -> str:
    """A language without its country or script."""
    return language.partition("-")[0]


def _direction(language: str) -> str:
    return "rtl" if _primary(language) in RIGHT_TO_LEFT else "ltr"


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(asset("page.html.jinja"))
