"""What a learner may ask for: types of cards, difficulties, and how many cards."""

from enum import StrEnum

MAX_CARDS = 50
"""Most cards of one set."""


GAP = "____"
"""The gap in the sentence of a CLOZE card."""


class CardType(StrEnum):
    """Which kind of question a card asks."""

    DEFINITION = "DEFINITION"
    VOCABULARY = "VOCABULARY"
    COMPREHENSION = "COMPREHENSION"
    CLOZE = "CLOZE"
    FACT = "FACT"
    TRUE_FALSE = "TRUE_FALSE"


class Difficulty(StrEnum):
    """How much a card asks of the learner."""

    EASY = "EASY"
    MEDIUM = "MEDIUM"
    HARD = "HARD"
