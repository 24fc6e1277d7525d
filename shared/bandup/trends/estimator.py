"""One coefficient of a weighted line, with an interval that holds although the weights are no precisions.

The values y_i = sum_k b_k x_ik + chance, all with the same spread of chance; the weights w_i only say how much each
shall count. Weighted least squares then gives for the last coefficient b, with z the part of its column that the other
columns do not explain (weighted), e the distances from the line, W = diag(w) and M = I - X (X'WX)^-1 X'W:

    b        = sum w_i z_i y_i / S                      S = sum w_i z_i^2
    variance = s^2 sum w_i^2 z_i^2 / S^2                s^2 = sum w_i e_i^2 / tr(M'WM)
    degrees  = tr(M'WM)^2 / tr((M'WM)^2)
    interval = b -+ t(degrees) sqrt(variance)

b is a sum of y_i with known factors, so its variance is that of chance times the sum of their squares (NIST/SEMATECH
e-Handbook of Statistical Methods, 2.5.5.3). s^2 has the right mean, since e = My; its degrees of freedom are those of
the chi-squared distribution with its first two moments (Satterthwaite, "An approximate distribution of estimates of
variance components", Biometrics Bulletin 2, 1946). Taking the weights for precisions would make the variance s^2 / S:
that finds trends in chance, the more often the more values weigh little.

Columns are made orthonormal one after the other (Gram-Schmidt, twice for exactness), which needs no matrix.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from bandup.trends.interval import Interval
from bandup.trends.student import student_quantile

_NOTHING = 1e-8
"""A column of which less than this share is its own is explained by those before it."""


@dataclass(frozen=True)
class Estimate:
    """A coefficient, and where it lies."""

    value: float
    interval: Interval


class Estimator:
    """Estimates one coefficient for any values that were seen on the same occasions.

    Args:
        roots: the square root of each weight.
        basis: the columns, weighted and orthonormal; the last is what the coefficient's column has of its own.
        length: of that column before it was made of length 1.
        step: values come in steps of this size. Even values that lie exactly on a line are uncertain by the error of
            rounding to a step, whose variance is step^2 / 12.
    """

    def __init__(self, roots: Sequence[float], basis: Sequence[Sequence[float]], length: float, step: float) -> None:
        self._roots = roots
        self._basis = basis
        self._length = length
        self._least_variance = step**2 / 12
        weights = [root * root for root in roots]
        leverages = [fsum(each[i] ** 2 for each in basis) for i in range(len(roots))]
        self._trace = fsum(weight * (1 - taken) for weight, taken in zip(weights, leverages, strict=True))
        overlaps = (
            fsum(weight * a * b for weight, a, b in zip(weights, one, other, strict=True))
            for one in basis
            for other in basis
        )
        squared = fsum(weight**2 * (1 - 2 * taken) for weight, taken in zip(weights, leverages, strict=True))
        self._degrees = max(1.0, self._trace**2 / (squared + fsum(overlap**2 for overlap in overlaps)))
        reach = fsum(weight * own**2 for weight, own in zip(weights, basis[-1], strict=True))
        self._reach = student_quantile(self._degrees) * sqrt(reach) / length

    def estimate(self, values: Sequence[float]) -> Estimate:
        """The coefficient for these values, one for each occasion."""
        left = [root * value for root, value in zip(self._roots, values, strict=True)]
        share = 0.0
        for each in self._basis:
            share = _multiply(each, left)
            left = [value - share * own for value, own in zip(left, each, strict=True)]
        variance = max(_multiply(left, left) / self._trace, self._least_variance)
        value, reach = share / self._length, self._reach * sqrt(variance)
        return Estimate(value, Interval(value - reach, value + reach))


def build_estimator(weights: Sequence[float], columns: Sequence[Sequence[float]], *, step: float) -> Estimator | None:
    """The estimator of the last column's coefficient.

    Args:
        weights: how much each occasion counts, more than 0.
        columns: X, column by column.
        step: values come in steps of this size.

    Returns:
        None if the occasions cannot tell that coefficient: the other columns explain its column, or nothing is left to
        tell chance by.
    """
    roots = [sqrt(weight) for weight in weights]
    basis: list[list[float]] = []
    own, length = None, 0.0
    for column in columns:
        weighted = [root * value for root, value in zip(roots, column, strict=True)]
        whole = sqrt(_multiply(weighted, weighted))
        for each in basis * 2:
            share = _multiply(each, weighted)
            weighted = [value - share * other for value, other in zip(weighted, each, strict=True)]
        length = sqrt(_multiply(weighted, weighted))
        own = [value / length for value in weighted] if length > _NOTHING * whole else None
        if own is not None:
            basis.append(own)
    if own is None or len(basis) >= len(weights):
        return None
    return Estimator(roots, basis, length, step)


def _multiply(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
