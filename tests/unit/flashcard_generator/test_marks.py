"""Marks of the second look: what a reader thinks of a question, and what becomes of its card."""

from typing import Any

import pytest

from bandup.core.errors import InvalidOutputError
from flashcard_generator.cards.checks.card import Card
from flashcard_generator.cards.checks.marks import Marks
from flashcard_generator.cards.checks.reasons import RejectionReason
from flashcard_generator.cards.reading import Readings, build_reading_prompt, build_reading_schema
from flashcard_generator.cards.second_look import apply_reading
from unit.flashcard_generator.fakes import FakeModels, offline
from unit.flashcard_generator.test_second_look import GOOD, MILL, card, made

TOWER = "The tower is cooled by a stream or by the wind of the upper valley."
UNKNOWN, SEVERAL, TOLD = Marks(understood_alone=False), Marks(other_answers=True), Marks(gives_itself_away=True)


def test_a_question_without_a_bad_mark_keeps_its_card() -> None:
    assert isinstance(apply_reading(card("What drives the mill?", "a stream", MILL), "a stream", Marks()), Card)


LEANING: dict[str, tuple[str, str]] = {
    "that names little": ("What drives the mill?", "a stream"),
    "with a pronoun": ("What does the old mill of the upper valley grind when its stream is full?", "rye"),
    "with a word that points": (
        "What drives the old mill afterwards in the upper valley of nine villages?",
        "a stream",
    ),
}


@pytest.mark.parametrize("name", LEANING)
def test_a_question_that_is_not_understood_alone_is_dropped_where_it_may_lean(name: str) -> None:
    question, answer = LEANING[name]
    made_of = card(question, answer, MILL, kind="COMPREHENSION")
    assert apply_reading(made_of, answer, UNKNOWN) is RejectionReason.NOT_UNDERSTOOD_ALONE


@pytest.mark.parametrize(
    "question",
    [
        "What drives the old mill of the upper valley, which grinds rye for nine villages?",
        "What is it best to drive the old mill of the upper valley with, to grind rye for nine villages?",
    ],
)
def test_a_question_that_names_enough_is_kept_although_its_reader_does_not_know_it(question: str) -> None:
    named = card(question, "a stream", MILL)
    kept = apply_reading(named, "a stream", UNKNOWN)
    assert isinstance(kept, Card)
    assert kept.is_verified


@pytest.mark.parametrize(
    ("question", "answer", "kind", "reason"),
    [
        ("What drives the old mill?", "a stream", "FACT", RejectionReason.GIVES_ITSELF_AWAY),
        ("Is it rye or barley that the old mill grinds?", "rye", "FACT", None),
        ("The old mill grinds rye.", "True", "TRUE_FALSE", None),
    ],
)
def test_a_question_that_tells_its_answer_is_dropped_unless_it_offers_a_choice(
    question: str, answer: str, kind: str, reason: RejectionReason | None
) -> None:
    outcome = apply_reading(card(question, answer, MILL, kind=kind), answer, TOLD)
    assert (outcome if isinstance(outcome, RejectionReason) else None) is reason


COOLS = "What cools the tower?"


def test_a_card_with_one_of_several_answers_gets_all_that_the_reader_names() -> None:
    one = card(COOLS, "a stream", TOWER)
    assert isinstance(agreed := apply_reading(one, "a stream or the wind", Marks()), Card)
    mended = apply_reading(one, "a stream or the wind", SEVERAL)
    assert isinstance(mended, Card)
    assert (agreed.is_verified, mended.answer, mended.is_verified) == (True, "a stream or the wind", True)


def test_a_card_with_all_of_several_answers_keeps_its_words() -> None:
    both = card(COOLS, "the wind, or a stream", TOWER)
    kept = apply_reading(both, "a stream or the wind", SEVERAL)
    assert isinstance(kept, Card)
    assert kept.answer == "the wind, or a stream"


@pytest.mark.parametrize("second", ["a stream", "a stream or a ditch of 14 miles"])
def test_a_card_with_one_of_several_answers_is_dropped_if_nothing_sound_completes_it(second: str) -> None:
    assert apply_reading(card(COOLS, "a stream", TOWER), second, SEVERAL) is RejectionReason.OTHER_ANSWERS


def test_a_gap_with_several_answers_is_dropped_and_a_statement_has_one() -> None:
    gap = card("A ____ of the valley cools the tower.", "stream", TOWER, kind="CLOZE")
    for second in ("stream", "stream or by the wind"):
        assert apply_reading(gap, second, SEVERAL) is RejectionReason.OTHER_ANSWERS
    said = card("The tower is cooled by a stream.", "True", TOWER, kind="TRUE_FALSE")
    assert isinstance(apply_reading(said, "True", SEVERAL), Card)


def test_a_wrong_answer_is_the_first_reason() -> None:
    made_of = card(COOLS, "a stream", TOWER)
    assert apply_reading(made_of, "", UNKNOWN) is RejectionReason.NOT_CONFIRMED


# --- the reply ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("mark", [None, "yes", 1, "lacking"])
def test_a_reply_without_a_mark_or_with_no_yes_or_no_is_unusable(name: str, mark: Any) -> None:
    reading: dict[str, Any] = {"card": 1, "answer": "x", **GOOD}
    assert Readings.model_validate({"answers": [reading]})
    changed = {**reading, name: mark} if mark != "lacking" else {key: reading[key] for key in reading if key != name}
    with pytest.raises(ValueError, match=name):
        Readings.model_validate({"answers": [changed]})


def test_the_schema_wants_every_mark_and_no_more_cards_than_were_shown() -> None:
    schema = build_reading_schema(3)
    reading = schema["$defs"]["Reading"]
    assert schema["properties"]["answers"]["maxItems"] == 3
    assert reading["required"] == ["card", "answer", *GOOD]
    assert [reading["properties"][name]["type"] for name in GOOD] == ["boolean"] * 3
    assert reading["properties"]["card"].items() >= {"minimum": 1, "maximum": 3}.items()
    assert reading["additionalProperties"] is False


def test_the_reader_is_told_what_each_mark_means_and_not_what_the_writer_answered() -> None:
    prompt = build_reading_prompt([card(COOLS, "It is cooled by the wind", TOWER)])
    assert all(f"`{name}`" in prompt.system for name in GOOD)
    assert "It is cooled by the wind" not in f"{prompt.system}{prompt.parts}"


MARKED = {
    "understood_alone": (False, "not_understood_alone"),
    "other_answers": (True, "other_answers"),
    "gives_itself_away": (True, "gives_itself_away"),
}


@pytest.mark.parametrize("name", MARKED)
def test_a_bad_mark_is_counted_under_its_own_reason_and_its_card_asked_for_again(name: str) -> None:
    mark, reason = MARKED[name]

    def doubting(text: str) -> Any:
        if not text.startswith("<card "):
            return offline(text)
        [first, *others] = offline(text)["answers"]
        return {"answers": [{**first, name: mark}, *others]}

    models = FakeModels(doubting)
    result = made(models, num_cards=3, question_types=["DEFINITION"])
    assert result.body["metrics"]["cards"]["dropped"][reason] >= 1
    again = next(str(prompt.parts[0]) for prompt in models.asked if "<rejected>" in str(prompt.parts[0]))
    assert f"- {reason}: DEFINITION: " in again


def test_a_reply_whose_marks_are_lacking_costs_no_card_without_doubts_and_confirms_none() -> None:
    def careless(text: str) -> Any:
        if not text.startswith("<card "):
            return offline(text)
        answers = [{key: each[key] for key in ("card", "answer")} for each in offline(text)["answers"]]
        try:
            return Readings.model_validate({"answers": answers})
        except ValueError as error:  # as the adapter does once it has asked again
            raise InvalidOutputError("model_output_invalid", "cut") from error

    result = made(FakeModels(careless), num_cards=3, question_types=["FACT"])
    assert result.fields["total_cards"] == 3
    assert {each["verified_by"] for each in result.body["flashcards"]} == {None}
