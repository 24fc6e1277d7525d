"""From a flashcard job to its set of cards."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bandup.core.clock import Deadline
from bandup.jobs.results import Result
from bandup.jobs.worker import Run
from bandup.models.pool import Models
from bandup.storage.exceptions import UploadNotFoundError
from bandup.storage.upload_rules import RULES
from bandup.storage.uploads import StoredUpload, UploadReader, UploadType

from .cards.card_set_writer import CardSetWriter
from .cards.checks.card import Card
from .document_name import clean_name
from .document_reader import DocumentReader
from .inheritance import Inheritance, StoredSets
from .pdf.pictures import Picture, Wanted, choose_page
from .progress import Progress
from .request import CardRequest
from .result import build_result
from .retrieval.selection import select_passages
from .scans.scan_reader import ScanReader, ScanReadings
from .sources.kinds import DocumentKind


class PdfUploads(UploadReader, Protocol):
    """Reads uploads and their names, as `Uploads` does."""

    def filename(self, upload: StoredUpload) -> str:
        """See `Uploads.filename`."""
        ...


class PictureMaker(Protocol):
    """Cuts pictures out of PDFs, as `PictureCutter` does."""

    def cut(self, data: bytes, wanted: Sequence[Wanted], deadline: Deadline) -> list[Picture | None]:
        """See `PictureCutter.cut`."""
        ...


@dataclass(frozen=True)
class FlashcardGenerator:
    """The work of this function, see `bandup.jobs.worker.Work`. It keeps nothing of a document after its job.

    Attributes:
        uploads: where the document is.
        documents: reads it.
        models: who writes the cards.
        verify_cards: whether cards get a second look.
        sets: where the set is that a new one is made instead of.
        pictures: cuts pictures out of pages.
        scans: reads scanned pages.
    """

    uploads: PdfUploads
    documents: DocumentReader
    models: Models
    verify_cards: bool
    sets: StoredSets
    pictures: PictureMaker
    scans: ScanReader

    def __call__(self, run: Run) -> Result:
        """Make the cards. Whatever is wrong with the document is found before a model writes.

        Raises:
            WorkError: as `UploadReader.read`, `DocumentReader.read` and `CardSetWriter.write` do.
        """
        started = time.monotonic()
        request = CardRequest.parse(run.job.request)
        progress = Progress(run.report)
        self.documents.prepare()
        upload_type = request.upload.upload_type
        data = self.uploads.read(request.upload, RULES[upload_type].max_bytes)
        self.models.prepare()

        def read_scans(numbers: Sequence[int]) -> ScanReadings:
            if request.ocr == "never" or not self.scans.max_pages:
                return ScanReadings(unread=list(numbers))
            return self.scans.read(
                data, numbers, run, lambda done, total: progress("reading scanned pages", done, total)
            )

        any_kind = upload_type is UploadType.FLASHCARD_DOCUMENT
        document = self.documents.read(data, run.deadline, run.ledger, progress, read_scans, any_kind=any_kind)
        shows_pages = request.page_images and document.kind is DocumentKind.PDF
        if not shows_pages:
            data = b""  # up to 50 MB that the rest of the run has no use for
        name = clean_name(document.title) or self._read_filename(request.upload)
        choosing = time.monotonic()
        selection = select_passages(document.text, document.vectors, request.num_cards)
        writing = time.monotonic()
        card_set = CardSetWriter(
            models=self.models,
            request=request,
            deadline=run.deadline,
            ledger=run.ledger,
            verify=self.verify_cards,
            repair=run.may_repair(),
            report=lambda done, total: progress("writing cards", done, total),
        ).write(selection.chunks, selection.usable)
        illustrating = time.monotonic()
        pictures = self._cut_pictures(data, card_set.cards, run.deadline, progress) if shows_pages else {}
        ended = time.monotonic()
        seconds = {
            "parsing": document.reading_seconds,
            "embedding": document.embedding_seconds,
            "choosing": writing - choosing,
            "writing": illustrating - writing,
            **({"pictures": ended - illustrating} if shows_pages else {}),
            "total": ended - started,
        }
        inheritance = Inheritance.find(self.sets, request.replaces, run.job.user_id, card_set)
        card_set = inheritance.keep(card_set)
        result = build_result(
            request, document, name, selection, card_set, pictures=pictures, ledger=run.ledger, seconds=seconds
        )
        return inheritance.hand_down(result)

    def _cut_pictures(
        self, data: bytes, cards: Sequence[Card], deadline: Deadline, progress: Progress
    ) -> dict[int, Picture]:
        """The pictures of the cards whose quotes were placed, by the identities of the cards."""
        progress("cutting pictures", 0, len(cards))
        wanted = [choose_page(card.chunk, card.start, card.end) for card in cards]
        found = self.pictures.cut(data, wanted, deadline)
        return {id(card): picture for card, picture in zip(cards, found, strict=True) if picture}

    def _read_filename(self, upload: StoredUpload) -> str | None:
        try:
            return clean_name(self.uploads.filename(upload))
        except UploadNotFoundError:
            return None  # it was deleted since it was read
