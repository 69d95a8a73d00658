"""The features of texts as numbers.

Features are numbered n-grams first, then terms, then pairs of terms. A text is kept as the numbers
of its tokens, a few bytes; its features are made from those whenever they are needed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.core.matching.arrays import (
    HALF,
    Ints,
    Keys,
    Numbers,
    Ragged,
    distinct,
    ragged,
    starts_of,
    turns,
)
from bot.core.matching.features import REACH, grams, terms
from bot.core.matching.text import is_cjk

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

    def features(self, texts: "Texts", rows: Ints) -> tuple[Ints, Ints]:
        """The features of some texts, some of them twice: the place in `rows`, and the number."""
        held_tokens, sizes = texts.tokens.of(rows)
        tokens = held_tokens.astype(np.intp)
        of = np.repeat(np.arange(len(rows)), sizes)
        held_grams, gram_counts = self.token_grams.of(tokens)
        held_terms, term_counts = self.token_terms.of(tokens)
        pairs, pair_counts = texts.pairs.of(rows)
        holders = (
            np.repeat(of, gram_counts),
            np.repeat(of, term_counts),
            np.repeat(np.arange(len(rows)), pair_counts),
        )
        numbers = (
            held_grams,
            held_terms + len(self.grams),
            pairs + (len(self.grams) + len(self.terms)),
        )
        return np.concatenate(holders), np.concatenate(numbers).astype(np.intp)

    def asked(self, tokens: Sequence[str]) -> "Asked":
        """The features of a query."""
        numbers = self.numbers(tokens)
        known = [number for number in numbers if number != UNKNOWN]
        strange = {t for t, number in zip(tokens, numbers, strict=True) if number == UNKNOWN}
        more_grams = set(chain.from_iterable(map(grams, strange)))
        more_terms = set(chain.from_iterable(map(terms, strange)))
        pairs = self._pairs_asked(tokens)
        found = _numbers_in(self.pairs, pairs) + (len(self.grams) + len(self.terms))
        own_terms = _union(self.token_terms, known, self.terms, more_terms) + len(self.grams)
        return Asked(
            grams=_union(self.token_grams, known, self.grams, more_grams),
            terms=np.concatenate([own_terms, found]),
            unknown_grams=sum(gram not in self.grams for gram in more_grams),
            unknown_terms=sum(term not in self.terms for term in more_terms)
            + len(pairs)
            - len(found),
        )

    def _pairs_asked(self, tokens: Sequence[str]) -> Keys:
        """The keys of a query's pairs, once each; unknown stems get numbers of their own."""
        strange: dict[str, int] = {}
        stems = []
        for token in tokens:
            if not is_cjk(token):
                term = terms(token)[0]
                beyond = len(self.terms) + strange.setdefault(term, len(strange))
                stems.append(self.terms.get(term, beyond))
        keys, _ = pair_keys(np.array(stems, np.int64), np.zeros(len(stems), np.intp))
        return np.unique(keys)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Asked:
    """The features of a query: numbers of the known ones, and how many are unknown."""

    grams: Ints
    terms: Ints
    unknown_grams: int
    unknown_terms: int


def _union(
    held: Ragged, known: Sequence[int], names: Mapping[str, int], more: Iterable[str]
) -> Ints:
    """The features of known tokens and those of `more` that have a number, once each."""
    others = [names[name] for name in more if name in names]
    return np.unique(np.concatenate([np.array(others, np.intp), *map(held.row, known)]))


def _numbers_in(pairs: Keys, keys: Keys) -> Ints:
    """The places of those keys that are among the pairs."""
    places = np.searchsorted(pairs, keys)
    inside = places < len(pairs)
    places = places[inside]
    found: Ints = places[pairs[places] == keys[inside]]
    return found


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Texts:
    """Each text as the numbers of its tokens in their order, and of its pairs of terms."""

    tokens: Ragged
    pairs: Ragged

    def __len__(self) -> int:
        return len(self.tokens)


def lexicon(texts: Iterable[Sequence[str]]) -> tuple[Lexicon, Texts]:
    """The lexicon of some tokenised texts, and the texts in its numbers; reads them once."""
    tokens: dict[str, int] = {}
    rows = ragged([tokens.setdefault(token, len(tokens)) for token in text] for text in texts)
    gram_numbers, token_grams = _numbered(map(grams, tokens))
    term_numbers, token_terms = _numbered(map(terms, tokens), first=EDGES)
    spaced = np.array([not is_cjk(token) for token in tokens], np.bool_)
    # A word has one term, so that the first is all of them.
    keys, of = _pairs(rows, token_terms.values[token_terms.starts[:-1]], spaced)
    pairs, numbers = np.unique(keys, return_inverse=True)
    of, numbers = distinct(of << HALF | numbers)
    return (
        Lexicon(
            tokens=tokens,
            grams=gram_numbers,
            terms=term_numbers,
            token_grams=token_grams,
            token_terms=token_terms,
            pairs=pairs,
        ),
        Texts(
            tokens=rows,
            pairs=Ragged(
                starts=starts_of(np.bincount(of, minlength=len(rows))),
                values=numbers.astype(np.int32),
            ),
        ),
    )


def _numbered(
    held: Iterable[Sequence[str]], first: Sequence[str] = ()
) -> tuple[dict[str, int], Ragged]:
    """The numbers of the features that each token has; those `first` come before the others."""
    numbers = {name: number for number, name in enumerate(first)}
    rows = ragged([numbers.setdefault(name, len(numbers)) for name in names] for names in held)
    return numbers, rows


def pair_keys(stems: Keys, of: Ints) -> tuple[Keys, Ints]:
    """The keys of the pairs of stems that stand in the same text, and which text that is.

    Neighbours in their order, with the edges of the text; and stems near each other in any order:
    the skip-bigrams of Lin & Och ("Automatic evaluation of machine translation quality using
    longest common subsequence and skip-bigram statistics", 2004).

    Args:
        stems: the stems of all texts, one text after another.
        of: the text that each belongs to, ascending.
    """
    at = turns(of)
    first, last = at[:-1], at[1:] - 1
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


def _pairs(rows: Ragged, stems: Numbers, spaced: Bools) -> tuple[Keys, Ints]:
    """The keys of the pairs in all texts, and which text holds each."""
    tokens = rows.values
    of = np.repeat(np.arange(len(rows)), np.diff(rows.starts))
    words = spaced[tokens]
    return pair_keys(stems[tokens[words]].astype(np.int64), of[words])
