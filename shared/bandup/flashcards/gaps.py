"""Where the gap of a CLOZE card is in a sentence. Several cards may have gaps in the same one."""

from bandup.core.folding import FoldedText, fold
from bandup.flashcards.options import GAP


def find_gap(sentence: str, question: str, answer: str) -> tuple[int, int] | None:
    """Where a card's answer stands in a sentence: start and exclusive end, or None.

    Args:
        sentence: the card's quote, or the question of another card of the same quote with its answer in the gap.
        question: the sentence or a clause of it, with one gap.
        answer: the words of the gap.
    """
    before, gap, after = question.partition(GAP)
    if not gap or GAP in after or not fold(answer):
        return None
    text = FoldedText.of(sentence)
    clause = text.find(f"{before}{answer}{after}")
    led = text.find(before, clause[0]) if clause and fold(before) else clause and (clause[0], clause[0])
    return text.find(answer, led[1]) if led else None


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two places have a character in common."""
    return one[0] < other[1] and other[0] < one[1]
