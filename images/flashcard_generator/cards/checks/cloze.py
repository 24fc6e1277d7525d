"""Cards with a gap: a sentence of the document of which some words are taken out."""

import re

from bandup.core.folding import FoldedText, fold
from bandup.flashcards.options import GAP

from .novelty import find_novel

_GAPS = re.compile(r"_{2,}")


def normalize_gaps(question: str) -> str:
    """The question with every gap written in one way."""
    return _GAPS.sub(GAP, question)


def fits(question: str, answer: str, quote: str, passage: str = "") -> bool:
    """Whether the sentence has one gap, and is a part of the quote once the answer stands in it.

    It may also be made of the quote's words, and name what the quote only points at: those words stand in the passage.

    Args:
        question: the sentence with its gap.
        answer: what stands in the gap.
        quote: the evidence.
        passage: what stands around it.
    """
    before, gap, after = question.partition(GAP)
    if not gap or GAP in after or not fold(answer):
        return False
    if is_verbatim(question, answer, quote):
        return bool(fold(before + after))
    return fold(answer) in fold(quote) and not find_novel(before + after, quote, passage)


def fill(question: str, answer: str) -> str:
    """The sentence with its gap filled."""
    return question.replace(GAP, answer)


def is_verbatim(question: str, answer: str, quote: str) -> bool:
    """Whether the filled sentence stands in the quote as it is."""
    return FoldedText.of(quote).find(fill(question, answer)) is not None
