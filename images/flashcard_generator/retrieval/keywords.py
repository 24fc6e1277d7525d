"""The words that a document is about, in any script."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from bandup.ielts.english import FUNCTION_WORDS

KEYWORDS = 10
"""How many are named in a result."""

MIN_PASSAGES = 24
"""A short document is cut into so many passages, to see whether a word is in most of them or only in some."""

_WORD = re.compile(r"[\w\u0300-\u036f\u064b-\u065f\u0900-\u109f\u1780-\u17ff]{3,}")
"""Letters, digits and the marks that belong to letters. Python counts the vowel signs of Indic and South-East Asian
scripts as no part of a word, so their blocks are named. Words of one or two letters are rarely about something."""

_NO_KEYWORD = re.compile(r"[\d_]")
"""Numbers and names of variables are not what a document is about."""

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{2,}")
"""Runs of Chinese and Japanese, which are written without spaces: their pairs of signs stand for words."""


_MOST_PASSAGES = 0.65
"""A word in a larger share of the passages is one that the language needs anywhere: an article, a pronoun."""

_LONG = 7
"""Letters. In most languages the words that hold a sentence together are shorter than those that it is about; beyond
this a longer word is no better."""

_REST_OF_WORD = 30


def find_keywords(texts: Sequence[str], limit: int = KEYWORDS) -> tuple[str, ...]:
    """The words that occur often, but only in some passages, best first; long words before short ones.

    That, and not a list per language, keeps out the words that any text has. In a few pages it does not keep out all of
    them, so those of English are known.

    Args:
        texts: the document's passages in order; overlaps do not matter.
        limit: how many words at most.
    """
    passages = _cut_passages(texts)
    times, spread = Counter[str](), Counter[str]()
    for passage in passages:
        words = split_words(passage)
        times.update(words)
        spread.update(set(words))
    fewest = 2 if len(passages) >= MIN_PASSAGES else 1
    rated = {
        word: count * math.log((len(passages) + 1) / spread[word]) * (min(len(word), _LONG) - 1)
        for word, count in times.items()
        if spread[word] >= fewest and _may_be_keyword(word)
    }
    limited = [word for word in rated if spread[word] <= max(1, _MOST_PASSAGES * len(passages))]
    # A form that is filled in again and again has no other words.
    return tuple(sorted(limited or rated, key=lambda word: (-rated[word], word))[:limit])


def split_words(text: str) -> list[str]:
    """The words of a text in lower case; pairs of signs where words are not spaced."""
    lower = text.lower()
    if lower.isascii() or _UNSPACED.search(lower) is None:
        return _WORD.findall(lower)
    runs: list[str] = _UNSPACED.findall(lower)
    pairs = [run[place : place + 2] for run in runs for place in range(len(run) - 1)]
    return pairs + _WORD.findall(_UNSPACED.sub(" ", lower))


def _may_be_keyword(word: str) -> bool:
    return word not in FUNCTION_WORDS and not _NO_KEYWORD.search(word)


def _cut_passages(texts: Sequence[str]) -> list[str]:
    """The texts, or pieces of them if they are few; none ends within a word."""
    if len(texts) >= MIN_PASSAGES:
        return list(texts)
    length = max(1, math.ceil(sum(map(len, texts)) / MIN_PASSAGES))
    piece = re.compile(rf".{{1,{length}}}\S{{0,{_REST_OF_WORD}}}", re.DOTALL)
    return [found for text in texts for found in piece.findall(text)]
