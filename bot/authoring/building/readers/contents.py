"""Tables of contents: found by their heading and by the page numbers their lines end in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.authoring.building.document import Kind
from bot.authoring.building.readers.characters import alike, ends_sentence
from bot.authoring.building.readers.lines import Line, content

REASON: Final = "table of contents"

LONGEST: Final = 220
"""Characters of a line in a table of contents."""

MOST_BETWEEN: Final = 3
"""Lines without a page number in a row: "Tables"."""

TAIL: Final = 200
"""Characters in which a line ends, with its dots and its page number."""

FEWEST: Final = 3
"""Lines with page numbers that are a table of contents even without its heading."""

_HEADING: Final = re.compile(
    r"^(?:table of contents|contents(?: page)?|(?:list of )?(?:tables?|figures?|exhibits|boxes)"
    r"|on this page|in this (?:report|article|brief|issue|section|publication|paper)"
    r"|inhalt(?:sverzeichnis|sübersicht)?|table des matières|sommaire|índice(?: general)?"
    r"|sumário|indice|目\s*次|目\s*录|目\s*錄|목\s*차|차\s*례)\s*:?$",
    re.IGNORECASE,
)

_LEADER: Final = re.compile(r"(?:\.\s?){4,}\s*[\divxlcA-Z-]{0,7}$|…{2,}\s*\d*$|_{5,}\s*\d+$")
"""Dots that lead to a page number."""

_LAST: Final = re.compile(r"[^\W\d_]\W{0,3}\s(\d{1,3})$")

_PAGE: Final = re.compile(r"(?:\s|(?<=[A-Za-z)?]))(?:[A-Z]?\d{1,3}(?:-\d{1,3})?|[ivxl]{1,5})$")
"""A page number at the end of a line."""


def without_contents(lines: Sequence[Line]) -> list[Line]:
    """The same lines; those of a table of contents have that for a reason."""
    found = {*_after_headings(lines), *_with_leaders(lines), *_counting_up(lines)}
    return [replace(line, reason=REASON) if at in found else line for at, line in enumerate(lines)]


def _with_leaders(lines: Sequence[Line]) -> set[int]:
    leading = {at for at, line in content(lines) if _LEADER.search(line.text[-TAIL:])}
    return leading if len(leading) >= FEWEST else set()


def _counting_up(lines: Sequence[Line]) -> Iterator[int]:
    """Lines one after another whose page numbers go up, and what little stands between them."""
    run: list[tuple[int, int]] = []
    held: list[int] = []
    for at, line in content(lines):
        number = _number(line)
        if number is not None and (not run or number >= run[-1][1]):
            run.append((at, number))
            held.append(at)
        elif run and number is None and at - run[-1][0] <= MOST_BETWEEN and _is_entry(line):
            held.append(at)
        else:
            yield from _counted(run, held)
            run, held = [], []
    yield from _counted(run, held)


def _counted(run: Sequence[tuple[int, int]], held: Sequence[int]) -> Iterator[int]:
    if len(run) > FEWEST and run[-1][1] > run[0][1] + FEWEST:
        yield from (at for at in held if at <= run[-1][0])


def _number(line: Line) -> int | None:
    """The page number that a line which could be of a table of contents ends in."""
    if line.kind in {Kind.HEADING, Kind.TABLE} or len(line.text) > LONGEST * 2:
        return None
    found = _LAST.search(line.text[-TAIL:])
    return int(found[1]) if found else None


def _after_headings(lines: Sequence[Line]) -> Iterator[int]:
    """What stands under the heading of a table of contents, and the heading."""
    places = list(content(lines))
    for nth, (at, line) in enumerate(places):
        if _HEADING.match(line.text):
            listed = list(_listed(places[nth + 1 :]))
            if listed:
                yield at
                yield from listed


def _listed(after: Sequence[tuple[int, Line]]) -> Iterator[int]:
    """Places of entries: short lines up to a heading, a sentence, or an entry's second time."""
    seen: set[str] = set()
    held: list[tuple[int, Line]] = []
    for at, line in after:
        if not _is_entry(line):
            break
        told = alike(_PAGE.sub("", _without_leader(line.text)))
        if told in seen and not _PAGE.search(line.text):
            break
        seen.add(told)
        held.append((at, line))
    # The last short line before the text is that text's heading, unless it names a page.
    while held and held[-1][1].kind is not Kind.ITEM and not _names_page(held[-1][1]):
        held.pop()
    if len(held) >= FEWEST or any(_names_page(line) for _, line in held):
        yield from (at for at, _ in held)


def _without_leader(text: str) -> str:
    return _LEADER.sub("", text) if len(text) <= LONGEST * 2 else text


def _is_entry(line: Line) -> bool:
    if line.kind is Kind.HEADING and not _HEADING.match(line.text):
        return False
    longest = LONGEST * 2 if _names_page(line) else LONGEST
    return len(line.text) <= longest and not ends_sentence(_without_leader(line.text))


def _names_page(line: Line) -> bool:
    return bool(_PAGE.search(line.text[-TAIL:]) or _LEADER.search(line.text[-TAIL:]))
