"""Student's distribution. SciPy has it, but is larger than all else in an image that needs one number of it."""

from math import exp, lgamma, log, log1p, sqrt
from typing import Final

LEVEL: Final = 0.95
"""The probability that every interval here is made for."""

_HALVINGS = 60
_MOST_TERMS = 500
_EXACT = 1e-14
_TINY = 1e-300


def student_quantile(degrees: float) -> float:
    """The t with P(|T| <= t) = `LEVEL`, exact to eight digits; for 1, 2 and 3 degrees 12.706, 4.303 and 3.182.

    P(|T| <= t) is the regularised incomplete beta function I(y; 1/2, degrees / 2) of y = t^2 / (degrees + t^2)
    (Abramowitz and Stegun, 26.5.27 and 26.7.1); y is found by bisection. The usual closed approximation (Hill, CACM
    algorithm 396) is wrong by up to a tenth between one and two degrees, which fractional degrees can be.

    Args:
        degrees: degrees of freedom, at least 1, not necessarily whole.
    """
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if incomplete_beta(middle, 0.5, degrees / 2) < LEVEL:
            low = middle
        else:
            high = middle
    return sqrt(degrees * low / (1 - low))


def incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I(x; a, b), from 0 to 1 (DLMF 8.17).

    Args:
        x: from 0 to 1, both excluded.
        a: more than 0.
        b: more than 0.
    """
    if x > (a + 1) / (a + b + 2):  # there the fraction converges slowly, and the mirrored one quickly
        return 1 - incomplete_beta(1 - x, b, a)
    front = exp(a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b)) / a
    return front / _continue_fraction(x, a, b)


def _continue_fraction(x: float, a: float, b: float) -> float:
    """The continued fraction 1 + d1 / (1 + d2 / (1 + ...)) of DLMF 8.17.22, by Lentz's method (DLMF 3.10(iii))."""
    value, above, below = 1.0, 1.0, 0.0
    for term in range(1, _MOST_TERMS):
        m = term // 2
        if term % 2:
            d = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            d = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        below = 1 / ((1 + d * below) or _TINY)
        above = (1 + d / above) or _TINY
        value *= above * below
        if abs(above * below - 1) < _EXACT:
            break
    return value
