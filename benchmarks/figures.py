"""Figures of a matcher on queries with known answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

BINS = 10
"""Equal-width bins of confidence for the calibration error."""

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True, slots=True)
class Prediction:
    """The first entry for a query, its confidence, and the entries that would be right."""

    entry: str
    confidence: float
    relevant: Sequence[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """What is said of a matcher; all from 0 to 1.

    `accuracy`: share of in-scope queries whose first entry is right. `auroc`: chance that an
    in-scope query is surer than an out-of-scope one. `joint`: share of all queries handled rightly
    at the matcher's own threshold; `joint_best`: at the best one in hindsight. `aurc`: mean error
    rate among the k surest replies, over all k. `ece`: expected calibration error.
    """

    accuracy: float
    auroc: float
    joint: float
    joint_best: float
    aurc: float
    ece: float


def figures(predictions: Sequence[Prediction], threshold: float | None) -> Figures:
    """The figures of some predictions.

    `threshold` is the one that the matcher set itself; where it set none, `joint` is not a number.
    """
    sure = np.array([prediction.confidence for prediction in predictions])
    right = np.array([p.entry in p.relevant for p in predictions])
    covered = np.array([bool(p.relevant) for p in predictions])
    return Figures(
        accuracy=float(right[covered].mean()),
        auroc=_auroc(sure[covered], sure[~covered]),
        joint=np.nan if threshold is None else _joint(sure, right, covered, threshold),
        joint_best=max(_joint(sure, right, covered, t) for t in (*np.unique(sure), np.inf)),
        aurc=_aurc(sure, right),
        ece=_ece(sure, right),
    )


def _joint(sure: Floats, right: Bools, covered: Bools, threshold: float) -> float:
    return float(np.where(sure >= threshold, right, ~covered).mean())


def _auroc(covered: Floats, others: Floats) -> float:
    more = (covered[:, None] > others).mean()
    return float(more + (covered[:, None] == others).mean() / 2)


def _aurc(sure: Floats, right: Bools) -> float:
    wrong = ~right[np.argsort(-sure, kind="stable")]
    return float((np.cumsum(wrong) / np.arange(1, len(wrong) + 1)).mean())


def _ece(sure: Floats, right: Bools) -> float:
    bins = np.minimum((sure * BINS).astype(np.intp), BINS - 1)
    gaps = np.abs(np.bincount(bins, sure - right, BINS))
    return float(gaps.sum() / len(sure))
