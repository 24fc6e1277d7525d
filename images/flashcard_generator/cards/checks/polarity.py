"""Whether a card affirms what its quote denies, or denies what it affirms, word by word."""

from collections import Counter
from collections.abc import Iterable

from . import signs
from .novelty import has_content, is_form
from .plain import read_plain
from .terms import split_terms


def is_denied(question: str, answer: str, quote: str) -> bool:
    """Whether a word of the answer is affirmed in one of the two texts and denied in the other.

    A question that says no is left alone: what answers it may be said either way.
    """
    if signs.may_negate(question, quote) or signs.denies_openly(question):
        return False
    denied, denied_there = signs.find_denied(answer), signs.find_denied(quote)
    affirmed, affirmed_there = _list_affirmed(answer, denied), _list_affirmed(quote, denied_there)
    affirms_denied = any(_has(denied_there, word) and not _has(affirmed_there, word) for word in affirmed)
    denies_affirmed = any(_has(affirmed_there, word) and not _has(denied_there, word) for word in denied)
    if affirms_denied and denies_affirmed:
        return True
    if affirms_denied:
        return not denied and not signs.may_negate(answer, quote) and not signs.is_open(answer)
    return denies_affirmed and not signs.may_negate(quote) and not signs.is_open(answer)


def is_otherwise(statement: str, quote: str, clauses: str) -> bool:
    """Whether a statement says yes where the quote says no, or no where it says yes.

    Args:
        statement: what is to be true.
        quote: the evidence.
        clauses: those of the quote that the statement is about.
    """
    if signs.has_negation(statement):
        return not signs.may_negate(quote)
    if signs.denies_openly(clauses) and not signs.may_negate(statement, clauses):
        return True
    return is_denied("", statement, quote)


def _list_affirmed(text: str, denied: Counter[str]) -> Counter[str]:
    return Counter(word for word in split_terms(read_plain(text)) if has_content(word)) - denied


def _has(words: Iterable[str], word: str) -> bool:
    return any(is_form(word, other) for other in words)
