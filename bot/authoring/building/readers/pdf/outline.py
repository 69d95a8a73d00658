"""What a report itself says its headings are: in the file's outline, in its table of contents."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from bot.authoring.building.readers.characters import alike
from bot.authoring.building.readers.pdf.contents import Entry
from bot.authoring.building.readers.pdf.scan import Mark

CUT: Final = 40
"""Letters of a name in an outline from which on it may have been cut off."""

ALIGNED: Final = 3.0
"""Points; entries of one level begin as exactly in one place."""

NEAR: Final = 1
"""Pages between a heading and where its name in the outline leads."""


class Names:
    """The names of headings, with their levels as far as they show."""

    def __init__(self, outline: Sequence[Mark], entries: Sequence[Entry]) -> None:
        self._marks: defaultdict[str, list[Mark]] = defaultdict(list)
        for mark in outline:
            if name := alike(mark.title):
                self._marks[name[:CUT]].append(mark)
        places = _places(entry.indent for entry in entries)
        self._entries = {
            alike(entry.title): sum(entry.indent > place for place in places) + 1
            for entry in entries
        }

    def level(self, text: str, page: int) -> int | None:
        """The level of what may be a heading on that page; None if nothing names it."""
        name = alike(text)
        if not name:
            return None
        for mark in self._marks.get(name[:CUT], ()):
            told = alike(mark.title)
            whole = name == told or (len(told) >= CUT and name.startswith(told))
            if whole and (not mark.page or abs(mark.page - page) <= NEAR):
                return mark.level
        return self._entries.get(name)


def _places(indents: Iterable[float]) -> list[float]:
    """The places from which on entries are of a deeper level."""
    found: list[float] = []
    last: float | None = None
    for indent in sorted(indents):
        if last is not None and indent - last > ALIGNED:
            found.append((last + indent) / 2)
        last = indent
    return found
