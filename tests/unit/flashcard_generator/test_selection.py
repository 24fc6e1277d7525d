"""Which passages are chosen: from the whole document, the same each time, and none from around its body."""

import itertools
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcard_generator.pdf.chunks import Chunk
from flashcard_generator.retrieval import sections
from flashcard_generator.retrieval.document_text import DocumentText
from flashcard_generator.retrieval.selection import Selection, select_passages
from flashcard_generator.retrieval.vector_index import Vectors
from speed.documents import CHINESE, ENGLISH, RUSSIAN, Script, add_front_and_back_matter, write_document

SCRIPTS = st.sampled_from([ENGLISH, RUSSIAN, CHINESE])


def chunks_of(texts: Sequence[str]) -> list[Chunk]:
    starts = itertools.accumulate((len(text) + 1 for text in texts), initial=0)
    return [
        Chunk(number, text, number + 1, number + 1, start=start)
        for number, (text, start) in enumerate(zip(texts, starts, strict=False))
    ]


def texts(count: int, script: Script, seed: int) -> list[str]:
    return list(write_document("", [1] * count, script, seed=seed, characters=300).pages)


def unit(count: int, seed: int) -> Vectors:
    numbers = np.random.default_rng(seed).standard_normal((count, 16)).astype(np.float32)
    numbers /= np.linalg.norm(numbers, axis=1, keepdims=True)
    return numbers


@given(count=st.integers(1, 60), wanted=st.integers(1, 50), script=SCRIPTS, seed=st.integers(0, 99), few=st.booleans())
def test_every_section_gives_one_passage(count: int, wanted: int, script: Script, seed: int, few: bool) -> None:
    chunks = chunks_of(texts(count, script, seed))
    chosen = select_passages(DocumentText.of(chunks), None if few else unit(count, seed), wanted)
    numbers = [chunk.number for chunk in chosen.chunks]
    assert numbers == sorted(set(numbers))
    assert len(numbers) == min(wanted, count)
    assert len(chosen.sections) == len(numbers)
    assert all(number in section.chunks for number, section in zip(numbers, chosen.sections, strict=True))
    together = list(itertools.chain.from_iterable(section.chunks for section in chosen.sections))
    assert together == [chunk.number for chunk in chosen.usable] == list(range(count))


@given(count=st.integers(1, 40), wanted=st.integers(1, 30), seed=st.integers(0, 99))
def test_the_same_document_gives_the_same_passages(count: int, wanted: int, seed: int) -> None:
    chunks, vectors = chunks_of(texts(count, ENGLISH, seed)), unit(count, seed)
    assert select_passages(DocumentText.of(chunks), vectors, wanted) == select_passages(
        DocumentText.of(chunks), vectors.copy(), wanted
    )


@pytest.mark.parametrize("count", [11, 12, 13, 14, 15])
def test_the_end_of_a_short_document_is_not_forgotten(count: int) -> None:
    chosen = select_passages(DocumentText.of(chunks_of(texts(count, ENGLISH, 1))), None, 10)
    assert chosen.method == "even_sections"
    assert chosen.chunks[-1].number >= count - 2
    assert chosen.sections[-1].last_page == count


def test_a_document_of_fewer_passages_than_cards_is_used_whole() -> None:
    chosen = select_passages(DocumentText.of(chunks_of(texts(3, ENGLISH, 1))), None, 20)
    assert (chosen.method, len(chosen.chunks)) == ("whole_document", 3)


def test_topics_are_told_apart_and_a_short_one_is_not_lost() -> None:
    topics = np.eye(4, 16, dtype=np.float32)
    lengths = [12, 1, 20, 3]
    vectors = np.repeat(topics, lengths, axis=0)
    runs = sections.split_by_topic(vectors, 8)
    starts = {run.start for run in runs}
    assert {0, 12, 13, 33} <= starts
    assert max(map(len, runs)) <= 12


@given(lengths=st.lists(st.integers(1, 3000), min_size=1, max_size=40), data=st.data())
def test_even_sections_are_about_even(lengths: list[int], data: st.DataObject) -> None:
    count = data.draw(st.integers(1, len(lengths)))
    runs = sections.split_evenly(lengths, count)
    assert [place for run in runs for place in run] == list(range(len(lengths)))
    assert len(runs) == count
    assert all(runs)


def selection_of_framed() -> tuple[Selection, int]:
    document = add_front_and_back_matter(write_document("", [2] * 8, ENGLISH, seed=3))
    return select_passages(DocumentText.of(chunks_of(document.pages)), unit(len(document.pages), 3), 12), len(
        document.pages
    )


def test_contents_and_references_give_no_cards() -> None:
    chosen, pages = selection_of_framed()
    assert [chunk.number for chunk in chosen.usable] == list(range(2, pages - 3))


def test_a_document_of_nothing_but_contents_is_used_all_the_same() -> None:
    contents = add_front_and_back_matter(write_document("", [1], ENGLISH, seed=3)).pages[0]
    chosen = select_passages(DocumentText.of(chunks_of([contents])), None, 5)
    assert len(chosen.chunks) == 1


@pytest.mark.parametrize("vectors", [None, np.tile(unit(10, 1), (2, 1))])
def test_what_was_said_before_is_not_asked_again(vectors: Vectors | None) -> None:
    said = texts(10, ENGLISH, 5)
    chosen = select_passages(DocumentText.of(chunks_of([*said, *said])), vectors, 20)
    assert [chunk.number for chunk in chosen.usable] == list(range(10))
