"""How much the same examiner differs from itself on the same scripts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .grading import Outcome


@dataclass(frozen=True)
class Spread:
    """What several runs over the same scripts have in common.

    Attributes:
        runs: how many.
        scripts: how many were graded in each of them.
        same_band: share (0-1) of the scripts with one and the same band in all runs.
        mean_range: mean distance of a script's highest raw mean from its lowest, in bands.
        widest_range: the widest of these.
    """

    runs: int
    scripts: int
    same_band: float
    mean_range: float
    widest_range: float

    def as_document(self) -> dict[str, Any]:
        """The same as JSON-like values."""
        return {name: round(value, 4) for name, value in vars(self).items()}


def measure_spread(runs: Sequence[Sequence[Outcome]]) -> Spread | None:
    """The spread between runs over the same scripts in the same order; None if there is nothing to compare."""
    by_script = [each for each in zip(*runs, strict=True) if all(outcome.band is not None for outcome in each)]
    if len(runs) < 2 or not by_script:
        return None
    ranges = [float(np.ptp([float(outcome.raw_mean or 0) for outcome in each])) for each in by_script]
    same = [len({outcome.band for outcome in each}) == 1 for each in by_script]
    return Spread(len(runs), len(by_script), float(np.mean(same)), float(np.mean(ranges)), max(ranges))
