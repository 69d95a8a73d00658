"""Kernel ridge regression, one against the rest, with leave-outs in closed form."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Ridge:
    """A fitted regression: `dual` (texts, classes) and `inverse` (texts, texts) of K + λI.

    Rifkin, Yeo & Poggio, "Regularized least-squares classification", 2003.
    """

    dual: Floats
    inverse: Floats
    labels: Floats

    def without(self, rows: npt.NDArray[np.intp]) -> Floats:
        """What the fit without these texts says of them: shape (rows, classes), no refit.

        With residual r and inverse G, the left-out residual of a block B is G_BB⁻¹ r_B
        (Rifkin & Lippert, "Notes on regularized least squares", 2007).
        """
        block = self.inverse[np.ix_(rows, rows)]
        return self.labels[rows] - np.linalg.solve(block, self.dual[rows])


def fit(kernel: Floats, labels: Floats, penalty: float) -> Ridge:
    """Fit labels (texts, classes) on a kernel (texts, texts) with a ridge penalty λ > 0."""
    inverse = np.linalg.inv(kernel + penalty * np.eye(len(kernel)))
    return Ridge(dual=inverse @ labels, inverse=inverse, labels=labels)
