"""What is counted in a text: character n-grams that forgive spelling, terms that carry meaning."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.core.matching.text import is_cjk, jamo, stem

SHORTEST_GRAM: Final = 2
LONGEST_GRAM: Final = 5
"""Characters; within words, so that word order and spacing do not matter."""

LONGEST_CJK_GRAM: Final = 3

REACH: Final = 3
"""Words that may stand between two that are counted as a pair, plus one."""


def tokens(words: Sequence[str]) -> list[str]:
    """The words, with Japanese and Korean ones joined to runs, over spaces, up to another script.

    Spaces in Korean are written loosely and in Japanese not at all.
    """
    joined: list[str] = []
    within_run = False
    for word in words:
        if is_cjk(word) and within_run:
            joined[-1] += word
        else:
            joined.append(word)
        within_run = is_cjk(word)
    return joined


def grams(token: str) -> tuple[str, ...]:
    """A token's n-grams, once each: of a word with its edges marked, of a run with its jamo."""
    if not is_cjk(token):
        return tuple(dict.fromkeys(_ngrams(f" {token} ", SHORTEST_GRAM, LONGEST_GRAM)))
    counted = dict.fromkeys(_ngrams(token, 1, LONGEST_CJK_GRAM))
    letters = jamo(token)
    if letters != token:
        counted |= dict.fromkeys(_ngrams(letters, LONGEST_CJK_GRAM, LONGEST_GRAM))
    return tuple(counted)


def terms(token: str) -> tuple[str, ...]:
    """The stem of a word; the character pairs of a run, which has no spaces to find words by."""
    return tuple(dict.fromkeys(_ngrams(token, 2, 2))) if is_cjk(token) else (stem(token),)


def _ngrams(text: str, shortest: int, longest: int) -> Iterator[str]:
    """All n-grams of those lengths, and the text itself once if it is shorter than the longest."""
    for length in range(shortest, longest + 1):
        if len(text) <= length:
            yield text
            return
        for start in range(len(text) - length + 1):
            yield text[start : start + length]
