"""How much each near text speaks for a query: a ridge regression fitted where the query lies."""

from typing import Final, Protocol

import numpy as np

from bot.core.matching.arrays import Floats, Ints, Singles
from bot.core.matching.vectors import FEW, Shared

PENALTY: Final = 0.5
"""λ of the ridge: a text that is the query itself and has no kin speaks with 1 / (1 + λ)."""

CLOSE_ENOUGH: Final = 1e-3
"""Of the residual's length; confidences then hold to the second decimal, and mostly the third."""

MOST_STEPS: Final = 60


class Kernel(Protocol):
    """How near some texts are to one another."""

    def times(self, vector: Floats) -> Floats:
        """The matrix of their similarities times a vector; each text is 1 to itself."""
        ...


class Table:
    """Similarities that are known, shape (texts, texts)."""

    def __init__(self, similarities: Singles) -> None:
        self._similarities = similarities
        np.fill_diagonal(similarities, 1.0)

    def times(self, vector: Floats) -> Floats:
        """The matrix of similarities times a vector."""
        return (self._similarities @ vector.astype(np.float32)).astype(np.float64)


class Blend:
    """Nearness in words and in meaning as one: a weighted mean of the two kernels.

    Args:
        words: how near they are to one another in words.
        meaning: how near they are to one another in meaning, shape (texts, texts).
        share: what meaning adds to the mean.
    """

    def __init__(self, words: Kernel, meaning: Floats, share: float) -> None:
        self._words, self._meaning, self._share = words, meaning, share
        np.fill_diagonal(meaning, 1.0)

    def times(self, vector: Floats) -> Floats:
        """The matrix of similarities times a vector."""
        return (1 - self._share) * self._words.times(vector) + self._share * (
            self._meaning @ vector
        )


def voices(kernel: Kernel, near: Floats) -> Floats:
    """The weight of each near text's vote for the query.

    Kernel ridge regression predicts k(q)ᵀ (K + λI)⁻¹ Y for labels Y (Rifkin, Yeo & Poggio,
    "Regularized least-squares classification", 2003); the weights are k(q)ᵀ (K + λI)⁻¹, so texts
    that say the same share one voice. Fitted at the query among its neighbours only (Bottou &
    Vapnik, "Local learning algorithms", 1992): nothing to fit when a pack loads, and nothing that
    grows with it.

    Args:
        kernel: how near the texts are to one another.
        near: how near the query is to each of them, shape (texts,).
    """
    if not isinstance(kernel, Shared) or len(near) > FEW:
        return _by_steps(kernel, near)
    penalised = kernel.matrix() + PENALTY * np.eye(len(near))
    return np.linalg.solve(penalised, near).astype(np.float64, copy=False)


def _by_steps(kernel: Kernel, near: Floats) -> Floats:
    """The weights by conjugate gradients (Hestenes & Stiefel, 1952).

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
        image = kernel.times(direction) + PENALTY * direction
        step = left / float(np.dot(direction, image))
        weights += step * direction
        residual = residual - step * image
        before, left = left, float(np.dot(residual, residual))
        direction = residual + (left / before) * direction
    return weights


def best(near: Floats, most: int) -> Ints:
    """The places of the `most` highest values above zero, ascending.

    All that are as high as the first one too many are left out, so that no order decides.
    """
    rows = np.flatnonzero(near > 0)
    if len(rows) <= most:
        return rows
    values = near[rows]
    bar = np.partition(values, len(rows) - most - 1)[len(rows) - most - 1]
    highest: Ints = rows[values > bar]
    return highest
