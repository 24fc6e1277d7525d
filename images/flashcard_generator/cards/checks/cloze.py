"""Cards with a gap: a sentence of the document of which some words are taken out."""

import re

from bandup.core.folding import FoldedText, fold
from bandup.flashcards.options import GAP

from .novelty import find_novel

_GAPS = re.compile(r"_{2,}")


def normalize_gaps(question: str) -> str:
    """The question with every gap written in one way."""
    return _GAPS.sub(GAP, question)


def has_gap(question: str, answer: str, quote: str) -> bool:
    """Whether the sentence has one gap, and the quote has what stands in it."""
    before, gap, after = question.partition(GAP)
    is_one = bool(gap) and GAP not in after and bool(fold(answer)) and bool(fold(before + after))
    return is_one and fold(answer) in fold(quote)


def is_told(question: str, answer: str, quote: str, passage: str) -> bool:
    """Whether the sentence is a part of the quote once the answer stands in it, or is made of the quote's words.

    It may also name what the quote only points at: those words stand in the passage.

    Args:
        question: the sentence with its gap.
        answer: what stands in the gap.
        quote: the evidence.
        passage: what stands around it.
    """
    return is_verbatim(question, answer, quote) or not find_novel(question.replace(GAP, " "), quote, passage)


def fill(question: str, answer: str) -> str:
    """The sentence with its gap filled."""
    return question.replace(GAP, answer)


def is_verbatim(question: str, answer: str, quote: str) -> bool:
    """Whether the filled sentence stands in the quote as it is."""
    return FoldedText.of(quote).find(fill(question, answer)) is not None
