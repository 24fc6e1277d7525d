"""The words that a document is about, in any script."""

import math
import re
from collections import Counter
from collections.abc import Sequence

KEYWORDS = 10
"""How many are named in a result."""

MIN_PASSAGES = 24
"""Into so many passages a short document is cut, so that a word in most of them can be told from one in some."""

_WORD = re.compile(r"[\w\u0300-\u036f\u064b-\u065f\u0900-\u109f\u1780-\u17ff]{3,}")
"""Letters, digits and the marks that belong to letters. Python counts the vowel signs of Indic and South-East Asian
scripts as no part of a word, so their blocks are named. Words of one or two letters are rarely about something."""

_NO_KEYWORD = re.compile(r"[\d_]")
"""Numbers and names of variables are not what a document is about."""

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{2,}")
"""Runs of Chinese and Japanese, which are written without spaces: their pairs of signs stand for words."""


def keywords(texts: Sequence[str], limit: int = KEYWORDS) -> tuple[str, ...]:
    """The words that occur often, but only in some passages, best first.

    A word of most passages is one that the language needs anywhere (an article, a pronoun), so no list of such words
    per language is kept.

    Args:
        texts: the document's passages in order; overlaps do not matter.
        limit: how many words at most.
    """
    passages = _passages(texts)
    times, spread = Counter[str](), Counter[str]()
    for passage in passages:
        said = words(passage)
        times.update(said)
        spread.update(set(said))
    fewest = 2 if len(passages) >= MIN_PASSAGES else 1
    rated = [
        (count * math.log(len(passages) / spread[word]), word)
        for word, count in times.items()
        if fewest <= spread[word] <= len(passages) / 2 and not _NO_KEYWORD.search(word)
    ]
    return tuple(word for _, word in sorted(rated, key=lambda item: (-item[0], item[1]))[:limit])


def words(text: str) -> list[str]:
    """The words of a text in lower case; pairs of signs where words are not spaced."""
    lower = text.lower()
    if lower.isascii() or _UNSPACED.search(lower) is None:
        return _WORD.findall(lower)
    runs: list[str] = _UNSPACED.findall(lower)
    pairs = [run[place : place + 2] for run in runs for place in range(len(run) - 1)]
    return pairs + _WORD.findall(_UNSPACED.sub(" ", lower))


def _passages(texts: Sequence[str]) -> list[str]:
    if len(texts) >= MIN_PASSAGES:
        return list(texts)
    length = max(1, math.ceil(sum(map(len, texts)) / MIN_PASSAGES))
    return [text[start : start + length] for text in texts for start in range(0, len(text), length)]
