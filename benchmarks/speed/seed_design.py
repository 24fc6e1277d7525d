"""The design that this system grew from, written anew from its description; it is what the figures compare with.

Each page is cut by itself; all pages are read before the first vector is asked for; similarity is a loop over lists of
floats; a document of more than 15 passages is searched with three questions made of its keywords, three passages each,
one after the other; one request then writes all cards from at most nine passages.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pymupdf

Vector = list[float]
Embed = Callable[[str], Vector]

WORKERS = 10
FEW = 15
REPRESENTATIVES = 10
PER_QUESTION = 3

_WORD = re.compile(r"[^\W\d_]{4,}")
_QUESTIONS = ("definition and explanation of {} and {}", "key concepts about {} {}", "important information on {} {}")


@dataclass(frozen=True)
class Passage:
    """A piece of one page."""

    page: int
    text: str


def passages(pages: Sequence[str], size: int = 3000, overlap: int = 300) -> list[Passage]:
    """Windows over each page by itself; pages without text are passed over."""
    found = []
    for number, text in enumerate(pages, start=1):
        if text.strip():
            starts = range(0, max(1, len(text) - overlap), size - overlap)
            found += [Passage(number, text[start : start + size]) for start in starts]
    return found


def keywords(found: Sequence[Passage], count: int = 20) -> list[str]:
    """The most frequent words of four letters and more."""
    return [
        word for word, _ in Counter(_WORD.findall(" ".join(each.text for each in found).lower())).most_common(count)
    ]


def similarity(one: Vector, other: Vector) -> float:
    """The cosine of two lists of floats."""
    product = one_squared = other_squared = 0.0
    for left, right in zip(one, other, strict=True):
        product += left * right
        one_squared += left * left
        other_squared += right * right
    length = math.sqrt(one_squared) * math.sqrt(other_squared)
    return product / length if length else 0.0


def search(question: Vector, vectors: Sequence[Vector], count: int) -> list[int]:
    """The places of the vectors most like a question's, by comparing with each in turn."""
    rated = [(similarity(question, vector), -place) for place, vector in enumerate(vectors)]
    rated.sort(reverse=True)
    return [-place for _, place in rated[:count]]


def pick_passages(
    found: Sequence[Passage], vectors: Sequence[Vector], words: Sequence[str], embed: Embed
) -> list[Passage]:
    """What the cards are made from."""
    if len(found) <= FEW:
        wanted = min(REPRESENTATIVES, len(found))
        step = max(1, len(found) // wanted)
        return [found[place] for place in range(0, len(found), step)][:wanted]
    picked: dict[int, Passage] = {}
    for number, question in enumerate(_QUESTIONS):
        about = words[2 * number : 2 * number + 2]
        if len(about) == 2:
            for place in search(embed(question.format(*about)), vectors, PER_QUESTION):
                picked[place] = found[place]
    return list(picked.values())


def embed_all(found: Sequence[Passage], embed: Embed) -> list[Vector]:
    """A vector for each passage, ten calls at a time, whether they will be used or not."""
    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(embed, (each.text for each in found)))


def run(pdf: bytes, embed: Embed, write: Callable[[Sequence[Passage]], object]) -> list[Passage]:
    """A whole document, from the file to its cards.

    Returns:
        The passages that the cards were made from.
    """
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        pages = [page.get_text() for page in document]
    found = passages(pages)
    words = keywords(found)
    vectors = embed_all(found, embed)
    picked = pick_passages(found, vectors, words, embed)
    write(picked)
    return picked
