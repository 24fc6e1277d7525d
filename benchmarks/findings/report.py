"""The report on the measured findings: its figures, its targets, and its tables."""

from dataclasses import dataclass
from typing import Any

from .scoring import LEAST_PRECISION, Score, Tally

PRECISION, RECALL, FALSE_PER_1000_WORDS = 0.90, 0.45, 1.0
"""What the held-out half must reach: the least, the least, the most."""


@dataclass(frozen=True)
class Report:
    """What the findings are worth.

    Attributes:
        tuning: on the half that rules may be tuned on.
        held_out: on the half that was frozen before.
    """

    tuning: Score
    held_out: Score

    @property
    def missed(self) -> list[str]:
        """The targets that the held-out half does not reach, and each rule that should be off."""
        score = self.held_out
        rules = [
            f"rule {name}: precision {tally.precision:.2f} < {LEAST_PRECISION}"
            for name, tally in score.list_rules()
            if tally.precision is not None and tally.precision < LEAST_PRECISION
        ]
        reached = {
            f"precision {score.precision:.3f} < {PRECISION}": score.precision >= PRECISION,
            f"recall {score.recall:.3f} < {RECALL}": score.recall >= RECALL,
            f"{score.false_per_1000_words:.2f} false findings per 1,000 words > {FALSE_PER_1000_WORDS}": (
                score.false_per_1000_words <= FALSE_PER_1000_WORDS
            ),
        }
        return [target for target, is_reached in reached.items() if not is_reached] + rules

    def as_document(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "targets": {
                "precision": PRECISION,
                "recall": RECALL,
                "false_per_1000_words": FALSE_PER_1000_WORDS,
                "rule_precision": LEAST_PRECISION,
            },
            "held_out": _describe(self.held_out),
            "tuning": _describe(self.tuning),
            "missed": self.missed,
        }

    def as_markdown(self) -> str:
        """The tables of the documentation's page."""
        both = (self.held_out, self.tuning)
        rows = [
            ["", "held-out", "tuning"],
            ["---", "---", "---"],
            ["known errors", *(str(score.errors.total()) for score in both)],
            ["precision", *(f"{score.precision:.3f}" for score in both)],
            ["recall", *(f"{score.recall:.3f}" for score in both)],
            ["words of right prose", *(f"{score.prose_words:,}" for score in both)],
            ["false findings per 1,000 of them", *(f"{score.false_per_1000_words:.2f}" for score in both)],
        ]
        kinds = [["kind of error", "known", "found"], ["---", "---", "---"]]
        kinds += [[kind, str(known), str(self.held_out.found[kind])] for kind, known in self.held_out.errors.items()]
        rules = [["rule", "right", "false", "precision"], ["---", "---", "---", "---"]]
        rules += [[name, *_list_cells(tally)] for name, tally in self.held_out.list_rules()]
        return "\n\n".join("\n".join(f"| {' | '.join(row)} |" for row in table) for table in (rows, kinds, rules))


def _list_cells(tally: Tally) -> list[str]:
    return [str(tally.right), str(tally.false), f"{tally.precision:.2f}"]


def _describe(score: Score) -> dict[str, Any]:
    return {
        "errors": score.errors.total(),
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "prose_words": score.prose_words,
        "false_per_1000_words": round(score.false_per_1000_words, 3),
        "kinds": {kind: {"errors": known, "found": score.found[kind]} for kind, known in score.errors.items()},
        "rules": {
            name: {"right": tally.right, "false": tally.false, "precision": round(tally.precision or 0, 3)}
            for name, tally in score.list_rules()
        },
    }
