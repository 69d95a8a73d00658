"""A few texts as sparse vectors: how near a query is to them, and they to one another."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.core.matching.arrays import AnyInts, Floats, Ints, ranges, sums, turns

FEW: Final = 64
"""Texts up to which making the matrix of their similarities costs less than doing without."""

AT_ONCE: Final = 64
"""Features multiplied at once: products so small are never spread over threads, which cost more
than they save at this size, and much more on a busy machine."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Query:
    """What an index makes of a query: its known features, ascending, and their weights."""

    features: Ints
    weights: Floats


class Shared:
    """How near some texts are to one another, by the features that two or more of them share.

    Multiplying with those costs less than making the matrix.

    Args:
        columns: the features of all texts, numbered from 0, text by text.
        weights: with what weight.
        sizes: how many each text has.
    """

    def __init__(self, *, columns: Ints, weights: Floats, sizes: Ints) -> None:
        self._columns, self._weights, self._sizes = columns, weights, sizes
        self._width = int(columns.max()) + 1 if len(columns) else 0
        self._filled = sizes.nonzero()[0]
        self._starts = (sizes.cumsum() - sizes)[self._filled]
        self._rest = 1 - self._by_text(weights * weights)

    def times(self, vector: Floats) -> Floats:
        """The matrix of similarities times a vector; each text is 1 to itself."""
        features = sums(self._columns, self._weights * vector.repeat(self._sizes), self._width)
        return self._by_text(self._weights * features.take(self._columns)) + self._rest * vector

    def matrix(self) -> Floats:
        """The similarities, (texts, texts); each text is 1 to itself."""
        texts = len(self._sizes)
        dense = np.zeros((self._width, texts), np.float32)
        dense[self._columns, np.arange(texts).repeat(self._sizes)] = self._weights
        similarities = np.zeros((texts, texts), np.float32)
        for start in range(0, self._width, AT_ONCE):
            part = dense[start : start + AT_ONCE]
            similarities += part.T.copy() @ part
        np.fill_diagonal(similarities, 1.0)
        return similarities.astype(np.float64)

    def _by_text(self, values: Floats) -> Floats:
        """The sum of what belongs to each text."""
        summed = np.zeros(len(self._sizes))
        if len(values):
            summed[self._filled] = np.add.reduceat(values, self._starts)
        return summed


class Vectors:
    """The vectors of a few texts, feature by feature.

    Args:
        ids: the features of all texts, ascending.
        of: the text that holds each.
        weights: with what weight.
        size: how many texts there are.
    """

    def __init__(self, *, ids: Ints, of: Ints, weights: Floats, size: int) -> None:
        self._ids, self._of, self._weights, self._size = ids, of, weights, size

    def near(self, query: Query) -> Floats:
        """How near a query is to each text, 0 to 1: (texts,)."""
        starts = np.searchsorted(self._ids, query.features)
        ends = np.searchsorted(self._ids, query.features, side="right")
        places, counts = ranges(starts, ends)
        weights = query.weights.repeat(counts)
        return sums(self._of[places], self._weights[places] * weights, self._size)

    def shared(self) -> Shared:
        """How near the texts are to one another."""
        at = turns(self._ids)
        numbers = np.arange(len(at) - 1).repeat(at[1:] - at[:-1])
        order = self._of.argsort(kind="stable")
        sizes = np.bincount(self._of, minlength=self._size)
        return shared(numbers[order], self._weights[order], sizes, len(at) - 1)


def shared(features: AnyInts, weights: Floats, sizes: Ints, most: int) -> Shared:
    """What some texts share of their features, given text by text.

    Args:
        features: the features of all texts, each below `most`.
        weights: with what weight.
        sizes: how many each text has.
        most: how many features there may be.
    """
    several = (np.bincount(features, minlength=most) > 1).nonzero()[0]
    numbers = np.full(most, -1, np.intp)
    numbers[several] = np.arange(len(several))
    columns = numbers.take(features)
    kept = (columns >= 0).nonzero()[0]
    of = np.arange(len(sizes)).repeat(sizes)
    return Shared(
        columns=columns.take(kept),
        weights=weights.take(kept),
        sizes=np.bincount(of.take(kept), minlength=len(sizes)),
    )
