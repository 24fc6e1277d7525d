"""The words that a document is about."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.ielts.english import FUNCTION_WORDS
from flashcard_generator.retrieval.keywords import find_keywords, split_words
from unit.flashcard_generator.passages import LANGUAGES, PLANTS, RIVERS, VOLCANOES

ABOUT = {
    "English": ("chlorophyll", "the leaf and its {} are in the light of the sun. ", "what the others say is not it. "),
    "German": ("Grundrecht", "das {} ist in der Ordnung des Staates. ", "was die anderen sagen, das ist es nicht. "),
    "Greek": ("δημοκρατία", "η {} είναι στην πόλη και στον δήμο. ", "ό,τι λένε οι άλλοι δεν είναι αυτό. "),
    "Hindi": ("प्रकाश", "{} और पानी के साथ पौधे हैं। ", "जो दूसरे कहते हैं वह नहीं है। "),
}


@pytest.mark.parametrize("language", ABOUT)
def test_the_word_of_some_passages_comes_before_words_of_all(language: str) -> None:
    term, about, other = ABOUT[language]
    passages = [(about.format(term) if number % 3 == 0 else "") + other * 3 for number in range(30)]
    assert find_keywords(passages, 4)[0] in {term.lower(), *split_words(about.format(""))}
    assert term.lower() in find_keywords(passages)
    assert not set(split_words(other)) & set(find_keywords(passages))


def test_chinese_words_are_pairs_of_signs() -> None:
    assert split_words("光合作用。 ABC plant") == ["光合", "合作", "作用", "abc", "plant"]


def test_numbers_and_names_of_variables_are_no_keywords() -> None:
    passages = ["1234 page_3 ocean wind " if number % 3 == 0 else "sand and stone " for number in range(30)]
    assert set(find_keywords(passages)) == {"ocean", "wind"}


@pytest.mark.parametrize("passages", [[], [""], ["!?"], ["a"]])
def test_a_text_without_words_has_none(passages: list[str]) -> None:
    assert find_keywords(passages) == ()


@given(st.lists(st.text(max_size=80), max_size=30), st.integers(0, 12))
def test_any_text_has_at_most_so_many_and_each_once(passages: list[str], limit: int) -> None:
    found = find_keywords(passages, limit)
    assert len(found) <= limit
    assert len(set(found)) == len(found)
    assert found == find_keywords(passages, limit)


def test_order_of_equals_does_not_depend_on_the_process() -> None:
    chance = random.Random(1)
    invented = ["".join(chance.choices(string.ascii_lowercase, k=6)) for _ in range(8)]
    passages = [" ".join(invented) if number % 3 == 0 else "something else" for number in range(30)]
    assert find_keywords(passages) == tuple(sorted(invented))


@pytest.mark.parametrize("text", [PLANTS, PLANTS + VOLCANOES + RIVERS, *LANGUAGES.values()])
def test_a_short_document_is_about_its_own_whole_words(text: str) -> None:
    found = find_keywords([text])
    assert len(found) == 10
    assert not FUNCTION_WORDS & set(found)
    assert set(found) <= set(split_words(text))


def test_the_subject_of_a_document_is_a_keyword_although_it_stands_in_more_than_half_of_it() -> None:
    passages = ["the memory of this and that " if number % 5 < 3 else "sand and stone " for number in range(30)]
    assert find_keywords(passages, 1) == ("memory",)


def test_a_document_that_says_the_same_on_each_page_is_about_that() -> None:
    assert set(find_keywords([f"The invoice of customer {number} is due." for number in range(40)])) == {
        "customer",
        "due",
        "invoice",
    }
