"""Nothing of a document outlives its job: not in memory, not on a disk, not in a log, not in the next user's cards."""

import gc
import json
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bandup.core.aws import Clients
from bandup.core.clock import Deadline
from bandup.models.catalogue import require_live, today
from bandup.models.gemini import GeminiModel
from bandup.models.pool import ModelPool
from bandup.models.titan import TitanEmbedder
from flashcard_generator.document_reader import DocumentReader
from flashcard_generator.generate import FlashcardGenerator
from flashcard_generator.pdf.pictures import PictureCutter
from flashcard_generator.pdf.reader import PdfReader
from flashcard_generator.pdf.scans import ScanDrawer
from flashcard_generator.scans.scan_reader import ScanReader
from ops.local_stage.model_server.server import ModelServer
from support.logs import lines
from support.pdfs import pages_pdf
from unit.flashcard_generator.fakes import FakeSets, FakeUploads, request, run_of
from unit.flashcard_generator.passages import PLANTS, RIVERS, VOLCANOES

pytestmark = pytest.mark.slow

PAGES = (PLANTS, VOLCANOES, RIVERS) * 4


@pytest.fixture
def models(providers: ModelServer) -> Iterator[ModelPool[GeminiModel]]:
    model = require_live("gemini-3.5-flash-lite", today())

    def key(*, refresh: bool = False) -> str:
        return f"key-{refresh}"

    with closing(ModelPool(lambda: GeminiModel(model, key, base_url=providers.url))) as pool:
        yield pool


@pytest.fixture
def documents(providers: ModelServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[DocumentReader]:
    for name, value in {
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": providers.url,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }.items():
        monkeypatch.setenv(name, value)
    embedder = TitanEmbedder.build("us-east-1", Clients())
    with closing(PdfReader()) as reader:
        yield DocumentReader(reader, embedder, 400, 40)


def cards_of(documents: DocumentReader, models: ModelPool[GeminiModel], word: str) -> str:
    """The stored form of a set from a document with `word` in every sentence; the file itself is compressed."""
    uploads = FakeUploads()
    pages = [page.replace(" the ", f" the {word} ") for page in PAGES]
    asked = {"num_cards": 12, "question_types": ["CLOZE", "FACT", "TRUE_FALSE"], "page_images": True}
    stored = request(uploads.put(pages_pdf(pages)), **asked)
    run = run_of(stored)
    run.deadline = Deadline.after(60)
    work = FlashcardGenerator(
        uploads,
        documents,
        models,
        verify_cards=True,
        sets=FakeSets(),
        pictures=PictureCutter(),
        scans=ScanReader(ScanDrawer(), models, 30),
    )
    result = work(run)
    assert result.fields["chunk_count"] > 15
    assert result.attachment
    return json.dumps({**result.fields, **result.body})


def holders(word: str) -> list[str]:
    """What in this process still holds a text with `word`."""
    gc.collect()
    return [
        f"{type(thing).__name__}: {text[:40]}"
        for thing in gc.get_objects()
        for text in _texts(thing)
        if word in text and text != word
    ]


def _texts(thing: object) -> Iterator[str]:
    """The texts that an object holds itself, or through containers that the collector does not track."""
    for held in gc.get_referents(thing):
        if isinstance(held, str):
            yield held
        elif isinstance(held, bytes | bytearray):
            yield held.decode(errors="replace")
        elif isinstance(held, dict | tuple) and not gc.is_tracked(held):
            yield from _texts(held)


def test_two_users_documents_one_after_the_other(
    documents: DocumentReader,
    models: ModelPool[GeminiModel],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    first, second = (f"zq{uuid.uuid4().hex[:10]}" for _ in range(2))

    found_in_first = first in cards_of(documents, models, first)
    assert found_in_first
    assert holders(first) == []

    of_second = cards_of(documents, models, second)
    assert second in of_second
    assert first not in of_second
    del of_second
    assert holders(second) == []

    logged = "\n".join(lines(caplog.records))
    assert first not in logged
    assert second not in logged
    assert list(tmp_path.rglob("*")) == []


def test_the_search_finds_what_is_kept() -> None:
    word = f"zq{uuid.uuid4().hex[:10]}"
    kept = [{"text": f"a sentence with {word} in it"}]
    assert holders(word)
    kept.clear()
    assert holders(word) == []
