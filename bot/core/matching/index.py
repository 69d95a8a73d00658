"""An inverted index: texts as weighted features, and how near a query is to each of them."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from bot.core.matching.arrays import (
    HALF,
    NO_ROWS,
    NO_WEIGHTS,
    Floats,
    Ints,
    Keys,
    Numbers,
    Ragged,
    Singles,
    distinct,
    in_parts,
    starts_of,
    sums,
)
from bot.core.matching.holdings import Common, Holdings, common, holdings
from bot.core.matching.lexicon import UNKNOWN, Lexicon, Texts, lexicon
from bot.core.matching.vectors import Query, Shared, Vectors

SHARES: Final = (0.5, 0.5)
"""What character n-grams and what terms add to a similarity."""

MOST_WITH_GRAMS: Final = 20_000
"""Texts from which on n-grams are not looked up, only compared in those texts that terms found:
they are four fifths of an index and of the time to read it."""

MOST_READ: Final = 20_000
"""Texts that terms may find in so large an index, the rarest terms' first."""

MOST_AT_ONCE: Final = 50_000
"""Texts whose features are made before they are sorted; more would need more memory."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Index:
    """Texts as unit vectors, stored by text as tokens and by feature as the texts that hold it.

    A vector is the n-grams' unit vector beside the terms', each weighed by its share, so that a
    product of two is the weighted mean of two cosines. A feature weighs its rarity, however often
    a text holds it. Features of a query that no text holds count in its length as the rarest
    would: what is unknown makes everything less near.

    `rarity` has one more place than there are features, for the unknown; `scales`, (2 · texts,),
    turns rarities into a text's weights, first of n-grams, then of terms.
    """

    lexicon: Lexicon
    texts: Texts
    holders: Ragged
    rarity: Singles
    scales: Singles

    @property
    def is_complete(self) -> bool:
        """Whether n-grams are looked up as well as terms."""
        return self.size <= MOST_WITH_GRAMS

    @property
    def size(self) -> int:
        """How many texts there are."""
        return len(self.texts)

    def query(self, tokens: Sequence[str]) -> Query:
        """A query's features, weighed."""
        asked = self.lexicon.asked(tokens)
        gram_weights = self._weighed(asked.grams, asked.unknown_grams, SHARES[0])
        term_weights = self._weighed(asked.terms, asked.unknown_terms, SHARES[1])
        return Query(
            features=np.concatenate([asked.grams, asked.terms]),
            weights=np.concatenate([gram_weights, term_weights]),
        )

    def _weighed(self, ids: Ints, unknown: int, share: float) -> Floats:
        """The weights of known features beside so many unknown ones, in a vector of a share."""
        rarity = self.rarity[ids].astype(np.float64)
        length = float(np.dot(rarity, rarity)) + unknown * float(self.rarity[-1]) ** 2
        return rarity * math.sqrt(share / max(length, 1.0))

    def equal(self, tokens: Sequence[str]) -> Ints:
        """The texts that are these tokens."""
        numbers = self.lexicon.numbers(tokens)
        if not numbers or UNKNOWN in numbers:
            return NO_ROWS
        held, _ = self.lexicon.token_terms.of(np.array(numbers, np.intp))
        ids = held.astype(np.intp) + len(self.lexicon.grams)
        rows: Ints = self.holders.row(int(ids[np.argmin(self._counts(ids))])).astype(np.intp)
        texts = self.texts.tokens
        rows = rows[texts.starts[rows + 1] - texts.starts[rows] == len(numbers)]
        for place, number in enumerate(numbers):
            rows = rows[texts.values[texts.starts[rows] + place] == number]
        return rows

    def near(self, query: Query) -> Floats:
        """How near a query is to each text, 0 to 1; of a large index, by the rarest terms only."""
        if not self.is_complete:
            return self._added(*self._rarest(query))
        places = self._common.places[query.features]
        few, many = (places < 0).nonzero()[0], (places >= 0).nonzero()[0]
        near = self._added(query.features[few], query.weights[few])
        near += self._common.near(places[many], query.weights[many])[: self.size]
        return near

    def _rarest(self, query: Query) -> tuple[Ints, Floats]:
        """As many of a query's features as may be looked up, and their weights."""
        counts = self._counts(query.features)
        rarest = np.argsort(counts, kind="stable")
        few = rarest[: np.searchsorted(np.cumsum(counts[rarest]), MOST_READ, side="right")]
        return query.features[few], query.weights[few]

    def _added(self, features: Ints, weights: Floats) -> Floats:
        """What some weighed features add to how near a query is to each text."""
        counts = self._counts(features)
        starts = self.holders.starts[features].tolist()
        found = [slice(at, at + count) for at, count in zip(starts, counts.tolist(), strict=True)]
        rows = np.concatenate([NO_ROWS, *map(self.holders.values.__getitem__, found)])
        held = np.concatenate([NO_WEIGHTS, *map(self._weights.__getitem__, found)])
        held *= weights.repeat(counts)
        return sums(rows, held, self.size)

    def vectors(self, rows: Ints) -> Vectors:
        """The vectors of some texts."""
        of, ids = self.lexicon.features(self.texts, rows)
        ids, of = distinct(ids << HALF | of)
        rarity = self.rarity[ids]
        known = rarity < self.rarity[-1]
        ids, of = ids[known], of[known]
        of_terms = ids >= len(self.lexicon.grams)
        weights = rarity[known] * self.scales[rows[of] + of_terms * self.size]
        return Vectors(ids=ids, of=of, weights=weights.astype(np.float64), size=len(rows))

    def shared(self, rows: Ints) -> Shared:
        """How near some texts are to one another."""
        if self.is_complete:
            return self._holdings.shared(rows)
        return self.vectors(rows).shared()

    @cached_property
    def _holdings(self) -> Holdings:
        """What each text holds: made when an index is first asked, for not every one is."""
        return holdings(self.holders, self._weights, self.size)

    @cached_property
    def _common(self) -> Common:
        """The features that many texts hold."""
        return common(self.holders, self._weights, self.size)

    @cached_property
    def _weights(self) -> Singles:
        """What each feature weighs in each of its holders."""
        counts = np.diff(self.holders.starts)
        of_terms = (np.arange(len(counts)) >= len(self.lexicon.grams)).repeat(counts)
        weights: Singles = self.rarity[:-1].repeat(counts)
        weights *= self.scales[self.holders.values + of_terms * np.int32(self.size)]
        return weights

    def all_tokens(self) -> list[list[str]]:
        """The tokens of each text."""
        names = list(self.lexicon.tokens)
        texts = self.texts.tokens
        return [[names[number] for number in texts.row(row)] for row in range(self.size)]

    def tokens(self, row: int) -> list[str]:
        """The tokens of a text."""
        return self.lexicon.names(self.texts.tokens.row(row))

    def _counts(self, ids: Ints) -> Ints:
        """How many texts are found by each feature."""
        return (self.holders.starts[ids + 1] - self.holders.starts[ids]).astype(np.intp)


def index(texts: Iterable[Sequence[str]], groups: Callable[[], Ints]) -> Index:
    """An index of tokenised texts, read once.

    Args:
        texts: the tokens of each text.
        groups: called when the texts were read; the number of the group that each text belongs
            to, ascending. Texts beyond stand beside: what only they hold counts as unknown.
    """
    words, rows = lexicon(texts)
    members = groups()
    ids, of = _held(words, rows)
    own = of < len(members)
    rarity = _rarity(ids[own], members[of[own]], members, words.size)
    places = of + (ids >= len(words.grams)) * np.int32(len(rows))
    scales = _scales(places, rarity[ids], len(rows))
    found = rarity[ids] < rarity[-1]
    if len(rows) > MOST_WITH_GRAMS:
        found &= ids >= len(words.grams)
    return Index(
        lexicon=words,
        texts=rows,
        holders=Ragged(
            starts=starts_of(np.bincount(ids[found], minlength=words.size)), values=of[found]
        ),
        rarity=rarity,
        scales=scales,
    )


def _held(words: Lexicon, texts: Texts) -> tuple[Numbers, Numbers]:
    """All features of all texts, feature by feature, and which text holds each."""
    parts: list[Keys] = [np.zeros(0, np.int64)]
    for rows in in_parts(len(texts), MOST_AT_ONCE):
        of, ids = words.features(texts, rows)
        ids, of = distinct(ids.astype(np.int64) << HALF | of + rows[0])
        parts.append(ids << HALF | of)
    ids, of = distinct(np.concatenate(parts))
    return ids.astype(np.int32), of.astype(np.int32)


def _rarity(ids: Numbers, holding: Ints, groups: Ints, features: int) -> Singles:
    """What each feature weighs: the mean of its rarity among texts and among groups of texts.

    A word that all phrasings of one answer use is common among texts and still tells that answer:
    so groups count by the perplexity of a feature's spread over them, as entropy weighting does
    (Dumais, "Improving the retrieval of information from external sources", 1991).

    Args:
        ids: the features of all texts, ascending.
        holding: the group of the text that holds each, ascending for each feature.
        groups: the group of each text.
        features: how many features to weigh; those that no text holds weigh most.

    Returns:
        (features + 1,), the last for what is unknown.
    """
    members = np.bincount(groups)
    turns = np.flatnonzero(
        (np.diff(ids, prepend=-1, append=-1) != 0) | (np.diff(holding, prepend=-1, append=-1) != 0)
    )
    feature, group = ids[turns[:-1]], holding[turns[:-1]]
    shares = np.diff(turns) / members[group]
    shares /= sums(feature, shares, features)[feature]
    spread = np.exp(sums(feature, -shares * np.log(shares), features + 1))
    counts = np.bincount(ids, minlength=features + 1)
    spread[counts == 0] = 0.0
    among_texts = np.log((1 + len(groups)) / (1 + counts)) + 1
    among_groups = np.log((1 + np.count_nonzero(members)) / (1 + spread)) + 1
    rarity: Singles = ((among_texts + among_groups) / 2).astype(np.float32)
    return rarity


def _scales(places: Numbers, rarity: Singles, size: int) -> Singles:
    """What makes the n-grams and the terms of each text a vector of its share: (2 · size,)."""
    kinds = len(SHARES)
    lengths = np.sqrt(sums(places, np.square(rarity, dtype=np.float64), kinds * size))
    return (np.repeat(np.sqrt(SHARES), size) / np.maximum(lengths, 1.0)).astype(np.float32)
