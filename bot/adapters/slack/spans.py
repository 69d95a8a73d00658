"""The bot's sentences as spans of styled text.

Sentences carry a little markdown, for they are written once for every platform. It is read here,
before anything is filled in: what is filled in is text and nothing else. Slack is given the spans
as rich text, which it parses no further, so that nothing that is quoted or echoed can become
markup, a link or a mention.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from string import Formatter
from typing import Final

COMMAND: Final = "/briefing"
"""The one command that the bot has on Slack: what is `/topics` elsewhere is `/briefing topics`."""

MARKED: Final = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|`(?P<code>[^`]+)`|\*(?P<italic>[^*\s][^*]*)\*|<(?P<url>[^<>\s]+)>"
)
"""The marks that sentences of ours have, and what they are around."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """Some text in one style.

    `url` is the page that it opens, `user` and `channel` the id of whom or what it names, `at` the
    time that it tells, with the `day` if wanted: Slack shows it in the reader's zone, and the text
    where it cannot.
    """

    text: str = ""
    bold: bool = False
    italic: bool = False
    code: bool = False
    url: str = ""
    user: str = ""
    channel: str = ""
    at: datetime | None = None
    day: bool = False


Line = tuple[Span, ...]
"""A paragraph."""

Value = str | int | Span | Line
"""What is filled into a sentence; spans keep their own style."""


def line(sentence: str, **values: Value) -> Line:
    """A sentence of ours as spans, with its `{names}` filled in."""
    return tuple(
        span for span in _spans(sentence, values) if span.text or span.user or span.channel
    )


def words(text: str) -> Line:
    """A text that is not ours: nothing in it is a mark."""
    return (Span(text=text),) if text else ()


def bold(text: str) -> Span:
    """A text that is not ours, in bold."""
    return Span(text=text, bold=True)


def link(url: str, text: str = "") -> Span:
    """A page to open."""
    return Span(text=text or url, url=url)


def text_of(spans: Line) -> str:
    """What spans say, without style."""
    return "".join(span.text for span in spans)


def _spans(sentence: str, values: dict[str, Value]) -> Iterator[Span]:
    end = 0
    for found in MARKED.finditer(sentence):
        yield from _filled(Span(text=sentence[end : found.start()]), values)
        yield from _filled(_marked(found), values)
        end = found.end()
    yield from _filled(Span(text=sentence[end:]), values)


def _marked(found: re.Match[str]) -> Span:
    if found["code"]:
        return Span(text=re.sub(r"^/", f"{COMMAND} ", found["code"]), code=True)
    if found["url"]:
        return Span(text=found["url"], url=found["url"])
    return Span(
        text=found["bold"] or found["italic"],
        bold=bool(found["bold"]),
        italic=bool(found["italic"]),
    )


def _filled(span: Span, values: dict[str, Value]) -> Iterator[Span]:
    """A span with its names filled in; values that are spans keep their own style."""
    if not values:
        yield span
        return
    parts: list[str] = []
    for literal, name, _, _ in Formatter().parse(span.text):
        parts.append(literal)
        value = "" if name is None else values[name]
        if isinstance(value, Span | tuple):
            yield _with_text(span, "".join(parts))
            yield from (value,) if isinstance(value, Span) else value
            parts = []
        else:
            parts.append(str(value))
    yield _with_text(span, "".join(parts))


def _with_text(span: Span, text: str) -> Span:
    return replace(span, text=text, url=text if span.url else "")
