"""The characters of a report as they are quoted: what cannot be seen goes, all else stays."""

import re
import unicodedata
from typing import Final

_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1b\x7f]")
"""Soft hyphens, spaces of no width, byte order marks and controls."""

_EAST: Final = "\u3001-\u30ff\u3400-\u9fff\uff01-\uff60"
"""Kana, Han characters and their punctuation, which no line's end puts a space between."""

_EAST_TURN: Final = re.compile(f"(?<=[{_EAST}])[ \\t]*\\n[ \\t]*(?=[{_EAST}])")

_BULLET: Final = re.compile(
    r"^(?:[•‣◦▪▫■□●○◆◇►▶➢➤✓✔∙·\u2043\uf0a7\uf0b7\uf0d8\uf0fc]\s*|[-–—*+]\s+)(?=\S)"
)
"""A list's sign before its item."""

_NUMBERED: Final = re.compile(
    r"^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]|\((?:\d{1,2}|[A-Z])\)|[①-⑳])\s*(?=\S)"
)
"""A number or letter before an item; letters are small, for capitals stand before headings."""

_SENTENCE_END: Final = re.compile(r"[.!?…。！？]+[\"'”’»)\]）」』]*$")

TAIL: Final = 40
"""Characters in which a sentence ends, with its quotation marks and brackets."""

DENSE: Final = 2.5
"""How many letters of an alphabet say what one Han character, syllable or Kana says."""


def tidy(text: str) -> str:
    """One line: white space is single spaces, what cannot be seen is gone, all else as it was."""
    return " ".join(turned(_UNSEEN.sub("", text)).split())


def turned(text: str) -> str:
    """The same with a space for each line's end, or with nothing where scripts have no spaces."""
    return _EAST_TURN.sub("", text).replace("\n", " ") if "\n" in text else text


def without_bullet(text: str) -> tuple[str, bool]:
    """A line without the sign of a list before it, and whether it had one."""
    rest = _BULLET.sub("", text, count=1)
    return rest, rest != text


def is_numbered(text: str) -> bool:
    """Whether it begins like an item of a numbered list."""
    return bool(_NUMBERED.match(text))


def ends_sentence(text: str) -> bool:
    """Whether it ends as sentences do."""
    return bool(_SENTENCE_END.search(text[-TAIL:]))


def is_dense(character: str) -> bool:
    """Whether it is of a script that needs few characters: Han, Kana, Hangul."""
    return character > "\u2e7f" and unicodedata.category(character) == "Lo"


def weight(text: str) -> int:
    """How much it says, in letters of an alphabet."""
    dense = sum(map(is_dense, text)) if not text.isascii() else 0
    return len(text) + int(dense * (DENSE - 1))


def alike(text: str) -> str:
    """The same for two texts that differ only in case, spaces and punctuation."""
    return "".join(filter(str.isalnum, text.casefold()))
