"""Two examiners, or one with other instructions, on the same scripts: which is nearer to the known bands."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from . import measures
from .exceptions import AccuracyError
from .grading import Outcome
from .measures import Bands, Estimate
from .scripts import MINIMUM_SCRIPTS


@dataclass(frozen=True)
class Comparison:
    """By how much this run is better than another on the scripts that both graded; above 0 is better.

    Attributes:
        against: names the other one.
        scripts: how many both graded.
        mae: how much smaller this run's mean error is, in bands.
        qwk: how much larger its kappa is.
    """

    against: str
    scripts: int
    mae: Estimate
    qwk: Estimate

    def as_document(self) -> dict[str, Any]:
        """The same as JSON-like values."""
        return {
            "against": self.against,
            "scripts": self.scripts,
            "mae_smaller_by": _as_list(self.mae),
            "qwk_larger_by": _as_list(self.qwk),
        }


def compare_runs(graded: Sequence[Outcome], other: Mapping[str, float], against: str) -> Comparison:
    """This run beside another one, by a bootstrap of whole scripts that takes the same ones for both.

    Args:
        graded: this run's outcomes.
        other: the other one's bands, by script.
        against: names the other one.

    Raises:
        AccuracyError: they have too few scripts in common.
    """
    common = [outcome for outcome in graded if outcome.script.id in other]
    if len(common) < MINIMUM_SCRIPTS:
        raise AccuracyError(
            f"{against} has {len(common)} scripts in common with this run; {MINIMUM_SCRIPTS} are needed"
        )
    known = np.array([float(outcome.script.band) for outcome in common])
    mine = np.array([float(outcome.band or 0) for outcome in common])
    theirs = np.array([other[outcome.script.id] for outcome in common])

    def smaller(known: Bands, mine: Bands, theirs: Bands, axis: int = -1) -> Bands:
        return measures.mae(known, theirs, axis) - measures.mae(known, mine, axis)

    return Comparison(
        against,
        len(common),
        measures.estimate_interval(smaller, known, mine, theirs),
        measures.qwk_lead(known, mine, theirs),
    )


def read_report(path: Path) -> dict[str, float]:
    """The bands of an earlier report, by script.

    Raises:
        AccuracyError: the file is no report.
    """
    try:
        return {each["id"]: float(each["given"]) for each in json.loads(path.read_text(encoding="utf-8"))["bands"]}
    except (OSError, ValueError, KeyError, TypeError):
        raise AccuracyError(f"{path} is no accuracy.json of an earlier run") from None


def _as_list(found: Estimate) -> list[float | None]:
    return [None if np.isnan(number) else round(number, 4) for number in (found.value, found.low, found.high)]
