"""Words, sentences and paragraphs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.ielts.english import find_paragraphs, find_sentences, find_words, measure_sentences, split_words


def test_words() -> None:
    text = "It\N{RIGHT SINGLE QUOTATION MARK}s a well-known fact: 250,000 people (3.5%) didn't go.Then they did_it."
    assert split_words(text) == [
        "it's", "a", "well-known", "fact", "250,000", "people", "3.5", "didn't", "go", "then", "they", "did", "it",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One line\nwrapped here.\n\nTwo.\n \nThree.", ["One line\nwrapped here.", "Two.", "Three."]),
        ("One.\nTwo!\nThree wraps\nhere.", ["One.", "Two!", "Three wraps\nhere."]),
        ("\n\nOnly one.\n", ["Only one."]),
        ("***\n\nOne.", ["One."]),
        ("", []),
    ],
)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_paragraphs(text)] == paragraphs


def test_sentences() -> None:
    text = 'He said "No." Then 3.5 m fell... Really?!\n\nNo end'
    pieces = [text[span.start : span.end] for span in find_sentences(text)]
    assert pieces == ['He said "No."', "Then 3.5 m fell...", "Really?!", "No end"]
    assert measure_sentences(text) == [3, 4, 1, 2]


@given(st.text())
def test_every_word_is_in_exactly_one_sentence_and_paragraph(text: str) -> None:
    for spans in (find_sentences(text), find_paragraphs(text)):
        assert all(left.end <= right.start for left, right in pairwise(spans))
        inside = [word for span in spans for word in split_words(text[span.start : span.end])]
        assert inside == split_words(text)
    assert [split_words(text[span.start : span.end])[0] for span in find_words(text)] == split_words(text)
