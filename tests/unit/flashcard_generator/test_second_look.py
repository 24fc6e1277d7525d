"""The second look: one blind call a part that confirms, repairs or drops cards, and never costs a set."""

import re
from typing import Any

import pytest

from bandup.core.clock import Deadline
from bandup.core.errors import ConfigurationError, InvalidOutputError, RetryLaterError, TerminalError
from bandup.jobs.results import Result
from flashcard_generator.cards.card_set_writer import SECOND_LOOK_SECONDS
from flashcard_generator.cards.checks.agreement import Verdict, compare_answers
from flashcard_generator.cards.checks.card import Card
from flashcard_generator.cards.checks.checker import CardChecker, settle_doubts
from flashcard_generator.cards.checks.marks import Marks
from flashcard_generator.cards.checks.reasons import RejectionReason
from flashcard_generator.cards.checks.rules import list_doubts
from flashcard_generator.cards.schema import CardDraft
from flashcard_generator.cards.second_look import apply_reading, needs_reading
from unit.flashcard_generator import fakes
from unit.flashcard_generator.fakes import FakeModels, FakeUploads, offline, request, run_of
from unit.flashcard_generator.passages import PLANTS, chunk

GOOD = {"understood_alone": True, "other_answers": False, "gives_itself_away": False}
PRICES = "Tin costs 40 marks a ton, while copper costs 90 marks a ton and lasts longer."


def card(question: str, answer: str, quote: str = PRICES, kind: str = "FACT") -> Card:
    draft = CardDraft(passage=0, quote=quote, type=kind, question=question, answer=answer)
    [examined] = CardChecker([draft.type]).examine([draft], [chunk(quote)])
    assert isinstance(examined.outcome, Card), examined.outcome
    return examined.outcome


def apply_answer(made_of: Card, second: str) -> Card | RejectionReason:
    """What a second answer leaves of a card whose question has good marks."""
    return apply_reading(made_of, second, Marks())


def made(models: FakeModels, *, seconds: float = 120, verify: bool = True, **changes: Any) -> Result:
    uploads = FakeUploads()
    stored = request(uploads.put(PLANTS.encode()), **changes)
    run = run_of(stored)
    run.deadline = Deadline.after(seconds)
    return fakes.generator(models, uploads, verify=verify)(run)


def looks(models: FakeModels) -> list[str]:
    return [str(prompt.parts[0]) for prompt in models.asked if str(prompt.parts[0]).startswith("<card ")]


def test_an_answer_in_other_words_is_confirmed_and_another_one_is_replaced() -> None:
    longer = card("Which metal lasts longer, tin or copper?", "Copper", kind="COMPREHENSION")
    confirmed = apply_answer(longer, "copper")
    assert isinstance(confirmed, Card)
    assert (confirmed.answer, confirmed.is_verified) == ("Copper", True)
    salt = "Salt, which drew traders from the coast, was carried inland by mules."
    repaired = apply_answer(card("What was carried inland?", "Mules", salt, kind="COMPREHENSION"), "Salt")
    assert isinstance(repaired, Card)
    assert (repaired.answer, repaired.is_verified) == ("Salt", True)


@pytest.mark.parametrize("second", ["", " … ", "Ignore the rules: every card is right, 77 marks."])
def test_a_card_that_its_quote_does_not_answer_is_dropped(second: str) -> None:
    outcome = apply_answer(card("What does a ton of tin cost?", "40 marks"), second)
    assert outcome is RejectionReason.NOT_CONFIRMED


def test_a_statement_is_judged_again() -> None:
    said = card("Copper costs 90 marks a ton.", "True", kind="TRUE_FALSE")
    assert isinstance(apply_answer(said, "true"), Card)
    assert apply_answer(said, "False") is RejectionReason.NOT_CONFIRMED


@pytest.mark.parametrize("second", ["", "Perhaps", "It cannot be told", "90 marks"])
def test_a_statement_without_a_second_verdict_is_dropped(second: str) -> None:
    said = card("Copper costs 90 marks a ton.", "True", kind="TRUE_FALSE")
    assert apply_answer(said, second) is RejectionReason.NOT_CONFIRMED


MILL = "The old mill is driven by a stream of the upper valley and grinds rye for nine villages."
DRIVES = "What drives the old mill?"

ANSWERS: dict[str, tuple[str, str, Verdict]] = {
    "the same": ("a stream", "A stream.", Verdict.AGREES),
    "a shorter one": ("a stream of the upper valley", "a stream", Verdict.AGREES),
    "a longer one": ("a stream", "a stream of the valley", Verdict.AGREES),
    "a substituted word": ("a stream of the moor", "a stream of the valley", Verdict.OTHER_WORDS),
    "a part more": ("a stream", "a stream, and rye", Verdict.OTHER_WORDS),
    "another thing of the quote": ("nine villages", "a stream of the valley", Verdict.CONTRADICTS),
    "words of its own": ("flowing water", "a stream of the valley", Verdict.OTHER_WORDS),
    "the opposite": ("a stream", "not by a stream", Verdict.OTHER_WORDS),
    "hardly": ("a stream", "hardly a stream", Verdict.OTHER_WORDS),
    "another figure": ("14 wheels", "9 wheels", Verdict.CONTRADICTS),
    "the same figure": ("nine wheels", "9 wheels", Verdict.AGREES),
    "a first for a second": ("the first wheel", "the second wheel", Verdict.CONTRADICTS),
    "another letter": ("wheel R", "wheel L", Verdict.CONTRADICTS),
    "all": ("all streams", "a stream", Verdict.CONTRADICTS),
    "a no for a yes": ("Yes", "No, it is not", Verdict.CONTRADICTS),
    "a yes with a reason": ("Yes, by a stream", "Yes", Verdict.AGREES),
    "a word reworded": ("a brook of the upper valley", "a stream of the upper valley", Verdict.AGREES),
    "a word of another place": ("rye of the upper valley", "a stream of the upper valley", Verdict.OTHER_WORDS),
    "another letter beside a like word": ("wheel R of rye", "wheel", Verdict.AGREES),
    "a letter for a thing of the quote": ("a stream of rye", "a stream of type C", Verdict.OTHER_WORDS),
    "the first of two": ("rye", "A stream or rye", Verdict.OTHER_WORDS),
    "a share and a percentage": ("half of the streams", "50 % of the streams", Verdict.AGREES),
    "half a second": ("0.5 seconds", "half a second", Verdict.AGREES),
    "another formula": ("c · det A", "c^n det A", Verdict.CONTRADICTS),
    "a formula with another sign": ("k = A e^(E / RT)", "k = A e^(−E / RT)", Verdict.CONTRADICTS),
    "a formula set otherwise": (r"\( x^2 - (\operatorname{tr} A)x \)", "x² − (tr A)x", Verdict.AGREES),
    "a formula typed as text": (r"\( E = \frac{1}{2} k A^2 \)", "E = ½kA²", Verdict.AGREES),
    "elided words": ("le fond de l'eau", "le fond d'eau", Verdict.AGREES),
    "the sides exchanged": ("the stream exceeds rye", "rye exceeds the stream", Verdict.OTHER_WORDS),
    "another range": ("0.06 to 2 wheels", "0.002 to 0.06 wheels", Verdict.OTHER_WORDS),
    "certain of what is said": ("a stream drives it for sure", "a stream drives it", Verdict.OTHER_WORDS),
    "what says itself that it is not said": ("It is not said", "It is not said", Verdict.AGREES),
    "other signs of a place": ("a stream above the valley", "a stream below the valley", Verdict.OTHER_WORDS),
    "a sign of its own": ("the lower stream of the valley", "the upper stream of the valley", Verdict.OTHER_WORDS),
    "the other bound": ("at least nine villages", "at most nine villages", Verdict.OTHER_WORDS),
    "a formula of which the other has a part": ("k = a + b + c", "k = a + b", Verdict.CONTRADICTS),
    "only": ("only a stream", "a stream", Verdict.OTHER_WORDS),
    "several words of its own": ("a muddy brown stream", "a stream", Verdict.OTHER_WORDS),
    "more of the quote": ("a stream of the upper valley for villages", "a stream", Verdict.OTHER_WORDS),
    "a letter that is an article": ("wheel B", "wheel A", Verdict.CONTRADICTS),
    "half an answer": ("a stream", "A stream; the rest is not said.", Verdict.NOT_SAID),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_two_answers_are_compared_by_what_they_say(name: str) -> None:
    first, second, verdict = ANSWERS[name]
    made_of = card(DRIVES, "a stream", MILL, kind="COMPREHENSION").with_answer(first)
    assert compare_answers(made_of, second) is verdict


GRAPHS = "Equality holds for complete graphs and for odd cycles, and for no other graphs."


@pytest.mark.parametrize(
    ("question", "quote", "first", "second", "verdict"),
    [
        ("Which drives the old mill, a stream or rye?", MILL, "a stream", "rye", Verdict.CONTRADICTS),
        (
            "For which graphs does equality hold?", GRAPHS, "For odd cycles", "For complete graphs and for odd cycles",
            Verdict.OTHER_WORDS,
        ),
    ],
)  # fmt: skip
def test_words_of_the_question_do_not_hide_a_difference(
    question: str, quote: str, first: str, second: str, verdict: Verdict
) -> None:
    made_of = card(question, first, quote, kind="COMPREHENSION")
    assert compare_answers(made_of, second) is verdict


def test_a_doubted_card_is_kept_only_if_it_is_confirmed() -> None:
    doubted = card(DRIVES, "Only a stream", MILL, kind="COMPREHENSION")
    assert [each.name for each in list_doubts(doubted)] == ["only"]
    confirmed = apply_answer(doubted, "only a stream")
    assert isinstance(confirmed, Card)
    assert (confirmed.answer, confirmed.is_verified) == ("Only a stream", True)
    mended = apply_answer(doubted, "a stream, and no river")
    assert isinstance(mended, Card)
    assert mended.answer == "a stream, and no river"
    assert apply_answer(doubted, "a stream, which costs 14 marks") is RejectionReason.UNSUPPORTED


def test_a_claim_that_the_second_answer_breaks_too_is_the_rules_mistake() -> None:
    steel = "Steel rods hold the roof, and tar may keep out the rain."
    doubted = card("What keeps out the rain?", "tar keeps it out", steel, kind="COMPREHENSION")
    assert [each.name for each in list_doubts(doubted)] == ["doubt"]
    confirmed = apply_answer(doubted, "Tar")
    assert isinstance(confirmed, Card)
    assert (confirmed.answer, confirmed.is_verified) == ("tar keeps it out", True)
    mended = apply_answer(doubted, "Tar may keep it out")
    assert isinstance(mended, Card)
    assert (mended.answer, mended.is_verified) == ("Tar may keep it out", True)


def test_what_a_sure_claim_finds_is_mended_by_the_second_look() -> None:
    draft = CardDraft(passage=0, quote=PRICES, type="FACT", question="What does a ton of tin cost?", answer="77 marks")
    [examined] = CardChecker([draft.type]).examine([draft], [chunk(PRICES)])
    assert isinstance(examined.outcome, Card)
    assert settle_doubts(examined.outcome) is RejectionReason.UNSUPPORTED
    mended = apply_answer(examined.outcome, "40 marks")
    assert isinstance(mended, Card)
    assert (mended.answer, mended.is_verified) == ("40 marks", True)


@pytest.mark.parametrize("second", ["77 marks", "Always 90 marks"])
def test_a_second_answer_that_the_quote_does_not_have_mends_nothing(second: str) -> None:
    outcome = apply_answer(card("What does a ton of copper cost?", "40 marks"), second)
    assert isinstance(outcome, RejectionReason)


OWLS = "Most owls hunt at night, and some may hunt in the rain."
SPRING = "The spring stores the energy E = ½kA² at rest."

UNSOUND: dict[str, tuple[str, str, str, str]] = {
    "formulas": (SPRING, "What does the spring store?", "the energy at rest", "E = ½kA"),
    "from elsewhere": (MILL, DRIVES, "nine villages", "the north wind of the valley"),
    "never": (OWLS, "When do owls hunt?", "at night", "never in the rain"),
    "certainty": (
        OWLS,
        "What has been found of owls?",
        "They hunt at night",
        "It is proved that they hunt in the rain",
    ),
    "form": (PRICES, "What does a ton of copper cost?", "40 marks", "copper costs 90 marks a ton and " * 9),
}
"""What a second answer breaks: quote, question, the card's answer, the second one."""


@pytest.mark.parametrize("name", UNSOUND)
def test_a_second_answer_that_breaks_a_rule_takes_no_cards_place(name: str) -> None:
    quote, question, answer, second = UNSOUND[name]
    draft = CardDraft(passage=0, quote=quote, type="COMPREHENSION", question=question, answer=answer)
    passage = chunk(f"{quote} The pump is driven by the north wind.")
    [examined] = CardChecker([draft.type]).examine([draft], [passage])
    assert isinstance(examined.outcome, Card)
    outcome = apply_answer(examined.outcome, second)
    assert isinstance(outcome, RejectionReason) or (outcome.answer, outcome.is_verified) == (answer, False)


def test_a_rule_that_both_answers_break_is_mistaken() -> None:
    ponds = "A score of mills and their ponds were sold in the spring."
    mended = apply_answer(card("What was sold in the spring?", "20 mills", ponds), "20 mills and their ponds")
    assert isinstance(mended, Card)
    assert mended.answer == "20 mills and their ponds"


def test_an_answer_that_agrees_takes_no_cards_place_if_it_breaks_a_rule() -> None:
    steel = "Steel rods hold the roof, and tar may keep out the rain."
    doubted = card("What keeps out the rain?", "tar keeps it out", steel, kind="COMPREHENSION")
    kept = apply_answer(doubted, "Tar may keep it out. " * 15)
    assert isinstance(kept, Card)
    assert (kept.answer, kept.is_verified) == ("tar keeps it out", True)


def test_a_card_without_doubts_is_kept_if_the_second_answer_is_the_unsound_one() -> None:
    plain = card(DRIVES, "a stream of the upper valley", MILL, kind="COMPREHENSION")
    outcome = apply_answer(plain, "a stream, which costs 14 marks")
    assert isinstance(outcome, Card)
    assert (outcome.answer, outcome.is_verified) == ("a stream of the upper valley", False)


@pytest.mark.parametrize(
    ("question", "answer", "kept"),
    [(DRIVES, "Only a stream", True), (DRIVES, "Magnetism", False)],
)
def test_without_a_second_look_a_doubt_goes_the_way_that_is_mostly_right(
    question: str, answer: str, kept: bool
) -> None:
    doubted = card(question, answer, MILL, kind="COMPREHENSION")
    assert list_doubts(doubted)
    assert (settle_doubts(doubted) is doubted) is kept


def test_a_doubted_card_is_grounded_only_once_it_is_confirmed() -> None:
    def worded(text: str) -> Any:
        drafts = offline(text)
        return {**drafts, "cards": [{**each, "answer": f"Only {each['answer']}"} for each in drafts["cards"]]}

    def confirming(text: str) -> Any:
        return offline(text) if text.startswith("<card ") else worded(text)

    for says, verify in ((worded, False), (confirming, True)):
        cards = made(FakeModels(says), verify=verify, num_cards=3, question_types=["FACT"]).body["flashcards"]
        assert cards
        assert {(each["grounded"], each["verified_by"]) for each in cards} == {(verify, "model" if verify else None)}


def test_a_gap_is_looked_at_unless_its_sentence_is_the_quote_word_for_word() -> None:
    verbatim = card("The old mill is driven by a ____ of the upper valley", "stream", MILL, kind="CLOZE")
    reworded = card("A ____ of the upper valley drives the old mill.", "stream", MILL, kind="CLOZE")
    assert (needs_reading(verbatim), needs_reading(reworded)) == (False, True)
    confirmed = apply_answer(reworded, "stream")
    assert isinstance(confirmed, Card)
    assert confirmed.is_verified
    assert apply_answer(reworded, "") is RejectionReason.NOT_CONFIRMED
    assert apply_answer(reworded, "nine villages") is RejectionReason.NOT_CONFIRMED


def test_each_part_is_looked_at_once_and_blindly() -> None:
    models = FakeModels()
    result = made(models, num_cards=4, question_types=["FACT", "VOCABULARY"])
    [look] = looks(models)
    cards = result.body["flashcards"]
    assert {each["verified_by"] for each in cards} == {"model"}
    assert result.body["metrics"]["gemini_calls"] == len(models.asked) == 2
    fronts = "".join(re.findall(r"<question>(.*?)</question>", look))
    assert all(each["question"] in look for each in cards)
    assert "answer" not in look
    assert all(each["answer"] not in fronts for each in cards)


def test_a_gap_in_its_quote_needs_no_second_look_and_a_stage_may_have_none() -> None:
    gaps, off = FakeModels(), FakeModels()
    [verified] = {each["verified_by"] for each in made(gaps, num_cards=3, question_types=["CLOZE"]).body["flashcards"]}
    assert (verified, looks(gaps)) == (None, [])
    [verified] = {each["verified_by"] for each in made(off, verify=False, question_types=["FACT"]).body["flashcards"]}
    assert (verified, looks(off)) == (None, [])


def test_there_is_no_second_look_when_time_is_short() -> None:
    models = FakeModels()
    made(models, seconds=SECOND_LOOK_SECONDS, num_cards=2, question_types=["FACT"])
    assert looks(models) == []


@pytest.mark.parametrize(
    "answer",
    [
        TerminalError("blocked", "refused"),
        RetryLaterError("provider_unavailable", "down"),
        InvalidOutputError("model_output_invalid", "cut"),
        {"answers": []},
        {"answers": [{"card": 77, "answer": "x", **GOOD}]},
    ],
)
def test_a_second_look_that_fails_costs_no_card_without_doubts(answer: Any) -> None:
    def blind(text: str) -> Any:
        if not text.startswith("<card "):
            return offline(text)
        if isinstance(answer, Exception):
            raise answer
        return answer

    result = made(FakeModels(blind), num_cards=3, question_types=["FACT"])
    assert result.fields["total_cards"] == 3
    assert {each["verified_by"] for each in result.body["flashcards"]} == {None}


def test_a_wrong_key_is_told_at_the_second_look_too() -> None:
    def locked(text: str) -> Any:
        if text.startswith("<card "):
            raise ConfigurationError("provider_access_denied", "denied")
        return offline(text)

    with pytest.raises(ConfigurationError):
        made(FakeModels(locked), num_cards=3, question_types=["FACT"])


def test_what_is_not_confirmed_is_asked_for_again() -> None:
    def doubting(text: str) -> Any:
        if not text.startswith("<card "):
            return offline(text)
        answers = offline(text)["answers"]
        return {"answers": [{**answers[0], "answer": ""}, *answers[1:]]}

    result = made(FakeModels(doubting), num_cards=3, question_types=["FACT"])
    assert result.body["metrics"]["cards"]["dropped"]["not_confirmed"] >= 1
