"""The finding rule: where a passage that a curator typed stands in the report's text.

The rule, the only one: to find a passage, every kind of space and every single line break counts
as a space, and curly quotation marks count as straight ones, in the passage and in the text. Each
character stands for exactly one, so an offset in the folded text is the offset in the original,
and what is shown is always the original.
"""

import unicodedata
from bisect import bisect_left

SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
SINGLE_QUOTES = "\u2018\u2019\u201a\u201b"
DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f"

BEFORE, AFTER = 24, 16
"""Characters that a message shows on both sides of a difference."""

NEARLY = 16
"""Characters in common, from an end, that make a passage nearly found."""


def fold(text: str) -> str:
    """A text as the finding rule sees it: as long as the original."""
    text = text.replace("\t", " ").replace("\n", " ")
    if text.isascii():
        return text
    for space in SPACES:
        text = text.replace(space, " ")
    return straighten(text)


def straighten(text: str) -> str:
    """A text with straight quotation marks."""
    if text.isascii():
        return text
    for signs, plain in ((SINGLE_QUOTES, "'"), (DOUBLE_QUOTES, '"')):
        for sign in signs:
            text = text.replace(sign, plain)
    return text


class ReportText:
    """The report's text, to find passages in."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._folded = fold(text)

    def find(self, passage: str, start: int = 0, end: int | None = None) -> int:
        """The first offset of a passage between two offsets; -1 where it is not there."""
        return self._folded.find(fold(passage), start, end)

    def line(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return self.text.count("\n", 0, offset) + 1

    def difference(self, passage: str) -> str:
        """Where a passage that is nearly in the text first differs from it; else nothing."""
        folded = fold(passage)
        head = self._common(folded)
        tail = self._common(folded, from_end=True)
        if max(head, tail) < max(2, min(NEARLY, len(passage) // 2)):
            return ""
        if head >= tail:
            return self._after(passage, head, self._folded.find(folded[:head]))
        end, cut = self._folded.find(folded[-tail:]), len(folded) - tail
        near = max(0, end - 2 * cut)
        head = self._common(folded[:cut], within=(near, end))
        if 2 * head >= cut:
            return self._after(passage, head, self._folded.find(folded[:head], near))
        return self._before(passage, cut, end)

    def _common(
        self,
        folded: str,
        *,
        from_end: bool = False,
        within: tuple[int, int] | None = None,
    ) -> int:
        """Length of the longest beginning (or end) of a passage that the text holds."""
        span = within or (0, len(self._folded))

        def absence(length: int) -> int:
            part = folded[-length:] if from_end else folded[:length]
            return int(self._folded.find(part, *span) < 0)

        return bisect_left(range(1, len(folded) + 1), 1, key=absence)

    def _after(self, passage: str, head: int, start: int) -> str:
        """The difference after a beginning that stands in the text from `start`."""
        at, common = start + head, len(_last_words(passage[:head]))
        return self._compared(
            at,
            self.text[at - common : at + AFTER],
            passage[head - common : head + AFTER],
            (self.text[at : at + 1], passage[head : head + 1]),
        )

    def _before(self, passage: str, cut: int, at: int) -> str:
        """The difference before the end `passage[cut:]`, which stands in the text from `at`."""
        before = min(AFTER, cut)
        common = min(BEFORE, len(passage) - cut)
        return self._compared(
            at,
            self.text[max(0, at - before) : at + common],
            passage[cut - before : cut + common],
            (self.text[max(0, at - 1) : at], passage[cut - 1 : cut]),
        )

    def _compared(self, at: int, report: str, pack: str, signs: tuple[str, str]) -> str:
        has, wants = (_named(sign) for sign in signs)
        return (
            f'line {self.line(at)} of {self.file} has "{_flat(report)}" where the pack has '
            f'"{_flat(pack)}" ({has} against {wants})'
        )


def _last_words(text: str) -> str:
    """The end of a text, from the start of a word if one is near."""
    end = text[-BEFORE:]
    return end if len(text) <= BEFORE else end[end.find(" ") + 1 :]


def _flat(text: str) -> str:
    return text.replace("\n", "⏎").replace("\r", "␍")


def _named(sign: str) -> str:
    """A character by itself if it is plain to see, or else by its Unicode name."""
    if not sign:
        return "the end"
    if sign == "\n":
        return "a line break"
    if sign.isascii() and sign.isalnum():
        return sign
    return unicodedata.name(sign, f"U+{ord(sign):04X}").lower()
