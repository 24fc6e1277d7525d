"""Plain text: paragraphs, whose lines may have been cut at some width."""

import re
from collections.abc import Iterator

from ..pdf.hyphens import Vocabulary
from ..pdf.page_text import Block, clean_blocks, join_blocks
from .composer import Composer, Source
from .kinds import DocumentKind

_WIDEST = 120
"""Characters of the longest line of a paragraph whose lines were cut. With a longer one each line is a paragraph."""

_BREAK = re.compile(r"\n[ \t]*\n|\f")


def read_plain(text: str) -> Source:
    """The document.

    Raises:
        DocumentRefusedError: `too_much_text` or `no_text`.
    """
    composer = Composer(DocumentKind.TEXT)
    vocabulary = Vocabulary()
    for block in _read_blocks(text):
        lines = [line for each in clean_blocks([Block(0.0, block)]) for line in each.lines]
        vocabulary.add(lines)
        if max(map(len, lines), default=0) > _WIDEST:
            joined = lines
        else:
            joined = join_blocks([Block(0.0, lines)], vocabulary).split("\n")
        for line in joined:
            composer.add_line(line)
    return composer.finish()


def _read_blocks(text: str) -> Iterator[list[str]]:
    start = 0
    for found in _BREAK.finditer(text):
        yield text[start : found.start()].split("\n")
        start = found.end()
    yield text[start:].split("\n")
