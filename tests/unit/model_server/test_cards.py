"""The offline card writer: cards by extraction from what it is shown, and from nothing else."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.flashcards.kinds import CardType, Difficulty
from flashcard_generator import prompt
from flashcard_generator.checks.folding import Folded
from flashcard_generator.parts import Part, dealt
from flashcard_generator.schema import CardDrafts, schema_for
from local_stack.model_server.card_prompt import read_card_prompt
from local_stack.model_server.card_writer import write
from local_stack.model_server.errors import CannotAnswerError
from unit.flashcard_generator.passages import LANGUAGES, chunk, chunks
from unit.model_server.conftest import Caller


def asked(count: int = 6, *texts: str) -> str:
    shown = [chunk(text, number) for number, text in enumerate(texts)] or chunks()
    [text] = prompt.build(Part(shown, dealt(list(CardType), count)), Difficulty.MEDIUM).parts
    return str(text)


def written(text: str) -> list[dict[str, Any]]:
    return list(write(read_card_prompt(text))["cards"])


@given(st.integers(1, 12))
def test_every_card_quotes_a_passage_and_no_sentence_twice(count: int) -> None:
    cards = written(asked(count))
    texts = {each.number: Folded.of(each.text) for each in chunks()}
    assert len(cards) == count
    assert len({card["quote"] for card in cards}) == count
    assert all(texts[card["passage"]].find(card["quote"]) for card in cards)


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_languages_get_no_english_words(language: str) -> None:
    for card in written(asked(4, LANGUAGES[language])):
        assert not {"What", "Which", "How"} & set(card["question"].split()), card


@given(st.text(max_size=400))
def test_any_text_gives_an_answer_of_the_schema(text: str) -> None:
    shown = prompt.build(Part([chunk(text)], dealt(list(CardType), 5)), Difficulty.HARD)
    answer = write(read_card_prompt(str(shown.parts[0])))
    assert len(CardDrafts.model_validate(json.loads(json.dumps(answer))).cards) <= 5


def test_definitions_are_found_and_numbers_changed_for_false_statements() -> None:
    cards = written(asked(12))
    assert {"question": "What is Photosynthesis?", "type": "DEFINITION"}.items() <= cards[0].items()
    judged = [card for card in cards if card["type"] == "TRUE_FALSE"]
    assert {card["answer"] for card in judged} <= {"True", "False"}
    for card in judged:
        assert (card["question"] == card["quote"]) == (card["answer"] == "True")


def test_a_request_without_passages_is_not_understood() -> None:
    with pytest.raises(CannotAnswerError):
        read_card_prompt("Cards wanted: 3\n- CLOZE: 3\n")


def test_it_answers_through_googles_client_and_says_that_it_is_offline(caller: Caller) -> None:
    schema = schema_for(list(CardType))
    response = caller.ask(contents=[asked(3)], response_json_schema=schema)
    assert len(CardDrafts.model_validate_json(response.text or "").cards) == 3
    assert (response.model_version or "").startswith("offline")


def test_cards_can_be_ordered_to_be_invented(caller: Caller) -> None:
    word = "marker-of-invented-cards"
    caller.order(word, {"kind": "invented"})
    response = caller.ask(contents=[asked(3) + word], response_json_schema=schema_for(list(CardType)))
    texts = [Folded.of(each.text) for each in chunks()]
    for card in CardDrafts.model_validate_json(response.text or "").cards:
        assert not any(text.find(card.quote) for text in texts)
