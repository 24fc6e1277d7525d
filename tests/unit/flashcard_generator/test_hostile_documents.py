"""Files of other kinds than PDF, meant to break, mislead or wear out what reads them; see `test_hostile_pdfs`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from unit.flashcard_generator.document_cases import LONG, READ, REFUSED
from unit.flashcard_generator.test_hostile_pdfs import read_alone

pytestmark = pytest.mark.slow


def mark_long(names: Iterable[str]) -> list[Any]:
    """The cases, of which those that take seconds by themselves are left to `make nightly`."""
    return [pytest.param(name, marks=[pytest.mark.nightly] if name in LONG else []) for name in names]


@pytest.mark.parametrize("name", mark_long(REFUSED))
def test_a_hostile_file_is_refused_with_its_code(name: str, tmp_path: Path) -> None:
    code, make = REFUSED[name]
    assert read_alone(make(), tmp_path, any_kind=True) == code


@pytest.mark.parametrize("name", mark_long(READ))
def test_an_odd_file_is_read(name: str, tmp_path: Path) -> None:
    words, make = READ[name]
    assert words in read_alone(make(), tmp_path, any_kind=True)


def test_where_a_pdf_is_wanted_nothing_else_is_read(tmp_path: Path) -> None:
    assert read_alone(READ["styles in a circle"][1](), tmp_path) == "not_pdf"
    both = b"PK\x03\x04%PDF-1.7 a PDF that begins as an archive"
    assert read_alone(both, tmp_path / "both") == "corrupt_pdf"
