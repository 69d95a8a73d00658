"""From what a user wrote to comparable words: width, case, marks, markup and scripts.

Everything here is a pure function of the text. Names are the glossary's business, weights the
index's.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from sys import intern
from typing import Final

MOST_READ: Final = 4096
"""Characters of an utterance that are looked at; the longest Discord message is 4,000."""

MOST_KEPT: Final = 600
"""Characters kept once spaces are collapsed: a question that needs more is not one question."""

_MARKUP = re.compile(r"<(?:a?:\w{1,32}:|[@#][!&]?|/[^<>:]{1,64}:)\d{1,20}>|https?://\S+", re.ASCII)
"""Discord's mentions, channels, custom emoji and commands, and links: not part of a question."""

_POSSESSIVE = re.compile(r"(?<=\w)['\u2018\u2019\u02bc\u00b4`]s\b")
"""Seoul's is Seoul, so that the glossary knows it; what's and it's are stop words either way."""

_APOSTROPHES = re.compile(r"['\u2018\u2019\u02bc\u00b4`]")
_MARKS = re.compile(r"[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W_]+")
_RUNS = re.compile(
    r"(?P<hangul>[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]+)"
    r"|(?P<kana>[\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\u30fc]+)"
    r"|(?P<other>[^\u1100-\u11ff\u3005\u3007\u3040-\u318f\u31f0-\u31ff\u3400-\u9fff"
    r"\uac00-\ud7af\uf900-\ufaff]+)"
)

_LEAST_STEM: Final = 3
"""Letters that a stem keeps at least."""

_ENDINGS: Final = (("ies", "y"), ("ing", ""), ("ed", ""), ("ly", ""), ("es", ""), ("s", ""))


def plain(text: str) -> str:
    """The text in one width, case and spacing, without marks and markup.

    NFKC first (half- and full-width forms become one), then case folding, then accents off Latin
    letters; Japanese voicing marks and Hangul stay, they carry meaning.
    """
    text = _MARKUP.sub(" ", text[:MOST_READ])
    text = unicodedata.normalize("NFKC", text).casefold()
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    text = _POSSESSIVE.sub("", unicodedata.normalize("NFKC", text))
    text = _APOSTROPHES.sub("", text)
    return " ".join(text.split())[:MOST_KEPT]


def words(text: str) -> list[str]:
    """The words of a plain text: runs of letters or digits of one script.

    Japanese and Korean are not split further here: their spaces mean little. The same words come
    again and again: each is kept in memory once.
    """
    return [intern(run) for word in _WORD.findall(text) for run in _runs(word)]


def _runs(word: str) -> Iterator[str]:
    if word.isascii():
        yield word
        return
    for match in _RUNS.finditer(word):
        yield match.group()


def is_cjk(word: str) -> bool:
    """Whether a word is Japanese, Chinese or Korean: written without reliable spaces."""
    return word >= "\u1100" and _RUNS.match(word) is not None and not _is_other(word)


def _is_other(word: str) -> bool:
    match = _RUNS.match(word)
    return match is not None and match.lastgroup == "other"


def jamo(text: str) -> str:
    """Hangul syllables taken apart, so that a wrong vowel costs a letter and not a syllable."""
    return unicodedata.normalize("NFD", text)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A light English stem: plurals, -ing, -ed, -ly and a final e, never below three letters.

    In the spirit of Harman's S-stemmer ("How effective is suffixing?", 1991): strong stemming
    merges words that an entry must tell apart, and character n-grams forgive the rest.
    """
    for ending, replacement in _ENDINGS:
        if word.endswith(ending) and not word.endswith(("ss", "us", "is")):
            base = word[: -len(ending)] + replacement
            return _bare(base) if len(base) >= _LEAST_STEM else word
    return _bare(word)


def _bare(base: str) -> str:
    """The base without a doubled last consonant (planned) or a final e (making, make)."""
    if len(base) <= _LEAST_STEM:
        return base
    if base[-1] == base[-2] and base[-1] not in "aeiousl":
        return base[:-1]
    return base.removesuffix("e")
