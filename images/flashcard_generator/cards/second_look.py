"""The second look: a reader who does not know the writer's answer answers each question from its quote alone."""

from collections.abc import Sequence
from dataclasses import replace

from bandup.core.clock import Deadline
from bandup.core.errors import ConfigurationError, WorkError
from bandup.flashcards.options import CardType
from bandup.models.port import JsonModel
from bandup.models.usage import Ledger

from .checks import cloze, enumeration
from .checks.agreement import Verdict, compare_answers, says_more
from .checks.card import Card
from .checks.checker import ExaminedDraft
from .checks.marks import Marks, find_bad_mark
from .checks.reasons import RejectionReason
from .checks.rules import find_broken_rule, list_doubts
from .reading import Reading, Readings, build_reading_prompt, build_reading_schema


def look_again(
    examined: Sequence[ExaminedDraft], model: JsonModel, deadline: Deadline, ledger: Ledger
) -> list[ExaminedDraft]:
    """Ask once for all good cards of a batch; cards of which nothing usable is answered stay as they are.

    Args:
        examined: drafts that were checked by the rules.
        model: who reads.
        deadline: the call ends within its budget.
        ledger: gets the paid call.

    Raises:
        ConfigurationError: key, permission, model or request is wrong.
    """
    cards = [each.outcome for each in examined if isinstance(each.outcome, Card) and needs_reading(each.outcome)]
    if not cards:
        return list(examined)
    try:
        readings = model.generate_json(
            build_reading_prompt(cards),
            build_reading_schema(len(cards)),
            Readings.model_validate,
            deadline=deadline,
            ledger=ledger,
        )
    except ConfigurationError:
        raise
    except WorkError:
        return list(examined)
    by_number = {reading.card: reading for reading in readings.answers}
    numbers = {id(card): number for number, card in enumerate(cards, start=1)}
    return [_look_at(each, by_number.get(numbers.get(id(each.outcome), 0))) for each in examined]


def _look_at(examined: ExaminedDraft, reading: Reading | None) -> ExaminedDraft:
    if reading is None or not isinstance(examined.outcome, Card):
        return examined
    return replace(examined, outcome=apply_reading(examined.outcome, reading.answer, reading.marks))


def needs_reading(card: Card) -> bool:
    """Whether a second look can show something: not of a CLOZE that is its quote word for word."""
    return card.type is not CardType.CLOZE or not cloze.is_verbatim(card.question, card.answer, card.quote)


def apply_reading(card: Card, second: str, marks: Marks) -> Card | RejectionReason:
    """The card as the second look leaves it: confirmed, with the quote's own answer in place of its own, or rejected.

    Where the answers agree, the card keeps its words, unless a rule finds fault with them and not with the other ones.
    Where they differ, the other one takes its place if it is sound. Else the card is dropped if it raised a doubt
    itself or both cannot be right. If they may say the same it is kept, unconfirmed. A card whose question has a bad
    mark is mended the same way if all that it lacks are the other answers, and dropped else.

    Args:
        card: a card that breaks no rule of form.
        second: what was answered from its quote alone; blank if nothing.
        marks: what was thought of its question.
    """
    outcome = _compare(card, second)
    if isinstance(outcome, Card) and marks.other_answers:
        outcome = _give_all(outcome, second, card)
    return outcome if isinstance(outcome, RejectionReason) else find_bad_mark(outcome, marks) or outcome


def _give_all(outcome: Card, second: str, card: Card) -> Card | RejectionReason:
    """A card whose quote has other answers too: with all of them, if the second answer names them, or dropped."""
    if card.type is CardType.TRUE_FALSE:
        return outcome
    if card.rules.front_is_sentence or not enumeration.split_members(second):
        return RejectionReason.OTHER_ANSWERS
    if not says_more(outcome, second):
        return outcome
    complete = replace(card.with_answer(second), is_verified=True)
    return complete if _is_sound(complete, card) else RejectionReason.OTHER_ANSWERS


def _compare(card: Card, second: str) -> Card | RejectionReason:
    verdict = compare_answers(card, second)
    if verdict is Verdict.NOT_SAID:
        return RejectionReason.NOT_CONFIRMED
    verified, mended = replace(card, is_verified=True), replace(card.with_answer(second), is_verified=True)
    if card.rules.front_is_sentence:
        if verdict is Verdict.AGREES:
            return verified
        return RejectionReason.NOT_CONFIRMED if verdict is Verdict.CONTRADICTS else _keep_unconfirmed(card)
    if verdict is Verdict.AGREES:
        return mended if _is_sounder(mended, card) else verified
    if _is_sound(mended, card):
        return mended
    return RejectionReason.NOT_CONFIRMED if verdict is Verdict.CONTRADICTS else _keep_unconfirmed(card)


def _keep_unconfirmed(card: Card) -> Card | RejectionReason:
    doubts = list_doubts(card)
    return doubts[0].reason if doubts else card


def _is_sound(mended: Card, card: Card) -> bool:
    """Whether a second answer is the quote's. What both answers break alike is a mistake of the rule."""
    broken = {rule.name for rule in list_doubts(mended) if rule.binds_reader}
    return find_broken_rule(mended) is None and broken <= {rule.name for rule in list_doubts(card)}


def _is_sounder(mended: Card, card: Card) -> bool:
    """Whether a rule finds fault with the card, and not with a sound second answer."""
    doubts = {rule.name for rule in list_doubts(card)}
    return bool(doubts and doubts - {rule.name for rule in list_doubts(mended)}) and _is_sound(mended, card)
