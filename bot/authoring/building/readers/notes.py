"""Footnotes that a converter left among the paragraphs: numbered in turn, with marks before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.authoring.building.document import Kind
from bot.authoring.building.readers.characters import ends_sentence
from bot.authoring.building.readers.lines import Line, content

REASON: Final = "footnote"

FEWEST: Final = 3
"""Footnotes that are more than a coincidence."""

FARTHEST: Final = 3
"""From one footnote's number to the next one's; some are lost on the way."""

MARKED: Final = 0.5
"""Of the footnotes; so many must have their mark in the text before them."""

NEAR: Final = 14
"""Lines before a footnote in which its mark stands."""

_BODY: Final = re.compile(r"\[?(\d{1,3})\]?\s+(?=[\"“A-Z])")

_MARK: Final = re.compile(r"(?<![\d$€£.,])\b(\d{1,3})(?![\d%]|[.,]\d)")

_BRACKETED: Final = re.compile(r"\s*\[(\d{1,3})\]")


def without_notes(lines: Sequence[Line]) -> list[Line]:
    """The same lines; footnotes have that for a reason, and their marks in brackets are gone."""
    places = list(content(lines))
    notes = _notes(places)
    if len(notes) < FEWEST or len(notes) * MARKED > _marked(places, notes):
        return list(lines)
    numbers = frozenset(notes.values())
    told = (
        replace(line, reason=REASON) if at in notes else _unmarked(line, numbers)
        for at, line in enumerate(lines)
    )
    return [line for line in told if line.text]


def _notes(places: Sequence[tuple[int, Line]]) -> dict[int, int]:
    """The places of paragraphs whose numbers go up, with the numbers."""
    found: dict[int, int] = {}
    last = 0
    for at, line in places:
        body = _BODY.match(line.text)
        if body is None or line.kind not in {Kind.PARAGRAPH, Kind.ITEM}:
            continue
        number = int(body[1])
        if last < number <= last + FARTHEST and ends_sentence(line.text):
            found[at] = last = number
    return found


def _marked(places: Sequence[tuple[int, Line]], notes: dict[int, int]) -> int:
    """How many have their mark in the text shortly before them."""
    marked = 0
    for nth, (at, _) in enumerate(places):
        if at in notes:
            before = [line.text for _, line in _before(places, nth, notes)]
            marked += any(notes[at] in _marks(text) for text in before)
    return marked


def _before(
    places: Sequence[tuple[int, Line]], nth: int, notes: dict[int, int]
) -> Iterator[tuple[int, Line]]:
    return (place for place in places[max(nth - NEAR, 0) : nth] if place[0] not in notes)


def _marks(text: str) -> set[int]:
    return {int(number) for number in _MARK.findall(text)}


def _unmarked(line: Line, numbers: frozenset[int]) -> Line:
    if line.reason or "[" not in line.text:
        return line
    text = _BRACKETED.sub(lambda m: "" if int(m[1]) in numbers else m[0], line.text).strip()
    return replace(line, text=text)
