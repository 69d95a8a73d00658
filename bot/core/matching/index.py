"""An inverted index: texts as weighted features, and how near a query is to each of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count, repeat
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.core.matching.features import Features, grams, terms

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]

SHARE_OF_GRAMS: Final = 0.5
"""What character n-grams add to a similarity; terms add the rest."""


UNKNOWN: Final = -1
"""The number of a feature that no text holds; as a place, the last, where its rarity stands."""

Blocks = tuple[Features, Features]
"""A text's n-grams and its terms, counted."""


class Index:
    """Texts as unit vectors of TF-IDF weights, stored by text and by feature.

    A vector is the n-grams' unit vector beside the terms', each weighed by its share, so that a
    product of two is the weighted mean of two cosines. Weights are (1 + ln tf) · rarity (Salton &
    Buckley, "Term-weighting approaches in automatic text retrieval", 1988; rarity: `_rarity`).
    Features of a query that no text holds count in its length as the rarest would: what is
    unknown makes everything less near.

    Args:
        texts: the words of each text.
        groups: the number of the group that each text belongs to, shape (texts,).
        beside: more texts, numbered after the others; what only they hold counts as unknown.
    """

    def __init__(
        self,
        texts: Sequence[Sequence[str]],
        groups: Ints,
        beside: Sequence[Sequence[str]],
    ) -> None:
        counted = [_counted(text) for text in texts]
        self.size = len(texts) + len(beside)
        numbers: defaultdict[str, int] = defaultdict(count().__next__)
        held = np.fromiter(map(numbers.__getitem__, _features(counted)), np.intp)
        self._ids = dict(numbers)
        sizes = np.array([sum(map(len, blocks)) for blocks in counted], np.intp)
        self._idf = _rarity(held, sizes, groups, len(self._ids) + 1)
        counted += [_counted(text) for text in beside]
        rows, ids, weights = self._weigh(counted)
        self._row_ids, self._row_weights = ids, weights
        self._row_starts = np.searchsorted(rows, np.arange(self.size + 1))
        order = np.argsort(ids, kind="stable")
        self._holders, self._weights = rows[order], weights[order]
        self._starts = np.searchsorted(ids[order], np.arange(len(self._ids) + 1))

    def similarities(self, text: Sequence[str]) -> Floats:
        """How near a text is to each text of the index, 0 to 1: shape (size,)."""
        _, ids, weights = self._weigh([_counted(text)])
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

    def _weigh(self, counted: Sequence[Blocks]) -> tuple[Ints, Ints, Floats]:
        """The known features of texts, text by text: whose they are, which, and their weights."""
        blocks = list(chain.from_iterable(counted))
        sizes = [len(block) for block in blocks]
        of = np.repeat(np.arange(len(blocks)), sizes)
        ids = np.fromiter(map(self._ids.get, _features(counted), repeat(UNKNOWN)), np.intp)
        values = chain.from_iterable(block.values() for block in blocks)
        times = np.fromiter(values, np.float64)
        weights = (1 + np.log(times)) * self._idf[ids]
        lengths = np.sqrt(sums(of, weights * weights, len(blocks)))
        shares = np.sqrt([SHARE_OF_GRAMS, 1 - SHARE_OF_GRAMS])
        weights *= shares[of % len(shares)] / lengths[of]
        known = ids != UNKNOWN
        return of[known] // len(shares), ids[known], weights[known]


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


def _counted(text: Sequence[str]) -> Blocks:
    return grams(text), terms(text)


def _features(counted: Iterable[Blocks]) -> Iterator[str]:
    """The features of texts, text by text, block by block."""
    return chain.from_iterable(chain.from_iterable(counted))


def _rarity(held: Ints, sizes: Ints, groups: Ints, features: int) -> Floats:
    """What each feature weighs: the mean of its rarity among texts and among groups of texts.

    A word that all phrasings of one answer use is common among texts and still tells that answer:
    so groups count by the perplexity of a feature's spread over them, as entropy weighting does
    (Dumais, "Improving the retrieval of information from external sources", 1991).

    Args:
        held: the features of all texts, text by text.
        sizes: how many of them belong to each text, shape (texts,).
        groups: the number of each text's group, shape (texts,).
        features: how many features to weigh; those that no text holds weigh most.
    """
    members = np.bincount(groups)
    pairs, uses = np.unique(held * len(members) + np.repeat(groups, sizes), return_counts=True)
    feature, group = np.divmod(pairs, max(len(members), 1))
    shares = uses / members[group]
    shares /= sums(feature, shares, features)[feature]
    spread = np.exp(sums(feature, -shares * np.log(shares), features))
    spread[np.bincount(held, minlength=features) == 0] = 0.0
    among_texts = np.log((1 + len(sizes)) / (1 + np.bincount(held, minlength=features))) + 1
    among_groups = np.log((1 + np.count_nonzero(members)) / (1 + spread)) + 1
    return np.asarray((among_texts + among_groups) / 2)


def _ranges(starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """All whole numbers from each start to before its end, one after another; how many each."""
    counts = ends - starts
    shifts = starts - np.cumsum(counts) + counts
    return np.arange(int(counts.sum())) + np.repeat(shifts, counts), counts
