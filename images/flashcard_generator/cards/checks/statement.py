"""Statements that are called true or false, and questions that are answered with yes or no."""

import re

from bandup.core.folding import fold

from . import bounds, comparison, figure_binding, parallel, polarity, signs
from .card import Card
from .figures import has_figures
from .formulas import has_formulas
from .judgement import FALSE, TRUE, read_judgement
from .novelty import find_novel, is_form, list_content
from .numbers import find_figures, make_countable
from .plain import read_plain, split_clauses

_YES_OR_NO = re.compile(
    r"^(?:yes|no|ja|nein|oui|non|si|\u0646\u0639\u0645|\u0644\u0627|\u306f\u3044|\u3044\u3044\u3048)(?=\s*(?:$|[,.;:!\u060c\u3001\u3002-]))"
)
_YEAR = re.compile(r"\b\d{4}\b")


def read_yes_or_no(answer: str) -> str | None:
    """`True` for a yes, `False` for a no; None for any other answer."""
    return read_judgement(answer) if _YES_OR_NO.match(read_plain(answer).strip()) else None


def is_answered_right(card: Card) -> bool:
    """Whether a question that is answered with yes or no is answered as the quote does."""
    judgement = read_yes_or_no(card.answer)
    return judgement is None or is_judged_right(card.question, judgement, card.evidence)


def is_card_judged_right(card: Card) -> bool:
    """Whether the statement of a card is rightly called true or false."""
    return is_judged_right(card.question, card.answer, card.evidence, card.passage.chunk.text)


def is_judged_right(statement: str, judgement: str, quote: str, surroundings: str = "") -> bool:
    """Whether a statement is rightly called true or false, as far as the quote shows.

    Args:
        statement: what is judged; a question that is answered with yes or no is one.
        judgement: `True` or `False`; anything else is wrong.
        quote: the evidence.
        surroundings: what stands around it: a year may be told there.
    """
    if judgement not in (TRUE, FALSE):
        return False
    differs = _differs(statement, quote, surroundings)
    if judgement == TRUE:
        return not differs
    negated = signs.has_negation(statement) != signs.has_negation(quote)
    # One word that the quote lacks stands in another's place; more of them are other words for the same.
    return differs or negated or (len(find_novel(statement, quote)) == 1 and not comparison.agrees(statement, quote))


def _differs(statement: str, quote: str, surroundings: str) -> bool:
    if fold(statement).strip(".") in fold(quote):
        return False
    clauses = " ; ".join(find_clauses(statement, quote))
    return (
        not has_figures(statement, quote, " ".join(_YEAR.findall(surroundings)))
        or not has_formulas(statement, quote)
        or bool(signs.find_added(statement, quote))
        or signs.is_surer(statement, quote)
        or parallel.mixes_subjects(statement, statement, quote)
        or bounds.is_bound_turned("", statement, quote)
        or comparison.is_turned("", statement, quote) != polarity.is_otherwise(statement, quote, clauses)
        or not figure_binding.is_figure_bound(_drop_figures(statement), statement, quote)
    )


def _drop_figures(text: str) -> str:
    plain = make_countable(text)
    for each in reversed(find_figures(text)):
        plain = f"{plain[: each.start]} {plain[each.end :]}"
    return plain


def find_clauses(statement: str, quote: str) -> list[str]:
    """The clauses of the quote that share most of the statement's words."""
    words = list_content(statement)
    scored = [(_count(words, each), each) for each in _list_parts(quote)]
    best = max((score for score, _ in scored), default=0)
    return [each for score, each in scored if score == best]


def _list_parts(quote: str) -> list[str]:
    return [part for clause in split_clauses(read_plain(quote)) for part in _BUT.split(clause) if list_content(part)]


_BUT = re.compile(r"\b(?:but|aber|sondern|mais|while|whereas|wahrend|tandis que)\b")


def _count(words: list[str], clause: str) -> int:
    there = list_content(clause)
    return sum(any(is_form(word, other) for other in there) for word in words)
