"""The cards of one half against the checks, by their rules alone and with a second look."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from bandup.flashcards.options import CardType
from flashcard_generator.cards.checks.card import Card
from flashcard_generator.cards.checks.checker import CardChecker, settle_doubts
from flashcard_generator.cards.checks.marks import Marks
from flashcard_generator.cards.second_look import apply_reading, needs_reading

from .corpus import SampleCard

NOT_SAID = "NOT_SAID"

_FAULTS_OF_FRONT = frozenset(("about_document", "without_context", "cloze_gives_answer", "quote_not_in_text"))
"""Another answer does not mend such a card."""


class Fate(StrEnum):
    """What became of a card."""

    REJECTED = "rejected"
    KEPT = "kept"
    REPAIRED = "repaired"


@dataclass(frozen=True)
class Score:
    """What became of the cards, by fault; that of an honest card is ''.

    Attributes:
        cards: how many there are.
        by_rules: how many were kept by the rules alone.
        looked_at: how many were kept with their own answer after a second look.
        repaired: how many were kept with the answer of the second look instead of their own.
    """

    cards: Counter[str] = field(default_factory=Counter)
    by_rules: Counter[str] = field(default_factory=Counter)
    looked_at: Counter[str] = field(default_factory=Counter)
    repaired: Counter[str] = field(default_factory=Counter)

    def share_rejected(self, *, second_look: bool) -> float:
        """Share (0 to 1) of the honest cards that are lost."""
        kept = self.looked_at[""] + self.repaired[""] if second_look else self.by_rules[""]
        return 1 - kept / self.cards[""]

    @property
    def share_reworded(self) -> float:
        """Share (0 to 1) of the honest cards that get the answer of the second look instead of their own."""
        return self.repaired[""] / self.cards[""]

    def share_kept(self, *, second_look: bool) -> float:
        """Share (0 to 1) of the wrong cards that are kept as they were."""
        kept = self.looked_at if second_look else self.by_rules
        return (kept.total() - kept[""]) / (self.cards.total() - self.cards[""])


def score_cards(cards: Iterable[SampleCard]) -> Score:
    """Judge each card alone."""
    score = Score()
    for sample in cards:
        fault = sample.fault or ""
        score.cards[fault] += 1
        checker = CardChecker(tuple(CardType))
        [examined] = checker.examine([sample.draft], [sample.page])
        if not isinstance(examined.outcome, Card):
            continue
        score.by_rules[fault] += isinstance(settle_doubts(examined.outcome), Card)
        fate = _look_again(examined.outcome, sample)
        score.looked_at[fault] += fate is Fate.KEPT
        score.repaired[fault] += fate is Fate.REPAIRED
    return score


def _look_again(card: Card, sample: SampleCard) -> Fate:
    second = "" if sample.blind_answer == NOT_SAID else sample.blind_answer
    after = apply_reading(card, second, sample.blind_marks or Marks()) if needs_reading(card) else card
    if not isinstance(after, Card):
        return Fate.REJECTED
    if after.answer == card.answer or sample.fault in _FAULTS_OF_FRONT:
        return Fate.KEPT
    return Fate.REPAIRED
