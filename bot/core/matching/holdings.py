"""What each text of an index holds, worked out once, so that no query has to."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.core.matching.arrays import Floats, Ints, Numbers, Ragged, Singles, ranges, starts_of
from bot.core.matching.vectors import Shared, shared

MANY: Final = 8
"""A feature is common if one text in so many holds it: multiplying all of a row is then faster than
looking its texts up."""

WIDTH: Final = 32
"""Texts that a row is filled up to a multiple of."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Holdings:
    """The features of each text that some other text has as well, and their weights.

    `features` are numbered anew, below `most`; `weights` go with their values.
    """

    features: Ragged
    weights: Singles
    most: int

    def shared(self, rows: Ints) -> Shared:
        """How near some texts are to one another."""
        starts = self.features.starts
        places, sizes = ranges(starts[rows], starts[rows + 1])
        weights: Floats = self.weights.take(places).astype(np.float64)
        return shared(self.features.values.take(places), weights, sizes, self.most)


def holdings(holders: Ragged, weights: Singles, texts: int) -> Holdings:
    """What so many texts hold.

    Args:
        holders: the texts that hold each feature.
        weights: what the feature weighs in each.
        texts: how many texts there are, fewer than 65,536.
    """
    counts = np.diff(holders.starts)
    several = counts > 1
    kept = several.repeat(counts)
    numbers: Numbers = (several.cumsum() - 1).astype(np.int32).repeat(counts)[kept]
    # Numbers of 16 bits are sorted in one pass.
    of = holders.values[kept].astype(np.uint16)
    order = of.argsort(kind="stable")
    sizes = np.bincount(of, minlength=texts)
    return Holdings(
        features=Ragged(starts=starts_of(sizes), values=numbers[order]),
        weights=weights[kept][order],
        most=int(several.sum()),
    )


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Common:
    """The features that many texts hold, each with a weight for every text.

    `places` is the row of each feature in `weights`, or -1 for one that few texts hold.
    """

    places: Ints
    weights: Singles

    def near(self, places: Ints, weights: Floats) -> Singles:
        """What some of them, weighed, add to how near a query is to each text: (texts or more,)."""
        # Not a product of matrices: those are spread over threads. And the width fills whole
        # registers, so that texts that are the same stay as near as one another to the last bit.
        near: Singles = np.einsum("i,ij->j", weights.astype(np.float32), self.weights[places])
        return near


def common(holders: Ragged, weights: Singles, texts: int) -> Common:
    """The features that many of so many texts hold; `weights` go with the holders' values."""
    counts = np.diff(holders.starts)
    found = (counts * MANY > texts).nonzero()[0]
    places = np.full(len(counts), -1, np.intp)
    places[found] = np.arange(len(found))
    table = np.zeros((len(found), texts + -texts % WIDTH), np.float32)
    held, sizes = ranges(holders.starts[found], holders.starts[found + 1])
    table[np.arange(len(found)).repeat(sizes), holders.values[held]] = weights[held]
    return Common(places=places, weights=table)
