"""Why a card is not kept."""

from enum import StrEnum


class RejectionReason(StrEnum):
    """Why a card was not kept; for programs and, as counts, for the owner of the set."""

    TYPE_NOT_ASKED = "type_not_asked"
    QUOTE_NOT_FOUND = "quote_not_found"
    QUOTE_UNFIT = "quote_unfit"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    ABOUT_DOCUMENT = "about_the_document"
    NEEDS_CONTEXT = "needs_context"
    SEVERAL_FACTS = "several_facts"
    GAP_UNFIT = "gap_unfit"
    ANSWER_IN_QUESTION = "answer_in_question"
    UNSUPPORTED = "unsupported"
    OTHER_LANGUAGE = "other_language"
    DUPLICATE = "duplicate"
    NOT_CONFIRMED = "not_confirmed"
    NOT_UNDERSTOOD_ALONE = "not_understood_alone"
    OTHER_ANSWERS = "other_answers"
    GIVES_ITSELF_AWAY = "gives_itself_away"
    SURPLUS = "surplus"
    GIVES_ORDERS = "gives_orders"
