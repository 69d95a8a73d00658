"""An inverted index: texts as weighted features, and how near a query is to each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.core.matching.arrays import NO_ROWS, Floats, Ints, Numbers, Ragged, starts_of, sums
from bot.core.matching.lexicon import UNKNOWN, Lexicon, in_parts, lexicon

Singles = npt.NDArray[np.float32]
Keys = npt.NDArray[np.int64]

SHARES: Final = (0.5, 0.5)
"""What character n-grams and what terms add to a similarity."""

MOST_READ: Final = 120_000
"""Places of the index that a query may look up, the rarest features' first. Small packs are read
in full; in large ones the features that nearly every text has are left to the second look."""

SECOND_LOOKS: Final = 2
"""Where not all was read, so many times the texts that are asked for are compared in full."""

ROW_BITS: Final = 32
ROW_MASK: Final = (1 << ROW_BITS) - 1
"""A feature and a text that holds it are one number while they are sorted."""

NO_NUMBERS: Final[Numbers] = np.zeros(0, np.int32)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Query:
    """What an index makes of a query: its tokens, its known features and their weights."""

    tokens: Sequence[str]
    features: Ints
    weights: Floats


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
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
    texts: Ragged
    holders: Ragged
    rarity: Singles
    scales: Singles

    @property
    def size(self) -> int:
        """How many texts there are."""
        return len(self.texts)

    def query(self, tokens: Sequence[str]) -> Query:
        """A query's features, weighed."""
        known: list[Ints] = []
        weights: list[Floats] = []
        for ids, share in zip(self.lexicon.asked(tokens), SHARES, strict=True):
            rarity = self.rarity[ids].astype(np.float64)
            scale = np.sqrt(share / max(float(np.dot(rarity, rarity)), 1.0))
            known.append(ids[ids != UNKNOWN])
            weights.append(rarity[ids != UNKNOWN] * scale)
        return Query(
            tokens=tokens, features=np.concatenate(known), weights=np.concatenate(weights)
        )

    def equal(self, tokens: Sequence[str]) -> Ints:
        """The texts that are these tokens."""
        numbers = self.lexicon.numbers(tokens)
        if not numbers or UNKNOWN in numbers:
            return NO_ROWS
        rows = self._holding(numbers)
        starts = self.texts.starts[rows]
        rows = rows[self.texts.starts[rows + 1] - starts == len(numbers)]
        for place, number in enumerate(numbers):
            rows = rows[self.texts.values[self.texts.starts[rows] + place] == number]
        return rows

    def nearest(self, query: Query, most: int, without: Ints = NO_ROWS) -> tuple[Ints, Floats]:
        """The `most` texts nearest to a query, ascending, and how near they are, 0 to 1.

        All that are as near as the first one too many are left out, so that no order decides.

        Args:
            query: the query.
            most: how many texts at most.
            without: texts to leave out, as if they were not there.
        """
        ids, weights = query.features, query.weights
        counts = self._counts(ids)
        rarest = np.argsort(counts, kind="stable")
        read = rarest[: np.searchsorted(np.cumsum(counts[rarest]), MOST_READ, side="right")]
        near = self._read(ids[read], weights[read])
        near[without] = 0.0
        if len(read) == len(ids):
            return _best(near, most)
        rows, _ = _best(near, SECOND_LOOKS * most)
        best, compared = _best(self._compared(rows, ids, weights), most)
        return rows[best], compared

    def tokens(self, row: int) -> list[str]:
        """The tokens of a text."""
        return self.lexicon.names(self.texts.row(row))

    def among(self, rows: Ints) -> "Kinship":
        """How near some texts of the index are to one another."""
        ids, of, weights = self._vectors(rows)
        return Kinship(ids, of, weights, len(rows))

    def _counts(self, ids: Ints) -> Ints:
        """How many texts hold each feature."""
        return (self.holders.starts[ids + 1] - self.holders.starts[ids]).astype(np.intp)

    def _holding(self, numbers: list[int]) -> Ints:
        """The texts that hold the rarest n-gram of some tokens."""
        ids, _ = self.lexicon.token_grams.of(np.array(numbers, np.intp))
        return self.holders.row(int(ids[np.argmin(self._counts(ids))])).astype(np.intp)

    def _read(self, ids: Ints, weights: Floats) -> Floats:
        """The similarity to each text, as far as these features make it: (texts,)."""
        starts, ends = self.holders.starts[ids].tolist(), self.holders.starts[ids + 1].tolist()
        holders = self.holders.values
        parts = [holders[start:end] for start, end in zip(starts, ends, strict=True)]
        rows = np.concatenate([NO_NUMBERS, *parts])
        counts = self._counts(ids)
        products = np.repeat((weights * self.rarity[ids]).astype(np.float32), counts)
        of_terms = np.repeat(ids >= len(self.lexicon.grams), counts)
        products *= self.scales[rows + of_terms * np.int32(self.size)]
        return sums(rows, products, self.size)

    def _compared(self, rows: Ints, ids: Ints, weights: Floats) -> Floats:
        """The similarity to each of some texts, in full."""
        held, of, own = self._vectors(rows)
        order = np.argsort(ids)
        places = np.minimum(np.searchsorted(ids, held, sorter=order), len(ids) - 1)
        asked = ids[order][places] == held
        return sums(of[asked], own[asked] * weights[order][places[asked]], len(rows))

    def _vectors(self, rows: Ints) -> tuple[Ints, Ints, Floats]:
        """The vectors of some texts: feature by feature, which text holds it, with what weight."""
        of, ids = self.lexicon.features(self.texts, rows)
        ids, of = _distinct(ids.astype(np.int64) << ROW_BITS | of)
        counted = self._counts(ids) > 0
        ids, of = ids[counted], of[counted]
        of_terms = ids >= len(self.lexicon.grams)
        return ids, of, self.rarity[ids] * self.scales[rows[of] + of_terms * self.size]


class Kinship:
    """The similarities among a few texts, (texts, texts), as something to multiply with.

    Kept as the features that two or more of them share: multiplying with those costs less than
    making the matrix.

    Args:
        ids: the features of all texts, ascending.
        of: the text that holds each.
        weights: with what weight.
        size: how many texts there are.
    """

    def __init__(self, ids: Ints, of: Ints, weights: Floats, size: int) -> None:
        turns = np.flatnonzero(np.diff(ids, prepend=-1, append=-1))
        counts = np.diff(turns)
        shared = np.repeat(counts > 1, counts)
        self._columns = np.repeat(np.arange(len(counts)), counts)[shared]
        self._rows, self._weights, self._size = of[shared], weights[shared], size
        self._own = sums(self._rows, self._weights * self._weights, size)

    def times(self, vector: Floats) -> Floats:
        """The matrix times a vector; each text is 1 to itself, whatever it shares."""
        features = sums(self._columns, self._weights * vector[self._rows])
        near = sums(self._rows, self._weights * features[self._columns], self._size)
        return near + (1 - self._own) * vector


def index(texts: Sequence[Sequence[str]], groups: Ints, beside: Sequence[Sequence[str]]) -> Index:
    """An index of tokenised texts.

    Args:
        texts: the tokens of each text.
        groups: the number of the group that each text belongs to, ascending: (texts,).
        beside: more texts, numbered after the others; what only they hold counts as unknown.
    """
    words, rows = lexicon([*texts, *beside])
    ids, of = _held(words, rows)
    own = of < len(texts)
    rarity = _rarity(ids[own], groups[of[own]], groups, words.size)
    counted = np.bincount(ids[own], minlength=words.size)[ids] > 0
    return Index(
        lexicon=words,
        texts=rows,
        holders=Ragged(
            starts=starts_of(np.bincount(ids[counted], minlength=words.size)), values=of[counted]
        ),
        rarity=rarity,
        scales=_scales(of + (ids >= len(words.grams)) * np.int32(len(rows)), rarity[ids], len(rows)),
    )


def _held(words: Lexicon, texts: Ragged) -> tuple[Numbers, Numbers]:
    """All features of all texts, feature by feature, and which text holds each."""
    parts: list[Keys] = [np.zeros(0, np.int64)]
    for rows in in_parts(len(texts)):
        of, ids = words.features(texts, rows)
        ids, of = _distinct(ids.astype(np.int64) << ROW_BITS | of + rows[0])
        parts.append(ids << ROW_BITS | of)
    ids, of = _distinct(np.concatenate(parts))
    return ids.astype(np.int32), of.astype(np.int32)


def _distinct(keys: Keys) -> tuple[Keys, Keys]:
    """The two halves of each key, ascending, once each; sorts the keys in place."""
    keys.sort()
    keys = keys[np.diff(keys, prepend=-1) != 0]
    return keys >> ROW_BITS, keys & ROW_MASK


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
    return ((among_texts + among_groups) / 2).astype(np.float32)


def _scales(places: Numbers, rarity: Singles, size: int) -> Singles:
    """What makes the n-grams and the terms of each text a vector of its share: (2 · size,)."""
    kinds = len(SHARES)
    lengths = np.sqrt(sums(places, np.square(rarity, dtype=np.float64), kinds * size))
    return (np.repeat(np.sqrt(SHARES), size) / np.maximum(lengths, 1.0)).astype(np.float32)


def _best(near: Floats, most: int) -> tuple[Ints, Floats]:
    """The places of the highest values above zero, ascending, and the values; see `nearest`."""
    rows = np.flatnonzero(near > 0)
    values = near[rows]
    if len(rows) > most:
        bar = np.partition(values, len(rows) - most - 1)[len(rows) - most - 1]
        rows, values = rows[values > bar], values[values > bar]
    return rows, values
