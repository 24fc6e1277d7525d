"""What the demo refuses before it starts anything, and how it marks quotes."""

import argparse
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.demo.__main__ import check
from ops.demo.flashcards import Document, number_of_cards, pages
from ops.demo.material import Essay, SpokenAnswer
from ops.demo.report import mark_quotes
from ops.local_stage.exceptions import StageError


def arguments(**given_: Any) -> argparse.Namespace:
    return argparse.Namespace(**{**dict.fromkeys(("essay", "question", "audio", "pdf", "cards")), **given_})


def test_the_samples_need_no_files() -> None:
    check(arguments())
    assert Essay.sample("TASK_1").chart is not None
    assert Essay.sample("TASK_2").chart is None
    assert SpokenAnswer.sample().questions
    assert Document.of(None, None).file.is_file()


def test_files_that_do_not_fit_together_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("text")
    check(arguments(essay=file, question=file))
    check(arguments(audio=file))
    pdf = tmp_path / "paper"
    pdf.write_bytes(b"%PDF-1.7")
    check(arguments(pdf=pdf, cards=20))
    for wrong in (
        {"essay": file},
        {"question": file},
        {"essay": file, "question": file, "audio": file},
        {"essay": file, "question": tmp_path / "missing.txt"},
        {"audio": tmp_path},
        {"pdf": file},
        {"pdf": tmp_path},
        {"pdf": tmp_path / "missing.pdf"},
        {"pdf": pdf, "audio": file},
        {"pdf": pdf, "question": file},
        {"audio": file, "cards": 20},
    ):
        with pytest.raises(StageError):
            check(arguments(**wrong))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StageError):
        Essay.read("TASK_2", file, file)


def test_a_pdf_that_nobody_would_accept_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    with file.open("wb") as opened:
        opened.write(b"%PDF-1.7")
        opened.truncate(50 * 1024 * 1024 + 1)
    with pytest.raises(StageError, match="52,428,801 bytes"):
        Document.of(file, 20)


@pytest.mark.parametrize("text", ["0", "51", "-1", "1.5", "ten", "", "\u0662", "9" * 5000])
def test_a_number_of_cards_is_refused_with_its_range(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="from 1 to 50"):
        number_of_cards(text)


def test_a_number_of_cards() -> None:
    assert [number_of_cards(text) for text in ("1", "20", "50")] == [1, 20, 50]


def test_ranges_of_pages() -> None:
    assert pages([[1, 3], [7, 7]]) == "1-3, 7"


@given(st.data(), st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40))
def test_marks_change_nothing_of_the_text(data: st.DataObject, text: str) -> None:
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    quotes = [{"start": start, "end": end} for start, end in data.draw(st.lists(spans, max_size=4))]
    shown = mark_quotes(text, quotes).plain
    without = shown
    for number in range(len(quotes), 0, -1):
        assert f"»[{number}]" in shown
        without = without.replace(f"»[{number}]", "", 1)
    if "«" not in text and "»" not in text:
        assert without.replace("«", "") == text


def test_a_quote_is_marked_where_it_stands() -> None:
    assert mark_quotes("one two three", [{"start": 4, "end": 7}]).plain == "one «two»[1] three"
