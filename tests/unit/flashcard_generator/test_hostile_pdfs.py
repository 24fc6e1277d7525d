"""PDFs meant to break, mislead or wear out what reads them: the right answer each, in bounded time and memory."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bandup.storage.upload_rules import RULES
from bandup.storage.uploads import UploadType
from support.pdfs import pages_pdf
from support.raw_pdfs import assemble_pdf, document, flate, show_text, stream
from unit.flashcard_generator import hostile_pdfs as made
from unit.flashcard_generator.passages import PLANTS
from unit.flashcard_generator.pdf_cases import READ, REFUSED
from unit.flashcard_generator.read_once import read

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
PYTHON_PATH = f"{ROOT / 'shared'}:{ROOT / 'images'}:{ROOT / 'tests'}"

SAMPLE = (ROOT / "tests/samples/flashcards/memory.pdf").read_bytes

FUNCTION_MB = 1024
LIBRARIES_MB = 150
TEXT_MB = 100
"""What the worker holds besides: its libraries, and the text, passages and vectors of the longest document."""

MAX_PEAK_MB = 0.6 * FUNCTION_MB - LIBRARIES_MB - TEXT_MB
MAX_SECONDS = 10
"""Of processor time, so that other work on the machine does not decide; and of the clock where it ends the reading,
unless other work has most of the processors."""


def python(*arguments: str | Path, **environment: str) -> str:
    finished = subprocess.run(  # noqa: S603  # our own interpreter and scripts
        [sys.executable, *arguments],
        env={"PYTHONPATH": PYTHON_PATH, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return finished.stdout


def read_alone(data: bytes, folder: Path, *, any_kind: bool = False) -> Any:
    """What became of a document, in processes that read nothing else."""
    file, leftovers = folder / "upload", folder / "tmp"
    folder.mkdir(exist_ok=True)
    file.write_bytes(data)
    leftovers.mkdir()
    script = ROOT / "tests/unit/flashcard_generator/read_once.py"
    found = json.loads(python(script, file, *(["any"] if any_kind else []), TMPDIR=str(leftovers)))
    assert found["cpu_seconds"] < MAX_SECONDS
    busy = found["cpu_seconds"] < found["seconds"] / 2
    assert found["seconds"] < MAX_SECONDS or not found["outcome"].endswith("too_complex") or busy
    assert found["peak_mb"] < MAX_PEAK_MB
    assert (found["children"], found["handles"], found["threads"]) == (0, 0, 0)
    assert list(leftovers.iterdir()) == []
    return found["outcome"]


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_with_its_code(name: str, tmp_path: Path) -> None:
    code, make = REFUSED[name]
    assert read_alone(make(), tmp_path) == code


@pytest.mark.parametrize("name", READ)
def test_an_odd_file_is_read(name: str, tmp_path: Path) -> None:
    words, make = READ[name]
    assert words in read_alone(make(), tmp_path)


def test_a_thousand_pages_are_read(tmp_path: Path) -> None:
    pages = [
        flate(show_text(b"\n".join(b"This is line %d of page %d." % (n, page) for n in range(60)), 9))
        for page in range(1_000)
    ]
    found = read_alone(assemble_pdf(document(pages)), tmp_path)
    lines = [f"line {number} of page {page}." for page in range(1_000) for number in (7, 50)]
    assert [line for line in lines if line not in found] == []


def test_five_hundred_scans_are_looked_at_and_thirty_drawn(tmp_path: Path) -> None:
    scan = pymupdf.open(stream=pages_pdf([PLANTS]))[0].get_pixmap(dpi=300, colorspace=pymupdf.csGRAY)
    shape = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode"
    picture = stream(scan.tobytes("jpeg"), shape + b"/Width %d/Height %d" % (scan.width, scan.height))
    pages = [flate(b"595 0 0 842 0 0 cm /X Do")] * 500
    data = assemble_pdf(document(pages, resources=b"/XObject<</X 100000 0 R>>", extra={100_000: picture}))
    assert read_alone(data, tmp_path) == "no_text"


def noise() -> bytes:
    """With little else it makes the largest file that can be uploaded."""
    return random.Random(5).randbytes(RULES[UploadType.FLASHCARD_PDF].max_bytes - 30_000)


def test_the_largest_upload_is_read(tmp_path: Path) -> None:
    data = assemble_pdf(document([flate(show_text(made.FACT))], extra={900: stream(noise())}))
    assert read_alone(data, tmp_path) == made.PROOF


def test_the_largest_upload_is_refused_if_it_is_a_bomb(tmp_path: Path) -> None:
    assert read_alone(made.nested_forms(11, 10, noise()), tmp_path) == "pdf_too_complex"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=8), st.integers(0, 40)), min_size=1))
def test_damage_of_any_kind_has_an_answer(damages: list[tuple[float, bytes, int]]) -> None:
    data = (SAMPLE if len(damages) % 2 else made.plain)()
    for place, inserted, lost in damages:
        position = int(place * len(data))
        data = data[:position] + inserted + data[position + lost :]
    assert read(data)


def test_the_workers_libraries_take_what_is_reckoned() -> None:
    imports = "import boto3, faiss, google.genai, numpy, flashcard_generator.generate, flashcard_generator.services"
    clients = (
        "[boto3.client(name, 'us-east-1') for name in ('s3', 'sqs', 'dynamodb', 'secretsmanager', 'bedrock-runtime')]"
    )
    peak = "from unit.flashcard_generator.read_once import own_peak_kb; print(own_peak_kb())"
    found = python("-c", f"{imports}; kept = {clients}; {peak}")
    assert int(found) / 1024 < LIBRARIES_MB
