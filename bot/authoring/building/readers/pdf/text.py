"""Lines → one line of text: hyphens at line ends undone where they only parted a word."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from bot.authoring.building.readers.pdf.pieces import Piece

HYPHENATES: Final = 0.04
"""Of the lines; a text of which more end in a hyphen was hyphenated."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W_]+)*")
_CUT: Final = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_BEGIN: Final = re.compile(r"[^\W\d_]+")
_HYPHEN: Final = re.compile("[-\u2010\u2011]")
_OPEN: Final = re.compile(r"(?:\w[-\u2010\u2011]|(?<=\S)[—/]|(?:https?://|www\.)\S*[-/_=?&%.])$")
"""What goes on without a space on the next line."""

_EAST: Final = re.compile("[\u3001-\u30ff\u3400-\u9fff\uff01-\uff60]")


class Joiner:
    """Joins lines as the whole text shows: a word that stands somewhere unbroken is one word."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        cut = total = 0
        for line in lines:
            for word in _WORD.findall(line.casefold()):
                parts = _HYPHEN.split(word)
                self._words.update([word] if len(parts) == 1 else map("-".join, pairwise(parts)))
            cut += bool(_CUT.search(line))
            total += 1
        self._hyphenates = cut > HYPHENATES * max(total, 1)

    def joined(self, lines: Sequence[Piece]) -> tuple[str, tuple[int, ...]]:
        """What lines say, and the places in it where the next page begins."""
        told, breaks = "", []
        page = lines[0].page
        for line in lines:
            told = self.glued(told, line.text) if told else line.text
            while page < line.page:
                breaks.append(len(told) - len(line.text))
                page += 1
        return told, tuple(breaks)

    def glued(self, before: str, after: str) -> str:
        """Two lines as one."""
        cut, begin = _CUT.search(before), _BEGIN.match(after)
        if cut is not None and begin is not None and begin[0][0].islower():
            return before[:-1] + after if self._is_one(cut[1], begin[0]) else before + after
        if _OPEN.search(before):
            return before + after
        if _EAST.match(before[-1:]) and _EAST.match(after[:1]):
            return before + after
        return f"{before} {after}"

    def _is_one(self, head: str, tail: str) -> bool:
        whole = self._words[(head + tail).casefold()]
        parted = self._words[f"{head}-{tail}".casefold()]
        if whole or parted:
            return whole > parted
        return self._hyphenates or not (self._is_word(head) or self._is_word(tail))

    def _is_word(self, part: str) -> bool:
        """Whether a part of a word stands by itself anywhere but at this line's end."""
        return self._words[part.casefold()] > 1
