"""A calibration: what bands people give where an examiner's raw mean is such, and how far off that still is.

`make accuracy` measures it on scripts whose bands are known, and writes it to a file. A stage names the files that it
carries. What does not fit the stage's model, prompts or number of samples is refused as a whole, before anything is
graded by it.
"""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .bands import BANDS, LOWEST, round_band
from .exams import Exam

HIGHEST = BANDS[-1]

MINIMUM_SCRIPTS: Final = 30
"""A map through fewer scripts follows their accidents."""

UNCALIBRATED_ERROR = Decimal("1.5")
"""How far a band may be off, in bands, if nobody has measured the examiner: such examiners are reported to be
half a band to one and a half too generous."""

SAMPLES: Final = (1, 3)
"""How many judgements of the same work there may be. Of two that differ, none is in the middle."""

Task = Literal["TASK_1", "TASK_2", "PART_1", "PART_2", "PART_3"]


FindPromptVersion = Callable[[Any, Exam | None], str]
"""From a task and its exam, None if it is the same in both, to the version of its prompt."""


class CalibrationError(ValueError):
    """A calibration that cannot be used.

    Args:
        code: stable identifier of the reason.
        message: the reason, for an operator.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Calibration(BaseModel):
    """What was measured of one examiner on one kind of task.

    Attributes:
        schema_version: of this form.
        model: the model that was measured.
        prompt_version: the version of the prompt that it was asked with.
        task: the task, or the part of a Speaking test.
        exam: which test it belongs to; None for what is the same in both. A Task 1 never is, and Speaking always.
        samples: how many judgements were asked for of each script.
        scripts: how many scripts were measured, at least `MINIMUM_SCRIPTS`.
        mae_before: mean distance of the examiner's own bands from the known ones, in bands.
        mae: the same of the bands by the map, each by a map that was made without its own script.
        mae_interval: the ends of the bootstrap interval of `mae`.
        error: nine of ten scripts were at most this far off by the map, in bands, measured as `mae`.
        points: pairs of a raw mean and its band, both 1 to 9, in rising order. Between two of them the map is a line,
            and beyond the first and the last it is flat.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[1]
    model: str = Field(min_length=1)
    prompt_version: str = Field(min_length=1)
    task: Task
    exam: Exam | None = None
    samples: int
    scripts: int
    mae_before: Annotated[Decimal, Field(ge=0)]
    mae: Annotated[Decimal, Field(ge=0)]
    mae_interval: tuple[Decimal, Decimal]
    error: Annotated[Decimal, Field(ge=0)]
    points: tuple[tuple[Decimal, Decimal], ...] = Field(min_length=2)

    @classmethod
    def parse(cls, value: Any) -> Self:
        """The calibration in a parsed file.

        Args:
            value: parsed JSON, numbers as int and Decimal.

        Raises:
            CalibrationError: `calibration_unreadable`, `exam_wrong`, `samples_unknown`, `too_few_scripts`,
                `outside_scale` or `not_monotone`.
        """
        try:
            found = cls.model_validate(value)
        except ValidationError as error:
            [first, *_] = error.errors(include_url=False, include_input=False, include_context=False)
            where = ".".join(map(str, first["loc"])) or "the whole"
            raise CalibrationError("calibration_unreadable", f"is no calibration ({where}: {first['msg']})") from None
        _check(found)
        return found

    @property
    def name(self) -> str:
        """The file's name without `.json`: model, version of the prompt, task with its exam, samples."""
        task = "-".join(part for part in (self.task, self.exam) if part).replace("_", "-").lower()
        return f"{self.model}-{self.prompt_version}-{task}-{self.samples}".replace("/", "-")

    def apply(self, raw_mean: Decimal | Fraction) -> Fraction:
        """The band for a raw mean, not rounded yet: 1 to 9, and never lower for a higher mean."""
        raw = Fraction(raw_mean)
        points = [(Fraction(mean), Fraction(band)) for mean, band in self.points]
        if raw <= points[0][0]:
            return points[0][1]
        for (left, low), (right, high) in pairwise(points):
            if raw <= right:
                return low + (high - low) * (raw - left) / (right - left)
        return points[-1][1]

    def describe(self) -> dict[str, Any]:
        """What a result says of it."""
        return {"name": self.name, "scripts": self.scripts, "mae": self.mae}


@dataclass(frozen=True)
class Calibrations:
    """The calibrations of a stage, at most one for each task and exam; for what there is none, a result says so."""

    known: Collection[Calibration] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """The calibrations in a JSON list.

        Raises:
            CalibrationError: as `Calibration.parse` does, or `calibration_unreadable` of the list, or `named_twice`.
        """
        try:
            values = json.loads(text, parse_float=Decimal)
        except ValueError:
            raise CalibrationError("calibration_unreadable", "is no JSON; the file may be cut") from None
        if not isinstance(values, list):
            raise CalibrationError("calibration_unreadable", "is no list of calibrations")
        found = [Calibration.parse(value) for value in values]
        kinds = [(each.task, each.exam) for each in found]
        if twice := next((each for each in found if kinds.count((each.task, each.exam)) > 1), None):
            raise CalibrationError("named_twice", f"there are two calibrations for the task of {twice.name}")
        return cls(tuple(found))

    def require_fit(
        self, tasks: Collection[str], *, model: str, find_prompt_version: FindPromptVersion, samples: int
    ) -> None:
        """Raise CalibrationError unless all of them were measured on what grades here.

        Args:
            tasks: the tasks that are graded.
            model: the model that is asked.
            find_prompt_version: the version of its prompt for a task and exam.
            samples: how many judgements are asked for of each work.
        """
        for each in self.known:
            if each.task not in tasks:
                raise CalibrationError("other_task", f"{each.name} is for {each.task}, which is not graded here")
            version = find_prompt_version(each.task, each.exam)
            here = {"model": model, "prompt_version": version, "samples": samples}
            for name, expected in here.items():
                if (measured := getattr(each, name)) != expected:
                    raise CalibrationError(
                        f"other_{name}",
                        f"{each.name} was measured with {name.replace('_', ' ')} {measured}; here it is {expected}",
                    )

    def find(self, task: str, exam: str | None = None) -> Calibration | None:
        """The calibration for a task: the exam's own, or the one that both exams share."""
        fitting = [each for each in self.known if each.task == task and each.exam in {exam, None}]
        return next((each for each in fitting if each.exam == exam), next(iter(fitting), None))


UNCALIBRATED = Calibrations()


@dataclass(frozen=True)
class BandEstimate:
    """A band, and how far it can be trusted.

    Attributes:
        exact: the band before it was rounded.
        low: the lower end of where it may be, before rounding.
        high: the upper end.
        calibration: what it was found by; None for the examiner's own raw mean.
    """

    exact: Fraction
    low: Fraction
    high: Fraction
    calibration: Calibration | None = None

    @property
    def band(self) -> Decimal:
        """The band, rounded by the rules."""
        return round_band(self.exact)

    @property
    def range(self) -> dict[str, Decimal]:
        """The range that a result shows, both ends bands."""
        return {"low": round_band(self.low), "high": round_band(self.high)}

    def describe(self) -> dict[str, Any]:
        """What a result says of it, beside its raw mean."""
        found: dict[str, Any] = {"overall_band": self.band, "band_range": self.range}
        if self.calibration is None:
            return {**found, "uncalibrated": True}
        return {**found, "calibrated_mean": as_decimal(self.exact), "calibration": self.calibration.describe()}


ESTIMATE_FIELDS: Final = ("overall_band", "band_range", "uncalibrated", "calibrated_mean", "calibration")
"""What `BandEstimate.describe` may give."""

RULES_VERSION: Final = 1
"""Of what follows from a judgement by rule: means, rounding, ranges, and what is graded without a judgement. It rises
with every change, so that work that was graded by older rules is graded again."""


def estimate_band(kept: Decimal, raw_means: Sequence[Decimal], calibration: Calibration | None) -> BandEstimate:
    """The band of a judged work.

    The range reaches as far down and up as the band is known to be off, and at least over all judgements.

    Args:
        kept: the raw mean of the judgement that was kept.
        raw_means: those of all judgements, the kept one among them.
        calibration: what is known of the examiner, if anything.
    """
    place = calibration.apply if calibration else Fraction
    error = Fraction(calibration.error if calibration else UNCALIBRATED_ERROR)
    exact, all_placed = place(kept), [place(raw) for raw in raw_means]
    return BandEstimate(
        exact,
        max(Fraction(LOWEST), min(exact - error, *all_placed)),
        min(Fraction(HIGHEST), max(exact + error, *all_placed)),
        calibration,
    )


def as_decimal(value: Fraction) -> Decimal:
    """A mean in the stored form, with four decimals."""
    return round(Decimal(value.numerator) / value.denominator, 4)


def _check(found: Calibration) -> None:
    if found.task == "TASK_1" and found.exam is None:
        raise CalibrationError("exam_wrong", f"{found.name} names no exam; each has a Task 1 of its own")
    if found.task.startswith("PART") and found.exam is not None:
        raise CalibrationError("exam_wrong", f"{found.name} names an exam; Speaking is the same in both")
    if found.samples not in SAMPLES:
        raise CalibrationError("samples_unknown", f"{found.name} has {found.samples} samples; there are 1 or 3")
    if found.scripts < MINIMUM_SCRIPTS:
        raise CalibrationError(
            "too_few_scripts", f"{found.name} rests on {found.scripts} scripts; at least {MINIMUM_SCRIPTS} are needed"
        )
    if not all(LOWEST <= number <= HIGHEST for point in found.points for number in point):
        raise CalibrationError("outside_scale", f"{found.name} leaves the scale of 1 to 9")
    if any(right[0] <= left[0] or right[1] < left[1] for left, right in pairwise(found.points)):
        raise CalibrationError("not_monotone", f"{found.name} gives a lower band for a higher mean")
