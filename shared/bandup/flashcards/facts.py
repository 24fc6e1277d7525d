"""The fact of a card: what its note is known by in Anki, whatever becomes of its words."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

Fact = tuple[str, ...]
"""The type of the card, the folded words of its quote and, where several cards have both, a number. It names a note
within a document. A set that was made instead of another one stores the facts of its cards, since a card whose quote
grew or shrank keeps the fact that it had."""


class Claim(Protocol):
    """What a card says, as it was made."""

    @property
    def type(self) -> str: ...  # a `CardType`
    @property
    def quote(self) -> str: ...
    @property
    def question(self) -> str: ...
    @property
    def answer(self) -> str: ...


def fold_words(text: str) -> str:
    """The same text for all copies of the same words, which differ in case, blanks, punctuation and character forms."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(" " if unicodedata.category(each)[0] in "CPZ" else each for each in plain).split())


def find_facts(cards: Sequence[Mapping[str, Any]]) -> list[Fact]:
    """The fact of each card of a stored set, by the words that the cards were made with.

    Where a set stores none, cards of one type and quote, such as two gaps in one sentence, are numbered in the order of
    their answers, which does not change when the cards come in another order.
    """
    met: Counter[Fact] = Counter()
    found: dict[int, Fact] = {}
    for place in sorted(range(len(cards)), key=lambda place: _order(cards[place])):
        card = cards[place]
        plain = (str(card["type"]), fold_words(card["quote"]))
        found[place] = tuple(card["fact"]) if "fact" in card else (*plain, *([str(met[plain])] if met[plain] else []))
        met[plain] += 1
    return [found[place] for place in range(len(cards))]


def _order(card: Mapping[str, Any]) -> tuple[str, str]:
    return fold_words(card["answer"]), card["question"]
