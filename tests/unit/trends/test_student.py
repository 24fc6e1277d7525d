import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, special, stats

from bandup.trends.student import incomplete_beta, student_quantile


@given(st.floats(1, 50) | st.floats(50, 10_000))
def test_student_quantile(degrees: float) -> None:
    assert student_quantile(degrees) == pytest.approx(stats.t.ppf(0.975, degrees), rel=1e-8)


@pytest.mark.parametrize(("degrees", "quantile"), [(1, 12.706), (2, 4.303), (3, 3.182), (30, 2.042)])
def test_student_quantile_of_the_tables(degrees: int, quantile: float) -> None:
    """NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2."""
    assert student_quantile(degrees) == pytest.approx(quantile, abs=6e-4)


def test_student_quantile_holds_the_level() -> None:
    """By the density itself, integrated."""
    degrees = 7.5
    scale = math.gamma((degrees + 1) / 2) / math.sqrt(degrees * math.pi) / math.gamma(degrees / 2)
    reach = student_quantile(degrees)
    held, _ = integrate.quad(lambda t: scale * (1 + t * t / degrees) ** (-(degrees + 1) / 2), -reach, reach)
    assert held == pytest.approx(0.95, abs=1e-9)


@given(st.floats(0.001, 0.999), st.floats(0.5, 300), st.floats(0.5, 300))
def test_incomplete_beta(x: float, a: float, b: float) -> None:
    assert incomplete_beta(x, a, b) == pytest.approx(special.betainc(a, b, x), rel=1e-7, abs=1e-11)
