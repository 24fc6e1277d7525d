"""All that differs by the type of a card, one row each. Types are listed in `bandup.flashcards.options`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bandup.flashcards.options import CardType


@dataclass(frozen=True)
class TypeRules:
    """What holds for the cards of one type.

    Attributes:
        instruction: what the model is told of them.
        least_support: least share (0 to 1) of the back's words that the quote must have; of the front's, where the back
            only judges it. An explanation may use words of its own for the rest; a name or a figure may not.
        front_is_sentence: whether the front is a sentence of the document, which asks nothing.
    """

    instruction: str
    least_support: float
    front_is_sentence: bool = False


CARD_TYPES: Final[Mapping[CardType, TypeRules]] = {
    CardType.DEFINITION: TypeRules("asks what a term means, as the document uses it; the answer is the meaning.", 0.5),
    CardType.VOCABULARY: TypeRules(
        "gives a meaning or a use, and asks for the word; or asks what a less common word means here.", 0.4
    ),
    CardType.COMPREHENSION: TypeRules("asks why, how or with what effect; the answer explains.", 0.4),
    CardType.CLOZE: TypeRules(
        "the question is the quote, or a clause of it, word for word with the words that matter replaced by one gap "
        "`____`; the answer is exactly the words taken out, and they stand nowhere else in the question.",
        1.0,
        front_is_sentence=True,
    ),
    CardType.FACT: TypeRules(
        "asks who, what, when, where or how much; the answer is a name, a date, a figure or a short phrase.", 0.5
    ),
    CardType.TRUE_FALSE: TypeRules(
        "the question is a statement; the answer is `True` or `False`, in English in any language. About half are "
        "false: the quote with one thing changed in it.",
        0.5,
        front_is_sentence=True,
    ),
}
