"""From raw means and known bands to a calibration of each kind of task, and how good it is on scripts not seen yet."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import LeaveOneOut, ShuffleSplit, cross_val_predict

from bandup.ielts.bands import BANDS, LOWEST, round_band
from bandup.ielts.calibration import MINIMUM_SCRIPTS, Calibration

from . import measures
from .grading import Outcome
from .measures import Bands, Estimate
from .scripts import MINIMUM_SCRIPTS as MEASURABLE

COVERED = 0.9
"""Share of the scripts that a calibration's `error` reaches."""

SPLITS = 100
"""Random halves, to see what half as many scripts would have given."""

_LOW, _HIGH = float(LOWEST), float(BANDS[-1])


class RisingLine(BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """A least-squares line that never falls: where the best line would, it is the mean."""

    def fit(self, means: Bands, bands: Bands) -> "RisingLine":
        """Find the line through one raw mean and one known band for each script."""
        line = LinearRegression().fit(means, bands)
        self.slope_ = max(0.0, float(line.coef_[0]))
        self.start_ = float(np.mean(bands) - self.slope_ * np.mean(means))
        return self

    def predict(self, means: Bands) -> Bands:
        """The bands on the line, within the scale."""
        return np.clip(self.start_ + self.slope_ * np.asarray(means)[:, 0], _LOW, _HIGH)

    def list_points(self) -> list[tuple[float, float]]:
        """The line as a calibration holds it: its ends, and where it meets an end of the scale."""
        meets = [(band - self.start_) / self.slope_ for band in (_LOW, _HIGH)] if self.slope_ else []
        means = sorted({_LOW, _HIGH, *(mean for mean in meets if _LOW < mean < _HIGH)})
        return list(zip(means, self.predict(np.array(means).reshape(-1, 1)).tolist(), strict=True))


class Steps(IsotonicRegression):  # type: ignore[misc]  # scikit-learn has no types
    """The best map of those that never fall (pool adjacent violators), flat beyond the scripts."""

    def __init__(self) -> None:
        super().__init__(y_min=_LOW, y_max=_HIGH, out_of_bounds="clip")

    def list_points(self) -> list[tuple[float, float]]:
        """The map as a calibration holds it."""
        return list(zip(self.X_thresholds_.tolist(), self.y_thresholds_.tolist(), strict=True))


MAPS = {"line": RisingLine, "isotonic": Steps}


@dataclass(frozen=True)
class Fitted:
    """What was measured on the scripts of one kind of task.

    Attributes:
        task: the task or part.
        exam: whose Task 1 it is; None for what is the same in both exams.
        scripts: how many.
        kind: which map does best on scripts that it has not seen.
        before: mean error and bias of the examiner's own bands.
        after: those of the map's, each made without its own script.
        error: nine of ten of these are at most so far off, in bands.
        with_half: mean error of a map from half the scripts on the others.
        calibration: what a stage can carry; None if it would be no better, or from too few scripts.
        refused: why there is none.
    """

    task: str
    exam: str | None
    scripts: int
    kind: str
    before: dict[str, Estimate]
    after: dict[str, Estimate]
    error: float
    with_half: float
    calibration: Calibration | None
    refused: str | None

    @property
    def name(self) -> str:
        """What was measured, for a person."""
        return f"{self.task} {self.exam}" if self.exam else self.task

    @property
    def twice_as_many(self) -> float:
        """How wide the interval of the mean error would be with twice as many scripts: it shrinks with their root."""
        return float((self.after["mae"].high - self.after["mae"].low) / np.sqrt(2))

    def as_document(self) -> dict[str, Any]:
        """The same as JSON-like values."""
        return {
            "task": self.task,
            "exam": self.exam,
            "scripts": self.scripts,
            "kind": self.kind,
            **{
                f"{name}{when}": [round(float(number), 4) for number in (found.value, found.low, found.high)]
                for when, by_name in (("_before", self.before), ("", self.after))
                for name, found in by_name.items()
                if name in {"mae", "bias"}
            },
            "error": round(self.error, 4),
            "mae_with_half_the_scripts": round(self.with_half, 4),
            "interval_with_twice_the_scripts": round(self.twice_as_many, 4),
            "calibration": self.calibration.name if self.calibration else None,
            "refused": self.refused,
        }


def fit_all(graded: Sequence[Outcome], *, model: str, samples: int) -> list[Fitted]:
    """A calibration of each kind of task of which there are enough scripts to measure anything, judged by a model.

    Args:
        graded: outcomes with bands.
        model: the model that was measured.
        samples: how many judgements of each script were asked for.
    """
    by_kind: dict[tuple[str, str | None], list[Outcome]] = {}
    for outcome in graded:
        if outcome.prompt_version:
            by_kind.setdefault(_kind(outcome), []).append(outcome)
    return [
        _fit(outcomes, *kind, model=model, samples=samples)
        for kind, outcomes in sorted(by_kind.items(), key=str)
        if len(outcomes) >= MEASURABLE
    ]


def write_all(fitted: Sequence[Fitted], folder: Path) -> list[Path]:
    """Write each calibration that there is under its name; the paths."""
    paths = []
    for calibration in filter(None, (each.calibration for each in fitted)):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{calibration.name}.json"
        path.write_text(json.dumps(calibration.model_dump(), default=float, indent=1) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def _kind(outcome: Outcome) -> tuple[str, str | None]:
    """Task 2 is the same task with the same instructions in both exams, and Speaking is too; Task 1 is not."""
    script = outcome.script
    return script.task_type, script.exam if script.task_type == "TASK_1" else None


def _fit(outcomes: Sequence[Outcome], task: str, exam: str | None, *, model: str, samples: int) -> Fitted:
    known = np.array([float(outcome.script.band) for outcome in outcomes])
    raw = np.array([float(outcome.raw_mean or 0) for outcome in outcomes])
    given = np.array([float(outcome.band or 0) for outcome in outcomes])
    exact = {name: _leave_out(make(), raw, known) for name, make in MAPS.items()}
    kind = min(exact, key=lambda name: float(measures.mae(known, _round(exact[name]))))
    after = measures.compare_bands(known, _round(exact[kind]))
    before = measures.compare_bands(known, given)
    error = float(np.quantile(np.abs(exact[kind] - known), COVERED, method="higher"))
    refused = None
    if len(outcomes) < MINIMUM_SCRIPTS:
        refused = f"{len(outcomes)} scripts; at least {MINIMUM_SCRIPTS} are needed"
    elif after["mae"].value >= before["mae"].value:
        refused = "on scripts that it has not seen, the map is no better than the examiner's own bands"
    versions = {outcome.prompt_version for outcome in outcomes}
    points = MAPS[kind]().fit(raw.reshape(-1, 1), known).list_points()
    calibration = None
    if refused is None:
        [version] = versions
        calibration = Calibration.parse(
            {
                "schema_version": 1,
                "model": model,
                "prompt_version": version,
                "task": task,
                "exam": exam,
                "samples": samples,
                "scripts": len(outcomes),
                "mae_before": _round_number(before["mae"].value),
                "mae": _round_number(after["mae"].value),
                "mae_interval": [_round_number(after["mae"].low), _round_number(after["mae"].high)],
                "error": _round_number(error),
                "points": [[_round_number(number) for number in point] for point in points],
            }
        )
    half = _with_half(kind, raw, known)
    return Fitted(task, exam, len(outcomes), kind, before, after, error, half, calibration, refused)


def _leave_out(model: Any, raw: Bands, known: Bands) -> Bands:
    return np.asarray(cross_val_predict(model, raw.reshape(-1, 1), known, cv=LeaveOneOut()))


def _with_half(kind: str, raw: Bands, known: Bands) -> float:
    halves = ShuffleSplit(SPLITS, train_size=0.5, random_state=measures.SEED).split(raw)
    found = [
        measures.mae(
            known[rest],
            _round(MAPS[kind]().fit(raw[half].reshape(-1, 1), known[half]).predict(raw[rest].reshape(-1, 1))),
        )
        for half, rest in halves
    ]
    return float(np.mean(found))


def _round(bands: Bands) -> Bands:
    return np.array([float(round_band(Decimal(float(band)))) for band in bands])


def _round_number(value: float) -> Decimal:
    return round(Decimal(value), 4)
