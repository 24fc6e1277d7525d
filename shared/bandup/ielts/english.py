"""English text: its words, sentences and paragraphs, and whether a text is English at all.

Words are split here for measures of vocabulary and style; `bandup.ielts.length` counts them by the rules of the test.
English is recognised by its function words, which learners of every level spell right. Harper's own test counts words
that its dictionary has, and takes a beginner's misspelt English for another language.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

_CURLED = "\N{RIGHT SINGLE QUOTATION MARK}"  # as word processors write an apostrophe
_LINE_END_HYPHEN = r"-[^\S\n]*+\n[^\S\n]*+"
# A word may hold an apostrophe or a hyphen, also at a line's end, as scanned texts do ("environ-\nment"); a number may
# hold separators ("250,000", "3.5").
_WORD = re.compile(
    rf"[^\W_]+(?:(?:['{_CURLED}\-]|(?<=[^\W\d_]){_LINE_END_HYPHEN}(?=[^\W\d_]))[^\W_]+|(?<=\d)[.,](?=\d)[^\W_]+)*"
)
WORD_BREAK = re.compile(rf"(?<=[^\W\d_]){_LINE_END_HYPHEN}(?=[^\W\d_])")
"""The hyphen and the line's end that divide one word; without them the word is whole."""
# The lookbehind and the possessive quantifiers keep a long row of dots from costing quadratic time.
_SENTENCE_END = re.compile(rf"(?<![.!?…])[.!?…]++[\"'”{_CURLED})\]]*+(?=\s|$)")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_AFTER_SENTENCE = re.compile(rf"(?<=[.!?…\"”{_CURLED})])[^\S\n]*\n\s*")


@dataclass(frozen=True)
class Span:
    """A piece of a text: `text[start:end]`."""

    start: int
    end: int


def split_words(text: str) -> list[str]:
    """The words of the text in order, lower case, with a straight apostrophe and joined where a line broke them."""
    words = _WORD.findall(text)
    return [(WORD_BREAK.sub("", word) if "\n" in word else word).replace(_CURLED, "'").casefold() for word in words]


def find_words(text: str) -> list[Span]:
    """Where each word stands."""
    return [Span(*match.span()) for match in _WORD.finditer(text)]


def find_paragraphs(text: str) -> list[Span]:
    """Where each paragraph stands.

    A blank line separates paragraphs. In a text without one, a line that ends with a finished sentence does: web
    forms often send paragraphs so, while a hard-wrapped line mostly ends inside a sentence.
    """
    separator = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else _LINE_AFTER_SENTENCE
    return _split_spans(text, separator)


def find_sentences(text: str) -> list[Span]:
    """Where each sentence stands; a paragraph's end also ends a sentence."""
    spans = []
    for paragraph in find_paragraphs(text):
        start = paragraph.start
        for match in _SENTENCE_END.finditer(text, paragraph.start, paragraph.end):
            spans.append(_trim(text, start, match.end()))
            start = match.end()
        spans.append(_trim(text, start, paragraph.end))
    return [span for span in spans if _WORD.search(text, span.start, span.end)]


def measure_sentences(text: str) -> list[int]:
    """How many words each sentence has."""
    return [len(split_words(text[span.start : span.end])) for span in find_sentences(text)]


def _split_spans(text: str, separator: re.Pattern[str]) -> list[Span]:
    edges = [0, *(edge for match in separator.finditer(text) for edge in match.span()), len(text)]
    spans = [_trim(text, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return [span for span in spans if _WORD.search(text, span.start, span.end)]


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    leading = len(piece) - len(piece.lstrip())
    return Span(start + leading, start + leading + len(piece.strip()))


FUNCTION_WORDS = frozenset(
    (
        "a", "about", "all", "also", "although", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been",
        "before", "but", "by", "can", "could", "did", "do", "does", "each", "every", "few", "for", "from", "had", "has",
        "have", "he", "her", "him", "his", "how", "however", "i", "if", "in", "into", "is", "it", "its", "less", "many",
        "may", "me", "might", "more", "most", "much", "must", "my", "no", "not", "of", "on", "one", "only", "or",
        "other", "others", "our", "out", "over", "own", "people", "rather", "she", "should", "so", "some", "such",
        "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "too", "up",
        "very", "was", "we", "were", "what", "when", "where", "whether", "which", "while", "who", "will", "with",
        "would", "you", "your",
    )
)  # fmt: skip
"""The words that hold every English text together: about half of any English prose."""


NOT_ONLY_ENGLISH = frozenset(
    (
        "a", "am", "an", "as", "do", "had", "he", "her", "him", "i", "if", "in", "into", "is", "its", "me", "my", "no",
        "of", "on", "or", "over", "so", "to", "too", "up", "was", "we", "will",
    )
)  # fmt: skip
"""Function words that also are words of other languages in Latin script, such as Dutch `we`, Polish `to`, Spanish `no`.
"""

UNMISTAKABLE = FUNCTION_WORDS - NOT_ONLY_ENGLISH

LEAST_SHARE = 0.05
"""Share of unmistakable function words from which a text reads as English. Essays of every level have 0.24 to 0.40,
running text in German, Dutch, Polish, Romanian, French, Spanish, Portuguese, Italian, Turkish, Vietnamese, Indonesian
and romanised Hindi 0 to 0.02, and a learner's note without any grammar (`car bad, people angry`) 0.07."""


ENOUGH_WORDS = 21
"""Fewer words show too little: `No smoking here` has no function word."""


def measure_function_words(tokens: Sequence[str]) -> float:
    """Share (0 to 1) of the words that are English function words; 0 for a text without words.

    Args:
        tokens: the words of a text in lower case, see `split_words`.
    """
    return _share(tokens, FUNCTION_WORDS)


def is_english(text: str) -> bool:
    """Whether the text reads as English, at least in part; a mixed text does.

    Most letters must be Latin ones and, in a text of some length, enough words must be unmistakably English. What has
    no letters is taken for English.
    """
    letters = {character: count for character, count in Counter(text).items() if character.isalpha()}
    if sum(count for letter, count in letters.items() if _is_latin(letter)) * 2 < sum(letters.values()):
        return False
    tokens = split_words(text)
    return len(tokens) < ENOUGH_WORDS or _share(tokens, UNMISTAKABLE) >= LEAST_SHARE


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")


def _share(tokens: Sequence[str], among: Set[str]) -> float:
    return sum(token in among for token in tokens) / len(tokens) if tokens else 0.0
