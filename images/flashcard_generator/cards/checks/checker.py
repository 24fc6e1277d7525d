"""Checks drafts of cards by every rule, in order, and says which rule a draft broke."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from bandup.flashcards.options import CardType
from bandup.models.orders import overlaps

from ...pdf.chunks import Chunk
from ..schema import CardDraft
from . import duplicates
from .card import Card
from .passage import Passage
from .reasons import RejectionReason
from .rules import Weight, find_broken_rule, list_doubts


@dataclass(frozen=True)
class RejectedDraft:
    """A draft that broke a rule."""

    draft: CardDraft = field(repr=False)
    reason: RejectionReason


@dataclass(frozen=True)
class ExaminedDraft:
    """A draft, and the card that it makes or the rule of form that it breaks. A card may still raise doubts."""

    draft: CardDraft = field(repr=False)
    outcome: Card | RejectionReason


@dataclass
class CardChecker:
    """Checks the drafts of one set of cards, one after the other.

    Attributes:
        types: which types were asked for.
        kept: the good cards so far.
        rejected: the others.
        has_orders: whether a passage gave orders to the writer of cards.
    """

    types: Collection[CardType]
    kept: list[Card] = field(default_factory=list)
    rejected: list[RejectedDraft] = field(default_factory=list)
    has_orders: bool = False
    _passages: dict[int, Passage] = field(default_factory=dict, init=False)

    def prepare(self, passages: Iterable[Chunk]) -> None:
        """Compute what the rules need of passages while the model is still writing, which takes seconds."""
        for passage in map(self._passage, passages):
            _ = passage.folded, passage.language, passage.words, passage.orders

    def examine(
        self, drafts: Sequence[CardDraft], passages: Sequence[Chunk], orders: Sequence[str] = ()
    ) -> list[ExaminedDraft]:
        """Check each draft by itself. Nothing is kept yet.

        Args:
            drafts: the cards as the model wrote them.
            passages: what the model was shown.
            orders: sentences that it named as orders to itself, see `bandup.models.orders.find_orders`.
        """
        shown = {chunk.number: self._passage(chunk) for chunk in passages}
        self.has_orders |= any(passage.find_orders(orders) for passage in shown.values())
        return [ExaminedDraft(draft, self._examine_draft(draft, shown, orders)) for draft in drafts]

    def read_card(self, draft: CardDraft, passages: Sequence[Chunk]) -> Card | None:
        """The card that a draft makes, whatever rules it breaks; None if its quote stands in none of the passages."""
        place = _find_quote(draft, {chunk.number: self._passage(chunk) for chunk in passages})
        return Card.of(draft, *place) if place else None

    def keep(self, examined: Iterable[ExaminedDraft], wanted: int) -> None:
        """Keep the good cards of one request, but for those of a fact that has a card. Doubts that are left are settled.

        Args:
            examined: the drafts, and what was found of each.
            wanted: how many cards the model was asked for; good ones beyond that are surplus.
        """
        before = len(self.kept)
        for each in examined:
            outcome = settle_doubts(each.outcome) if isinstance(each.outcome, Card) else each.outcome
            if isinstance(outcome, Card) and duplicates.is_duplicate(outcome, self.kept):
                outcome = RejectionReason.DUPLICATE
            if isinstance(outcome, Card) and len(self.kept) - before >= wanted:
                outcome = RejectionReason.SURPLUS
            if isinstance(outcome, Card):
                self.kept.append(outcome)
            else:
                self.rejected.append(RejectedDraft(each.draft, outcome))

    @property
    def dropped(self) -> dict[str, int]:
        """How many cards were rejected, by reason."""
        return {str(reason): count for reason, count in Counter(each.reason for each in self.rejected).items()}

    def _passage(self, chunk: Chunk) -> Passage:
        return self._passages.setdefault(chunk.number, Passage(chunk))

    def _examine_draft(
        self, draft: CardDraft, passages: dict[int, Passage], orders: Sequence[str]
    ) -> Card | RejectionReason:
        if draft.type not in self.types:
            return RejectionReason.TYPE_NOT_ASKED
        place = _find_quote(draft, passages)
        if place is None:
            return RejectionReason.QUOTE_NOT_FOUND
        if overlaps(place[1], place[0].find_orders(orders)):
            return RejectionReason.GIVES_ORDERS
        card = Card.of(draft, *place)
        return find_broken_rule(card) or card


def settle_doubts(card: Card) -> Card | RejectionReason:
    """What becomes of a card that no second look has confirmed: it is dropped for a claim that is mostly right."""
    if card.is_verified:
        return card
    doubts = list_doubts(card)
    if not doubts:
        return replace(card, is_undoubted=True)
    return next((rule.reason for rule in doubts if rule.weight is not Weight.DOUBT_KEEPS), card)


def _find_quote(draft: CardDraft, passages: dict[int, Passage]) -> tuple[Passage, tuple[int, int]] | None:
    """Where the quote stands: in the passage that the draft names, or else in another that the model was shown."""
    named = [passages[draft.passage]] if draft.passage in passages else []
    for passage in [*named, *passages.values()]:
        place = passage.folded.find(draft.quote)
        if place:
            return passage, place
    return None
