"""Whether the quote proves what a card claims."""

from collections.abc import Callable, Mapping

from bandup.core.folding import fold
from bandup.flashcards.options import CardType

from . import alignment, backing, cause, cloze, enumeration, figure_binding, parallel, signs, statement, turning
from .card import Card
from .figures import has_figures
from .formulas import has_formulas
from .judgement import FALSE, TRUE

Claims = Mapping[str, Callable[[Card], bool]]


def _of_answer(holds: Callable[[Card], bool]) -> Callable[[Card], bool]:
    """The same for cards whose answer is more than a judgement or a gap's words."""
    return lambda card: card.rules.front_is_sentence or holds(card)


def _of_statement(holds: Callable[[Card], bool]) -> Callable[[Card], bool]:
    return lambda card: card.type is not CardType.TRUE_FALSE or holds(card)


def _is_sentence_told(card: Card) -> bool:
    if card.type is not CardType.CLOZE or cloze.is_verbatim(card.question, card.answer, card.quote):
        return True
    return statement.is_judged_right(cloze.fill(card.question, card.answer), TRUE, card.evidence, card.chunk.text)


TOLD: Claims = {
    "figures": _of_answer(lambda card: has_figures(card.answer, card.evidence, card.question)),
    "formulas": _of_answer(lambda card: has_formulas(card.answer, card.evidence)),
    "from elsewhere": _of_answer(backing.is_from_quote),
    "all": _of_answer(lambda card: signs.Quantity.ALL not in signs.find_added(card.answer, card.evidence)),
    "never": _of_answer(lambda card: signs.Quantity.NEVER not in signs.find_added(card.answer, card.evidence)),
    "certainty": _of_answer(lambda card: not signs.is_surer(card.answer, card.evidence)),
}
"""Sure claims on what the quote says at all. They bind a second reader too, who may obey a document or know more."""

SURE: Claims = {
    "judgement": _of_statement(lambda card: card.answer in (TRUE, FALSE)),
    "false word for word": _of_statement(
        lambda card: card.answer != FALSE or fold(card.question).strip(".") not in fold(card.quote)
    ),
    "of another": _of_answer(lambda card: not alignment.is_of_another(card.question, card.answer, card.evidence)),
    "half": _of_answer(lambda card: not enumeration.is_half(card.question, card.answer, card.evidence)),
    "turned": _of_answer(lambda card: not turning.is_turned(card.question, card.answer, card.evidence)),
    "yes or no": _of_answer(statement.is_answered_right),
}
"""The other sure claims: they guess how question, answer and quote belong together, and a reader knows that better."""

DOUBT_DROPS: Claims = {
    "no word": _of_answer(backing.has_a_word),
    "called true": _of_statement(lambda card: card.answer != TRUE or statement.is_card_judged_right(card)),
}
"""Claims that are nearly as sure, and hang on one of the rounds or on few cards."""

DOUBT_KEEPS: Claims = {
    "figure of another": _of_answer(
        lambda card: figure_binding.is_figure_bound(card.question, card.answer, card.evidence)
    ),
    "cause": _of_answer(lambda card: not cause.is_reversed(card.question, card.answer, card.evidence)),
    "elsewhere": _of_answer(lambda card: not alignment.is_elsewhere(card.question, card.answer, card.evidence)),
    "mixed": _of_answer(
        lambda card: not parallel.mixes_subjects(f"{card.question} {card.answer}", card.answer, card.evidence)
    ),
    "part added": _of_answer(backing.adds_nothing),
    "doubt": _of_answer(lambda card: turning.keeps_doubt(card.question, card.answer, card.evidence)),
    "called false": _of_statement(lambda card: card.answer != FALSE or statement.is_card_judged_right(card)),
    "most words": _of_answer(backing.has_words),
    "name": _of_answer(backing.has_names),
    "only": _of_answer(lambda card: signs.Quantity.ONLY not in signs.find_added(card.answer, card.evidence)),
    "sentence of a gap": _is_sentence_told,
}
"""Claims that fail for the wording of right cards too often to drop one alone."""
