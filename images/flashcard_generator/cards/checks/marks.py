"""What a second reader thinks of a question, and how far that is trusted."""

from dataclasses import dataclass

from bandup.flashcards.options import CardType

from . import context, reveals
from .card import Card
from .reasons import RejectionReason


@dataclass(frozen=True)
class Marks:
    """Three marks of a question, given by somebody who saw it and the quote, and not the answer.

    Attributes:
        understood_alone: whether the question says what it asks about.
        other_answers: whether the quote has another answer that is just as right.
        gives_itself_away: whether the question's own words tell the answer.
    """

    understood_alone: bool = True
    other_answers: bool = False
    gives_itself_away: bool = False


def find_bad_mark(card: Card, marks: Marks) -> RejectionReason | None:
    """Why a card is dropped for a mark of its question; None if it is not.

    Readers also mark questions that name what a learner of the document knows. So a question is dropped only if it names
    little, or has a word that may point at something else. Statements and choices hold their answers by design.
    """
    if not marks.understood_alone and context.may_lean(card.question):
        return RejectionReason.NOT_UNDERSTOOD_ALONE
    if marks.gives_itself_away and card.type is not CardType.TRUE_FALSE and not reveals.offers_choice(card.question):
        return RejectionReason.GIVES_ITSELF_AWAY
    return None
