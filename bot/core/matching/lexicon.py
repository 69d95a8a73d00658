"""The features of texts as numbers.

Features are numbered n-grams first, then terms, then pairs of terms. A text is kept as the numbers
of its tokens, a few bytes; its features are made from those whenever they are needed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.core.matching.arrays import Ints, Ragged, numbered, ragged
from bot.core.matching.features import REACH, grams, terms
from bot.core.matching.text import is_cjk

Keys = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

EDGES: Final = ("^", "$")
"""Terms before the first and after the last of a text; no token has them."""

ABOVE: Final = 31
"""Bits of a term's number in the key of a pair."""

UNKNOWN: Final = -1


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Lexicon:
    """The tokens of some texts, each with its features.

    `pairs` are the keys of all pairs of terms that the texts hold, ascending; see `pair_keys`.
    """

    tokens: dict[str, int]
    grams: dict[str, int]
    terms: dict[str, int]
    token_grams: Ragged
    token_terms: Ragged
    spaced: Bools
    pairs: Keys

    @property
    def size(self) -> int:
        """How many features there are."""
        return len(self.grams) + len(self.terms) + len(self.pairs)

    def numbers(self, tokens: Sequence[str]) -> list[int]:
        """The numbers of the tokens; UNKNOWN for those that no text holds."""
        return [self.tokens.get(token, UNKNOWN) for token in tokens]

    def names(self, numbers: Iterable[int]) -> list[str]:
        """The tokens that have these numbers; takes as long as there are tokens."""
        tokens = list(self.tokens)
        return [tokens[number] for number in numbers]

    def features(self, texts: Ragged, rows: Ints) -> tuple[Ints, Ints]:
        """The features of some texts, some of them twice: the place in `rows`, and the number."""
        tokens, sizes = texts.of(rows)
        of = np.repeat(np.arange(len(rows)), sizes)
        held_grams, gram_counts = self.token_grams.of(tokens)
        held_terms, term_counts = self.token_terms.of(tokens)
        spaced = self.spaced[tokens]
        # A word has one term, so that the first is all of them.
        stems = self.token_terms.values[self.token_terms.starts[tokens[spaced]]]
        keys, holders = pair_keys(stems, of[spaced])
        return (
            np.concatenate([np.repeat(of, gram_counts), np.repeat(of, term_counts), holders]),
            np.concatenate([held_grams, held_terms + len(self.grams), self._numbered(keys)]),
        )

    def asked(self, tokens: Sequence[str]) -> tuple[Ints, Ints]:
        """The features of a query, once each: its n-grams, and its terms with their pairs.

        What no text holds is UNKNOWN, as often as there are such features.
        """
        distinct = dict.fromkeys(tokens)
        held_grams = dict.fromkeys(chain.from_iterable(map(grams, distinct)))
        held_terms = numbered(chain.from_iterable(map(terms, distinct)))
        known = [self.terms.get(term, UNKNOWN) for term in held_terms]
        stems = np.array(
            [
                self.terms.get(term, len(self.terms) + held_terms[term])
                for token in tokens
                if not is_cjk(token)
                for term in terms(token)
            ],
            np.int64,
        )
        keys, _ = pair_keys(stems, np.zeros(len(stems), np.intp))
        return (
            np.array([self.grams.get(gram, UNKNOWN) for gram in held_grams], np.intp),
            np.concatenate(
                [
                    [UNKNOWN if term == UNKNOWN else term + len(self.grams) for term in known],
                    self._found(np.unique(keys)),
                ]
            ).astype(np.intp),
        )

    def _found(self, keys: Keys) -> Ints:
        """The numbers of pairs, UNKNOWN where no text holds one."""
        if not len(self.pairs):
            return np.full(len(keys), UNKNOWN)
        places = np.minimum(np.searchsorted(self.pairs, keys), len(self.pairs) - 1)
        known = self.pairs[places] == keys
        return np.where(known, places + len(self.grams) + len(self.terms), UNKNOWN)

    def _numbered(self, keys: Keys) -> Ints:
        """The numbers of pairs that the texts hold."""
        return np.searchsorted(self.pairs, keys) + len(self.grams) + len(self.terms)


def lexicon(texts: Sequence[Sequence[str]]) -> tuple[Lexicon, Ragged]:
    """The lexicon of some tokenised texts, and each text as numbers of tokens."""
    tokens = numbered(chain.from_iterable(texts))
    held_grams = [grams(token) for token in tokens]
    held_terms = [terms(token) for token in tokens]
    gram_numbers = numbered(chain.from_iterable(held_grams))
    term_numbers = numbered(chain(EDGES, chain.from_iterable(held_terms)))
    rows = ragged([[tokens[token] for token in text] for text in texts])
    spaced = np.array([not is_cjk(token) for token in tokens], np.bool_)
    token_terms = ragged([[term_numbers[term] for term in held] for held in held_terms])
    return (
        Lexicon(
            tokens=tokens,
            grams=gram_numbers,
            terms=term_numbers,
            token_grams=ragged([[gram_numbers[gram] for gram in held] for held in held_grams]),
            token_terms=token_terms,
            spaced=spaced,
            pairs=_pairs(rows, token_terms, spaced),
        ),
        rows,
    )


def pair_keys(stems: npt.NDArray[np.integer], of: Ints) -> tuple[Keys, Ints]:
    """The keys of the pairs of stems that stand in the same text, and which text that is.

    Neighbours in their order, with the edges of the text; and stems near each other in any order:
    the skip-bigrams of Lin & Och ("Automatic evaluation of machine translation quality using
    longest common subsequence and skip-bigram statistics", 2004).

    Args:
        stems: the stems of all texts, one text after another.
        of: the text that each belongs to, ascending.
    """
    stems = stems.astype(np.int64)
    turns = np.flatnonzero(np.diff(of, prepend=-1, append=-1)) if len(of) else of
    first, last = turns[:-1], turns[1:] - 1
    keys = [_key(0, stems[first]), _key(stems[last], 1)]
    holders = [of[first], of[last]]
    for keyed, holding in _near_pairs(stems, of):
        keys.append(keyed)
        holders.append(holding)
    return np.concatenate(keys), np.concatenate(holders)


def _near_pairs(stems: Keys, of: Ints) -> Iterator[tuple[Keys, Ints]]:
    for distance in range(1, REACH + 1):
        together = of[:-distance] == of[distance:]
        left, right = stems[:-distance][together], stems[distance:][together]
        holding = of[distance:][together]
        if distance == 1:
            yield _key(left, right), holding
        yield _key(np.minimum(left, right), np.maximum(left, right)) | ANY_ORDER, holding


ANY_ORDER: Final = np.int64(1 << (2 * ABOVE))
"""Marks the key of two that are near each other, from that of neighbours."""


def _key(left: Keys | int, right: Keys | int) -> Keys:
    return np.asarray(left, np.int64) << ABOVE | right


MOST_AT_ONCE: Final = 50_000
"""Texts whose pairs are made before they are thinned out."""


def _pairs(texts: Ragged, token_terms: Ragged, spaced: Bools) -> Keys:
    """The keys of all pairs, ascending, once each."""
    found: list[Keys] = []
    for rows in in_parts(len(texts)):
        tokens, sizes = texts.of(rows)
        of = np.repeat(rows, sizes)
        words = spaced[tokens]
        keys, _ = pair_keys(token_terms.values[token_terms.starts[tokens[words]]], of[words])
        found.append(np.unique(keys))
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)


def in_parts(size: int) -> Iterable[Ints]:
    """The numbers below `size`, a part of them at a time."""
    for start in range(0, size, MOST_AT_ONCE):
        yield np.arange(start, min(start + MOST_AT_ONCE, size))
