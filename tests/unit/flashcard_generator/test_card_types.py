from bandup.flashcards.options import CardType
from flashcard_generator.cards.card_types import CARD_TYPES


def test_every_type_has_its_row() -> None:
    assert list(CARD_TYPES) == list(CardType)
