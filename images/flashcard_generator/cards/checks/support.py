"""Whether the quote proves what a card claims."""

from collections.abc import Callable, Sequence

from bandup.flashcards.options import CardType

from . import alignment, backing, cause, cloze, enumeration, figure_binding, parallel, signs, statement, turning
from .card import Card
from .figures import has_figures
from .formulas import has_formulas
from .judgement import TRUE

CLAIMS: Sequence[tuple[str, Callable[[Card], bool]]] = (
    ("figures", lambda card: has_figures(card.answer, card.evidence, card.question)),
    ("formulas", lambda card: has_formulas(card.answer, card.evidence)),
    ("words", backing.has_words),
    ("figure of another", lambda card: figure_binding.is_figure_bound(card.question, card.answer, card.evidence)),
    ("elsewhere", lambda card: not alignment.is_elsewhere(card.question, card.answer, card.evidence)),
    ("of another", lambda card: not alignment.is_of_another(card.question, card.answer, card.evidence)),
    ("mixed", lambda card: not parallel.mixes_subjects(f"{card.question} {card.answer}", card.answer, card.evidence)),
    ("half", lambda card: not enumeration.is_half(card.question, card.answer, card.evidence)),
    ("small words", lambda card: signs.keeps_small_words(card.answer, card.evidence)),
    ("doubt", lambda card: turning.keeps_doubt(card.question, card.answer, card.evidence)),
    ("turned", lambda card: not turning.is_turned(card.question, card.answer, card.evidence)),
    ("yes or no", statement.is_answered_right),
    ("cause", lambda card: not cause.is_reversed(card.question, card.answer, card.evidence)),
)
"""What must hold of an answer."""


def is_supported(card: Card) -> bool:
    """Whether the quote backs the answer."""
    return find_unsupported(card) is None


def find_unsupported(card: Card) -> str | None:
    """What of the answer the quote does not back: the name of the first claim that fails; None if all hold."""
    if card.type is CardType.TRUE_FALSE:
        right = statement.is_judged_right(card.question, card.answer, card.evidence, card.passage.chunk.text)
        return None if right else "judgement"
    if card.type is CardType.CLOZE:
        filled = cloze.fill(card.question, card.answer)
        is_told = cloze.is_verbatim(card.question, card.answer, card.quote) or statement.is_judged_right(
            filled, TRUE, card.evidence, card.passage.chunk.text
        )
        return None if is_told else "sentence"
    return next((name for name, holds in CLAIMS if not holds(card)), None)
