"""What a second reader thinks of a question, and how far that is trusted."""

from dataclasses import dataclass

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
    """Why a card is dropped for a mark of its question; None if it is not."""
    if not marks.understood_alone:
        return RejectionReason.NOT_UNDERSTOOD_ALONE
    if marks.gives_itself_away:
        return RejectionReason.GIVES_ITSELF_AWAY
    if marks.other_answers:
        return RejectionReason.OTHER_ANSWERS
    return None
