"""Headers, footers and page numbers, and what only looks like them."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcard_generator.pdf.page_text import Block
from flashcard_generator.pdf.running_headers import remove_running_lines

WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen")


def block_at(top: float, lines: list[str]) -> Block:
    return Block(top, lines, top + 12 * len(lines))


def body(number: int) -> Block:
    first, last = WORDS[number % len(WORDS)], WORDS[-number % len(WORDS)]
    return block_at(300.0, [f"The text of {first}, {number * number}.", f"It ends with {last}."])


def page(number: int, *edges: Block) -> list[Block]:
    return [body(number), *edges]


def left(pages: list[list[Block]]) -> list[list[str]]:
    return [[line for block in blocks for line in block.lines] for blocks in remove_running_lines(pages)]


@pytest.mark.parametrize("count", [1, 2, 3, 7, 13, 40])
def test_text_is_left_as_it_is(count: int) -> None:
    pages = [page(number) for number in range(count)]
    assert left(pages) == [blocks[0].lines for blocks in pages]


@pytest.mark.parametrize("count", [3, 7, 8, 13, 14, 40])
def test_a_header_is_kept_once_and_page_numbers_never(count: int) -> None:
    pages = [
        page(number, block_at(40.0, ["A History of Ink"]), block_at(800.0, [f"Page {number + 5} of {count}"]))
        for number in range(count)
    ]
    kept = left(pages)
    assert kept[0] == ["A History of Ink", "Page 5 of " + str(count), *body(0).lines]
    assert kept[1:] == [body(number).lines for number in range(1, count)]


def test_a_bare_page_number_is_never_kept() -> None:
    assert left([page(number, block_at(800.0, [str(number + 1)])) for number in range(20)]) == [
        body(number).lines for number in range(20)
    ]


def test_left_and_right_pages_may_differ() -> None:
    headers = ("A History of Ink", "Chapter 2")
    kept = left([page(number, block_at(40.0, [headers[number % 2]])) for number in range(12)])
    assert [lines[0] for lines in kept[:2]] == list(headers)
    assert kept[2:] == [body(number).lines for number in range(2, 12)]


def test_a_header_within_the_block_of_text() -> None:
    pages = [[block_at(40.0, ["A History of Ink", *body(number).lines])] for number in range(9)]
    assert left(pages)[5] == body(5).lines


def test_numbers_that_do_not_grow_with_the_pages_are_no_page_numbers() -> None:
    tasks = [3, 9, 4, 1, 7, 2, 8]
    pages = [page(number, block_at(40.0, [f"Task {task}"])) for number, task in enumerate(tasks)]
    assert [lines[-1] for lines in left(pages)] == [f"Task {task}" for task in tasks]


def test_two_pages_repeat_nothing() -> None:
    pages = [page(number, block_at(40.0, ["Ink"])) for number in range(2)]
    assert [lines[-1] for lines in left(pages)] == ["Ink", "Ink"]


def test_lines_in_the_middle_of_a_page_may_repeat() -> None:
    edges = [block_at(top, [f"Edge {top}"]) for top in (10.0, 20.0, 790.0, 800.0)]
    kept = left([[*edges, block_at(400.0, ["The same each time."])] for _ in range(9)])
    assert all("The same each time." in lines for lines in kept)


def test_pages_that_repeat_their_text_keep_it() -> None:
    """A header has three rows at most; a form that is printed again and again has more, and is read each time."""
    rows = [f"The {word} line of the form" for word in WORDS]
    kept = left([[block_at(60.0 + 30 * place, [row]) for place, row in enumerate(rows)] for _ in range(9)])
    assert kept[5] == rows[1:-1]


def test_pages_come_while_later_ones_are_read() -> None:
    taken = []

    def source() -> Iterator[list[Block]]:
        for number in range(100):
            taken.append(number)
            yield page(number)

    next(remove_running_lines(source()))
    assert len(taken) < 10


@given(
    st.lists(
        st.lists(st.builds(block_at, st.floats(0, 800), st.lists(st.sampled_from(["a", "1", "", "b 2"]), min_size=1)))
    )
)
def test_no_page_is_lost_and_nothing_is_added(pages: list[list[Block]]) -> None:
    kept = left(pages)
    assert len(kept) == len(pages)
    for lines, blocks in zip(kept, pages, strict=True):
        assert len(lines) <= sum(len(block.lines) for block in blocks)
        assert set(lines) <= {text for block in blocks for text in block.lines} | {""}
