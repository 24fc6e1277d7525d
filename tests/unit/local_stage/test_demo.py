"""What the demo refuses before it starts anything."""

import argparse
from pathlib import Path
from typing import Any

import pytest

from ops.demo.__main__ import check
from ops.exceptions import OperatorError
from ops.journeys.flashcards import Document
from ops.journeys.material import Essay, SpokenAnswer


def arguments(**given_: Any) -> argparse.Namespace:
    return argparse.Namespace(
        **{**dict.fromkeys(("essay", "question", "audio", "cv", "pdf", "document", "cards")), **given_}
    )


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
        {"document": tmp_path / "missing.docx"},
        {"document": pdf, "pdf": pdf},
        {"cv": pdf, "document": pdf},
    ):
        with pytest.raises(OperatorError):
            check(arguments(**wrong))
