"""What the demo refuses before it starts anything, and how it marks quotes."""

import argparse
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local_stack.demo import check
from local_stack.demo_material import Essay, SpokenAnswer
from local_stack.demo_report import marked
from local_stack.exceptions import StageError


def arguments(**given_: Any) -> argparse.Namespace:
    return argparse.Namespace(**{"essay": None, "question": None, "audio": None, **given_})


def test_the_samples_need_no_files() -> None:
    check(arguments())
    assert Essay.sample("TASK_1").chart is not None
    assert Essay.sample("TASK_2").chart is None
    assert SpokenAnswer.sample().questions


def test_files_that_do_not_fit_together_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("text")
    check(arguments(essay=file, question=file))
    check(arguments(audio=file))
    for wrong in (
        {"essay": file},
        {"question": file},
        {"essay": file, "question": file, "audio": file},
        {"essay": file, "question": tmp_path / "missing.txt"},
        {"audio": tmp_path},
    ):
        with pytest.raises(StageError):
            check(arguments(**wrong))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StageError):
        Essay.read("TASK_2", file, file)


@given(st.data(), st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40))
def test_marks_change_nothing_of_the_text(data: st.DataObject, text: str) -> None:
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    quotes = [{"start": start, "end": end} for start, end in data.draw(st.lists(spans, max_size=4))]
    shown = marked(text, quotes).plain
    without = shown
    for number in range(len(quotes), 0, -1):
        assert f"»[{number}]" in shown
        without = without.replace(f"»[{number}]", "", 1)
    if "«" not in text and "»" not in text:
        assert without.replace("«", "") == text


def test_a_quote_is_marked_where_it_stands() -> None:
    assert marked("one two three", [{"start": 4, "end": 7}]).plain == "one «two»[1] three"
