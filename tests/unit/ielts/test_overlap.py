"""Copied and repeated runs of words."""

from hypothesis import given
from hypothesis import strategies as st

from bandup.ielts.overlap import COPIED_RUN, REPEATED_RUN, copied, repeated

QUESTION = ["some", "people", "think", "that", "cities", "should", "ban", "cars"]
tokens = st.lists(st.sampled_from("abc"), max_size=60)


def test_a_run_of_the_question_is_copied_and_a_shorter_one_is_not() -> None:
    essay = ["today", *QUESTION[:COPIED_RUN], "and", *QUESTION[: COPIED_RUN - 1], "too"]
    assert copied(essay, QUESTION) == set(range(1, 1 + COPIED_RUN))


def test_all_of_a_longer_run_is_copied() -> None:
    assert copied(QUESTION, QUESTION) == set(range(len(QUESTION)))


def test_the_first_occurrence_is_not_a_repetition() -> None:
    sentence = [str(number) for number in range(REPEATED_RUN)]
    assert repeated(sentence) == set()
    assert repeated([*sentence, "x", *sentence]) == set(range(REPEATED_RUN + 1, 2 * REPEATED_RUN + 1))


@given(tokens, tokens)
def test_positions_are_those_of_the_text(essay: list[str], question: list[str]) -> None:
    everywhere = set(range(len(essay)))
    assert copied(essay, question) <= everywhere
    assert repeated(essay) <= everywhere
    assert copied(essay, []) == set()
    if len(essay) >= COPIED_RUN:
        assert copied(essay, essay) == everywhere
