"""What formats and converters break: told apart, put together again, or left out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from bot.authoring.building.document import Kind
from bot.authoring.building.readers.characters import (
    alike,
    is_numbered,
    weight,
    without_bullet,
)
from bot.authoring.building.readers.lines import Line, content
from bot.authoring.building.readers.looks import is_title_like

BROKEN: Final = 60
"""Letters of a paragraph that may go on after a page's end; shorter ones are labels and verses."""

LONGEST: Final = 10_000
"""Characters of a paragraph that is made longer."""

MOST_BETWEEN: Final = 3
"""Lines in a row that stood in the margin."""

REPEATED: Final = 20
"""Letters of a paragraph that only says again how the one before it ends."""

_STRAY: Final = re.compile(
    r"^[\[(–—-]?\s*(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?\s*[\])–—-]?$", re.IGNORECASE
)

_CAPTION: Final = re.compile(
    r"^\[?(?:figure|fig\.|table|chart|graph|map|exhibit|photo|image|abbildung|tabelle|tableau|cuadro"
    r"|図|表|그림|표)\s*(?:\d+|[A-Z]\d*)(?:[-.–]\d+)*\s*[.:–—|：]",
    re.IGNORECASE,
)

_LEAKED: Final = re.compile(r"(.{3,150}?)\s(#{1,6})\s(.{3,300})")


def told_apart(lines: Sequence[Line]) -> Iterator[Line]:
    """Captions named as such; lone numbers and what is said twice in a row left out."""
    before = ""
    path: dict[int, str] = {}
    for line in lines:
        line = _unleaked(line)  # noqa: PLW2901
        if line.kind is Kind.HEADING and not line.reason:
            path = {level: name for level, name in path.items() if level < line.level}
            path[line.level] = alike(line.text)
        if line.reason or line.kind is Kind.HEADING:
            yield line
            continue
        if line.kind is Kind.PARAGRAPH and _names(path, alike(line.text)):
            yield replace(line, reason="page header")
            continue
        if line.kind is not Kind.TABLE and _STRAY.match(line.text):
            yield replace(line, reason="page number")
            continue
        if len(line.text) >= REPEATED and before.endswith(line.text):
            yield replace(line, reason="repetition")
            continue
        before = line.text
        yield _known(line)


def _names(path: Mapping[int, str], text: str) -> bool:
    """Whether it says again which part this is; some headings say it twice themselves."""
    return text in path.values() or text * 2 in path.values()


def _known(line: Line) -> Line:
    """A paragraph that its first sign tells to be a caption or an item of a list."""
    if line.kind is not Kind.PARAGRAPH:
        return line
    if _CAPTION.match(line.text):
        return replace(line, kind=Kind.CAPTION)
    text, had_bullet = without_bullet(line.text)
    return replace(line, kind=Kind.ITEM, text=text) if had_bullet else line


def with_items(lines: Sequence[Line]) -> list[Line]:
    """Numbered paragraphs one after another are items of a list."""
    found = list(lines)
    places = list(content(lines))
    for (at, line), (after, follows) in pairwise(places):
        if _is_numbered(line) and _is_numbered(follows):
            found[at] = replace(line, kind=Kind.ITEM)
            found[after] = replace(follows, kind=Kind.ITEM)
    return found


def _is_numbered(line: Line) -> bool:
    return line.kind in {Kind.PARAGRAPH, Kind.ITEM} and is_numbered(line.text)


def _unleaked(line: Line) -> Line:
    """A heading that a converter wrote twice, with Markdown's marks between, told once."""
    found = _LEAKED.fullmatch(line.text)
    if line.reason or found is None or not found[3].startswith(found[1]):
        return line
    rest = found[3].removeprefix(found[1]).strip()
    half = rest[: len(rest) // 2]
    rest = half if half and rest == f"{half} {half}" else rest
    text = f"{found[1]} {rest}".strip()
    return replace(line, kind=Kind.HEADING, level=len(found[2]), text=text)


def joined(lines: Iterable[Line]) -> list[Line]:
    """Paragraphs that a page's end cut in two are one again.

    Short lines like headings that stand in the cut, for they stood in the margin, come after.
    """
    found: list[Line] = []
    last: int | None = None
    between = 0
    for line in lines:
        if not line.reason and last is not None and _goes_on(found[last], line):
            found[last] = replace(found[last], text=f"{found[last].text} {line.text}")
            continue
        found.append(line)
        if line.reason:
            continue
        if last is not None and between < MOST_BETWEEN and _is_in_margin(found[last], line):
            between += 1
        else:
            last, between = len(found) - 1, 0
    return found


def _goes_on(line: Line, after: Line) -> bool:
    return (
        after.kind is Kind.PARAGRAPH
        and _is_broken_off(line)
        and after.text[0].islower()
        and len(after.text.split(maxsplit=1)) > 1
    )


def _is_broken_off(line: Line) -> bool:
    return (
        line.kind in {Kind.PARAGRAPH, Kind.ITEM}
        and len(line.text) <= LONGEST
        and weight(line.text) >= BROKEN
        and (line.text[-1].islower() or line.text[-1] == ",")
    )


def _is_in_margin(line: Line, after: Line) -> bool:
    short = after.kind is Kind.PARAGRAPH and len(after.text) <= BROKEN
    return short and _is_broken_off(line) and is_title_like(after.text)
