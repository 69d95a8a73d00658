"""How much each near text speaks for a query: a ridge regression fitted where the query lies."""

from typing import Final

import numpy as np
import numpy.typing as npt

from bot.core.matching.index import Index, Kinship

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]

NEIGHBOURS: Final = 300
"""Texts that a fit is made of; on the evaluation sets as good as a fit of all of them."""

PENALTY: Final = 0.5
"""λ of the ridge: a text that is the query itself and has no kin speaks with 1 / (1 + λ)."""


CLOSE_ENOUGH: Final = 1e-3
"""Of the residual's length; confidences then hold to the second decimal, and mostly the third."""

MOST_STEPS: Final = 60


def voices(index: Index, near: Floats, neighbours: int = NEIGHBOURS) -> tuple[Ints, Floats]:
    """The nearest texts and the weight of each one's vote for the query.

    Kernel ridge regression predicts k(q)ᵀ (K + λI)⁻¹ Y for labels Y (Rifkin, Yeo & Poggio,
    "Regularized least-squares classification", 2003); the weights are k(q)ᵀ (K + λI)⁻¹, so texts
    that say the same share one voice. Fitted at the query among its neighbours only (Bottou &
    Vapnik, "Local learning algorithms", 1992): nothing to fit when a pack loads, and nothing that
    grows with it.

    Args:
        index: the texts.
        near: how near the query is to each of them, shape (texts,).
        neighbours: the most that may speak.
    """
    rows = _nearest(near, neighbours)
    return rows, _solve(index.among(rows), near[rows])


def _nearest(near: Floats, most: int) -> Ints:
    """The nearest texts that have anything in common with the query, in the index's order.

    All that are as near as the last are left out together, so that no order decides among them.
    """
    if len(near) > most:
        bar = np.partition(near, len(near) - most - 1)[len(near) - most - 1]
        return np.flatnonzero(near > bar)
    return np.flatnonzero(near > 0)


def _solve(kinship: Kinship, near: Floats) -> Floats:
    """(K + λI)⁻¹ near, by conjugate gradients (Hestenes & Stiefel, 1952).

    No matrix is made, so there is nothing for a numerical library to spread over threads: those
    cost more than they save at this size, and much more on a busy machine.
    """
    weights = np.zeros(len(near))
    residual = near.copy()
    direction = residual
    left = float(np.dot(residual, residual))
    enough = left * CLOSE_ENOUGH**2
    for _ in range(MOST_STEPS):
        if left <= enough:
            break
        image = kinship.times(direction) + PENALTY * direction
        step = left / float(np.dot(direction, image))
        weights += step * direction
        residual = residual - step * image
        before, left = left, float(np.dot(residual, residual))
        direction = residual + (left / before) * direction
    return weights
