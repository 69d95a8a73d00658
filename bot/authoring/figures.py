"""Figures of a matcher on queries with known answers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

FIRST: Final = 3
"""Entries that recall looks at: as many as a clarification offers at most."""

BINS: Final = 10
"""Equal-width bins of confidence for the calibration error."""

LOWER_IS_BETTER: Final = frozenset({"aurc", "ece", "p50_ms"})
"""The figures of which less is better."""

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


class NoQueriesError(ValueError):
    """Figures were asked for of no queries at all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Prediction:
    """What a matcher made of one query, and what would have been right.

    `ranked` are ids of entries, best first: three suffice, none means that it abstained whatever
    the threshold. `confidence`, 0 to 1, is the first one's, or 0. `relevant` are the ids that are
    right; none where nothing fits. `gap` marks a query that has an answer which no entry gives: it
    is in scope, and no entry is right. `seconds` is how long it took, if that was measured.
    """

    ranked: Sequence[str]
    confidence: float
    relevant: Collection[str]
    gap: bool = False
    seconds: float | None = None

    @property
    def is_right(self) -> bool:
        """Whether the first entry is right."""
        return self.has_right_among(1)

    @property
    def is_covered(self) -> bool:
        """Whether the query is in scope."""
        return self.gap or bool(self.relevant)

    def has_right_among(self, first: int) -> bool:
        """Whether one of the first entries is right."""
        return any(entry in self.relevant for entry in self.ranked[:first])


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """What is said of a matcher: shares from 0 to 1, `p50_ms` in milliseconds.

    A figure is None where the queries cannot tell it: accuracy and recall without a query in scope,
    AUROC without one of either kind, joint without a threshold, the time where none was measured.

    - `accuracy`: share of in-scope queries whose first entry is right.
    - `recall_at_3`: share of in-scope queries with a right entry among the first three.
    - `joint`: share of all queries handled rightly at the threshold that the matcher set itself
      without seeing them: in scope, the first entry right and at least that sure; out of scope,
      less sure. (Where a policy decides, it is the share of all queries that it handled rightly.)
    - `joint_best`: the same at the best threshold in hindsight.
    - `auroc`: chance that an in-scope query has a higher confidence than an out-of-scope one, a
      tie counting half: the area under the ROC curve of confidence as a test for being in scope.
    - `aurc`: mean of the error rate among the k surest queries, over k from 1 to all, an
      out-of-scope query counting as an error, ties in the order of the queries: the area under the
      risk-coverage curve (Geifman, Uziel and El-Yaniv, "Bias-Reduced Uncertainty Estimation for
      Deep Neural Classifiers", 2018).
    - `ece`: expected calibration error over ten bins of equal width: the mean distance between
      confidence and share of right first entries, bins weighted by their queries (Naeini, Cooper
      and Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning", 2015).
    - `p50_ms`: the median time of a match.
    """

    accuracy: float | None
    recall_at_3: float | None
    joint: float | None
    joint_best: float
    auroc: float | None
    aurc: float
    ece: float
    p50_ms: float | None


def figures(predictions: Sequence[Prediction], threshold: float | None = None) -> Figures:
    """The figures of some predictions, `joint` at the threshold that the matcher set itself.

    Raises:
        NoQueriesError: if there are no predictions.
    """
    if not predictions:
        raise NoQueriesError("there are no queries, so there is nothing to measure")
    sure = np.array([prediction.confidence for prediction in predictions], np.float64)
    right = np.array([prediction.is_right for prediction in predictions], np.bool_)
    covered = np.array([prediction.is_covered for prediction in predictions], np.bool_)
    found = np.array([prediction.has_right_among(FIRST) for prediction in predictions], np.bool_)
    return Figures(
        accuracy=_share(right[covered]),
        recall_at_3=_share(found[covered]),
        joint=None if threshold is None else _joint(sure, right, covered, threshold),
        joint_best=max(_joint(sure, right, covered, t) for t in (*np.unique(sure), np.inf)),
        auroc=_auroc(sure[covered], sure[~covered]),
        aurc=_aurc(sure, right),
        ece=_ece(sure, right),
        p50_ms=_median_ms(predictions),
    )


def _share(held: Bools) -> float | None:
    return float(held.mean()) if len(held) else None


def _joint(sure: Floats, right: Bools, covered: Bools, threshold: float) -> float:
    return float(np.where(sure >= threshold, right, ~covered).mean())


def _auroc(covered: Floats, others: Floats) -> float | None:
    if not len(covered) or not len(others):
        return None
    more = (covered[:, None] > others).mean()
    return float(more + (covered[:, None] == others).mean() / 2)


def _aurc(sure: Floats, right: Bools) -> float:
    wrong = ~right[np.argsort(-sure, kind="stable")]
    return float((np.cumsum(wrong) / np.arange(1, len(wrong) + 1)).mean())


def _ece(sure: Floats, right: Bools) -> float:
    bins = np.minimum((sure * BINS).astype(np.intp), BINS - 1)
    gaps = np.abs(np.bincount(bins, sure - right, BINS))
    return float(gaps.sum() / len(sure))


def _median_ms(predictions: Sequence[Prediction]) -> float | None:
    times = [p.seconds for p in predictions if p.seconds is not None]
    return float(np.median(times)) * 1000 if times else None
