"""Names of one thing, brought to one name before anything is counted."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bot.core.matching.text import is_cjk, plain, words

LONGEST_NAME: Final = 8
"""Words of a glossary name that are compared at most."""


class Glossary:
    """Groups of equivalent names; each is replaced by the first name of its group.

    A name in a spaced script is found as whole words, the longest first; a Japanese or Korean
    name inside a run of text, where no space marks it.
    """

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._names: dict[tuple[str, ...], tuple[str, ...]] = {}
        for group in groups:
            names = [name for name in (tuple(words(plain(name))) for name in group) if name]
            for name in names:
                self._names.setdefault(name, names[0])
        self._longest = min(LONGEST_NAME, max((len(name) for name in self._names), default=0))
        inside = [name[0] for name in self._names if len(name) == 1 and is_cjk(name[0])]
        longest_first = sorted(inside, key=lambda name: (-len(name), name))
        self._inside = re.compile(f"({'|'.join(map(re.escape, longest_first)) or '(?!)'})")

    def rename(self, query: Sequence[str]) -> list[str]:
        """The words with every known name replaced by the first name of its group."""
        return [word for _, name in self._read(query) for word in name]

    def renamed(self, query: Sequence[str]) -> Iterator[tuple[str, str]]:
        """What is replaced, and by what."""
        for written, name in self._read(query):
            if tuple(written) != name:
                yield " ".join(written), " ".join(name)

    def _read(self, query: Sequence[str]) -> Iterator[tuple[Sequence[str], tuple[str, ...]]]:
        """The words piece by piece: as they are written, and as they are read."""
        parts = [part for word in query for part in self._split(word)]
        at = 0
        while at < len(parts):
            taken, name = self._name_at(parts, at)
            yield parts[at : at + taken], name
            at += taken

    def _name_at(self, parts: Sequence[str], at: int) -> tuple[int, tuple[str, ...]]:
        for length in range(min(self._longest, len(parts) - at), 0, -1):
            name = self._names.get(tuple(parts[at : at + length]))
            if name is not None:
                return length, name
        return 1, (parts[at],)

    def _split(self, word: str) -> list[str]:
        """The word cut around the names that stand inside it, if it is Japanese or Korean."""
        if not is_cjk(word):
            return [word]
        return [piece for piece in self._inside.split(word) if piece]
