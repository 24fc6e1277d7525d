"""What became of the planted and of the sampled faults, as a table and as JSON."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from .known import find_reason
from .plants import Plant
from .sampling import Mutant
from .trying import Verdict

LEAST_CAUGHT = 0.85
"""The share of the sample that must be caught; what cannot be imported counts as neither."""

LEAST_SAMPLED = 300
"""How many changes must have been tried, if any are drawn."""

LEAST_PLANTED = 40
"""How many planted faults there must be."""


@dataclass(frozen=True)
class Planted:
    """A planted fault and whether its test failed."""

    plant: Plant
    verdict: Verdict


@dataclass(frozen=True)
class Sampled:
    """A sampled change, what became of it, and which test failed first."""

    mutant: Mutant
    verdict: Verdict
    failed: str | None


@dataclass(frozen=True)
class Report:
    """Both kinds.

    Attributes:
        planted: the faults of plants.py.
        sampled: the changes of the sample that were tried.
        drawn: how large the sample is.
        total: how many changes there are to draw from.
        seed: what the sample was drawn with.
    """

    planted: Sequence[Planted]
    sampled: Sequence[Sampled]
    drawn: int
    total: int
    seed: int

    @property
    def share_caught(self) -> float:
        """Caught among caught and survived, from 0 to 1."""
        counts = Counter(each.verdict for each in self.sampled)
        tried = counts[Verdict.CAUGHT] + counts[Verdict.SURVIVED]
        return counts[Verdict.CAUGHT] / tried if tried else 1.0

    @property
    def _decided(self) -> int:
        return sum(each.verdict is not Verdict.UNDECIDED for each in self.sampled)

    def list_broken_promises(self) -> list[str]:
        """What makes the run fail."""
        broken = [
            f"not caught by {each.plant.caught_by}: {each.plant.fault}"
            for each in self.planted
            if each.verdict is not Verdict.CAUGHT
        ]
        if self.planted and len(self.planted) < LEAST_PLANTED:
            broken.append(f"{len(self.planted)} planted faults; there must be {LEAST_PLANTED}")
        if self.drawn and self._decided < min(LEAST_SAMPLED, self.drawn):
            broken.append(f"{self._decided} of {self.drawn} changes were decided in time; run it again to go on")
        if self.share_caught < LEAST_CAUGHT:
            broken.append(f"{self.share_caught:.1%} of the sample caught; it must be {LEAST_CAUGHT:.0%}")
        return broken

    def as_document(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "planted": [asdict(each.plant) | {"verdict": each.verdict} for each in self.planted],
            "seed": self.seed,
            "mutants": self.total,
            "drawn": self.drawn,
            "sampled": len(self.sampled),
            "verdicts": Counter(each.verdict for each in self.sampled),
            "share_caught": round(self.share_caught, 4),
            "files": Counter(each.mutant.file for each in self.sampled),
            "survivors": [
                {
                    "file": each.mutant.file,
                    "line": each.mutant.line,
                    "operator": each.mutant.operator,
                    "before": each.mutant.before,
                    "after": each.mutant.after,
                    "reason": find_reason(each.mutant.before, each.mutant.after),
                }
                for each in self.sampled
                if each.verdict is Verdict.SURVIVED
            ],
        }

    def as_lines(self) -> list[str]:
        """The report for a person."""
        lines = [f"{each.verdict:9} {each.plant.fault}: {each.plant.caught_by}" for each in self.planted]
        counts = Counter(each.verdict for each in self.sampled)
        lines.append(
            f"{len(self.sampled)} tried of a sample of {self.drawn} from {self.total} (seed {self.seed}):"
            f" {counts[Verdict.CAUGHT]} caught, {counts[Verdict.SURVIVED]} survived,"
            f" {counts[Verdict.BROKEN]} cannot be imported, {counts[Verdict.UNDECIDED]} undecided:"
            f" {self.share_caught:.1%} caught"
        )
        for survivor in self.as_document()["survivors"]:
            reason = survivor["reason"] or "no reason is known"
            lines.append(
                f"survived  {survivor['file']}:{survivor['line']}: {survivor['before']} -> {survivor['after']}"
                f" ({reason})"
            )
        return lines
