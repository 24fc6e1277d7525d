"""What the generator works with, given by a test."""

import json
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from bandup.core.clock import Deadline
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job
from bandup.jobs.worker import Run
from bandup.models.port import JsonModel, Prompt
from bandup.models.titan import DIMENSIONS
from bandup.models.usage import Ledger, Usage
from bandup.storage.uploads import StoredUpload, UploadType
from flashcard_generator.document_reader import DocumentReader
from flashcard_generator.generate import FlashcardGenerator, PictureMaker
from flashcard_generator.pdf.bookmarks import Bookmark
from flashcard_generator.pdf.pictures import Picture, Wanted
from flashcard_generator.pdf.reader import Page
from flashcard_generator.scans.scan_reader import ScanReader
from flashcard_generator.sources.kinds import DocumentKind
from ops.local_stage.model_server.card_prompt import read_card_prompt
from ops.local_stage.model_server.card_reader import read_cards
from ops.local_stage.model_server.card_writer import write

T = TypeVar("T")

SCAN = "\N{OBJECT REPLACEMENT CHARACTER}"
"""The whole text of a page that is a picture only."""

Say = Callable[[str], Any]
"""From the text of a request to the model's answer; raises what the model raises."""


def offline(text: str) -> Any:
    """What the model server's card writer says, and its reader."""
    return read_cards(text) if text.startswith("<card ") else write(read_card_prompt(text))


@dataclass
class FakeModels:
    """Models that give the answers of a test, keep what they were asked, and count how many are used at once."""

    says: Say = offline
    asked: list[Prompt] = field(default_factory=list)
    prepared: int = 0
    busy: int = 0
    most_busy: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def prepare(self) -> None:
        self.prepared += 1

    @contextmanager
    def borrow(self) -> Iterator[JsonModel]:
        with self._lock:
            self.busy += 1
            self.most_busy = max(self.most_busy, self.busy)
        try:
            yield self
        finally:
            with self._lock:
                self.busy -= 1

    def generate_json(
        self,
        prompt: Prompt,
        schema: Mapping[str, Any],
        validate: Callable[[Any], T],
        *,
        deadline: Deadline,
        ledger: Ledger,
    ) -> T:
        assert schema["properties"].keys() & {"cards", "answers", "pages"}
        assert deadline.budget() > 0
        self.asked.append(prompt)
        ledger.add(Usage("writer-7", 10, 5, Decimal("0.001")))
        return validate(json.loads(json.dumps(self.says(str(prompt.parts[0])))))


class HashEmbedder:
    """An embedder without a provider."""

    def embed(self, text: str, *, deadline: Deadline, ledger: Ledger) -> list[float]:
        assert deadline.budget() > 0
        ledger.add(Usage("titan", len(text) // 4, 0, Decimal("0.00001")))
        vector = [0.0] * DIMENSIONS
        for word in text.casefold().split():
            vector[zlib.crc32(word.encode()) % DIMENSIONS] += 1.0
        length = sum(number * number for number in vector) ** 0.5
        return [number / length for number in vector]


@dataclass(frozen=True)
class FakePdfReader:
    """A reader of documents that are nothing but texts with a form feed between pages."""

    title: str = ""
    bookmarks: Sequence[Bookmark] = ()
    kind: DocumentKind = DocumentKind.PDF

    def prepare(self) -> None:
        """Nothing to start."""

    @contextmanager
    def open(self, data: bytes, deadline: Deadline, *, any_kind: bool = False) -> Iterator["FakePdf"]:
        assert deadline.seconds_left() > 0
        assert any_kind or self.kind is DocumentKind.PDF
        yield FakePdf(data.decode().split("\f"), self.title, self.bookmarks, kind=self.kind)


@dataclass(frozen=True)
class FakePdf:
    texts: Sequence[str]
    title: str = ""
    bookmarks: Sequence[Bookmark] = ()
    large_lines: Sequence[Bookmark] = ()
    kind: DocumentKind = DocumentKind.PDF

    @property
    def too_little(self) -> str | None:
        return None if sum(map(str.isalpha, "".join(self.texts).replace(SCAN, ""))) >= 20 else "no_text"

    @property
    def page_count(self) -> int:
        return len(self.texts)

    @property
    def undecodable(self) -> float:
        text = "".join(self.texts)
        return text.count("\N{REPLACEMENT CHARACTER}") / len(text)

    def __iter__(self) -> Iterator[Page]:
        return (
            Page(number, "" if text == SCAN else text, is_scan=text == SCAN)
            for number, text in enumerate(self.texts, start=1)
        )


@dataclass
class FakeDrawer:
    """A picture of each page that says which it is; keeps which were wanted."""

    wanted: list[int] = field(default_factory=list)
    undrawable: int = 0

    def draw(self, data: bytes, numbers: Sequence[int], deadline: Deadline) -> dict[int, bytes]:
        assert data
        assert deadline.budget() > 0
        self.wanted += numbers
        return {number: b"picture of %d" % number for number in numbers if number != self.undrawable}


@dataclass
class FakePictures:
    """A picture for each quote, but for those with one word; keeps what was wanted."""

    unplaced: str = "\0"
    wanted: list[Wanted] = field(default_factory=list)

    def cut(self, data: bytes, wanted: Sequence[Wanted], deadline: Deadline) -> list[Picture | None]:
        assert data
        assert deadline.budget() > 0
        self.wanted += wanted
        return [None if self.unplaced in quote else Picture(f"{page} {quote}".encode()) for page, quote in wanted]


@dataclass
class FakeUploads:
    """Uploads by key."""

    files: dict[str, bytes] = field(default_factory=dict)

    def put(self, data: bytes, upload_type: UploadType = UploadType.FLASHCARD_PDF) -> dict[str, Any]:
        """Keep a file, and give what a stored request says of it."""
        key = f"uploads/{upload_type}/u/{len(self.files)}"
        self.files[key] = data
        return StoredUpload(upload_type, "documents", key, "v1", len(data), "application/pdf").as_request()

    def filename(self, upload: StoredUpload) -> str:
        return f"{upload.key.rpartition('/')[2]} notes of a course.pdf"

    def read(self, upload: StoredUpload, max_bytes: int) -> bytes:
        assert upload.size <= max_bytes
        return self.files[upload.key]


@dataclass
class FakeSets:
    """Stored sets by id, all of one owner."""

    stored: dict[str, dict[str, Any]] = field(default_factory=dict)

    def get_owned(self, result_id: str, user_id: str) -> dict[str, Any] | None:
        assert user_id == "u"
        return self.stored.get(result_id)


def run_of(request: Mapping[str, Any], stages: list[str] | None = None) -> Run:
    job = Job(
        job_id="j", user_id="u", kind=Kind.FLASHCARD, request=request, request_hash="h", correlation_id="c",
        created_at=1, updated_at=1,
    )  # fmt: skip
    reported = stages if stages is not None else []

    def report(stage: str, done: int, total: int) -> None:
        assert 0 <= done <= total
        reported.append(stage)

    return Run(job=job, deadline=Deadline.after(120), report=report)


def request(upload: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """A job's stored request."""
    return {
        "upload": upload,
        "num_cards": 5,
        "difficulty": "MEDIUM",
        "question_types": ["DEFINITION", "CLOZE", "FACT", "COMPREHENSION", "TRUE_FALSE", "VOCABULARY"],
    } | changes


def generator(
    models: FakeModels,
    uploads: FakeUploads,
    reader: FakePdfReader | None = None,
    *,
    size: int = 400,
    overlap: int = 40,
    verify: bool = False,
    sets: "FakeSets | None" = None,
    pictures: PictureMaker | None = None,
    drawer: FakeDrawer | None = None,
    ocr_pages: int = 30,
) -> FlashcardGenerator:
    documents = DocumentReader(reader or FakePdfReader(), HashEmbedder(), size, overlap)
    scans = ScanReader(drawer or FakeDrawer(), models, ocr_pages)
    made = (sets or FakeSets(), pictures or FakePictures(), scans)
    return FlashcardGenerator(uploads, documents, models, verify, *made)
