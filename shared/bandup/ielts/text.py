"""Words, sentences and paragraphs of an English text, as spans into it."""

import re
from dataclasses import dataclass

_CURLED = "\N{RIGHT SINGLE QUOTATION MARK}"  # as word processors write an apostrophe
# A word may hold an apostrophe or a hyphen; a number may hold separators ("250,000", "3.5").
_WORD = re.compile(rf"[^\W_]+(?:['{_CURLED}\-][^\W_]+|(?<=\d)[.,](?=\d)[^\W_]+)*")
# The lookbehind and the possessive quantifiers keep a long row of dots from costing quadratic time.
_SENTENCE_END = re.compile(rf"(?<![.!?…])[.!?…]++[\"'”{_CURLED})\]]*+(?=\s|$)")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_AFTER_SENTENCE = re.compile(rf"(?<=[.!?…\"”{_CURLED})])[^\S\n]*\n\s*")


@dataclass(frozen=True)
class Span:
    """A piece of a text: `text[start:end]`."""

    start: int
    end: int


def words(text: str) -> list[str]:
    """The words of the text in order, lower case, with a straight apostrophe."""
    return [match.group().replace(_CURLED, "'").casefold() for match in _WORD.finditer(text)]


def word_spans(text: str) -> list[Span]:
    """Where each word stands."""
    return [Span(*match.span()) for match in _WORD.finditer(text)]


def paragraph_spans(text: str) -> list[Span]:
    """Where each paragraph stands.

    A blank line separates paragraphs. In a text without one, a line that ends with a finished sentence does: web
    forms often send paragraphs so, while a hard-wrapped line mostly ends inside a sentence.
    """
    separator = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else _LINE_AFTER_SENTENCE
    return _between(text, separator)


def sentence_spans(text: str) -> list[Span]:
    """Where each sentence stands; a paragraph's end also ends a sentence."""
    spans = []
    for paragraph in paragraph_spans(text):
        start = paragraph.start
        for match in _SENTENCE_END.finditer(text, paragraph.start, paragraph.end):
            spans.append(_trimmed(text, start, match.end()))
            start = match.end()
        spans.append(_trimmed(text, start, paragraph.end))
    return [span for span in spans if _WORD.search(text, span.start, span.end)]


def _between(text: str, separator: re.Pattern[str]) -> list[Span]:
    edges = [0, *(edge for match in separator.finditer(text) for edge in match.span()), len(text)]
    spans = [_trimmed(text, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return [span for span in spans if _WORD.search(text, span.start, span.end)]


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    leading = len(piece) - len(piece.lstrip())
    return Span(start + leading, start + leading + len(piece.strip()))
