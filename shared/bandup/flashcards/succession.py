"""From a set to the one that is made instead of it: which new card states a fact that an earlier one stated."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import count
from typing import Any, Self

from bandup.flashcards.edits import CardEdit, SetEdits
from bandup.flashcards.facts import Claim, Fact, find_facts, fold_words
from bandup.flashcards.options import CardType
from bandup.flashcards.sets import EARLIER, identify_cards

MOST_REMEMBERED = 200
"""Cards of earlier sets that a set remembers. Those that their owner changed come first."""

LEAST_COMMON = 0.5
"""Share of the words of two answers that are the same if they say the same."""


@dataclass(frozen=True)
class EarlierCard:
    """A card of an earlier set of the document, as it was made.

    Attributes:
        type: a `CardType`.
        quote: what it rested on.
        question: its front.
        answer: its back.
        fact: what its note is known by.
        edit: what its owner made of it.
    """

    type: str
    quote: str
    question: str = field(repr=False)
    answer: str = field(repr=False)
    fact: Fact
    edit: CardEdit

    @classmethod
    def parse(cls, stored: Mapping[str, Any]) -> Self:
        """A card that a set remembers."""
        fact, edit = tuple(stored["fact"]), CardEdit(**stored.get("edit", {}))
        return cls(stored["type"], stored["quote"], stored["question"], stored["answer"], fact, edit)

    def as_stored(self) -> dict[str, Any]:
        """What a set stores of it."""
        plain = asdict(self) | {"fact": list(self.fact)}
        edit = self.edit.as_stored()
        del plain["edit"]
        return plain | ({"edit": edit} if edit else {})

    def hand_down(self, now: int) -> CardEdit:
        """What its owner made of it, for the card that takes its place at `now` (epoch milliseconds).

        Where one side was written by its owner, the other one goes with it: a new question may ask otherwise.
        """
        edit = self.edit
        if edit.question is not None or edit.answer is not None:
            edit = replace(edit, question=edit.question or self.question, answer=edit.answer or self.answer)
        return replace(edit, version=edit.version + 1, changed_at=now)


@dataclass(frozen=True)
class Succession:
    """What new cards take over.

    Attributes:
        facts: of each new card, in their order; None of one that its owner had deleted.
        edits: of the new cards that are edited from the start, by their place.
        earlier: the cards of earlier sets that have no successor.
    """

    facts: tuple[Fact | None, ...]
    edits: Mapping[int, CardEdit]
    earlier: tuple[EarlierCard, ...]


def list_earlier(stored: Mapping[str, Any]) -> list[EarlierCard]:
    """The cards of a stored set, its deleted ones too, and what it remembers of the sets before it."""
    made, edits = stored["flashcards"], SetEdits.parse(stored.get("edits"))
    cards = [
        EarlierCard(card["type"], card["quote"], card["question"], card["answer"], fact, edits.of(card_id))
        for card, card_id, fact in zip(made, identify_cards(stored), find_facts(made), strict=True)
    ]
    return [*cards, *map(EarlierCard.parse, stored.get(EARLIER, ()))]


def succeed(cards: Sequence[Claim], earlier: Sequence[EarlierCard], now: int) -> Succession:
    """What each card takes over of the earlier ones.

    A card states the fact of an earlier one of its type if its quote is the same, or if one quote holds the other and
    the answers agree. Each earlier card has one successor at most.

    Args:
        cards: the new ones.
        earlier: see `list_earlier`.
        now: epoch milliseconds.
    """
    pairs = _pair(cards, earlier)
    taken = {each.fact for each in earlier}
    facts: list[Fact | None] = []
    edits: dict[int, CardEdit] = {}
    for place, card in enumerate(cards):
        before = earlier[pairs[place]] if place in pairs else None
        if before is None:
            fact = _new_fact(card, taken)
            taken.add(fact)
            facts.append(fact)
        elif before.edit.deleted:
            facts.append(None)
        else:
            facts.append(before.fact)
            if before.edit != CardEdit():
                edits[place] = before.hand_down(now)
    succeeded = {at for at in pairs.values() if not earlier[at].edit.deleted}
    left = [each for at, each in enumerate(earlier) if at not in succeeded]
    left.sort(key=lambda each: each.edit == CardEdit())
    return Succession(tuple(facts), edits, tuple(left[:MOST_REMEMBERED]))


def _pair(cards: Sequence[Claim], earlier: Sequence[EarlierCard]) -> dict[int, int]:
    """From the place of a card to that of the earlier one whose fact it states; the surest pairs are made first."""
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, place, at in sorted(_rate_pairs(cards, earlier)):
        if place not in pairs and at not in used:
            pairs[place] = at
            used.add(at)
    return pairs


def _rate_pairs(cards: Sequence[Claim], earlier: Sequence[EarlierCard]) -> Iterator[tuple[int, int, int]]:
    """Each pair that may state one fact, with how sure that is; 0 is the surest."""
    before = [(each, fold_words(each.quote)) for each in earlier]
    for place, card in enumerate(cards):
        quote = fold_words(card.quote)
        for at, (each, old_quote) in enumerate(before):
            if card.type != each.type:
                continue
            if fold_words(card.answer) == fold_words(each.answer) and _agree(card, each):
                doubt = 0
            else:
                doubt = 2 if _agree(card, each) else 4
            if quote == old_quote:
                yield doubt, place, at
            elif doubt < 4 and (quote in old_quote or old_quote in quote):
                yield doubt + 1, place, at


def _agree(one: Claim, other: Claim) -> bool:
    """Whether two cards of one type say the same of what their quotes have in common."""
    if one.type == CardType.TRUE_FALSE:  # the answer says only which of the two it is
        return _say_the_same(one.question, other.question)
    return _say_the_same(one.answer, other.answer) or fold_words(one.question) == fold_words(other.question)


def _say_the_same(one: str, other: str) -> bool:
    words, others = (set(fold_words(text).split()) for text in (one, other))
    return words <= others or others <= words or len(words & others) >= LEAST_COMMON * len(words | others)


def _new_fact(card: Claim, taken: set[Fact]) -> Fact:
    plain = (str(card.type), fold_words(card.quote))
    numbered = ((*plain, str(number)) for number in count(1))
    return plain if plain not in taken else next(fact for fact in numbered if fact not in taken)
