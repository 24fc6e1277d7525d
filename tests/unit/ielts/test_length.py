"""Counting words as IELTS does; copied and repeated runs of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.ielts.length import (
    COPIED_RUN,
    REPEATED_RUN,
    count_words,
    find_copied,
    find_repeated,
    measure_length,
)

QUESTION = ["some", "people", "think", "that", "cities", "should", "ban", "cars"]
tokens = st.lists(st.sampled_from("abc"), max_size=60)


def test_a_run_of_the_question_is_copied_and_a_shorter_one_is_not() -> None:
    essay = ["today", *QUESTION[:COPIED_RUN], "and", *QUESTION[: COPIED_RUN - 1], "too"]
    assert find_copied(essay, QUESTION) == set(range(1, 1 + COPIED_RUN))


def test_all_of_a_longer_run_is_copied() -> None:
    assert find_copied(QUESTION, QUESTION) == set(range(len(QUESTION)))


def test_the_first_occurrence_is_not_a_repetition() -> None:
    sentence = [str(number) for number in range(REPEATED_RUN)]
    assert find_repeated(sentence) == set()
    assert find_repeated([*sentence, "x", *sentence]) == set(range(REPEATED_RUN + 1, 2 * REPEATED_RUN + 1))


@given(tokens, tokens)
def test_positions_are_those_of_the_text(essay: list[str], question: list[str]) -> None:
    everywhere = set(range(len(essay)))
    assert find_copied(essay, question) <= everywhere
    assert find_repeated(essay) <= everywhere
    assert find_copied(essay, []) == set()
    if len(essay) >= COPIED_RUN:
        assert find_copied(essay, essay) == everywhere


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \n\t ", 0),
        ("I don't know", 3),
        ("an up-to-date, well-known fact", 4),
        ("In 2016, 30,000 people (55%) paid $9.30", 7),
        ("on 12.06.2016 at 9.30am", 4),
        ("12th July", 2),
        ("- * # & ... !", 0),
        ("cats - and dogs", 3),
        ("cats\u2014and dogs\u2013or birds", 5),
        ("one\ntwo\r\nthree\u2003four", 4),
        ("the environ-\nment and well- \n known facts - \nall", 6),
        ("and/or", 1),
        ("'Quoted' words.", 2),
        ("naïve café Ελλάδα 北京", 4),
        ("😀 😀", 0),
    ],
)
def test_counting(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.lists(st.from_regex(r"[A-Za-z0-9]+(?:['-][A-Za-z0-9]+)*", fullmatch=True)), st.sampled_from(" \n\t\u2014"))
def test_every_word_counts_once_whatever_separates_them(words: list[str], separator: str) -> None:
    assert count_words(separator.join(words)) == len(words)
    assert count_words(separator + f"{separator}- ".join(words)) == len(words)


@pytest.mark.parametrize(
    ("essay", "words", "copied", "repeated"),
    [
        ("", 0, 0, 0),
        ("I agree with it.", 4, 0, 0),
        ("SOME people think, that cities… should ban cars", 8, 8, 0),
        (" ".join(QUESTION), 8, 8, 0),
        ("One two three four five six seven eight. " * 3, 24, 0, 16),
    ],
)
def test_length(essay: str, words: int, copied: int, repeated: int) -> None:
    found = measure_length(essay, "Some people think that cities should ban cars.")
    assert (found.words, found.copied, found.repeated, found.own) == (words, copied, repeated, words - copied)
