"""Spans in their lines: what is raised or lowered beside a word, and how words are joined."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from bot.authoring.building.readers.characters import tidy
from bot.authoring.building.readers.pdf.scan import Span, Style

SMALL: Final = 0.82
"""Of the size; what is raised or lowered is smaller than that."""

SHIFTED: Final = (0.06, 0.75)
"""Of the size; so far from the line stands what is raised or lowered."""

BESIDE: Final = 0.4
"""Of the size; so near it stands to the word that it belongs to."""

TOUCHING: Final = 0.14
"""Of the size; words nearer than that are one, where the file does not write them in turn."""

_MARK: Final = re.compile(
    r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§¶#]{1,3})(?:[,–-]\s?(?:\d{1,3}|[a-z])?)*[\]),]?$"
)
_POWERS: Final = frozenset({"10", "m", "km", "cm", "mm", "ft", "mi", "R", "x"})
_SUPERSCRIPTS: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_TAIL: Final = re.compile(r"(?:(?<=\d)|\b)([A-Za-z]{1,2}|10)$")


INITIAL: Final = 1.7
"""Times the size of the text; a letter so large at its beginning is an initial."""


class Word(NamedTuple):
    """A span in its line.

    Attributes:
        span: what it says, moved to the line's height.
        at: its number among those of the page, in the order of the file.
        size: in points.
        raised: whether it stands above the line.
    """

    span: Span
    at: int
    size: float
    raised: bool


def with_initials(spans: Sequence[Span], styles: Sequence[Style]) -> list[Span]:
    """The spans, a large letter that reaches over several lines moved to the first of them."""
    found = list(spans)
    for at, span in enumerate(spans):
        size = styles[span.style].size
        if len(span.text) != 1 or not span.text.isalpha():
            continue
        beside = [
            other
            for other, one in enumerate(spans)
            if styles[one.style].size * INITIAL <= size
            and span.x1 - 1 <= one.x0 <= span.x1 + size / 2
            and span.y - size < one.y < span.y + 1
        ]
        if beside:
            first = min(beside, key=lambda other: spans[other].y)
            word = span.text in "AIO" and spans[first].x0 - span.x1 > BESIDE * size / INITIAL
            found[at] = span._replace(y=spans[first].y, glued=False)
            found[first] = spans[first]._replace(glued=not word)
    return found


def words(spans: Sequence[Span], styles: Sequence[Style]) -> list[Word]:
    """The spans, those raised or lowered beside another moved to its line."""
    found: list[Word] = []
    for at, span in enumerate(spans):
        size = styles[span.style].size
        word = Word(span, at, size, raised=False)
        before = found[-1] if found else None
        after = spans[at + 1] if at + 1 < len(spans) else None
        if (before is not None and _is_beside(before.span, before.size, span, size)) or (
            before is not None and before.span.y != spans[at - 1].y and _goes_on(before, span)
        ):
            word = _moved(word, before.span.y)
        elif after is not None and _is_beside(after, styles[after.style].size, span, size):
            word = _moved(word, after.y)
        found.append(word)
    return found


def _is_beside(main: Span, large: float, span: Span, size: float) -> bool:
    off = abs(main.y - span.y)
    return (
        size < SMALL * large
        and SHIFTED[0] * large < off < SHIFTED[1] * large
        and (abs(span.x0 - main.x1) < BESIDE * large or abs(main.x0 - span.x1) < BESIDE * large)
    )


def _goes_on(before: Word, span: Span) -> bool:
    """Whether it goes on what is raised, as the second of two marks does."""
    return (
        before.span.style == span.style
        and abs(span.x0 - before.span.x1) < BESIDE * before.size
        and before.raised
    )


def _moved(word: Word, y: float) -> Word:
    raised = word.span.y < y
    return word._replace(span=word.span._replace(y=y), raised=raised)


def joined(row: Sequence[Word], *, marks: bool = False) -> str:
    """What words of a line say, with or without the marks of footnotes."""
    told = ""
    before: Word | None = None
    for word in row:
        text = word.span.text
        if word.raised and _is_power(told, text):
            text = text.translate(_SUPERSCRIPTS)
        elif is_mark(word) and not marks:
            continue
        spaced = before is not None and not _is_glued(before, word)
        told += f" {text}" if spaced else text
        before = word
    return tidy(told)


def is_mark(word: Word) -> bool:
    """Whether it is a footnote's mark, and not the ending of an ordinal."""
    return word.raised and bool(_MARK.match(word.span.text))


def _is_power(before: str, text: str) -> bool:
    tail = _TAIL.search(before)
    return tail is not None and tail[1] in _POWERS and text.isdecimal()


def _is_glued(before: Word, word: Word) -> bool:
    if word.span.glued:
        return before.at < word.at or before.size >= INITIAL * word.size
    in_turn = before.at + 1 == word.at
    return not in_turn and word.span.x0 - before.span.x1 < TOUCHING * word.size
