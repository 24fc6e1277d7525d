"""Whether a card says the opposite of its quote: a comparison, a bound or a negation the other way round."""

import re

from . import bounds, comparison, polarity, signs
from .plain import read_plain
from .statement import find_clauses, read_yes_or_no

_ASKS_DIFFERENCE = re.compile(r"\b(?:differ\w*|unterscheid\w*|unterschied\w*)\b")


def is_turned(question: str, answer: str, quote: str) -> bool:
    """Whether a negation or a comparison of the quote is the other way round in the card."""
    if read_yes_or_no(answer):
        return False
    asked = _ASKS_DIFFERENCE.sub(" ", read_plain(question))
    turned = comparison.is_turned(asked, answer, quote) or bounds.is_bound_turned(question, answer, quote)
    return turned != polarity.is_denied(question, answer, quote)


def keeps_doubt(question: str, answer: str, quote: str) -> bool:
    """Whether a card says that something may be where the part of the quote that has its answer does."""
    clauses = " ; ".join(find_clauses(answer, quote))
    return not signs.is_possible(clauses) or signs.is_possible(f"{question} {answer}")
