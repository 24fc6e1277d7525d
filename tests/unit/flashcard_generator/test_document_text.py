"""What a document's text alone tells: its lines, its chapters, and what of it is no body."""

import itertools
import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcard_generator.pdf.bookmarks import Bookmark
from flashcard_generator.pdf.chunks import Chunk, Chunker
from flashcard_generator.pdf.reader import Page
from flashcard_generator.retrieval import sections
from flashcard_generator.retrieval.chapters import MAX_CHAPTERS
from flashcard_generator.retrieval.document_text import DocumentText
from flashcard_generator.retrieval.lines import read_lines
from passages import outside, traps
from support.processor import within

PROSE = (
    "The membrane reduces the flow of heat because nothing else absorbs the difference. A falling river carries most "
    "of the cargo whenever the temperature falls. The council replaces the older rule although the cause was unknown."
)


def cut(pages: Sequence[str], size: int = 600, overlap: int = 60) -> list[Chunk]:
    chunker = Chunker(size, overlap)
    return [
        chunk for number, text in enumerate(pages, 1) for chunk in chunker.feed(Page(number, text))
    ] + chunker.finish()


def text_of(pages: Sequence[str], bookmarks: Sequence[Bookmark] = (), large: Sequence[Bookmark] = ()) -> DocumentText:
    return DocumentText.of(cut(pages), bookmarks, large)


def titles(text: DocumentText) -> list[tuple[str, int]]:
    return [(chapter.title, chapter.page) for chapter in text.chapters]


def body_of(text: DocumentText) -> str:
    return "\n".join(chunk.text for chunk in text.body.values())


def chapter(title: str, paragraphs: int = 6) -> str:
    return "\n".join([title, *[PROSE] * paragraphs])


WORDS = st.lists(st.sampled_from(["Water boils.", "Why?", "叶绿素。", "a" * 40, "One\ntwo.", "\n"]), max_size=25)


@given(st.lists(WORDS.map(" ".join), max_size=6), st.integers(20, 80), st.integers(0, 9))
def test_passages_know_where_they_stand_and_give_the_lines_back(pages: list[str], size: int, overlap: int) -> None:
    chunks = cut(pages, size, overlap)
    together: dict[int, str] = {}
    for chunk in chunks:
        for place, character in enumerate(chunk.text, chunk.start):
            assert together.setdefault(place, character) == character
    lines = read_lines(chunks)
    assert "".join("".join(line.text for line in lines).split()) == "".join("".join(pages).split())
    for line in lines:
        assert "".join(together.get(line.start + at, each) for at, each in enumerate(line.text)) == line.text
    assert [line.start for line in lines] == sorted({line.start for line in lines})


def test_a_part_of_a_passage_knows_its_pages() -> None:
    chunk = Chunk(7, "one two\nthree four", 3, 4, page_starts=(8,), start=100)
    assert chunk.cut(103, 113) == Chunk(7, "two\nthree", 3, 4, page_starts=(4,), start=104)
    assert chunk.cut(107, 118) == Chunk(7, "three four", 4, 4, start=108)
    assert chunk.cut(100, 108) == Chunk(7, "one two", 3, 3, start=100)


OUTLINED = [chapter("Heat"), chapter("Rivers"), chapter("Trade")]


def test_chapters_are_those_of_the_outline() -> None:
    text = text_of(
        OUTLINED,
        [Bookmark(1, "1 Heat", 1), Bookmark(1, "Rivers", 2), Bookmark(2, "A bend", 2), Bookmark(1, "Trade", 3)],
    )
    assert titles(text) == [("1 Heat", 1), ("Rivers", 2), ("Trade", 3)]
    assert [text.chapter_at(chunk.start + 200) for chunk in (text.chunks[0], text.chunks[-1])] == ["1 Heat", "Trade"]


def test_chapters_stand_within_parts_and_under_the_title_of_a_document() -> None:
    within = [Bookmark(2, "Heat", 1), Bookmark(2, "Rivers", 2)]
    assert titles(text_of(OUTLINED, [Bookmark(1, "All of it", 1), *within])) == [
        ("All of it", 1),
        ("Heat", 1),
        ("Rivers", 2),
    ]
    parted = [Bookmark(1, "Part I", 1), *within, Bookmark(1, "Part II", 3), Bookmark(2, "Trade", 3)]
    assert [title for title, _ in titles(text_of(OUTLINED, parted))] == ["Part I", "Heat", "Rivers", "Part II", "Trade"]


@pytest.mark.parametrize(
    "lies",
    [
        [Bookmark(1, title, 3) for title in ("Heat", "Rivers", "Trade")],
        [Bookmark(1, "Heat", 3), Bookmark(1, "Rivers", 1), Bookmark(1, "Trade", 2)],
        [Bookmark(1, f"Entry {number}", 1) for number in range(3_000)],
        [Bookmark(1, "Snow", 1), Bookmark(1, "Rivers", 2), Bookmark(1, "Trade", 3)],
    ],
    ids=["all on one page", "in another order", "nothing that the pages show", "a third of it true"],
)
def test_an_outline_that_lies_is_not_believed(lies: Sequence[Bookmark]) -> None:
    pages = [chapter(f"Chapter {number}: {title}") for number, title in enumerate(("Snow", "Ice", "Rain"), 1)]
    assert titles(text_of(pages, lies)) == [("Chapter 1: Snow", 1), ("Chapter 2: Ice", 2), ("Chapter 3: Rain", 3)]


def test_an_entry_that_leads_back_is_left_out() -> None:
    marks = [Bookmark(1, "Heat", 1), Bookmark(1, "Rivers", 2), Bookmark(1, "Heat", 1), Bookmark(1, "Trade", 3)]
    assert titles(text_of(OUTLINED, marks)) == [("Heat", 1), ("Rivers", 2), ("Trade", 3)]


def test_more_chapters_than_a_book_has_are_none() -> None:
    pages = [chapter(f"Slide about water {number}", 1) for number in range(MAX_CHAPTERS + 1)]
    marks = [Bookmark(1, f"Slide about water {number}", number + 1) for number in range(MAX_CHAPTERS + 1)]
    assert titles(text_of(pages, marks)) == []
    assert len(titles(text_of(pages[1:], [mark._replace(page=mark.page - 1) for mark in marks[1:]]))) == MAX_CHAPTERS


def test_chapters_are_told_by_their_words_and_not_by_running_headers_or_contents() -> None:
    pages = [
        "Contents\nChapter 1 Heat 2\nChapter 2 Rivers 4",
        chapter("Chapter 1\nHeat"),
        chapter("Chapter 1. Heat"),
        chapter("Chapter 2\nRivers"),
    ]
    assert titles(text_of(pages)) == [("Chapter 1 Heat", 2), ("Chapter 2 Rivers", 4)]


def test_chapters_are_told_by_their_numbers_but_a_list_is_none() -> None:
    pages = [chapter(f"{number}. {title}") for number, title in enumerate(("Heat", "Rivers", "Trade"), 1)]
    assert [title for title, _ in titles(text_of(pages))] == ["1. Heat", "2. Rivers", "3. Trade"]
    assert titles(text_of([chapter("1. Take a cup\n2. Fill it\n3. Drink it")])) == []


def test_chapters_are_told_by_their_size_if_there_are_three() -> None:
    large = [Bookmark(1, title, page) for page, title in enumerate(("Heat", "Rivers", "Trade"), 1)]
    assert titles(text_of(OUTLINED, large=large)) == [("Heat", 1), ("Rivers", 2), ("Trade", 3)]
    assert titles(text_of(OUTLINED, large=large[:2])) == []


def test_a_document_without_headings_has_no_chapters() -> None:
    text = text_of([PROSE] * 3)
    assert titles(text) == []
    assert text.chapter_at(0) is None
    assert text.group_by_chapter([*text.body.values()]) == [range(len(text.body))]


BESIDE: dict[str, Callable[[random.Random], list[str]]] = {
    "References": outside.write_apa,
    "Literaturverzeichnis": outside.write_german_list,
    "Index": outside.write_index,
    "Notes": outside.write_notes,
    "索引": outside.write_chinese_index,
}


@pytest.mark.parametrize("title", BESIDE)
def test_what_a_heading_announces_is_cut_off_the_passage_that_it_stands_in(title: str) -> None:
    lines = BESIDE[title](random.Random(1))
    text = text_of([chapter("Heat"), "\n".join([PROSE, title, *lines])])
    assert not set(lines) & set(body_of(text).split("\n"))
    assert PROSE in text.body[max(text.body)].text


UNANNOUNCED: dict[str, Callable[[random.Random], list[str]]] = {
    "APA": outside.write_apa,
    "IEEE": outside.write_ieee,
    "Vancouver": outside.write_vancouver,
    "index": outside.write_index,
    "index that runs on": lambda chance: outside.run_on(outside.write_index(chance, letters=False), 6),
    "contents": lambda _: outside.write_contents(["Heat", "Rivers", "Trade", "Harvests", "Numbers"], dots=True),
}


@pytest.mark.parametrize("kind", UNANNOUNCED)
def test_a_list_is_told_by_its_form_alone(kind: str) -> None:
    lines = UNANNOUNCED[kind](random.Random(1))
    text = text_of([chapter("Heat", 12), "\n".join(lines), chapter("Rivers", 12)])
    left = [line for line in lines if len(line) > 20 and line in body_of(text)]
    assert len(left) <= 0.1 * len(lines), left


@pytest.mark.parametrize(
    "title", ["Indexes", "Notes on locking", "References between tables", "Thanks and other messages"]
)
def test_a_chapter_that_is_named_like_a_list_is_body(title: str) -> None:
    text = text_of([chapter(title)], [Bookmark(1, title, 1)])
    assert sorted(text.body) == list(range(len(text.chunks)))


@pytest.mark.parametrize("title", ["Index", "Notes", "References", "Contents", "Acknowledgments", "Copyright"])
def test_a_heading_alone_proves_nothing(title: str) -> None:
    text = text_of([chapter("Heat", 20), chapter(title)], [Bookmark(1, "Heat", 1), Bookmark(1, title, 2)])
    assert sorted(text.body) == list(range(len(text.chunks)))


def test_passages_about_copyright_are_body_and_an_imprint_is_not() -> None:
    pages = ["\n".join(outside.IMPRINT), *["\n".join([*traps.COPYRIGHT, PROSE])] * 8]
    body = DocumentText.of(cut(pages, 3000, overlap=0)).body
    assert "".join("".join(chunk.text for chunk in body.values()).split()) == "".join("".join(pages[1:]).split())


def test_a_document_of_nothing_else_is_used_all_the_same() -> None:
    text = text_of(["\n".join(outside.IMPRINT)])
    assert sorted(text.body) == list(range(len(text.chunks)))


WEARING = {
    "headings that announce": "Notes\nHeat and more\nNotes\n" * 12_000,
    "pages": "a 1," + "1," * 150_000,
    "dots": ". " * 150_000,
    "lines": "a\n" * 150_000,
    "initials": "A. B. C. " * 33_000,
}
MAX_SECONDS = 10
"""Of processor time for 300,000 characters, on a busy machine. What takes the square of a text's length takes hours."""


@pytest.mark.slow
@pytest.mark.parametrize("name", WEARING)
def test_no_text_takes_the_square_of_its_length(name: str) -> None:
    marks = [Bookmark(1, ("Notes", "Heat and more")[number % 2], 1 + number // 30) for number in range(3_000)]
    text = WEARING[name]
    pages = [text[start : start + 3_000] for start in range(0, len(text), 3_000)]
    with within(MAX_SECONDS):
        text_of(pages, marks)


@given(st.lists(st.lists(st.integers(1, 3000), min_size=1, max_size=8), min_size=1, max_size=9), st.data())
def test_no_section_goes_beyond_its_chapter(chapters: list[list[int]], data: st.DataObject) -> None:
    lengths = [length for each in chapters for length in each]
    ends = list(itertools.accumulate(map(len, chapters), initial=0))
    groups = [range(start, end) for start, end in itertools.pairwise(ends)]
    count = data.draw(st.integers(1, len(lengths)))
    runs = sections.split_groups(
        groups, lengths, count, lambda run, share: sections.split_evenly(lengths[run.start : run.stop], share)
    )
    assert [place for run in runs for place in run] == list(range(len(lengths)))
    assert len(runs) == count
    if count >= len(groups):
        assert all(any(run.start in group and run[-1] in group for group in groups) for run in runs)
