"""Reads a document: its passages and, if it is long, their vectors."""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Protocol

from bandup.core.clock import Deadline
from bandup.models.usage import Ledger

from .letters import count_letters
from .pdf.bookmarks import Bookmark
from .pdf.chunks import Chunk, Chunker
from .pdf.exceptions import DocumentRefusedError
from .pdf.limits import count_enough_letters
from .pdf.reader import Page
from .progress import Progress
from .retrieval.document_text import DocumentText
from .retrieval.embedding import Embedder, Embeddings
from .retrieval.vector_index import Vectors
from .scans.scan_reader import ScanReadings
from .sources.kinds import DocumentKind


class PageStream(Protocol):
    """A document that is being read, see `pdf.reader.OpenPdf`."""

    @property
    def kind(self) -> DocumentKind:
        """What it is."""
        ...

    @property
    def page_count(self) -> int:
        """How many pages it has."""
        ...

    @property
    def undecodable(self) -> float:
        """The share of its characters that have no meaning in the file, once the last page was read."""
        ...

    @property
    def too_little(self) -> str | None:
        """The code that it is refused with if its scanned pages are not read, once the last page was read."""
        ...

    @property
    def title(self) -> str:
        """Among its properties, once the last page was read."""
        ...

    @property
    def bookmarks(self) -> Sequence[Bookmark]:
        """Its outline, once the last page was read."""
        ...

    @property
    def large_lines(self) -> Sequence[Bookmark]:
        """Lines that are set larger than the text, once the last page was read."""
        ...

    def __iter__(self) -> Iterator[Page]:
        """Its pages, as they are read."""
        ...


class PageReader(Protocol):
    """Opens documents, see `pdf.reader.PdfReader`."""

    def prepare(self) -> None:
        """See `PdfReader.prepare`."""
        ...

    def open(self, data: bytes, deadline: Deadline, *, any_kind: bool = False) -> AbstractContextManager[PageStream]:
        """See `PdfReader.open`."""
        ...


@dataclass(frozen=True)
class Document:
    """What was read of a document.

    Attributes:
        document_id: the SHA-256 of the file in hexadecimal digits: the same file is the same document.
        kind: what it is.
        title: among its properties, or ''.
        page_count: its pages or slides, blank ones included; of what has none, the parts that it was read in.
        undecodable: the share of its characters that have no meaning in the file.
        text: its passages, and what was found in them.
        vectors: one row for each passage, or None for a document too short to need them.
        read_pages: the scanned pages that a model read and found text on, in order.
        unread_pages: the scanned pages that nobody read.
        reading_seconds: until the last page was read; vectors were fetched meanwhile.
        embedding_seconds: for what vectors were still to come then.
    """

    document_id: str
    kind: DocumentKind
    title: str = field(repr=False)
    page_count: int
    undecodable: float
    text: DocumentText = field(repr=False)
    vectors: Vectors | None = field(repr=False)
    read_pages: Sequence[int]
    unread_pages: Sequence[int]
    reading_seconds: float
    embedding_seconds: float

    @property
    def chunks(self) -> Sequence[Chunk]:
        """Its passages in order; at least one."""
        return self.text.chunks


@dataclass(frozen=True)
class DocumentReader:
    """Reads documents.

    Attributes:
        pdf_reader: opens documents.
        embedder: makes vectors.
        chunk_size: characters of a passage.
        chunk_overlap: characters that a passage repeats of the one before.
    """

    pdf_reader: PageReader
    embedder: Embedder
    chunk_size: int
    chunk_overlap: int

    def prepare(self) -> None:
        """Start what the next document needs, while there is something else to wait for."""
        self.pdf_reader.prepare()

    def read(
        self,
        data: bytes,
        deadline: Deadline,
        ledger: Ledger,
        progress: Progress,
        read_scans: Callable[[Sequence[int]], ScanReadings],
        *,
        any_kind: bool = False,
    ) -> Document:
        """Read a document; while its pages come in, the vectors of the passages before are fetched.

        From the first scanned page on, passages wait until a model has read the scanned ones.

        Args:
            data: its bytes.
            deadline: of the job.
            ledger: gets each paid call.
            progress: is told of the stages.
            read_scans: reads scanned pages, by their numbers; it is called with one at least. Only PDFs have any.
            any_kind: whether it may be each kind that is read, or a PDF only.

        Raises:
            WorkError: as `pdf.reader.PdfReader.open`, `retrieval.embedding.Embeddings` and `read_scans` do.
        """
        started = time.monotonic()
        chunker = Chunker(self.chunk_size, self.chunk_overlap)
        chunks: list[Chunk] = []
        with Embeddings(self.embedder, deadline, ledger) as embeddings:

            def take(found: Sequence[Chunk]) -> None:
                for chunk in found:
                    chunks.append(chunk)
                    embeddings.add(chunk)

            with self.pdf_reader.open(data, deadline, any_kind=any_kind) as pdf:
                kind, page_count = pdf.kind, pdf.page_count
                progress("parsing", 0, page_count, kind.unit)
                waiting: list[Page] = []
                letters, enough = 0, count_enough_letters(page_count)
                for page in pdf:
                    if waiting or page.is_scan:
                        waiting.append(page)
                    else:
                        if letters < enough:  # of a hundred pages that have text, the first ones do
                            letters += count_letters(page.text)
                        take(chunker.feed(page))
                    progress("parsing", page.number, page_count, kind.unit)
                undecodable = pdf.undecodable
                title, bookmarks, large_lines = pdf.title, pdf.bookmarks, pdf.large_lines
                too_little = pdf.too_little
            scans = [page.number for page in waiting if page.is_scan]
            readings = read_scans(scans) if scans else ScanReadings()
            texts = [readings.texts.get(page.number, page.text) for page in waiting]
            if too_little:
                letters += sum(map(count_letters, texts))
                if letters < count_enough_letters(page_count - len(readings.unread)):
                    raise readings.failure or DocumentRefusedError(too_little)
            for page, words in zip(waiting, texts, strict=True):
                take(chunker.feed(replace(page, text=words)))
            take(chunker.finish())
            read = time.monotonic()
            text = DocumentText.of(chunks, bookmarks, large_lines)
            self.prepare()  # for the next job, while this one waits for vectors
            vectors = embeddings.collect(lambda done, total: progress("embedding", done, total))
        embedded = time.monotonic()
        return Document(
            document_id=hashlib.sha256(data).hexdigest(),
            kind=kind,
            title=title,
            page_count=page_count,
            undecodable=undecodable,
            text=text,
            vectors=vectors,
            read_pages=[number for number in scans if readings.texts.get(number)],
            unread_pages=readings.unread,
            reading_seconds=read - started,
            embedding_seconds=embedded - read,
        )
