"""Fits the confidence curves to a pack, from nothing but the pack and the general questions.

Three kinds of queries are made up. A phrasing left out should find its own answer. A phrasing
whose whole answer is left out should find none: that is how a near miss looks. And so should a
general question. Each is judged by the model without it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.core.knowledge import Entry, Pack
from bot.core.matching.arrays import Floats, Ints
from bot.core.matching.confidence import LEAST_FIT, Calibration, Curve, signs, usual
from bot.core.matching.meaning import Meaning
from bot.core.matching.model import Fitted, Model, together

MOST_CASES: Final = 400
"""Phrasings that are left out, evenly through the pack: more moves the curve no further."""

COVERED: Final = 0.65
NEAR_MISSES: Final = 0.15
GENERAL: Final = 0.2
"""What people ask: answered by the pack, close to it, about something else altogether. Of a pack
that has out-of-scope entries there are fewer near misses to fear: it knows them."""

WEIGHT: Final = 200.0
"""Made-up queries that the pack's own are worth in all, against the prior."""

PRIOR_PRECISION: Final = np.array([2.0, 20.0, 20.0])
"""How much the default bias, per_fit and per_lead resist. What people write is further from the
phrasings than those are from each other, so the pack's own curve is too steep, and it may move
the bias more than the slopes."""

STEPS: Final = 50


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Case:
    """One made-up query.

    `fits` are those of the rival answers, best first; `replies` says whether the best is an entry
    (and not an out-of-scope one), `right` whether it is the right one; `weight` how many real
    queries the case stands for.
    """

    fits: Floats
    replies: bool
    right: bool
    weight: float


def calibrate(pack: Pack, fitted: Fitted, meaning: Meaning | None = None) -> Calibration:
    """The curves that make confidence true for a pack, as far as the pack itself can tell.

    Costs up to some thousand fits a curve, a few seconds: for a command, not for a start. Without
    `meaning` its curve stays the usual one.
    """
    by_words = Model(pack, fitted)
    prior = usual(by_words.wordings_per_answer)
    words = _fitted_curve(made_up(by_words), prior.words)
    if meaning is None:
        return Calibration(words=words, meaning=prior.meaning)
    by_meaning = made_up(Model(pack, fitted, meaning))
    return Calibration(words=words, meaning=_fitted_curve(by_meaning, prior.meaning))


def made_up(model: Model) -> list[Case]:
    """The made-up queries; an answer with one wording gives none, nothing else would know it."""
    phrasings = np.flatnonzero(model.labels > 0)
    chosen = phrasings[:: max(1, -(-len(phrasings) // MOST_CASES))]
    told = [row for row in chosen if len(_rows_of_its_answer(model, row)) > 1]
    if not told:
        return []
    unknown = np.mean([isinstance(model.targets[model.owners[row]], Entry) for row in told])
    general = range(len(model.owners), model.index.size)
    return [
        *_left_out(model, told, WEIGHT / len(told), float(unknown)),
        *(
            _case(model, row, np.array([row]), -1, GENERAL * WEIGHT / len(general))
            for row in general
        ),
    ]


def _left_out(model: Model, rows: Sequence[int], weight: float, unknown: float) -> Iterator[Case]:
    """Each wording without itself, and without its whole answer."""
    for row in rows:
        answer = int(model.answers[model.owners[row]])
        siblings = _rows_of_its_answer(model, row)
        yield _case(model, row, np.array([row]), answer, COVERED * weight)
        yield _case(model, row, siblings, -1, NEAR_MISSES * weight * unknown)


def _rows_of_its_answer(model: Model, row: int) -> Ints:
    return model.rows_of(int(model.answers[model.owners[row]]))


def _case(model: Model, row: int, without: Ints, answer: int, weight: float) -> Case:
    evidence = model.evidence_for(row, without)
    answers = model.answers[evidence.targets]
    found, first = np.unique(answers, return_index=True)
    _, fits = together(answers, evidence.fits)
    order = np.argsort(-fits, kind="stable")
    best = int(order[0]) if len(order) else -1
    return Case(
        fits=fits[order],
        replies=best >= 0 and isinstance(model.targets[evidence.targets[first[best]]], Entry),
        right=best >= 0 and int(found[best]) == answer,
        weight=weight,
    )


def _fitted_curve(cases: Sequence[Case], prior: Curve) -> Curve:
    """The curve for these cases, those left aside that nothing fits: nothing to be sure of."""
    told = [case for case in cases if len(case.fits) and case.fits[0] > LEAST_FIT]
    if not told:
        return prior
    centre = np.array([prior.bias, prior.per_fit, prior.per_lead])
    bias, per_fit, per_lead = _posterior_mode(told, centre)
    return Curve(bias=float(bias), per_fit=float(per_fit), per_lead=float(per_lead))


def _posterior_mode(cases: Sequence[Case], centre: Floats) -> Floats:
    """The most probable curve: weighted logistic regression with a normal prior, by Newton."""
    inputs = np.stack([signs(case.fits)[0] for case in cases])
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
