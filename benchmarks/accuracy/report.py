"""From outcomes to the numbers that are printed, drawn and kept."""

import math
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from . import baselines, measures
from .calibrating import Fitted, fit_all
from .comparing import Comparison, compare_runs
from .exceptions import AccuracyError
from .grading import Outcome
from .measures import Bands, Estimate
from .repeats import Spread
from .scripts import MINIMUM_SCRIPTS, Script

EXAMINER = "examiner"
FITTED = "examiner, fitted"
BASELINES = {"mean band": baselines.mean_band, "word count": baselines.word_count}


@dataclass(frozen=True)
class Report:
    """The result of one run.

    Attributes:
        known: the known bands of the graded scripts.
        given: the examiner's bands of the same scripts.
        graded: those scripts' outcomes, in the same order.
        failed: the outcomes of all others.
        compared: measures by grader (the examiner, the examiner fitted, each baseline) and name.
        leads: by how much the kappa of either is above each baseline's, by baseline.
        seconds: wall time of the whole run.
        is_paid: whether the model is one that costs money.
        samples: how many judgements of each script were asked for.
        fitted: a calibration of each kind of task.
        spread: how much several runs differ; None after one run.
        comparison: this run beside another; None if none was named.
    """

    known: Bands
    given: Bands
    graded: Sequence[Outcome]
    failed: Sequence[Outcome]
    compared: Mapping[str, Mapping[str, Estimate]]
    leads: Mapping[str, Mapping[str, Estimate]]
    seconds: float
    is_paid: bool
    samples: int = 1
    fitted: Sequence[Fitted] = ()
    spread: Spread | None = None
    comparison: Comparison | None = None

    @classmethod
    def of(
        cls,
        outcomes: Sequence[Outcome],
        *,
        seconds: float,
        is_paid: bool,
        model: str | None = None,
        samples: int = 1,
        spread: Spread | None = None,
        against: tuple[str, Mapping[str, float]] | None = None,
    ) -> "Report":
        """Measure the examiner and the baselines on the scripts that were graded.

        Args:
            outcomes: what became of each script.
            seconds: wall time of the whole run.
            is_paid: whether the model is one that costs money.
            model: the model that calibrations are for; None for the one that answered.
            samples: how many judgements of each script were asked for.
            spread: how much several runs differ.
            against: name and bands of another run.

        Raises:
            AccuracyError: too few were; the message names each failed script and why.
        """
        graded = [outcome for outcome in outcomes if outcome.band is not None]
        failed = [outcome for outcome in outcomes if outcome.band is None]
        if len(graded) < MINIMUM_SCRIPTS:
            reasons = "\n".join(f"{outcome.script.id}: {outcome.code}, {outcome.message}" for outcome in failed)
            raise AccuracyError(f"only {len(graded)} of {len(outcomes)} scripts were graded, too few\n{reasons}")
        scripts: list[Script] = [outcome.script for outcome in graded]
        known = np.array([float(script.band) for script in scripts])
        given = np.array([float(outcome.band or 0) for outcome in graded])
        raw_means = [outcome.raw_mean for outcome in graded if outcome.raw_mean is not None]
        examiners = {EXAMINER: given, FITTED: baselines.fit_line(scripts, raw_means)}
        answered_by = sorted({outcome.answered_by for outcome in graded if outcome.answered_by})
        guesses = {name: guess(scripts) for name, guess in BASELINES.items()}
        return cls(
            known=known,
            given=given,
            graded=graded,
            failed=failed,
            compared={name: measures.compare_bands(known, bands) for name, bands in {**examiners, **guesses}.items()},
            leads={
                baseline: {name: measures.qwk_lead(known, bands, guessed) for name, bands in examiners.items()}
                for baseline, guessed in guesses.items()
            },
            seconds=seconds,
            is_paid=is_paid,
            samples=samples,
            fitted=fit_all(graded, model=model or "-".join(answered_by), samples=samples),
            spread=spread,
            comparison=compare_runs(graded, against[1], against[0]) if against else None,
        )

    @property
    def answered_by(self) -> list[str]:
        """The models that the provider says it used."""
        return sorted({outcome.answered_by for outcome in self.graded if outcome.answered_by})

    @property
    def usd(self) -> Decimal:
        """What all calls cost by the catalogue, those of failed scripts too; an offline examiner's cost nothing."""
        return sum((each.usd for each in (*self.graded, *self.failed)), Decimal(0)) if self.is_paid else Decimal(0)

    @property
    def seconds_each(self) -> float:
        """Median wall time of one script."""
        return statistics.median(outcome.seconds for outcome in self.graded)

    def confusion(self) -> Counter[tuple[float, float]]:
        """How many scripts of each known band were given each band."""
        return Counter(zip(self.known.tolist(), self.given.tolist(), strict=True))

    def as_document(self) -> dict[str, Any]:
        """The report as JSON-like values: bands by script id, never a text."""
        return {
            "answered_by": self.answered_by,
            "prompt_versions": sorted({each.prompt_version for each in self.graded if each.prompt_version}),
            "samples": self.samples,
            "calibrations": [each.as_document() for each in self.fitted],
            "repeats": self.spread.as_document() if self.spread else None,
            "comparison": self.comparison.as_document() if self.comparison else None,
            "scripts": {
                "graded": len(self.graded),
                "failed": [
                    {"id": outcome.script.id, "code": outcome.code, "message": outcome.message}
                    for outcome in self.failed
                ],
            },
            "interval": {
                "confidence": measures.CONFIDENCE,
                "resamples": measures.RESAMPLES,
                "seed": measures.SEED,
                "scripts": len(self.graded),
            },
            "measures": _estimates(self.compared),
            "qwk_above": _estimates(self.leads),
            "bias_by_band": [
                {"from": band, "to": band + 0.5, "scripts": scripts, "bias": round(bias, 4)}
                for band, (scripts, bias) in measures.bias_by_band(self.known, self.given).items()
            ],
            "confusion": [
                {"known": known, "given": given, "scripts": count}
                for (known, given), count in sorted(self.confusion().items())
            ],
            "usd": str(self.usd),
            "seconds": round(self.seconds, 3),
            "seconds_each_median": round(self.seconds_each, 3),
            "bands": [
                {"id": outcome.script.id, "known": known, "given": given, "raw_mean": float(outcome.raw_mean or 0)}
                for outcome, known, given in zip(self.graded, self.known.tolist(), self.given.tolist(), strict=True)
            ],
        }


def _estimates(table: Mapping[str, Mapping[str, Estimate]]) -> dict[str, Any]:
    return {row: {name: _estimate(found) for name, found in cells.items()} for row, cells in table.items()}


def _estimate(estimate: Estimate) -> dict[str, float | None]:
    """JSON knows no NaN: what is undefined is null."""
    named = {"value": estimate.value, "low": estimate.low, "high": estimate.high}
    return {name: None if math.isnan(value) else round(value, 4) for name, value in named.items()}
