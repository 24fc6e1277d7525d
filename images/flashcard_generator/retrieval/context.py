"""What stands before a quote: its chapter, and the sentence before it."""

from collections.abc import Sequence

from ..pdf.chunks import SENTENCE_END, Chunk
from .document_text import DocumentText
from .lines import read_lines

MAX_BEFORE = 300
"""Characters of what stands before a quote. More of it is cut off at its beginning."""


def describe_context(text: DocumentText, chunk: Chunk, start: int) -> str | None:
    """The title of the chapter and the sentence before, in the document's own words; None if there is neither.

    Where a quote begins within its sentence, that sentence up to the quote is shown too.

    Args:
        text: the document.
        chunk: the passage that holds the quote, or a part of it.
        start: where the quote begins in the document's text.
    """
    before = _read_before(text.chunks[max(0, chunk.number - 1) : chunk.number + 1], start)
    return " \u2014 ".join(filter(None, [text.chapter_at(start), before])) or None


def _read_before(chunks: Sequence[Chunk], start: int) -> str:
    """The sentence before, of the same paragraph; '' if the quote begins it."""
    line = [line for line in read_lines(chunks) if line.start <= start][-1]
    offset = start - line.start
    ends = [0, *(found.end() for found in SENTENCE_END.finditer(line.text) if found.end() <= offset)]
    begins_sentence = not line.text[ends[-1] : offset].strip()
    begin = ends[-2] if begins_sentence and len(ends) > 1 else ends[-1]
    before = line.text[begin:offset].strip()
    return before if len(before) <= MAX_BEFORE else "\u2026 " + before[-MAX_BEFORE:].partition(" ")[2]
