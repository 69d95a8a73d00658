"""Fits the confidence curves to a pack, from nothing but the pack and the general questions.

Five kinds of queries are made up. An entry's phrasing left out should find its own answer. If its
whole answer is left out it should find none: that is how a near miss looks. An out-of-scope entry's
phrasing left out should find no entry either, and so should a general question. And a
counter-phrasing should not find its entry. Each is judged by the model without it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from bot.core.knowledge import Entry, Pack, answer_alike
from bot.core.matching.arrays import Floats, Ints
from bot.core.matching.confidence import LEAST_FIT, Calibration, Curve, signs, usual
from bot.core.matching.meaning import Meaning
from bot.core.matching.model import Fitted, Model, together

MOST_CASES: Final = 400
"""Phrasings that are left out, evenly through the pack: more moves the curve no further."""

COVERED: Final = 0.65
NEAR_MISSES: Final = 0.15
GENERAL: Final = 0.2
"""What people ask: answered by the pack, close to it, about something else altogether. Of the near
misses a pack knows as large a share as out-of-scope entries have among all that it knows."""

LEAST_GENERAL: Final = 100
"""General questions that are asked of a small pack; of a larger one as many as its phrasings."""

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


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Calibrated:
    """The curves of a pack, and the made-up queries that each was fitted to.

    Without an encoder there are no cases of meaning, and its curve is the usual one.
    """

    curves: Calibration
    words: Sequence[Case]
    meaning: Sequence[Case]


def calibrate(pack: Pack, fitted: Fitted, meaning: Meaning | None = None) -> Calibrated:
    """The curves that make confidence true for a pack, as far as the pack itself can tell.

    Costs up to some thousand fits a curve, a few seconds: for a command, not for a start.
    """
    by_words = Model(pack, fitted)
    prior = usual(by_words.wordings_per_answer)
    words = made_up(by_words)
    meant = [] if meaning is None else made_up(Model(pack, fitted, meaning))
    curves = Calibration(
        words=_fitted_curve(words, prior.words), meaning=_fitted_curve(meant, prior.meaning)
    )
    return Calibrated(curves=curves, words=words, meaning=meant)


def made_up(model: Model) -> list[Case]:
    """The made-up queries; an answer with one wording gives none, nothing else would know it."""
    phrasings = _evenly(np.flatnonzero(model.labels > 0), MOST_CASES)
    told = [row for row in phrasings if len(_rows_of_its_answer(model, row)) > 1]
    covered = [row for row in told if _is_of_entry(model, row)]
    if not covered:
        return []
    others = [row for row in told if not _is_of_entry(model, row)]
    share = sum(not isinstance(target, Entry) for target in model.targets) / len(model.targets)
    known = share if others else 0.0
    return [
        *_left_out(model, covered, COVERED * WEIGHT / len(covered)),
        *_left_out(model, others, NEAR_MISSES * known * WEIGHT / max(len(others), 1)),
        *_unanswered(model, covered, NEAR_MISSES * (1 - known) * WEIGHT / len(covered)),
        *_turned_away(model, COVERED * WEIGHT / len(covered)),
        *_general(model, max(len(told), LEAST_GENERAL)),
    ]


def _general(model: Model, most: int) -> Iterator[Case]:
    """The general questions, each as if it were not there."""
    rows = _evenly(np.arange(len(model.owners), model.index.size), most)
    for row in rows:
        yield _case(model, row, np.array([row]), -1, GENERAL * WEIGHT / len(rows))


def _turned_away(model: Model, weight: float) -> Iterator[Case]:
    """The counter-phrasings that find the very entry that they should turn away.

    The others say nothing: what would be right for them, the pack does not tell.
    """
    for row in _evenly(np.flatnonzero(model.labels < 0), MOST_CASES):
        case = _case(model, row, np.array([row]), int(model.owners[row]), weight)
        if case.right:
            yield replace(case, right=False)


def _evenly(rows: Ints, most: int) -> Ints:
    """At most so many of some rows, evenly through them."""
    chosen: Ints = rows[:: max(1, -(-len(rows) // most))]
    return chosen


def _left_out(model: Model, rows: Sequence[int], weight: float) -> Iterator[Case]:
    """Each wording as if it were not there: its answer is right."""
    for row in rows:
        yield _case(model, row, np.array([row]), int(model.owners[row]), weight)


def _unanswered(model: Model, rows: Sequence[int], weight: float) -> Iterator[Case]:
    """Each wording as if its whole answer were not there: then none is right."""
    for row in rows:
        yield _case(model, row, _rows_of_its_answer(model, row), -1, weight)


def _is_of_entry(model: Model, row: int) -> bool:
    return isinstance(model.targets[model.owners[row]], Entry)


def _rows_of_its_answer(model: Model, row: int) -> Ints:
    return model.rows_of(int(model.answers[model.owners[row]]))


def _case(model: Model, row: int, without: Ints, meant: int, weight: float) -> Case:
    """What becomes of a wording that means a target, or none if that is negative."""
    evidence = model.evidence_for(row, without)
    answers = model.answers[evidence.targets]
    _, first = np.unique(answers, return_index=True)
    _, fits = together(answers, evidence.fits)
    order = np.argsort(-fits, kind="stable")
    if not len(order):
        return Case(fits=fits, replies=False, right=False, weight=weight)
    best = model.targets[evidence.targets[first[order[0]]]]
    return Case(
        fits=fits[order],
        replies=isinstance(best, Entry),
        right=meant >= 0 and answer_alike(best, model.targets[meant]),
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
