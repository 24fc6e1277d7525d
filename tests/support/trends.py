"""The trend by NumPy's matrices and SciPy's quantiles, which know nothing of our formulas."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import linalg, stats

DAY_MS = 86_400_000


def weigh(moments: Sequence[int]) -> Any:
    """Half for each fortnight, or for as long as the last ten took; never less than 2^-10."""
    ages = (moments[-1] - np.asarray(moments)) / DAY_MS
    half_life = max(14.0, float(np.sort(ages)[:10].max()))
    return np.maximum(np.exp2(-ages / half_life), 2.0**-10)


def conditions_matrix(moments: Sequence[int], *conditions: Sequence[str]) -> Any:
    """A column of ones, one for each value of each condition, and the number of the session: not of full rank."""
    count = len(moments)
    marks = [np.asarray(values) == value for values in conditions for value in sorted(set(values))]
    return np.column_stack([np.ones(count), *[mark.astype(float) for mark in marks], np.arange(count)])


@dataclass(frozen=True)
class Reference:
    """The last column's coefficient.

    Attributes:
        factors: the coefficient is the sum of values times these.
        middle: M'WM, of the values' quadratic form that tells chance.
        degrees: Satterthwaite's.
        left: sessions that are more than what is estimated.
    """

    factors: Any
    middle: Any
    degrees: float
    left: int

    @classmethod
    def of(cls, weights: Any, matrix: Any) -> "Reference":
        """By the pseudo-inverse of the weighted matrix."""
        precision = np.diag(weights)
        inverse = linalg.pinv(matrix.T @ precision @ matrix, rtol=1e-12)
        fitted = inverse @ matrix.T @ precision
        residual = np.eye(len(weights)) - matrix @ fitted
        middle = residual.T @ precision @ residual
        eigenvalues = linalg.eigvalsh(middle)
        degrees = eigenvalues.sum() ** 2 / (eigenvalues**2).sum()
        return cls(fitted[-1], middle, degrees, len(weights) - int(np.linalg.matrix_rank(matrix)))

    def intervals(self, values: Any, step: float = 0.5) -> tuple[Any, Any]:
        """Coefficients and how far their intervals reach, for rows of values."""
        values = np.atleast_2d(values)
        chance = np.einsum("ri,ij,rj->r", values, self.middle, values) / np.trace(self.middle)
        spread = np.maximum(chance, step**2 / 12) * (self.factors @ self.factors)
        return values @ self.factors, stats.t.ppf(0.975, self.degrees) * np.sqrt(spread)
