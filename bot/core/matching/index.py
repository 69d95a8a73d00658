"""An inverted index: texts as weighted features, and how near a query is to each of them."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.core.matching.features import Features

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]


class Index:
    """Texts as unit vectors of TF-IDF weights, stored by feature.

    Weights are (1 + ln tf) · (1 + ln((1 + n) / (1 + df))) (Salton & Buckley, "Term-weighting
    approaches in automatic text retrieval", 1988; smoothed). A query's features that no text
    holds count in its length as the rarest would: what is unknown makes everything less near.
    Texts `beside` are indexed too, but what they hold weighs nothing and counts as unknown.
    """

    def __init__(self, texts: Sequence[Features], beside: Sequence[Features] = ()) -> None:
        self.size = len(texts) + len(beside)
        known = len(texts)
        spread = Counter(feature for text in texts for feature in text)
        self._ids = {feature: position for position, feature in enumerate(sorted(spread))}
        self._idf = np.array(
            [np.log((1 + known) / (1 + spread[feature])) + 1 for feature in self._ids]
        )
        self._unknown = float(np.log(1 + known) + 1)
        rows = [self._vector(text) for text in (*texts, *beside)]
        features = np.concatenate([ids for ids, _ in rows]) if rows else np.zeros(0, np.intp)
        weights = np.concatenate([row for _, row in rows]) if rows else np.zeros(0)
        holders = np.repeat(np.arange(self.size), [len(ids) for ids, _ in rows])
        order = np.argsort(features, kind="stable")
        self._holders, self._weights = holders[order], weights[order]
        self._starts = np.searchsorted(features[order], np.arange(len(self._ids) + 1))
        self._rows = rows

    def _vector(self, text: Features) -> tuple[Ints, Floats]:
        """The known features of a text and their weights, over the length of all of them."""
        known = [(self._ids[f], count) for f, count in text.items() if f in self._ids]
        strange = [count for f, count in text.items() if f not in self._ids]
        ids = np.array([position for position, _ in known], np.intp)
        weights = (1 + np.log([count for _, count in known])) * self._idf[ids]
        beyond = self._unknown * (1 + np.log(strange))
        length = np.sqrt(weights @ weights + beyond @ beyond)
        return ids, weights / (length or 1.0)

    def similarities(self, text: Features) -> Floats:
        """Cosine of a text to each text of the index: shape (size,)."""
        return self._products(*self._vector(text))

    def gram(self) -> Floats:
        """Cosine of each text to each other: shape (size, size)."""
        products = np.array([self._products(*row) for row in self._rows])
        np.fill_diagonal(products, 1.0)
        return products.reshape(self.size, self.size)

    def _products(self, ids: Ints, weights: Floats) -> Floats:
        starts, counts = self._starts[ids], self._starts[ids + 1] - self._starts[ids]
        ends = np.cumsum(counts)
        total = int(ends[-1]) if len(ends) else 0
        places = np.arange(total) + np.repeat(starts - ends + counts, counts)
        products = self._weights[places] * np.repeat(weights, counts)
        return np.bincount(self._holders[places], products, self.size)
