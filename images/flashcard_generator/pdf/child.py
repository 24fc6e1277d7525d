"""The process that reads one PDF: it gets the file on standard input, and tells its text on standard output.

It tells lines of JSON: `relay.READY`, the number of pages, lists of the texts of successive pages, and `null`; or,
at any time instead of the next, `{"code": ...}`, see `refusals`.
"""

import json
import os
import resource
import sys
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from bandup.core import sandbox

from .document import Document, RefusedError
from .limits import CHILD_CPU_SECONDS, CHILD_MEMORY_BYTES
from .relay import READY

BATCH_CHARACTERS = 8_000
"""Told at once: two or three pages, so that the first chunk can be embedded soon and few lines are told."""


def main() -> None:
    """Read what comes in, and tell."""
    limit()
    answer = os.fdopen(os.dup(1), "wb")
    # Where a library prints, nothing may end up among the answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    tell(answer, READY)
    for message in _messages(sys.stdin.buffer.read()):
        tell(answer, message)


def limit() -> None:
    """Set both limits on this process.

    Only what takes memory of its own is counted: the address space holds the libraries' files as well. Where an
    allocation fails, MuPDF first empties its caches, and then gives up.
    """
    sandbox.limit(CHILD_CPU_SECONDS, resource.RLIMIT_DATA, CHILD_MEMORY_BYTES)


def tell(answer: BinaryIO, message: Any) -> None:
    """Write one line."""
    answer.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
    answer.flush()


def _messages(data: bytes) -> Iterator[Any]:
    try:
        document = Document(data)
        yield document.page_count
        yield from _batches(document.texts())
        yield None
    except RefusedError as error:
        yield {"code": error.code}
    except MemoryError:
        yield {"code": "pdf_too_complex"}


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    characters = 0
    for text in texts:
        batch.append(text)
        characters += len(text)
        if characters > BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    yield batch


if __name__ == "__main__":
    main()
