"""What is counted in a text: character n-grams that forgive spelling, terms that carry meaning."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from bot.core.matching.text import is_cjk, jamo, stem

SHORTEST_GRAM: Final = 2
LONGEST_GRAM: Final = 5
"""Characters; within words, so that word order and spacing do not matter."""

LONGEST_CJK_GRAM: Final = 3

REACH: Final = 3
"""Words that may stand between two that are counted as a pair, plus one."""

Features = Counter[str]
"""How often each feature stands in a text."""


def grams(words: Sequence[str]) -> Features:
    """Character n-grams of each word with its edges marked; of joined runs in Japanese and Korean.

    Spaces in Korean are written loosely and in Japanese not at all, so runs are joined first.
    """
    counts: Features = Counter()
    for word in words:
        if not is_cjk(word):
            counts.update(_grams_of(word))
    for run in _joined(words):
        counts.update(_ngrams(run, 1, LONGEST_CJK_GRAM))
        letters = jamo(run)
        if letters != run:
            counts.update(_ngrams(letters, LONGEST_CJK_GRAM, LONGEST_GRAM))
    return counts


def terms(words: Sequence[str]) -> Features:
    """Stems, neighbouring stems in order, near stems in any order; character pairs where no spaces.

    Pairs in any order are the skip-bigrams of Lin & Och ("Automatic evaluation of machine
    translation quality using longest common subsequence and skip-bigram statistics", 2004).
    """
    stems = [stem(word) for word in words if not is_cjk(word)]
    counts: Features = Counter(f"={word}" for word in stems)
    if stems:
        counts.update(f"{left}+{right}" for left, right in pairwise(["^", *stems, "$"]))
        counts.update(_near_pairs(stems))
    for run in _joined(words):
        counts.update(f"={pair}" for pair in _ngrams(run, 2, 2))
    return counts


@lru_cache(maxsize=50_000)
def _grams_of(word: str) -> tuple[str, ...]:
    return tuple(_ngrams(f" {word} ", SHORTEST_GRAM, LONGEST_GRAM))


def _near_pairs(stems: Sequence[str]) -> Iterator[str]:
    for at, left in enumerate(stems):
        for right in stems[at + 1 : at + 1 + REACH]:
            yield f"{left}~{right}" if left <= right else f"{right}~{left}"


def _joined(words: Iterable[str]) -> Iterator[str]:
    """The text's Japanese and Korean words as runs, joined over spaces, split by other scripts."""
    run: list[str] = []
    for word in [*words, ""]:
        if is_cjk(word):
            run.append(word)
        elif run:
            yield "".join(run)
            run = []


def _ngrams(text: str, shortest: int, longest: int) -> Iterator[str]:
    """All n-grams of those lengths, and the text itself once if it is shorter than the longest."""
    for length in range(shortest, longest + 1):
        if len(text) <= length:
            yield text
            return
        for start in range(len(text) - length + 1):
            yield text[start : start + length]
