"""How far two gradings of the same scripts agree, and how sure that is."""

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Bands = NDArray[np.float64]
Measure = Callable[..., Bands]

RESAMPLES = 5_000
SEED = 4
CONFIDENCE = 0.95

_HALF = 0.5


@dataclass(frozen=True)
class Estimate:
    """A measure on the scripts at hand, and its bootstrap interval.

    Attributes:
        value: the measure; not a number where it is undefined.
        low: lower end of the percentile interval; not a number where the measure is undefined in some resamples.
        high: upper end, likewise.
    """

    value: float
    low: float
    high: float


def qwk(known: Bands, given: Bands, axis: int = -1) -> Bands:
    """Quadratically weighted kappa: 1 is agreement, 0 is chance, below is worse than chance.

    On an evenly spaced scale the quadratic weights turn kappa into means and variances (Fleiss and Cohen 1973), which a
    bootstrap computes for all resamples at once; scikit-learn's own takes one pair of gradings at a time, and the tests
    compare the two. Not a number where both gradings are one and the same band throughout.
    """
    observed = np.mean((known - given) ** 2, axis=axis)
    between = (np.mean(known, axis=axis) - np.mean(given, axis=axis)) ** 2
    by_chance = np.var(known, axis=axis) + np.var(given, axis=axis) + between
    chance = np.where(by_chance > 0, by_chance, np.nan)
    return np.asarray(1 - observed / chance)


def mae(known: Bands, given: Bands, axis: int = -1) -> Bands:
    """Mean absolute error in bands."""
    return np.asarray(np.mean(np.abs(known - given), axis=axis))


def within_half(known: Bands, given: Bands, axis: int = -1) -> Bands:
    """Share (0-1) of the scripts that are at most half a band off."""
    return np.asarray(np.mean(np.abs(known - given) <= _HALF, axis=axis))


def bias(known: Bands, given: Bands, axis: int = -1) -> Bands:
    """Mean of given minus known, in bands: above 0 is too generous."""
    return np.asarray(np.mean(given - known, axis=axis))


MEASURES: Final[Mapping[str, Measure]] = {"qwk": qwk, "mae": mae, "within_half": within_half, "bias": bias}


def estimate_interval(measure: Measure, *gradings: Bands) -> Estimate:
    """`measure` of paired gradings with its interval, from resampling whole scripts; the same each time.

    Args:
        measure: takes the gradings and an axis.
        gradings: one band for each script, the known ones first.
    """
    with warnings.catch_warnings():  # the warning says that the ends are not numbers, as they do themselves
        warnings.simplefilter("ignore", stats.DegenerateDataWarning)
        found = stats.bootstrap(
            gradings,
            measure,
            paired=True,
            vectorized=True,
            n_resamples=RESAMPLES,
            confidence_level=CONFIDENCE,
            method="percentile",
            rng=np.random.default_rng(SEED),
        )
    return Estimate(float(measure(*gradings)), *map(float, found.confidence_interval))


def compare_bands(known: Bands, given: Bands) -> dict[str, Estimate]:
    """Every measure of one grading."""
    return {name: estimate_interval(measure, known, given) for name, measure in MEASURES.items()}


def qwk_lead(known: Bands, given: Bands, other: Bands) -> Estimate:
    """By how much one grading's kappa is above another's on the same resamples."""

    def lead(known: Bands, given: Bands, other: Bands, axis: int = -1) -> Bands:
        return qwk(known, given, axis) - qwk(known, other, axis)

    return estimate_interval(lead, known, given, other)


def bias_by_band(known: Bands, given: Bands) -> dict[int, tuple[int, float]]:
    """For each whole band with the half above it: how many scripts are known to be there, and their bias."""
    whole = np.floor(known).astype(int)
    places = {int(band): whole == band for band in np.unique(whole)}
    return {band: (int(at.sum()), float(bias(known[at], given[at]))) for band, at in places.items()}
