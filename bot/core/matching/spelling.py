"""Slips of the fingers, mended against the words that a pack uses."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.matching.english import COMMON, SHORTHAND, common
from bot.core.matching.text import stem

LEAST_MENDED: Final = 4
"""Letters: below, too many words lie one slip away."""

TWO_SLIPS: Final = 7
"""Letters from which two slips are forgiven."""

LEAST_PART: Final = 3
"""Letters of each half of two words written as one."""


MOST_STRANGE: Final = 0.5
"""Share of three-letter runs that no known word has, from which words are gibberish."""


class Speller:
    """Mends words that nobody knows to words that the pack uses.

    A word stays as it is if its stem is in the pack or among the common words: "career" is not
    "Korea". A slip is an insertion, a deletion, a substitution or a swap of neighbours (optimal
    string alignment); the first letter holds, or is swapped with the second.
    """

    def __init__(self, uses: Mapping[str, int]) -> None:
        """Knows the words of a pack by how often it uses each."""
        self._uses = uses

    def knows(self, word: str) -> bool:
        """Whether the word needs no mending."""
        return word in self._uses or stem(word) in self._stems

    @cached_property
    def _stems(self) -> frozenset[str]:
        """The stems of all known words, made when the first word is met that nobody uses."""
        return common() | {stem(word) for word in self._uses}

    @cached_property
    def _aims(self) -> dict[tuple[str, int], list[str]]:
        """What a slip may have been meant for, by first letter and length; the most used first."""
        aims: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(self._uses, key=lambda word: (-self._uses[word], word)):
            if len(word) >= LEAST_MENDED and _is_latin(word):
                aims[word[0], len(word)].append(word)
        return aims

    def mend(self, words: Sequence[str]) -> list[tuple[str, ...]]:
        """For each word itself or, if nobody knows it, the words that were probably meant."""
        return [self._mended(word) for word in words]

    def gibberish(self, words: Sequence[str]) -> bool:
        """Whether no word is known and most of their letters never stand together in words."""
        if not words or any(self.knows(word) or not _is_latin(word) for word in words):
            return False
        parts = [part for word in words for part in _trigrams(word)]
        strange = sum(part not in self._trigrams for part in parts)
        return strange > MOST_STRANGE * len(parts)

    @cached_property
    def _trigrams(self) -> frozenset[str]:
        """The three-letter runs of all words; hardly a query needs them."""
        return frozenset(
            part for word in (*COMMON.split(), *self._uses) for part in _trigrams(word)
        )

    def _mended(self, word: str) -> tuple[str, ...]:
        if word in SHORTHAND and word not in self._uses:
            return (SHORTHAND[word],)
        if len(word) < LEAST_MENDED or not _is_latin(word) or self.knows(word):
            return (word,)
        meant = self._meant(word, 1 if len(word) < TWO_SLIPS else 2)
        return (meant,) if meant else next(self._halves(word), (word,))

    def _meant(self, word: str, slips: int) -> str | None:
        """The word with the fewest slips; of several, the one that is used most."""
        swapped = word[1] + word[0] + word[2:]
        for allowed in range(1, slips + 1):
            near = {*self._near(word, allowed), *self._near(swapped, allowed - 1)}
            if near:
                return min(near, key=lambda aim: (-self._uses[aim], aim))
        return None

    def _near(self, word: str, slips: int) -> Iterator[str]:
        """Of the words of each length with the fewest slips, at most these, the most used."""
        for length in range(len(word) - slips, len(word) + slips + 1):
            aims = self._aims.get((word[0], length), ())
            best = process.extractOne(word, aims, scorer=OSA.distance, score_cutoff=slips)
            if best is not None:
                yield best[0]

    def _halves(self, word: str) -> Iterator[tuple[str, str]]:
        """Two words of the pack that were written as one."""
        for at in range(LEAST_PART, len(word) - LEAST_PART + 1):
            if word[:at] in self._uses and word[at:] in self._uses:
                yield word[:at], word[at:]


def _trigrams(word: str) -> Iterator[str]:
    marked = f" {word} "
    return (marked[at : at + 3] for at in range(len(marked) - 2))


def _is_latin(word: str) -> bool:
    return word.isascii() and word.isalpha()
