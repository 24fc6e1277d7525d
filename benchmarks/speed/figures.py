"""Figures as they are kept: a median of several runs with its spread, and whether it meets its target."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, TypeVar

Measured = TypeVar("Measured")


@dataclass(frozen=True)
class Target:
    """What a figure should be.

    Attributes:
        bound: the worst value that is still good.
        at_most: whether smaller is better.
    """

    bound: float
    at_most: bool

    def met_by(self, value: float) -> bool:
        """Whether a value is good enough."""
        return value <= self.bound if self.at_most else value >= self.bound

    def __str__(self) -> str:
        return f"{'<=' if self.at_most else '>='} {self.bound:g}"


def at_most(bound: float) -> Target:
    """Smaller is better."""
    return Target(bound, at_most=True)


def at_least(bound: float) -> Target:
    """Larger is better."""
    return Target(bound, at_most=False)


@dataclass(frozen=True)
class Figure:
    """One figure.

    Attributes:
        name: what was measured.
        samples: one value for each run; at least one.
        unit: `x` for a ratio, `calls`, `clients`, `files`, `ms`, `KB`, `MB` or `share`.
        compared_with: the other side of a ratio, or how it was counted.
        target: None where no target is set.
    """

    name: str
    samples: Sequence[float]
    unit: str
    compared_with: str
    target: Target | None = None

    @property
    def value(self) -> float:
        """The median of the runs."""
        return median(self.samples)

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without one."""
        return None if self.target is None else self.target.met_by(self.value)

    def as_document(self) -> dict[str, Any]:
        """The figure as `bench.json` holds it."""
        return {
            "name": self.name,
            "value": round_figure(self.value),
            "unit": self.unit,
            "spread": {"min": round_figure(min(self.samples)), "max": round_figure(max(self.samples))},
            "runs": len(self.samples),
            "target": None if self.target is None else str(self.target),
            "met": self.met,
            "compared_with": self.compared_with,
        }


def round_figure(value: float) -> float:
    """Four digits that count."""
    return float(f"{value:.4g}")


def measure_interleaved(runs: int, sides: Mapping[str, Callable[[], Measured]]) -> dict[str, list[Measured]]:
    """Measure all sides in every run, so that whatever else the machine does meets all of them alike.

    Args:
        runs: how often.
        sides: what each of them measures; every other run goes through them backwards.

    Returns:
        For each side its values, in the order of the runs.
    """
    found: dict[str, list[Measured]] = {name: [] for name in sides}
    for run in range(runs):
        for name in list(sides)[:: 1 if run % 2 == 0 else -1]:
            found[name].append(sides[name]())
    return found


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Ours divided by theirs, run by run."""
    return [one / other for one, other in zip(ours, theirs, strict=True)]


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
