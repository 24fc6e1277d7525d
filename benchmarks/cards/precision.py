"""How often each rule is right."""

from collections.abc import Iterable
from dataclasses import dataclass

from bandup.flashcards.options import CardType
from flashcard_generator.cards.checks.checker import CardChecker
from flashcard_generator.cards.checks.rules import RULES, Weight

from .corpus import SampleCard


@dataclass(frozen=True)
class Precision:
    """What a rule finds fault with, of the cards that no other sure rule drops.

    Attributes:
        wrong: how many of these cards are wrong.
        honest: how many are not.
    """

    wrong: int
    honest: int

    @property
    def share(self) -> float | None:
        """Share (0 to 1) of wrong ones; None if there are no cards."""
        found = self.wrong + self.honest
        return self.wrong / found if found else None


def measure_rules(cards: Iterable[SampleCard]) -> dict[str, Precision]:
    """The precision of each rule, by its name."""
    found: dict[str, list[bool]] = {rule.name: [] for rule in RULES}
    for sample in cards:
        card = CardChecker(tuple(CardType)).read_card(sample.draft, [sample.page])
        broken = [rule for rule in RULES if card and not rule.holds(card)]
        sure = [rule for rule in broken if rule.weight is Weight.SURE]
        for rule in broken:
            if sure in ([], [rule]):
                found[rule.name].append(sample.fault is not None)
    return {name: Precision(sum(wrong), len(wrong) - sum(wrong)) for name, wrong in found.items()}
