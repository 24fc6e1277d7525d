"""A text as a line of tagged words, which patterns are matched against."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from .lexicon import TAGS

# Straight apostrophes and quotation marks; blanks for line breaks. Each character stays one character.
_PLAIN = str.maketrans(
    {
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    }
)
_TOKEN = re.compile(
    r"[A-Za-z]+(?:'[A-Za-z]+)*(?:-[A-Za-z]+(?:'[A-Za-z]+)*)*'?(?![^\W\d_])|\d[\d.,]*(?<![.,])|[^\w\s]|\w+|\n\s*\n"
)
_SENTENCE_ENDS = frozenset(".!?;:")


@dataclass(frozen=True)
class TaggedText:
    """The words and marks of a text, each after one blank, lower case, with the tags of `lexicon.TAGS`.

    `Students live` is ` students_PR live_BL `. A capitalised word inside a sentence is a name and has a `^` before it
    and no tags; a number is `9`; a paragraph's end is `.`.

    Attributes:
        text: the original.
        line: its tokens.
        starts: where each token begins in `line` (its blank).
        spans: where each token stands in `text`.
    """

    text: str
    line: str
    starts: list[int]
    spans: list[tuple[int, int]]

    @classmethod
    def read(cls, text: str) -> "TaggedText":
        """`text`, tagged."""
        starts, spans, pieces = [], [], []
        length = 0
        for tagged, span in _tokens(text.translate(_PLAIN)):
            starts.append(length)
            spans.append(span)
            pieces.append(f" {tagged}")
            length += len(tagged) + 1
        return cls(text, "".join(pieces) + " . ", starts, spans)  # a text may end without a mark

    def find_place(self, start: int, end: int) -> tuple[int, int]:
        """Where the tokens `line[start:end]` stand in the text."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1) - 1
        return self.spans[first][0], self.spans[last][1]


def _tokens(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    at_start = True
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word.isspace():
            tagged = "."
        elif word[0].isdigit():
            tagged = "9"
        elif word[0].isalpha():
            tagged = _tag(word, at_start=at_start)
        else:
            tagged = word
        yield tagged, match.span()
        at_start = tagged in _SENTENCE_ENDS or (at_start and tagged in "\"'([")


def _tag(word: str, *, at_start: bool) -> str:
    if word[0].isupper() and word != "I" and not word.startswith("I'") and not at_start:
        return f"^{word.lower()}"
    lower = word.lower() if len(word.lower()) == len(word) else word
    tags = TAGS.get(lower)
    return f"{lower}_{tags}" if tags else lower
