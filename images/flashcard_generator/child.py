"""The process that reads one PDF: it gets the file on standard input, and tells its text on standard output.

It tells lines of JSON: `pdf_relay.READY`, the number of pages, lists of the texts of successive pages, and `null`; or,
at any time instead of the next, `{"code": ...}`, see `refusals`.
"""

import json
import os
import resource
import sys
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import pymupdf

from bandup import confined

from .limits import (
    CHILD_CPU_SECONDS,
    CHILD_MEMORY_BYTES,
    MAX_CHARACTERS,
    MAX_PAGES,
    MIN_LETTERS,
    MIN_LETTERS_PER_PAGE,
)
from .pdf_relay import READY
from .pdf_text import flowing

BATCH_CHARACTERS = 8_000
"""Told at once: two or three pages, so that the first chunk can be embedded soon and a pipe is not woken for each."""


class RefusedError(Exception):
    """The document is refused, with this code."""


def read(data: bytes) -> Iterator[Any]:
    """What is to be told of a document."""
    try:
        document = pymupdf.open(stream=data, filetype="pdf")
    except pymupdf.FileDataError as error:
        raise RefusedError("corrupt_pdf") from error
    if not document.is_pdf:
        raise RefusedError("not_pdf")
    if document.needs_pass:
        raise RefusedError("encrypted_pdf")
    if not document.page_count:
        raise RefusedError("no_pages")
    if document.page_count > MAX_PAGES:
        raise RefusedError("too_many_pages")
    yield document.page_count
    yield from _batches(_texts(document))
    yield None


def _texts(document: pymupdf.Document) -> Iterator[str]:
    characters = letters = 0
    for number in range(document.page_count):
        blocks = document.load_page(number).get_text("blocks", flags=0)
        text = flowing(block[4] for block in blocks)
        characters += len(text)
        if characters > MAX_CHARACTERS:
            raise RefusedError("too_much_text")
        letters += sum(map(str.isalpha, text))
        yield text
    if letters < max(MIN_LETTERS, MIN_LETTERS_PER_PAGE * document.page_count):
        raise RefusedError("no_text")


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if sum(map(len, batch)) > BATCH_CHARACTERS:
            yield batch
            batch = []
    yield batch


def tell(answer: BinaryIO, message: Any) -> None:
    """Write one line."""
    answer.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
    answer.flush()


def main() -> None:
    """Read what comes in, and tell."""
    confined.limit(CHILD_CPU_SECONDS, resource.RLIMIT_DATA, CHILD_MEMORY_BYTES)
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # where the library prints, nothing may end up among the answers
    tell(answer, READY)
    try:
        for message in read(sys.stdin.buffer.read()):
            tell(answer, message)
    except RefusedError as error:
        tell(answer, {"code": str(error)})
    except MemoryError:
        tell(answer, {"code": "pdf_too_complex"})


if __name__ == "__main__":
    main()
