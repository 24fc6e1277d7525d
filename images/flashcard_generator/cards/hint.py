"""Hints that the model wrote beside its cards. One that gives the answer away is left out; its card stays."""

from bandup.core.folding import fold
from bandup.flashcards.options import CardType

from .checks import context
from .checks.card import Card
from .checks.terms import extract_content, find_numbers

MAX_HINT = 120
"""Characters. A hint is a phrase."""


def read_hint(card: Card) -> str | None:
    """The card's hint; None if it has none, or one that must not be shown.

    It may hold neither the answer nor a word or a figure of it, and not speak of the document. Of TRUE_FALSE any hint
    gives the answer away.
    """
    hint = card.hint
    if not hint or len(hint) > MAX_HINT or card.type is CardType.TRUE_FALSE or context.is_about_the_document(hint):
        return None
    tells = extract_content(hint) & card.answer_terms or find_numbers(hint) & find_numbers(card.answer)
    # An answer of one letter is in any hint; its words tell enough.
    contains = len(fold(card.answer)) > 1 and fold(card.answer) in fold(hint)
    return None if tells or contains else hint
