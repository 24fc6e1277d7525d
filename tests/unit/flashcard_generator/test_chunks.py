"""Any text, cut anyhow: nothing is lost, nothing is too long, and each piece knows its pages."""

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.core.errors import TerminalError
from flashcard_generator.pdf import chunks as chunks_module
from flashcard_generator.pdf.chunks import Chunk, Chunker
from flashcard_generator.pdf.reader import Page

SENTENCES = st.sampled_from(
    [
        "Water boils at 100 degrees. ",
        "Why? ",
        "See e.g. the next page. ",
        "叶绿素是绿色的。",
        "يمتص الضوء الأحمر. ",
        "हरा वर्णक है। ",
        "a" * 70,
        "a\u0301" * 30,
        "\n",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 ",
    ]
)
TEXTS = st.lists(st.lists(st.one_of(SENTENCES, st.text(max_size=30)), max_size=30).map("".join), max_size=8)
SIZES = st.integers(2, 200).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, (size - 1) // 2)))


def chunked(texts: Sequence[str], size: int, overlap: int) -> list[Chunk]:
    chunker = Chunker(size, overlap)
    found = [chunk for number, text in enumerate(texts, 1) for chunk in chunker.feed(Page(number, text))]
    return found + chunker.finish()


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(TEXTS, SIZES)
def test_nothing_is_lost_and_the_bounds_hold(texts: list[str], sizes: tuple[int, int]) -> None:
    size, overlap = sizes
    found = chunked(texts, size, overlap)
    document = squeezed("".join(texts))
    reached = {0}  # every place that fits, for a text that repeats itself
    for number, chunk in enumerate(found):
        assert chunk.number == number
        assert chunk.text == chunk.text.strip() != ""
        assert len(chunk.text) <= size
        piece = squeezed(chunk.text)
        starts = {start for end in reached for start in range(max(0, end - overlap), end + 1)}
        ends = {start + len(piece) for start in starts if document.startswith(piece, start)}
        reached = {end for end in ends if end > min(reached)}
    assert len(document) in reached


@given(TEXTS, SIZES)
def test_each_character_is_on_its_page(texts: list[str], sizes: tuple[int, int]) -> None:
    marked = [f"{text} p{number} " for number, text in enumerate((t.replace("p", "q") for t in texts), 1)]
    for chunk in chunked(marked, *sizes):
        assert chunk.first_page == chunk.page_at(0)
        assert chunk.last_page == chunk.page_at(len(chunk.text) - 1)
        for offset, character in enumerate(chunk.text):
            digits = chunk.text[offset + 1 : offset + 2]
            if character == "p" and digits:
                assert str(chunk.page_at(offset)) == digits


@given(TEXTS, SIZES)
def test_page_by_page_is_the_same_as_at_once(texts: list[str], sizes: tuple[int, int]) -> None:
    """What is complete is not changed by what comes later."""
    chunker = Chunker(*sizes)
    early = [chunk for number, text in enumerate(texts, 1) for chunk in chunker.feed(Page(number, text))]
    assert chunked(texts, *sizes)[: len(early)] == early


@given(st.text(alphabet="a\u0301\u0308\u200d\U0001f468\U0001f3fd", max_size=300))
def test_no_character_loses_its_accents(text: str) -> None:
    for chunk in chunked([text.lstrip("\u0301\u0308\u200d\U0001f3fd") if text else ""], 60, 20):
        letters = [c for c in chunk.text if c in "a\U0001f468"]
        if letters:
            assert chunk.text[0] in "a\U0001f468"


def test_a_chunk_ends_with_a_sentence_and_the_next_repeats_one() -> None:
    sentences = [f"This is sentence number {number} of them all." for number in range(40)]
    found = chunked([" ".join(sentences)], 300, 60)
    assert len(found) > 5
    for chunk, after in itertools.pairwise(found):
        assert chunk.text.endswith("all.")
        assert after.text.startswith("This is")
        assert after.text.split("all.")[0] in chunk.text


@pytest.mark.parametrize(
    ("sentence", "stop"),
    [
        ("叶绿素是植物的绿色色素。", "。"),
        ("赤と青の光を吸収するか？", "？"),
        ("हरा वर्णक है। ", "।"),
        ("هل هو أخضر؟ ", "؟"),
    ],
)
def test_sentences_end_in_any_script(sentence: str, stop: str) -> None:
    found = chunked([sentence * 60], 200, 30)
    assert len(found) > 2
    assert {chunk.text[-1] for chunk in found} == {stop}
    assert {chunk.text[:3] for chunk in found} == {sentence[:3]}


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "Many plants, e.g. the common beech of the European woods, and i.e. not all of them, drop their leaves"
    [first, *_] = chunked([f"They rest. {text} and wait for spring."], 60, 0)
    assert first.text.endswith("beech of the")


def test_a_sentence_goes_on_over_the_page() -> None:
    [chunk] = chunked(["Chlorophyll is the green", "pigment of plants.", "", "A new page."], 300, 30)
    assert chunk.text == "Chlorophyll is the green pigment of plants.\nA new page."
    assert [chunk.page_at(chunk.text.index(word)) for word in ("green", "pigment", "A new")] == [1, 2, 4]
    assert (chunk.first_page, chunk.last_page) == (1, 4)


def test_chinese_goes_on_over_the_page_without_a_blank() -> None:
    [chunk] = chunked(["叶绿素是植物的绿", "色色素。"], 300, 30)
    assert chunk.text == "叶绿素是植物的绿色色素。"


def test_blanks_alone_are_no_chunk() -> None:
    assert [chunk.text for chunk in chunked(["Why?" + " " * 40, "So."], 10, 3)] == ["Why?", "So."]


def test_blank_pages_have_no_part() -> None:
    [chunk] = chunked(["", "  ", "Text.", "", ""], 300, 30)
    assert (chunk.text, chunk.first_page, chunk.last_page) == ("Text.", 3, 3)
    assert chunked(["", "\n"], 300, 30) == []


def test_a_page_takes_little_more_than_one_chunk() -> None:
    """At the default sizes: the contract is 1.2 calls per page of 3,060 characters."""
    words = "Plants turn the light of the sun into sugar, and breathe out what animals need to live. "
    found = chunked([(words * 40)[:3060]] * 100, 3000, 300)
    assert len(found) <= 120
    assert sum(len(chunk.text) for chunk in found) / len(found) > 2_800


def test_all_the_text_may_be_on_one_page() -> None:
    """Six million characters, the most there can be: the work must not grow with their square."""
    sentence = "Plants turn the light of the sun into sugar. "
    assert len(chunked([sentence * (6_000_000 // len(sentence))], 3000, 300)) == pytest.approx(2_200, rel=0.02)


@pytest.mark.parametrize(("size", "overlap"), [(100, 50), (100, 100), (100, -1), (0, 0)])
def test_an_overlap_that_would_never_end_is_refused(size: int, overlap: int) -> None:
    with pytest.raises(ValueError, match="overlap"):
        Chunker(size, overlap)


def test_chunks_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks_module, "MAX_CHUNKS", 5)
    assert len(chunked(["word " * 20], 20, 0)) == 5
    with pytest.raises(TerminalError, match="too_much_text"):
        chunked(["word " * 21], 20, 0)
