"""From how well answers fit to the probability that each of them is right."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

LEAST_FIT: Final = 0.001
"""Below, a fit is noise."""

WIDEST_LEAD: Final = 3.0
"""Of ln(fit / rival's fit): twenty times as good is as clear as it gets."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Curve:
    """A logistic curve over the logarithm of an answer's fit f and of its lead on its rival r.

    The odds of being right are exp(bias + per_fit · ln f + per_lead · ln(f / r)): Platt's scaling
    ("Probabilistic outputs for support vector machines", 1999), on logarithms.
    """

    bias: float
    per_fit: float
    per_lead: float

    def confidences(self, fits: Floats) -> Floats:
        """The probability that each of the rival answers is right, from their fits; sum ≤ 1."""
        odds = signs(fits) @ np.array([self.bias, self.per_fit, self.per_lead])
        return _at_most_one(1 / (1 + np.exp(-odds)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Calibration:
    """The curves of a pack: of fits by words alone, and of fits by words and meaning."""

    words: Curve
    meaning: Curve


@dataclass(frozen=True, kw_only=True, slots=True)
class _Usual:
    """What makes a curve, by how many wordings answers have.

    `even` is the fit that is as likely right as wrong where each answer has one wording; it grows
    with the wordings to the power `growth`: more wordings, more that fits.
    """

    even: float
    growth: float
    per_fit: float
    per_lead: float

    def curve(self, wordings: float) -> Curve:
        even = np.log(self.even) + self.growth * np.log(max(wordings, 1.0))
        bias = -self.per_fit * even - self.per_lead
        return Curve(bias=float(bias), per_fit=self.per_fit, per_lead=self.per_lead)


BY_WORDS: Final = _Usual(even=0.18, growth=0.17, per_fit=2.6, per_lead=0.3)
BY_MEANING: Final = _Usual(even=0.065, growth=0.25, per_fit=2.1, per_lead=0.3)
"""`even` and `growth` were read from clinc150 cut down to 1 to 20 phrasings an intent. The slopes
are flatter than there, for live traffic is less clear-cut: that was seen on hint3, so figures on
hint3 flatter these defaults a little."""


def usual(wordings: float) -> Calibration:
    """The curves of a pack that was never calibrated, by how many wordings its answers have."""
    return Calibration(words=BY_WORDS.curve(wordings), meaning=BY_MEANING.curve(wordings))


def signs(fits: Floats) -> Floats:
    """What confidence is read from, for each of the rival answers: (answers, 3)."""
    logs = np.log(np.maximum(fits, LEAST_FIT))
    return np.stack([np.ones(len(logs)), logs, _leads(logs)], axis=1)


def _leads(logs: Floats) -> Floats:
    """How far each is ahead of the best of the others."""
    nothing = np.log(LEAST_FIT)
    second, best = np.sort(np.concatenate([[nothing, nothing], logs]))[-2:]
    rivals = np.full(len(logs), best)
    if len(logs):
        rivals[np.argmax(logs)] = second
    lead: Floats = np.clip(logs - rivals, -WIDEST_LEAD, WIDEST_LEAD)
    return lead


def _at_most_one(confidences: Floats) -> Floats:
    """The best stays as it is; the others share what it leaves, if they claim more."""
    if not len(confidences):
        return confidences
    best = int(np.argmax(confidences))
    others = float(confidences.sum() - confidences[best])
    left = float(1 - confidences[best])
    if others <= left:
        return confidences
    scaled = confidences * (left / others)
    scaled[best] = confidences[best]
    return scaled
