"""The report on the checks of cards: its figures, its targets, and its tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flashcard_generator.cards.checks.rules import RULES

from .corpus import BLIND
from .precision import Precision
from .scoring import Score

HONEST_REJECTED, WRONG_KEPT, WRONG_KEPT_TWICE = 0.04, 0.15, 0.05
"""The most that the blind round may have: honest cards lost, wrong ones kept by rules, and with a second look."""


@dataclass(frozen=True)
class Report:
    """What the checks are worth.

    Attributes:
        blind: on cards that nobody saw who changed a rule, measured once.
        developed: on the rounds that the rules were made better on, by name.
        rules: how often each rule is right on those.
    """

    blind: Score
    developed: Mapping[str, Score]
    rules: Mapping[str, Precision]

    @property
    def missed(self) -> list[str]:
        """The targets that the blind round does not reach."""
        score = self.blind
        shares = (
            ("honest cards rejected by rules", score.share_rejected(second_look=False), HONEST_REJECTED),
            ("honest cards rejected with a second look", score.share_rejected(second_look=True), HONEST_REJECTED),
            ("wrong cards kept by rules", score.share_kept(second_look=False), WRONG_KEPT),
            ("wrong cards kept with a second look", score.share_kept(second_look=True), WRONG_KEPT_TWICE),
        )
        return [f"{name}: {share:.1%} > {most:.0%}" for name, share, most in shares if share > most]

    def as_document(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "targets": {
                "honest_rejected": HONEST_REJECTED,
                "wrong_kept_by_rules": WRONG_KEPT,
                "wrong_kept_with_second_look": WRONG_KEPT_TWICE,
            },
            "second_look": "replies of the corpus' author, written blind from question and quote; no model wrote them",
            BLIND: _describe(self.blind),
            **{name: _describe(score) for name, score in self.developed.items()},
            "rules": {name: {"wrong": each.wrong, "honest": each.honest} for name, each in self.rules.items()},
            "missed": self.missed,
        }

    def as_markdown(self) -> str:
        """The tables of the documentation's page."""
        both = (self.blind, *self.developed.values())
        rows = [
            ["", BLIND, *self.developed],
            ["---"] * (len(both) + 1),
            ["honest cards", *(str(score.cards[""]) for score in both)],
            ["wrong cards", *(str(score.cards.total() - score.cards[""]) for score in both)],
            ["honest ones rejected by rules", *(f"{score.share_rejected(second_look=False):.1%}" for score in both)],
            [
                "honest ones rejected with a second look",
                *(f"{score.share_rejected(second_look=True):.1%}" for score in both),
            ],
            ["honest ones with the second answer", *(f"{score.share_reworded:.1%}" for score in both)],
            ["wrong ones kept by rules", *(f"{score.share_kept(second_look=False):.1%}" for score in both)],
            ["wrong ones kept with a second look", *(f"{score.share_kept(second_look=True):.1%}" for score in both)],
        ]
        faults = [["fault", "cards", "kept by rules", "kept with a second look", "repaired"], ["---"] * 5]
        faults += [
            [fault or "(honest)", str(count), *(str(of[fault]) for of in _list_counts(self.blind))]
            for fault, count in sorted(self.blind.cards.items())
        ]
        rules = [["rule", "weight", "wrong", "honest", "precision"], ["---"] * 5]
        rules += [
            [rule.name, rule.weight.replace("_", ", "), str(each.wrong), str(each.honest), f"{each.share:.2f}"]
            for rule in RULES
            if (each := self.rules[rule.name]).share is not None
        ]
        return "\n\n".join("\n".join(f"| {' | '.join(row)} |" for row in table) for table in (rows, faults, rules))


def _list_counts(score: Score) -> tuple[Any, ...]:
    return score.by_rules, score.looked_at, score.repaired


def _describe(score: Score) -> dict[str, Any]:
    return {
        "honest": score.cards[""],
        "wrong": score.cards.total() - score.cards[""],
        "honest_rejected": {
            "by_rules": round(score.share_rejected(second_look=False), 4),
            "with_second_look": round(score.share_rejected(second_look=True), 4),
        },
        "honest_reworded": round(score.share_reworded, 4),
        "wrong_kept": {
            "by_rules": round(score.share_kept(second_look=False), 4),
            "with_second_look": round(score.share_kept(second_look=True), 4),
        },
        "faults": {
            fault or "honest": {
                "cards": count,
                "kept_by_rules": score.by_rules[fault],
                "kept_with_second_look": score.looked_at[fault],
                "repaired": score.repaired[fault],
            }
            for fault, count in sorted(score.cards.items())
        },
    }
