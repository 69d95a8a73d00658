"""An inverted index: texts as weighted features, and how near a query is to each of them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.core.matching.features import Features, grams, terms

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]

SHARE_OF_GRAMS: Final = 0.5
"""What character n-grams add to a similarity; terms add the rest."""


class Index:
    """Texts as unit vectors of TF-IDF weights, stored by text and by feature.

    A vector is the n-grams' unit vector beside the terms', each weighed by its share, so that a
    product of two is the weighted mean of two cosines. Weights are (1 + ln tf) · (1 + ln((1 + n) /
    (1 + df))) (Salton & Buckley, "Term-weighting approaches in automatic text retrieval", 1988;
    smoothed). Features of a query that no text holds count in its length as the rarest would:
    what is unknown makes everything less near. Texts `beside` are indexed too, but what only they
    hold counts as unknown.
    """

    def __init__(self, texts: Sequence[Sequence[str]], beside: Sequence[Sequence[str]]) -> None:
        counted = [(grams(text), terms(text)) for text in texts]
        self.size = len(texts) + len(beside)
        self._ids = _numbered(chain.from_iterable(counted))
        self._idf = _rarity(counted, self._ids)
        self._unknown = float(np.log(1 + len(texts)) + 1)
        rows = [self._vector(*features) for features in counted]
        rows += [self._vector(grams(text), terms(text)) for text in beside]
        lengths = np.array([len(ids) for ids, _ in rows], np.intp)
        self._row_starts = np.concatenate([np.zeros(1, np.intp), np.cumsum(lengths)])
        self._row_ids = np.concatenate([np.zeros(0, np.intp), *(ids for ids, _ in rows)])
        self._row_weights = np.concatenate([np.zeros(0), *(weights for _, weights in rows)])
        order = np.argsort(self._row_ids, kind="stable")
        self._holders = np.repeat(np.arange(self.size), lengths)[order]
        self._weights = self._row_weights[order]
        self._starts = np.searchsorted(self._row_ids[order], np.arange(len(self._ids) + 1))

    def similarities(self, text: Sequence[str]) -> Floats:
        """How near a text is to each text of the index, 0 to 1: shape (size,)."""
        ids, weights = self._vector(grams(text), terms(text))
        places, counts = _ranges(self._starts[ids], self._starts[ids + 1])
        products = self._weights[places] * np.repeat(weights, counts)
        return sums(self._holders[places], products, self.size)

    def among(self, rows: Ints) -> "Kinship":
        """How near some texts of the index are to one another."""
        places, counts = _ranges(self._row_starts[rows], self._row_starts[rows + 1])
        _, columns, holders = np.unique(
            self._row_ids[places], return_inverse=True, return_counts=True
        )
        shared = holders[columns] > 1
        holding = np.repeat(np.arange(len(rows)), counts)
        return Kinship(
            holding[shared], columns[shared], self._row_weights[places][shared], len(rows)
        )

    def _vector(self, *blocks: Features) -> tuple[Ints, Floats]:
        """The known features of a text's blocks, and their weights."""
        ids, weights = zip(*map(self._block, blocks), strict=True)
        shares = np.sqrt([SHARE_OF_GRAMS, 1 - SHARE_OF_GRAMS])
        return np.concatenate(ids), np.concatenate(
            [share * weight for share, weight in zip(shares, weights, strict=True)]
        )

    def _block(self, features: Features) -> tuple[Ints, Floats]:
        ids = np.array([self._ids.get(feature, -1) for feature in features], np.intp)
        weights = 1 + np.log(np.fromiter(features.values(), np.float64, len(features)))
        weights *= np.where(ids < 0, self._unknown, self._idf[ids])
        length = np.sqrt(weights @ weights) or 1.0
        return ids[ids >= 0], weights[ids >= 0] / length


class Kinship:
    """The similarities among a few texts, (texts, texts), as something to multiply with.

    Kept as the features that two or more of them share: multiplying with those costs less than
    making the matrix.
    """

    def __init__(self, rows: Ints, columns: Ints, weights: Floats, size: int) -> None:
        self._rows, self._columns, self._weights, self._size = rows, columns, weights, size
        self._own = sums(rows, weights * weights, size)

    def times(self, vector: Floats) -> Floats:
        """The matrix times a vector; each text is 1 to itself, whatever it shares."""
        features = sums(self._columns, self._weights * vector[self._rows])
        near = sums(self._rows, self._weights * features[self._columns], self._size)
        return near + (1 - self._own) * vector


def sums(places: Ints, values: Floats, size: int = 0) -> Floats:
    """The sum of the values that belong to each place: (size,)."""
    # numpy's stubs promise whole numbers; with weights they are floats.
    return np.bincount(places, values, size).astype(np.float64, copy=False)


def _numbered(texts: Iterable[Features]) -> dict[str, int]:
    """A number for each feature of some texts."""
    ids: dict[str, int] = {}
    for features in texts:
        for feature in features:
            ids.setdefault(feature, len(ids))
    return ids


def _rarity(texts: Sequence[tuple[Features, ...]], ids: Mapping[str, int]) -> Floats:
    """The weight of each feature for being rare among the texts; the last is for none at all."""
    held = np.fromiter((ids[f] for text in texts for block in text for f in block), np.intp)
    return np.log((1 + len(texts)) / (1 + np.bincount(held, minlength=len(ids) + 1))) + 1


def _ranges(starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """All whole numbers from each start to before its end, one after another; how many each."""
    counts = ends - starts
    shifts = starts - np.cumsum(counts) + counts
    return np.arange(int(counts.sum())) + np.repeat(shifts, counts), counts
