"""From made-up queries to a policy: how sure is sure enough, for a budget of wrong replies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.authoring.figures import BINS
from bot.core.answer import Policy
from bot.core.matching import Calibrated, Case, Curve

THRESHOLDS: Final = tuple(step / 100 for step in range(5, 96))
MARGINS: Final = (0.0, 0.02, 0.05, 0.1, 0.15)

MOST_PLAUSIBLE: Final = 0.15
"""The most that a choice needs to be offered: half of the threshold, for a threshold of .3."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """A made-up query in the light of a curve; `lead` is over the next best answer."""

    confidence: float
    lead: float
    replies: bool
    right: bool
    weight: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """What a threshold gives: the share of queries answered, and of the replies the wrong share."""

    threshold: float
    answered: float
    wrong: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Bin:
    """Queries of about the same confidence: its mean, the share that is right, their weight."""

    confidence: float
    right: float
    weight: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What came of a calibration: the policy, and how it stands among others."""

    policy: Policy
    budget: float | None
    chosen: Point
    coverage: Sequence[Point]
    reliability: Sequence[Bin]
    cases: int

    @property
    def meets_budget(self) -> bool:
        """Whether the wrong share is within the budget."""
        return self.budget is None or _keeps(self.chosen, self.budget)

    @property
    def ece(self) -> float:
        """The expected calibration error over the made-up queries."""
        total = sum(each.weight for each in self.reliability)
        gaps = (abs(each.confidence - each.right) * each.weight for each in self.reliability)
        return sum(gaps) / total if total else 0.0


def tune(calibrated: Calibrated, budget: float | None = None) -> Report | None:
    """The policy for a budget: of all replies, how many may be wrong. None if nothing can tell.

    The one that replies rightly most often within the budget; where none keeps it, of those that
    reply at all the one that comes nearest. Without a budget, the one that handles most queries
    rightly, be it by silence.
    """
    by_meaning = bool(calibrated.meaning)
    cases = calibrated.meaning if by_meaning else calibrated.words
    curve = calibrated.curves.meaning if by_meaning else calibrated.curves.words
    queries = [judge(case, curve) for case in cases]
    if not queries:
        return None
    threshold, margin = _chosen(queries, budget)
    policy = Policy(
        threshold=threshold, margin=margin, plausible=min(threshold / 2, MOST_PLAUSIBLE)
    )
    return Report(
        policy=policy,
        budget=budget,
        chosen=point(queries, threshold, margin),
        coverage=[point(queries, each, margin) for each in THRESHOLDS],
        reliability=list(reliability(queries)),
        cases=len(queries),
    )


def judge(case: Case, curve: Curve) -> Judged:
    """A case in the light of a curve; nothing is sure where nothing fits."""
    confidences = curve.confidences(case.fits) if len(case.fits) else np.zeros(1)
    second = float(confidences[1]) if len(confidences) > 1 else 0.0
    return Judged(
        confidence=float(confidences[0]),
        lead=float(confidences[0]) - second,
        replies=case.replies,
        right=case.right,
        weight=case.weight,
    )


def point(queries: Sequence[Judged], threshold: float, margin: float) -> Point:
    """What a threshold and a margin give on some queries."""
    replied = _replied(queries, threshold, margin)
    answered = sum(query.weight for query in replied)
    wrong = sum(query.weight for query in replied if not query.right)
    return Point(
        threshold=threshold,
        answered=answered / sum(query.weight for query in queries),
        wrong=wrong / answered if answered else 0.0,
    )


def reliability(queries: Sequence[Judged]) -> Iterator[Bin]:
    """Equal-width bins of confidence, without the empty ones."""
    for number in range(BINS):
        held = [query for query in queries if min(int(query.confidence * BINS), BINS - 1) == number]
        weight = sum(query.weight for query in held)
        if weight:
            yield Bin(
                confidence=sum(query.confidence * query.weight for query in held) / weight,
                right=sum(query.weight for query in held if query.right) / weight,
                weight=weight,
            )


def _replied(queries: Sequence[Judged], threshold: float, margin: float) -> list[Judged]:
    return [
        query
        for query in queries
        if query.replies and query.confidence >= threshold and query.lead >= margin
    ]


def _keeps(at: Point, budget: float) -> bool:
    """Whether there are replies, and few enough of them wrong."""
    return at.answered > 0 and at.wrong <= budget


def _chosen(queries: Sequence[Judged], budget: float | None) -> tuple[float, float]:
    """The best threshold and margin; of equals the higher threshold, then the wider margin."""
    answerable = sum(query.weight for query in queries if query.right and query.replies)
    total = sum(query.weight for query in queries)

    def worth(pair: tuple[float, float]) -> tuple[bool, float, float, float]:
        at = point(queries, *pair)
        right = at.answered * (1 - at.wrong)
        if budget is None:
            silent = 1 - at.answered - (answerable / total - right)
            return True, round(right + silent, 9), *pair
        if _keeps(at, budget):
            return True, round(right, 9), *pair
        return False, -at.wrong if at.answered else -1.0, *pair

    return max(((each, margin) for each in THRESHOLDS for margin in MARGINS), key=worth)
