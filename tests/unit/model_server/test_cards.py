"""The offline card writer: cards by extraction from what it is shown, and from nothing else."""

import json
from typing import Any

import pytest
from google.genai import errors
from hypothesis import given
from hypothesis import strategies as st

from bandup.core.folding import FoldedText
from bandup.flashcards.options import CardType, Difficulty
from flashcard_generator.cards import prompt
from flashcard_generator.cards.batches import CardBatch, count_by_type
from flashcard_generator.cards.reading import build_reading_schema
from flashcard_generator.cards.schema import CardDrafts, build_schema
from ops.local_stage.model_server.card_prompt import read_card_prompt
from ops.local_stage.model_server.card_reader import look_at
from ops.local_stage.model_server.card_writer import write
from ops.local_stage.model_server.errors import CannotAnswerError
from unit.flashcard_generator.passages import LANGUAGES, chunk, chunks
from unit.model_server.conftest import Caller


def asked(count: int = 6, *texts: str) -> str:
    shown = [chunk(text, number) for number, text in enumerate(texts)] or chunks()
    [text] = prompt.build_prompt(CardBatch(shown, count_by_type(list(CardType), count)), Difficulty.MEDIUM).parts
    return str(text)


def written(text: str) -> list[dict[str, Any]]:
    return list(write(read_card_prompt(text))["cards"])


@given(st.integers(1, 12))
def test_every_card_quotes_a_passage_and_no_sentence_twice(count: int) -> None:
    cards = written(asked(count))
    texts = {each.number: FoldedText.of(each.text) for each in chunks()}
    assert len(cards) == count
    assert len({card["quote"] for card in cards}) == count
    assert all(texts[card["passage"]].find(card["quote"]) for card in cards)


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_languages_get_no_english_words(language: str) -> None:
    for card in written(asked(4, LANGUAGES[language])):
        assert not {"What", "Which", "How"} & set(card["question"].split()), card


@given(st.text(max_size=400))
def test_any_text_gives_an_answer_of_the_schema(text: str) -> None:
    shown = prompt.build_prompt(CardBatch([chunk(text)], count_by_type(list(CardType), 5)), Difficulty.HARD)
    answer = write(read_card_prompt(str(shown.parts[0])))
    assert len(CardDrafts.model_validate(json.loads(json.dumps(answer))).cards) <= 5


def test_definitions_are_found_and_numbers_changed_for_false_statements() -> None:
    cards = written(asked(12))
    assert {"question": "What is Photosynthesis?", "type": "DEFINITION"}.items() <= cards[0].items()
    judged = [card for card in cards if card["type"] == "TRUE_FALSE"]
    assert {card["answer"] for card in judged} <= {"True", "False"}
    for card in judged:
        assert (card["question"] == card["quote"]) == (card["answer"] == "True")


def questions(*texts: str, count: int = 6) -> str:
    return "\n".join(card["question"] for card in written(asked(count, *texts)))


POINTING = (
    "It takes place in the chloroplasts of all green plants.",
    "When it reaches the surface the rock is called lava.",
    "However, the plant would lose far too much water.",
    "In this chapter the reader learns about the leaves.",
    "Each chapter can be read without the one before.",
    "The leaf is drawn in Figure 3 with all of its veins.",
)


@pytest.mark.parametrize("sentence", POINTING)
def test_a_sentence_that_needs_another_one_or_is_about_the_document_gives_no_card(sentence: str) -> None:
    assert [card["quote"] for card in written(asked(6, f"{sentence} Roots take up nitrogen from the soil."))] == [
        "Roots take up nitrogen from the soil."
    ]


def test_each_passage_has_its_turn_although_it_begins_with_such_sentences() -> None:
    first = " ".join([*POINTING, "Roots take up nitrogen from the soil."])
    others = [f"The {name} holds the water of two rivers. A {name} is wide and old." for name in ("basin", "delta")]
    assert {card["passage"] for card in written(asked(3, first, *others))} == {0, 1, 2}


def test_a_table_of_contents_gives_no_card() -> None:
    contents = "\n".join(f"Chapter {at} The story of all plants ........... {at * 7}" for at in range(1, 9))
    assert questions(f"{contents}\nRoots take up nitrogen from the soil.").count("\n") == 0


def test_an_abbreviation_and_an_initial_end_no_sentence() -> None:
    text = "The patient called H. M. by Dr. Scoville, i.e. Henry Molaison, had lost most of his hippocampus."
    assert [card["quote"] for card in written(asked(2, text))] == [text]


def test_bullets_are_no_part_of_a_card_and_a_slide_without_a_full_stop_gives_some() -> None:
    found = questions("Cell biology\n• Mitochondria produce ATP\n• Ribosomes build proteins\n• The nucleus stores DNA")
    assert found.count("\n") >= 2
    assert "•" not in found


def test_a_term_is_written_as_the_text_writes_it() -> None:
    text = "Working memory is the small store of what we think about. A load on working memory harms learning."
    assert "What is working memory?" in questions(text)
    assert "What is If" not in questions("If the root given is a node then the tree is searched from there on.")


def test_a_request_without_passages_is_not_understood() -> None:
    with pytest.raises(CannotAnswerError):
        read_card_prompt("Cards wanted: 3\n- CLOZE: 3\n")


def test_it_answers_through_googles_client_and_says_that_it_is_offline(caller: Caller) -> None:
    schema = build_schema(list(CardType))
    response = caller.ask(contents=[asked(3)], response_json_schema=schema)
    assert len(CardDrafts.model_validate_json(response.text or "").cards) == 3
    assert (response.model_version or "").startswith("offline")


def test_cards_can_be_ordered_to_be_invented(caller: Caller) -> None:
    word = "marker-of-invented-cards"
    caller.order(word, {"kind": "invented"})
    response = caller.ask(contents=[asked(3) + word], response_json_schema=build_schema(list(CardType)))
    texts = [FoldedText.of(each.text) for each in chunks()]
    for card in CardDrafts.model_validate_json(response.text or "").cards:
        assert not any(text.find(card.quote) for text in texts)


GOOD = {"understood_alone": True, "other_answers": False, "gives_itself_away": False}
CARDS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "a good one": (
        "Which word is missing here: \u201cBasalt cools \u2026 in water.\u201d?", "Basalt cools fast in water.",
        {"answer": "fast"},
    ),
    "a good gap": ("Basalt cools ____ in water.", "Basalt cools fast in water.", {"answer": "fast"}),
    "one that points": ("How does it cool?", "It cools fast.", {"answer": "cools fast", "understood_alone": False}),
    "a sentence that points": ("They cool fast.", "They cool fast.", {"answer": "True", "understood_alone": False}),
    "one of two": (
        "The dam holds ____.", "The dam holds silt. The dam holds gravel.",
        {"answer": "silt", "other_answers": True},
    ),
    "either of two": (
        "What holds a dam?", "A dam holds silt or gravel.", {"answer": "silt or gravel", "other_answers": True}
    ),
    "a gap that is told": (
        "A spanning tree is a ____ with all vertices.", "A spanning tree is a tree with all vertices.",
        {"answer": "tree", "gives_itself_away": True},
    ),
    "a statement": ("Either silt or gravel.", "Either silt or gravel.", {"answer": "True"}),
}  # fmt: skip


@pytest.mark.parametrize("name", CARDS)
def test_the_reader_marks_a_question_by_the_words_in_it(name: str) -> None:
    question, quote, expected = CARDS[name]
    assert look_at(question, quote) == GOOD | expected


def test_the_reader_answers_what_the_schema_names_and_nothing_else(caller: Caller) -> None:
    shown = "\n\n".join(
        f'<card number="{number}">\n<question>Basalt cools ____.</question>\n<quote>Basalt cools fast.</quote>\n</card>'
        for number in (1, 2, 3)
    )
    schema = build_reading_schema(2)
    response = caller.ask(contents=[shown], response_json_schema=schema)
    answer = json.loads(response.text or "")
    assert answer == {"answers": [{"card": number, "answer": "fast", **GOOD} for number in (1, 2)]}
    del schema["$defs"]["Reading"]["properties"]["other_answers"]
    schema["$defs"]["Reading"]["required"].remove("other_answers")
    response = caller.ask(contents=[shown], response_json_schema=schema)
    assert [each.keys() for each in json.loads(response.text or "")["answers"]] == [
        {"card", "answer", "understood_alone", "gives_itself_away"}
    ] * 2
    schema["$defs"]["Reading"] |= {"required": ["card", "mood"], "properties": {"mood": {"type": "string"}}}
    with pytest.raises(errors.ClientError, match="mood"):
        caller.ask(contents=[shown], response_json_schema=schema)
