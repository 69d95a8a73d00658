"""Headings that a format does not name as such: short lines that look like one, standing alone."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from bot.authoring.building.document import Kind
from bot.authoring.building.readers.characters import alike, weight
from bot.authoring.building.readers.lines import Line, content
from bot.authoring.building.readers.looks import FEW_LETTERS, LONGEST, look_of
from bot.authoring.building.readers.numbering import numbering

STRETCH: Final = 6_000
"""Letters between two headings above which there must be others between them: some 1,000 words."""

MOST_LINES: Final = 3
"""Lines that one heading is broken over."""

PROSE: Final = 100
"""Letters of a paragraph that says something."""

MOST_TIMES: Final = 3
"""That a heading comes; a line that comes more often is a label ("Related provisions")."""

DEEPEST: Final = 6

_LOUD: Final = re.compile(r"bold|centred")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Guess:
    """Lines that look like one heading: the places of the first and the last, and how they look."""

    first: int
    last: int
    text: str
    look: str


def with_headings(lines: Sequence[Line]) -> list[Line]:
    """The same lines; of those that stand far from any heading, some have become one."""
    found = list(lines)
    labels = _labels(lines)
    named = {alike(line.text): line.level for _, line in content(lines) if line.level}
    for start, end, level, wanting in _stretches(lines):
        places = [place for place in enumerate(lines[start:end], start) if not place[1].reason]
        guesses = _guesses(places, labels)
        if not wanting:
            # Where headings are named as often as usual, only those that stand out are more.
            guesses = [guess for guess in guesses if _LOUD.search(guess.look)]
        _promote(found, guesses, level, named)
    return [line for line in found if line.text]


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[int, int, int, bool]]:
    """What stands between headings: from, to, the level of more of them, whether any are wanting.

    Where they are wanting, they are the equals of the one before, since none is so long.
    """
    named = [(at, line) for at, line in content(lines) if line.kind is Kind.HEADING]
    only_title = len(named) <= 1
    bounds = [(0, 1), *((at + 1, line.level) for at, line in named), (len(lines) + 1, 0)]
    for (start, level), (after, _) in pairwise(bounds):
        letters = sum(weight(line.text) for line in lines[start : after - 1] if not line.reason)
        wanting = only_title or letters > STRETCH
        below = level + 1 if start and (only_title or not wanting) else level
        yield start, after - 1, min(max(below, 1), DEEPEST), wanting


def _labels(lines: Sequence[Line]) -> frozenset[str]:
    times = Counter(
        alike(line.text)
        for _, line in content(lines)
        if line.kind is not Kind.HEADING and weight(line.text) <= LONGEST
    )
    return frozenset(text for text, count in times.items() if count > MOST_TIMES)


def _guesses(places: Sequence[tuple[int, Line]], labels: frozenset[str]) -> list[_Guess]:
    """The last first: whether a line is a heading depends on what follows it."""
    guesses: list[_Guess] = []
    follows: Line | _Guess | None = None
    nth = len(places) - 1
    while nth >= 0:
        look = "" if alike(places[nth][1].text) in labels else look_of(places[nth][1])
        if not look:
            follows = places[nth][1]
            nth -= 1
            continue
        first = _beginning(places, nth, look)
        guess = _together(places[first : nth + 1], look)
        if (
            nth - first < MOST_LINES
            and _leads(guess, follows)
            and not _follows_other(places, first)
        ):
            guesses.append(guess)
            follows = guess
        else:
            follows = places[first][1]
        nth = first - 1
    return guesses[::-1]


def _beginning(places: Sequence[tuple[int, Line]], nth: int, look: str) -> int:
    """The first of the lines above that look the same.

    Two headings of a level with nothing between them are one, broken over lines.
    """
    while nth and not numbering(places[nth][1].text) and look_of(places[nth - 1][1]) == look:
        nth -= 1
    return nth


def _together(run: Sequence[tuple[int, Line]], look: str) -> _Guess:
    text = " ".join(line.text for _, line in run)
    return _Guess(first=run[0][0], last=run[-1][0], text=text, look=numbering(text) + " " + look)


def _follows_other(places: Sequence[tuple[int, Line]], first: int) -> bool:
    """Whether it is a table's head, or who a letter is from ("Sincerely yours," stands before)."""
    if not first:
        return False
    before = places[first - 1][1]
    return before.kind is Kind.CAPTION or (
        before.text.endswith(",") and len(before.text) <= FEW_LETTERS
    )


def _leads(guess: _Guess, follows: Line | _Guess | None) -> bool:
    """Whether there is something under it to be the heading of."""
    if weight(guess.text) > LONGEST or follows is None:
        return False
    if isinstance(follows, _Guess):
        return guess.look not in {follows.look, " plain"}
    if follows.kind is Kind.HEADING:
        return False
    if follows.kind is not Kind.PARAGRAPH:
        return guess.look != " plain"
    return _is_prose(follows.text, PROSE if guess.look.endswith("plain") else PROSE // 2)


def _is_prose(text: str, least: int) -> bool:
    return weight(text) >= least and not text[:1].islower()


def _promote(
    lines: list[Line], guesses: Sequence[_Guess], base: int, named: Mapping[str, int]
) -> None:
    """Make headings of them: a look that is new among them stands below the one before.

    One that reads like a heading which the format names as such has the level of that one.
    """
    looks: list[str] = []
    for guess in guesses:
        if guess.look in looks:
            del looks[looks.index(guess.look) + 1 :]
        else:
            looks.append(guess.look)
        level = named.get(alike(guess.text), min(base + len(looks) - 1, DEEPEST))
        heading = replace(lines[guess.first], kind=Kind.HEADING, level=level, text=guess.text)
        lines[guess.first] = heading
        for at in range(guess.first + 1, guess.last + 1):
            if not lines[at].reason:
                lines[at] = replace(lines[at], text="")
