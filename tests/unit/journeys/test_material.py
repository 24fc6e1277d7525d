"""Which files a journey takes, and how quotes are marked."""

import argparse
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.storage.uploads import UploadType
from ops.journeys.exceptions import JourneyError
from ops.journeys.flashcards import Document, number_of_cards, pages
from ops.journeys.material import Essay
from ops.journeys.report import mark_quotes


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(JourneyError):
        Essay.read("TASK_2", file, file)


def test_a_pdf_that_nobody_would_accept_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    with file.open("wb") as opened:
        opened.write(b"%PDF-1.7")
        opened.truncate(50 * 1024 * 1024 + 1)
    with pytest.raises(JourneyError, match="52,428,801 bytes"):
        Document.of(file, 20)


def test_a_document_of_any_kind_is_sent_under_a_name_that_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "notes.docx"
    file.write_bytes(b"PK")
    assert Document.of_any_kind(file, None).upload_type is UploadType.FLASHCARD_DOCUMENT
    with pytest.raises(JourneyError, match="there is no file"):
        Document.of_any_kind(tmp_path / "none.docx", None)
    with file.open("ab") as opened:
        opened.truncate(50 * 1024 * 1024 + 1)
    with pytest.raises(JourneyError, match="52,428,801 bytes"):
        Document.of_any_kind(file, 20)


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
