"""The offline reader of pages, with the real Tesseract: a picture of print becomes its words."""

import json
from pathlib import Path

import pytest
from google.genai import types

from flashcard_generator.pdf.mupdf_document import MuPdfDocument
from flashcard_generator.pdf.mupdf_scans import draw_page
from flashcard_generator.scans.prompt import build_prompt, build_schema, parse_texts
from ops.images.packages import PackageError
from ops.local_stage.model_server.errors import CannotAnswerError
from ops.local_stage.model_server.page_reader import recognize
from ops.local_stage.tesseract import PACKAGES, install_tesseract, provide_tesseract
from support.pdfs import scan_pdf
from unit.flashcard_generator.passages import VOLCANOES
from unit.model_server.conftest import Caller


@pytest.fixture(scope="module")
def picture() -> bytes:
    drawn = draw_page(MuPdfDocument(scan_pdf([VOLCANOES])), 1)
    assert drawn
    return drawn


@pytest.fixture
def without_programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.slow
def test_a_drawn_page_is_read_word_by_word(picture: bytes, caller: Caller) -> None:
    try:
        install_tesseract()
    except PackageError as error:
        pytest.skip(str(error))
    prompt = build_prompt({7: picture}, repair=False)
    number, _ = prompt.parts
    answer = caller.ask(
        contents=[str(number), types.Part.from_bytes(data=picture, mime_type="image/jpeg")],
        system_instruction=prompt.system,
        response_json_schema=build_schema(),
    )
    read = parse_texts(json.loads(answer.text or ""), [7])[7]
    assert " ".join(read.split()) == " ".join(VOLCANOES.split())


@pytest.mark.usefixtures("without_programs")
def test_that_it_is_missing_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ops.images.packages.shutil.which", lambda *_, **__: None)
    with pytest.raises(CannotAnswerError, match="apt-get install tesseract-ocr tesseract-ocr-eng"):
        recognize(b"a picture")
    said: list[str] = []
    provide_tesseract(said.append)
    [line] = said
    assert line.startswith("scanned pages will not be read: `tesseract` is missing")
    assert all(package in line for package in PACKAGES)
