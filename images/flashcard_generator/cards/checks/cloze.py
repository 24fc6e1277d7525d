"""Cards with a gap: a sentence of the document of which some words are taken out."""

import re

from bandup.core.folding import FoldedText, fold
from bandup.flashcards.options import GAP

_GAPS = re.compile(r"_{2,}")


def normalize_gaps(question: str) -> str:
    """The question with every gap written in one way."""
    return _GAPS.sub(GAP, question)


def fits(question: str, answer: str, quote: str) -> bool:
    """Whether the sentence has one gap, and is a part of the quote once the answer stands in it."""
    before, gap, after = question.partition(GAP)
    if not gap or GAP in after or not fold(answer):
        return False
    return bool(fold(before + after)) and FoldedText.of(quote).find(f"{before}{answer}{after}") is not None
