"""A few texts as sparse vectors: how near a query is to them, and they to one another."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from bot.core.matching.arrays import Floats, Ints, ranges, sums, turns

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


class Vectors:
    """The vectors of a few texts, feature by feature.

    Only features that two or more of them share say how near they are to one another, and
    multiplying with those costs less than making the matrix.

    Args:
        ids: the features of all texts, ascending.
        of: the text that holds each.
        weights: with what weight.
        size: how many texts there are.
    """

    def __init__(self, *, ids: Ints, of: Ints, weights: Floats, size: int) -> None:
        self._ids, self._of, self._weights, self._size = ids, of, weights, size
        at = turns(ids)
        counts = at[1:] - at[:-1]
        several = counts > 1
        shared = several.repeat(counts)
        self._columns = (several.cumsum() - 1).repeat(counts)[shared]
        self._rows, self._values = of[shared], weights[shared]

    def near(self, query: Query) -> Floats:
        """How near a query is to each text, 0 to 1: (texts,)."""
        starts = np.searchsorted(self._ids, query.features)
        ends = np.searchsorted(self._ids, query.features, side="right")
        places, counts = ranges(starts, ends)
        weights = query.weights.repeat(counts)
        return sums(self._of[places], self._weights[places] * weights, self._size)

    def times(self, vector: Floats) -> Floats:
        """The matrix of similarities times a vector; each text is 1 to itself."""
        features = sums(self._columns, self._values * vector[self._rows])
        near = sums(self._rows, self._values * features[self._columns], self._size)
        return near + (1 - self._own) * vector

    def matrix(self) -> Floats:
        """The similarities, (texts, texts); each text is 1 to itself."""
        width = int(self._columns[-1]) + 1 if len(self._columns) else 0
        dense = np.zeros((width, self._size), np.float32)
        dense[self._columns, self._rows] = self._values
        similarities = np.zeros((self._size, self._size), np.float32)
        for start in range(0, width, AT_ONCE):
            part = dense[start : start + AT_ONCE]
            similarities += part.T.copy() @ part
        np.fill_diagonal(similarities, 1.0)
        return similarities.astype(np.float64)

    @cached_property
    def _own(self) -> Floats:
        """What the shared features make of each text's similarity to itself."""
        return sums(self._rows, self._values * self._values, self._size)
