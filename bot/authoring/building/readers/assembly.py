"""From the lines a reader found to a Document: what all formats have in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.authoring.building.document import Block, Document, Dropped, Kind, ReportError
from bot.authoring.building.readers.characters import alike, is_dense
from bot.authoring.building.readers.contents import without_contents
from bot.authoring.building.readers.dates import date_alone
from bot.authoring.building.readers.headings import with_headings
from bot.authoring.building.readers.lines import Line, content
from bot.authoring.building.readers.mending import joined, told_apart, with_items
from bot.authoring.building.readers.notes import without_notes

COVER: Final = 40
"""Lines at the beginning among which a date on its own is the report's."""

FOREIGN: Final = 0.3
"""Of the letters of a text; so many Han, Kana or Hangul are no language of another script."""

SAMPLE: Final = 400
"""Blocks by which the script is told."""

_EASTERN: Final = frozenset({"ja", "ko", "zh", "yue"})


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What a document says of itself, as far as it does."""

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None


def assembled(lines: Sequence[Line], about: About, doubts: Sequence[str] = ()) -> Document:
    """The document that these lines are.

    Raises:
        ReportError: none of the lines is text of a report.
    """
    told = with_items(with_headings(joined(told_apart(without_notes(without_contents(lines))))))
    blocks = tuple(
        Block(kind=line.kind, text=line.text, level=line.level if _is_heading(line) else 0)
        for _, line in content(told)
    )
    if not any(block.kind is not Kind.HEADING for block in blocks):
        raise ReportError(_nothing(told))
    language, doubt = _language(about.language, blocks)
    return Document(
        blocks=blocks,
        title=about.title,
        publisher=about.publisher,
        published=about.published or _dated(told),
        url=about.url,
        language=language,
        dropped=tuple(Dropped(reason=line.reason, text=line.text) for line in told if line.reason),
        doubts=(*doubts, *doubt, *_much_dropped(told)),
    )


def _is_heading(line: Line) -> bool:
    return line.kind is Kind.HEADING


def _nothing(lines: Sequence[Line]) -> str:
    if not lines:
        return "there is no text in it: check that it is the right file, and not only pictures"
    return (
        "all its text looks like menus, headings and the like, none like a report: check that it "
        "is the right file, and that the page was saved after it had loaded in full"
    )


def _dated(lines: Sequence[Line]) -> date | None:
    """The date that stands alone on the cover."""
    cover = [line.text for line in lines[:COVER]]
    return next(filter(None, map(date_alone, cover)), None)


def _language(named: str | None, blocks: Sequence[Block]) -> tuple[str | None, tuple[str, ...]]:
    """The language it names, unless its letters cannot be of that language."""
    letters = [c for block in blocks[:SAMPLE] for c in block.text if c.isalpha()]
    if named is None or not letters:
        return named, ()
    dense = sum(map(is_dense, letters)) / len(letters)
    eastern = named.split("-")[0].lower() in _EASTERN
    if (dense > FOREIGN) == eastern:
        return named, ()
    return None, (f"it says that its language is {named}, but its letters are of another",)


def _much_dropped(lines: Sequence[Line]) -> tuple[str, ...]:
    kept = sum(len(line.text) for _, line in content(lines))
    left = sum(len(line.text) for line in lines if line.reason and line.reason != "footnote")
    if left <= kept:
        return ()
    return ("more of it was left out than kept: look at what was left out",)


def agrees(one: str, other: str) -> bool:
    """Whether one of two titles has the other in it."""
    a, b = alike(one), alike(other)
    return bool(a and b) and (a in b or b in a)
