"""Cards whose gaps are in one sentence, as one note: Anki asks for each gap by itself, as c1, c2 and so on."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain

from bandup.flashcards.decks.cards import Card
from bandup.flashcards.decks.formulas import mark_pieces
from bandup.flashcards.facts import fold_words
from bandup.flashcards.gaps import find_gap, overlap
from bandup.flashcards.options import GAP, CardType


@dataclass(frozen=True)
class GapSentence:
    """A sentence with one or more gaps.

    Attributes:
        text: the sentence, without gaps.
        gaps: where they are, in order; they do not overlap.
        cards: the card of each gap.
    """

    text: str
    gaps: tuple[tuple[int, int], ...]
    cards: tuple[Card, ...]

    def write(self, show: Callable[[str], str]) -> str:
        """The sentence in Anki's notation, its gaps numbered in the order of the sentence, its formulas marked.

        Args:
            show: makes a text safe for a field.
        """
        first, *rest = map(show, mark_pieces(self.text, chain.from_iterable(self.gaps)))
        words, after = rest[::2], rest[1::2]
        gaps = [f"{{{{c{number}::{each}}}}}" for number, each in enumerate(words, start=1)]
        return first + "".join(chain.from_iterable(zip(gaps, after, strict=True)))


def find_gap_sentences(cards: Iterable[Card]) -> list[GapSentence]:
    """The sentences of the cards that have exactly one gap, with words for it; those of one quote together.

    A gap that overlaps another one, or that is in other words, makes a sentence of its own.

    Args:
        cards: of any type.
    """
    by_quote: defaultdict[str, list[Card]] = defaultdict(list)
    for card in sorted(cards, key=lambda card: card.fact):
        if card.type == CardType.CLOZE and card.question.count(GAP) == 1 and card.answer.strip():
            by_quote[fold_words(card.quote)].append(card)
    return [sentence for same in by_quote.values() for sentence in _join(same)]


def _join(cards: list[Card]) -> list[GapSentence]:
    """All that fits into the longest of the sentences, and the others each by itself."""
    text = max((_fill(card) for card in cards), key=len)
    joined: list[tuple[tuple[int, int], Card]] = []
    single: list[GapSentence] = []
    for card in cards:
        gap = find_gap(text, card.question, card.answer) if len(cards) > 1 else None
        if gap and not any(overlap(gap, other) for other, _ in joined):
            joined.append((gap, card))
        else:
            start = card.question.index(GAP)
            single.append(GapSentence(_fill(card), ((start, start + len(card.answer)),), (card,)))
    if not joined:
        return single
    gaps, of = zip(*sorted(joined, key=lambda each: each[0]), strict=True)
    return [GapSentence(text, gaps, of), *single]


def _fill(card: Card) -> str:
    return card.question.replace(GAP, card.answer)
