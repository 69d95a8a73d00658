"""What each text of an index holds, worked out once, so that no query has to."""

from dataclasses import dataclass

import numpy as np

from bot.core.matching.arrays import Floats, Ints, Numbers, Ragged, Singles, ranges, starts_of
from bot.core.matching.vectors import Shared, shared


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
