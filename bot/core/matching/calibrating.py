"""Fits the confidence curve to a pack, from nothing but the pack and the general questions.

Three kinds of queries are made up. A phrasing left out should find its own answer. A phrasing
whose whole answer is left out should find none: that is how a near miss looks. And so should a
general question. Each is judged by the model without it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.core.knowledge import Pack
from bot.core.matching.confidence import LEAST_FIT, Calibration, signs, usual
from bot.core.matching.glossary import Glossary
from bot.core.matching.model import Model, fit, together

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]

MOST_CASES: Final = 400
"""Phrasings that are left out, evenly through the pack: more moves the curve no further."""

COVERED: Final = 0.65
NEAR_MISSES: Final = 0.15
GENERAL: Final = 0.2
"""What people ask: answered by the pack, close to it, about something else altogether."""

WEIGHT: Final = 200.0
"""Made-up queries that the pack's own are worth in all, against the prior."""

PRIOR_PRECISION: Final = np.array([2.0, 20.0, 20.0])
"""How much the default bias, per_fit and per_lead resist. What people write is further from the
phrasings than those are from each other, so the pack's own curve is too steep, and it may move
the bias more than the slopes."""

STEPS: Final = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One made-up query: the signs of the best answer, if that is right, its weight."""

    signs: Floats
    right: bool
    weight: float


def calibrate(pack: Pack) -> Calibration:
    """The curve that makes confidence true for a pack, as far as the pack itself can tell.

    Costs up to some thousand fits, a few seconds: for a command, not for a start.
    """
    model = Model(pack, fit(pack, Glossary(pack.glossary)))
    prior = usual(model.wordings_per_answer)
    cases = list(_cases(model))
    if not cases:
        return prior
    centre = np.array([prior.bias, prior.per_fit, prior.per_lead])
    bias, per_fit, per_lead = _posterior_mode(cases, centre)
    return Calibration(bias=float(bias), per_fit=float(per_fit), per_lead=float(per_lead))


def _cases(model: Model) -> Iterator[Case]:
    """The made-up queries; an answer with one wording gives none, nothing else would know it."""
    phrasings = np.flatnonzero(model.labels > 0)
    chosen = phrasings[:: max(1, -(-len(phrasings) // MOST_CASES))]
    told = 0
    for row in chosen:
        answer = int(model.answers[model.owners[row]])
        rows = model.rows_of(answer)
        if len(rows) > 1:
            told += 1
            share = WEIGHT / len(chosen)
            asked = model.index.tokens(row)
            yield from _case(model, asked, np.array([row]), answer, COVERED * share)
            yield from _case(model, asked, rows, -1, NEAR_MISSES * share)
    if told:
        general = np.arange(len(model.owners), model.index.size)
        share = GENERAL * WEIGHT * told / len(chosen) / len(general)
        for row in general:
            yield from _case(model, model.index.tokens(row), np.array([row]), -1, share)


def _case(
    model: Model, asked: Sequence[str], without: Ints, answer: int, weight: float
) -> Iterator[Case]:
    """The case, unless nothing fits: then there is nothing to be sure of."""
    evidence = model.evidence(asked, without)
    found = np.unique(model.answers[evidence.targets])
    _, fits = together(model.answers[evidence.targets], evidence.fits)
    if len(found) and fits.max() > LEAST_FIT:
        best = int(np.argmax(fits))
        yield Case(signs=signs(fits)[best], right=int(found[best]) == answer, weight=weight)


def _posterior_mode(cases: Sequence[Case], centre: Floats) -> Floats:
    """The most probable curve: weighted logistic regression with a normal prior, by Newton."""
    inputs = np.stack([case.signs for case in cases])
    right = np.array([case.right for case in cases], np.float64)
    weights = np.array([case.weight for case in cases])
    curve = centre.copy()
    for _ in range(STEPS):
        expected = 1 / (1 + np.exp(-inputs @ curve))
        slope = inputs.T @ (weights * (right - expected)) - PRIOR_PRECISION * (curve - centre)
        spread = weights * expected * (1 - expected)
        bend = (inputs * spread[:, None]).T @ inputs + np.diag(PRIOR_PRECISION)
        curve = curve + np.linalg.solve(bend, slope)
    return curve
