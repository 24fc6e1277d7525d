"""The process that reads one document: the file comes on standard input, messages go to standard output.

A message is a line of JSON: first `process_client.READY`; the kind of a document that is no PDF; the number of pages;
then lists of the texts of successive pages, null for scanned ones, and last
`{"title": ..., "bookmarks": [[level, title, page], ...], "large_lines": ..., "undecodable": ..., "too_little": ...}`. A
refusal `{"code": ...}` may come in place of any of them, see `exceptions`.
"""

import json
import os
import resource
import sys
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import bandup.core.start
from bandup.core import sandbox

from ..sources.opening import read_source
from ..sources.source_document import SourceDocument
from .exceptions import DocumentRefusedError
from .limits import PROCESS_CPU_SECONDS, PROCESS_MEMORY_BYTES
from .mupdf_document import MuPdfDocument
from .process_client import READY, failure_codes

BATCH_CHARACTERS = 8_000
"""Sent at once: two or three pages, so that the first chunk can be embedded soon and messages are few."""


def main() -> None:
    """Read the document, and send its pages."""
    bandup.core.start.end()
    limit_resources()
    output = os.fdopen(os.dup(1), "wb")
    # Where a library prints, nothing may end up among the messages.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    send(output, READY)
    for message in _read_document(sys.stdin.buffer.read()):
        send(output, message)


def limit_resources() -> None:
    """Set both limits on this process.

    Only what takes memory of its own is counted: the address space holds the libraries' files as well. Where an
    allocation fails, MuPDF first empties its caches, and then gives up.
    """
    sandbox.limit(PROCESS_CPU_SECONDS, resource.RLIMIT_DATA, PROCESS_MEMORY_BYTES)


def send(output: BinaryIO, message: Any) -> None:
    """Write one message."""
    output.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
    output.flush()


def _read_document(data: bytes) -> Iterator[Any]:
    try:
        source = read_source(data)
        if source:
            yield str(source.kind)
        document = SourceDocument(source) if source else MuPdfDocument(data)
        yield document.page_count
        yield from _group_pages(document.texts())
        yield {
            "title": document.title(),
            "bookmarks": document.bookmarks(),
            "large_lines": document.large_lines(),
            "undecodable": document.undecodable(),
            "too_little": document.too_little,
        }
    except DocumentRefusedError as error:
        yield {"code": error.code}
    except MemoryError:
        yield {"code": failure_codes(data).too_complex}


def _group_pages(texts: Iterable[str | None]) -> Iterator[list[str | None]]:
    group: list[str | None] = []
    characters = 0
    for text in texts:
        group.append(text)
        characters += len(text or "")
        if characters > BATCH_CHARACTERS:
            yield group
            group, characters = [], 0
    yield group


if __name__ == "__main__":
    main()
