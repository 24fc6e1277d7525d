"""From a flashcard job to its set of cards."""

import time
from dataclasses import dataclass
from typing import Protocol

from bandup.jobs.results import Result
from bandup.jobs.worker import Run
from bandup.storage.upload_rules import RULES
from bandup.storage.uploads import StoredUpload, UploadType

from . import result
from .cards.writing import CardWriting, Models
from .material import Desk
from .progress import Progress
from .request import CardRequest
from .retrieval.choosing import choose

MAX_BYTES = RULES[UploadType.FLASHCARD_PDF].max_bytes


class Documents(Protocol):
    """Where uploaded documents lie."""

    def read(self, upload: StoredUpload, max_bytes: int) -> bytes:
        """See `bandup.storage.uploads.Uploads.read`."""
        ...


class Writers(Models, Protocol):
    """Models that are built while the document is read."""

    def prepare(self) -> None:
        """See `cards.writers.Writers.prepare`."""
        ...


@dataclass(frozen=True)
class FlashcardGenerator:
    """The work of this function, see `bandup.jobs.worker.Work`. It keeps nothing of a document after its job.

    Attributes:
        documents: where to read the PDF.
        desk: takes its text apart.
        writers: who writes the cards.
    """

    documents: Documents
    desk: Desk
    writers: Writers

    def __call__(self, run: Run) -> Result:
        """Make the cards. Whatever is wrong with the document is found before a model writes.

        Raises:
            WorkError: as `Documents.read`, `material.Desk.read` and `cards.writing.CardWriting.write` do.
        """
        started = time.monotonic()
        request = CardRequest.of(run.job.request)
        progress = Progress(run.report)
        self.desk.prepare()
        data = self.documents.read(request.upload, MAX_BYTES)
        self.writers.prepare()
        material = self.desk.read(data, run.deadline, run.ledger, progress)
        del data  # up to 50 MB that the rest of the run has no use for
        choosing = time.monotonic()
        selection = choose(material.outline, material.vectors, request.num_cards)
        writing = time.monotonic()
        written = CardWriting(
            models=self.writers,
            request=request,
            deadline=run.deadline,
            ledger=run.ledger,
            report=lambda done, total: progress("writing cards", done, total),
        ).write(selection.chunks, selection.usable)
        ended = time.monotonic()
        seconds = {
            "parsing": material.reading_seconds,
            "embedding": material.embedding_seconds,
            "choosing": writing - choosing,
            "writing": ended - writing,
            "total": ended - started,
        }
        return result.of_set(request, material, selection, written, ledger=run.ledger, seconds=seconds)
