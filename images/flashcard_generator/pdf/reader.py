"""Reads a document in a process of its own; see `bandup.core.sandbox`, `pdf_process` and `process_client`.

Pages arrive while the process reads on, whatever the caller does meanwhile. Nothing is ever written to a disk, and the
process is gone when the context is left.
"""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from bandup.core.clock import Deadline

from ..sources.kinds import DocumentKind
from .bookmarks import Bookmark
from .exceptions import DocumentRefusedError
from .magic import is_pdf
from .process_client import ProcessClient, start_process


@dataclass(frozen=True)
class Page:
    """The text of one page; of one slide; or of a part of a document that has no pages.

    Attributes:
        number: from 1.
        text: paragraphs, one a line; empty if the page shows none.
        is_scan: whether it shows something, but has no text.
    """

    number: int
    text: str
    is_scan: bool = False


@dataclass
class OpenPdf:
    """A document that is being read. Iterate it once, for its pages in order.

    Attributes:
        kind: what its bytes are.
        page_count: its pages, from 1 to `limits.MAX_PAGES`; slides; or parts of what has no pages.
        undecodable: once the last page was read, the share of its characters that have no meaning in the file.
        too_little: then, the code that it is refused with if its scanned pages are not read.
        title: among its properties, or '', once the last page was read.
        bookmarks: its outline, then.
        large_lines: the same of lines that are set larger than the text.
    """

    kind: DocumentKind
    page_count: int
    _client: ProcessClient = field(repr=False)
    undecodable: float = field(default=0.0, init=False)
    too_little: str | None = field(default=None, init=False)
    title: str = field(default="", init=False, repr=False)
    bookmarks: Sequence[Bookmark] = field(default=(), init=False, repr=False)
    large_lines: Sequence[Bookmark] = field(default=(), init=False, repr=False)

    def __iter__(self) -> Iterator[Page]:
        """The pages, each soon after it was read.

        Raises:
            TerminalError: `no_text`, `too_much_text`, `undecodable_text`, or it is damaged or too complex.
            RetryLaterError: no time was left.
            RuntimeError: the process failed through a fault of ours.
        """
        number = 0
        while isinstance(message := self._client.next_message(), list):
            for text in message:
                number += 1
                yield Page(number, text or "", is_scan=text is None)
        self.undecodable = message["undecodable"]
        self.too_little = message["too_little"]
        self.title = message["title"]
        self.bookmarks = [Bookmark(*each) for each in message["bookmarks"]]
        self.large_lines = [Bookmark(*each) for each in message["large_lines"]]


class PdfReader:
    """Opens documents, one at a time, each in a process that has read no other."""

    def __init__(self) -> None:
        self._waiting: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """Start the process for the next document; it takes a tenth of a second that can be spent waiting."""
        if self._waiting is None:
            self._waiting = start_process()

    @contextmanager
    def open(self, data: bytes, deadline: Deadline, *, any_kind: bool = False) -> Iterator[OpenPdf]:
        """Read `data`; leaving the context ends the reading.

        Args:
            data: the document.
            deadline: of the job.
            any_kind: whether it may be each of `DocumentKind`, or a PDF only.

        Raises:
            TerminalError: a code of `exceptions`, by which the document is refused.
            RetryLaterError: no time was left.
            RuntimeError: the process failed through a fault of ours.
        """
        if not any_kind and not is_pdf(data):
            raise DocumentRefusedError("not_pdf")
        with ProcessClient(self._take_process(), data, deadline) as client:
            kind, first = DocumentKind.PDF, client.next_message()
            if isinstance(first, str):
                kind, first = DocumentKind(first), client.next_message()
            if not any_kind and kind is not DocumentKind.PDF:
                raise DocumentRefusedError("not_pdf")
            yield OpenPdf(kind, first, client)

    def close(self) -> None:
        """End the process that waits, if there is one."""
        waiting, self._waiting = self._waiting, None
        if waiting:
            with waiting:
                waiting.kill()

    def _take_process(self) -> subprocess.Popen[bytes]:
        if self._waiting and self._waiting.poll() is not None:
            self.close()  # it ended before it got its document
        process, self._waiting = self._waiting or start_process(), None
        return process
