"""The rules of a good card, and how far each of them can be trusted.

How often a rule is right is measured, see docs/use/flashcard-rules.md: of the cards that it alone finds fault with, the
share that are wrong. A test holds each rule's weight to that measure.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bandup.flashcards.options import CardType

from ...retrieval.forms import has_page_leaders
from . import cloze, context, language, reveals, support, wording
from .card import Card
from .reasons import RejectionReason
from .terms import split_terms


class Weight(StrEnum):
    """What it means for a card to break a rule.

    A sure rule on the form of a card drops it. Whether the quote proves it is left to the second look; where there is
    none, a sure claim and a doubt that is mostly right drop the card, and the others keep it.
    """

    SURE = "sure"
    DOUBT_DROPS = "doubt_drops"
    DOUBT_KEEPS = "doubt_keeps"


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        name: for the table of the documentation.
        reason: what a card that breaks it is dropped for.
        weight: how far it can be trusted.
        holds: whether a card keeps it.
        binds_reader: whether the answer of a second reader must keep it too.
    """

    name: str
    reason: RejectionReason
    weight: Weight
    holds: Callable[[Card], bool]
    binds_reader: bool = False

    @property
    def is_claim(self) -> bool:
        """Whether it judges what the quote proves, as a second reader can; else it judges form."""
        return self.reason is RejectionReason.UNSUPPORTED


def _is_fit_quote(card: Card) -> bool:
    is_sentence = len(card.quote) <= wording.MAX_QUOTE and len(split_terms(card.quote)) >= wording.MIN_QUOTE_TERMS
    return is_sentence and not has_page_leaders(card.quote)


def _is_cloze(card: Card) -> bool:
    return card.type is CardType.CLOZE


RULES: Sequence[Rule] = (
    Rule(
        "a side is empty",
        RejectionReason.EMPTY,
        Weight.SURE,
        lambda card: not wording.is_empty(card.question, card.answer),
    ),
    Rule("quote is unfit", RejectionReason.QUOTE_UNFIT, Weight.SURE, _is_fit_quote),
    Rule(
        "too long",
        RejectionReason.TOO_LONG,
        Weight.SURE,
        lambda card: wording.is_short(card.question, card.answer, sentence=card.rules.front_is_sentence),
    ),
    Rule(
        "about the document",
        RejectionReason.ABOUT_DOCUMENT,
        Weight.SURE,
        lambda card: not context.is_about_the_document(card.question),
    ),
    Rule(
        "needs context",
        RejectionReason.NEEDS_CONTEXT,
        Weight.SURE,
        lambda card: context.stands_alone(card.question, sentence=card.rules.front_is_sentence),
    ),
    Rule(
        "answer is a list",
        RejectionReason.SEVERAL_FACTS,
        Weight.SURE,
        lambda card: not wording.is_list(card.answer),
    ),
    Rule(
        "answer has many parts",
        RejectionReason.SEVERAL_FACTS,
        Weight.DOUBT_KEEPS,
        lambda card: not wording.has_many_parts(card.answer),
    ),
    Rule(
        "two questions",
        RejectionReason.SEVERAL_FACTS,
        Weight.SURE,
        lambda card: card.rules.front_is_sentence or wording.asks_one_thing(card.question, card.answer),
    ),
    Rule(
        "gap",
        RejectionReason.GAP_UNFIT,
        Weight.SURE,
        lambda card: not _is_cloze(card) or cloze.has_gap(card.question, card.answer, card.quote),
    ),
    Rule(
        "words of a gap's sentence",
        RejectionReason.GAP_UNFIT,
        Weight.DOUBT_KEEPS,
        lambda card: not _is_cloze(card) or cloze.is_told(card.question, card.answer, card.quote, card.chunk.text),
    ),
    Rule(
        "answer stands in the question",
        RejectionReason.ANSWER_IN_QUESTION,
        Weight.SURE,
        lambda card: not reveals.gives_answer_away(card),
    ),
    *(
        Rule(name, RejectionReason.UNSUPPORTED, weight, holds, binds_reader=claims is support.TOLD)
        for weight, claims in (
            (Weight.SURE, support.TOLD),
            (Weight.SURE, support.SURE),
            (Weight.DOUBT_DROPS, support.DOUBT_DROPS),
            (Weight.DOUBT_KEEPS, support.DOUBT_KEEPS),
        )
        for name, holds in claims.items()
    ),
    Rule(
        "script",
        RejectionReason.OTHER_LANGUAGE,
        Weight.SURE,
        lambda card: language.matches_script(card.question, card.passage.language),
    ),
    Rule(
        "language",
        RejectionReason.OTHER_LANGUAGE,
        Weight.DOUBT_DROPS,
        lambda card: language.matches_language(card.question, card.passage.language),
    ),
)
"""What must hold of a card whose quote was found, in the order in which a card is told why it was not kept."""


def find_broken_rule(card: Card) -> RejectionReason | None:
    """The first sure rule on its form that a card breaks by itself; None if it breaks none."""
    return next((rule.reason for rule in RULES if _is_formal(rule) and not rule.holds(card)), None)


def list_doubts(card: Card) -> tuple[Rule, ...]:
    """The claims and doubts that a card does not meet by itself."""
    return tuple(rule for rule in RULES if not _is_formal(rule) and not rule.holds(card))


def _is_formal(rule: Rule) -> bool:
    return rule.weight is Weight.SURE and not rule.is_claim
