"""Words, sentences and paragraphs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.ielts.text import paragraph_spans, sentence_spans, word_spans, words


def test_words() -> None:
    text = "It\N{RIGHT SINGLE QUOTATION MARK}s a well-known fact: 250,000 people (3.5%) didn't go.Then they did_it."
    assert words(text) == [
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
    assert [text[span.start : span.end] for span in paragraph_spans(text)] == paragraphs


def test_sentences() -> None:
    text = 'He said "No." Then 3.5 m fell... Really?!\n\nNo end'
    pieces = [text[span.start : span.end] for span in sentence_spans(text)]
    assert pieces == ['He said "No."', "Then 3.5 m fell...", "Really?!", "No end"]


@given(st.text())
def test_every_word_is_in_exactly_one_sentence_and_paragraph(text: str) -> None:
    for spans in (sentence_spans(text), paragraph_spans(text)):
        assert all(left.end <= right.start for left, right in pairwise(spans))
        inside = [word for span in spans for word in words(text[span.start : span.end])]
        assert inside == words(text)
    assert [words(text[span.start : span.end])[0] for span in word_spans(text)] == words(text)
