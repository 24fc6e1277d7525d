"""Whether the answer stands in that part of the quote which speaks of what the question asks about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import cause, comparison, direction
from .novelty import is_form, list_content
from .numbers import find_figures
from .plain import read_plain

HALVES = re.compile(
    r"[;\u061b\uff1b\u3002\n]|(?<!\.)\.(?=\s|$)|,?\s\b(?:while|whereas|wahrend|tandis que|alors que|but|aber|mais|sondern)\b"
)
CLAUSES = re.compile(
    r"[;,:\u060c\u061b\u3001\u3002\uff0c\uff1b\n](?!\d)|(?<!\.)\.(?=\s|$)|\b(?:and|but|while|whereas|und|aber|wahrend|et|mais|tandis que)\b|\s\u0648(?=\w)"
)
_LEAST_HELD = 0.6
"""Share of the answer's words from which a part of the quote holds it."""

_COMMON_ENDING = 5
"""Letters at the end that make two words the same kind of thing: `Seitenmor\u00e4ne`, `Mittelmor\u00e4ne`."""


@dataclass(frozen=True)
class _Part:
    """A part of the quote against the question and the answer.

    Attributes:
        first: the word that it begins with.
        words: its words with content.
        asked: which words of the question it has.
        held: how many words of the answer it has.
    """

    first: str
    words: Sequence[str]
    asked: frozenset[str]
    held: int


def is_of_another(question: str, answer: str, quote: str) -> bool:
    """Whether the answer belongs to another thing of the quote, said beside the one that the question asks about.

    Two parts of a quote that say like things of two subjects are alike: they share a word. What they share is said at the
    first. So the answer is the other one's if it stands in the first of two such parts and only the second has the words of the question.
    """
    if cause.asks_reason(question):
        return False
    if _is_of_rival(question, answer, quote):
        return True
    return any(
        _is_misplaced(question, answer, parts) for parts in (split_parts(HALVES, quote), split_parts(CLAUSES, quote))
    )


def _is_of_rival(question: str, answer: str, quote: str) -> bool:
    """Whether, of two things that the question offers, the quote says of the other one what is asked."""
    head, rivals = comparison.read_head(answer), comparison.list_rivals(question, answer)
    named = list_content(f"{head} {' '.join(rivals)}")
    asked = [word for word in list_asked(question) if not has_word(named, word)]
    parts = split_parts(HALVES, quote)
    own = [part for part in parts if _holds(part, head)]
    other = [part for part in parts if part not in own and any(_holds(part, each) for each in rivals)]
    if not own or not other or any(direction.count_opposites(question, part) for part in other):
        return False
    return max(_count(asked, part) for part in other) > max(_count(asked, part) for part in own)


def _holds(part: str, text: str) -> bool:
    words = list_content(text)
    return bool(words) and _count(words, part) == len(words)


def _count(words: Sequence[str], part: str) -> int:
    there = list(list_words(part))
    return sum(has_word(there, word) for word in words)


def split_parts(boundary: re.Pattern[str], quote: str) -> list[str]:
    """The parts of a quote between boundaries, made plain, of which each has a word with content."""
    return [part for part in boundary.split(read_plain(quote)) if part and list_content(part)]


def _is_misplaced(question: str, answer: str, texts: Sequence[str]) -> bool:
    given = list_content(comparison.read_head(answer))
    given = [word for word in given if not has_word(list_content(question), word)] or given
    given = [f"#{each.value}" for each in find_figures(answer)] or given
    others = list_content(" ".join(comparison.list_rivals(question, answer)))
    asked = [word for word in list_asked(question) if not has_word([*given, *others], word)]
    parts = [_read_part(text, asked, given) for text in texts]
    most = max((part.held for part in parts), default=0)
    owners = [at for at, part in enumerate(parts) if part.held == most]
    if not given or len(owners) != 1 or most < _LEAST_HELD * len(given) or len(parts) < _FEWEST:
        return False
    [own] = owners
    beyond = [word for word in list_content(answer) if not has_word(parts[own].words, word)]
    rivals = [
        at
        for at, part in enumerate(parts)
        if part.held < most and part.first not in _REASONS and not any(has_word(part.words, each) for each in beyond)
    ]
    return any(_is_rivals(given, parts[own], parts[at], is_first=own < at) for at in rivals)


_FEWEST = 2
_REASONS = frozenset(("because", "since", "as", "weil", "da", "denn", "car", "parce", "puisque"))


def _is_rivals(given: Sequence[str], own: _Part, rival: _Part, *, is_first: bool) -> bool:
    only_there, only_here = rival.asked - own.asked, own.asked - rival.asked
    if not only_there:
        return False
    if _is_opposed(own, only_there) or (_have_other_figures(own, only_there) and _are_alike(own, rival, given)):
        return True
    return is_first and _are_alike(own, rival, given) and len(only_there) >= len(only_here)


def _is_opposed(own: _Part, asked: frozenset[str]) -> bool:
    """Whether the part denies a word of the question: it speaks of `inelastic` demand, and `elastic` is asked about."""
    return any(direction.has_opposed_prefix(word, other) for word in asked for other in own.words)


def _have_other_figures(own: _Part, only_there: frozenset[str]) -> bool:
    """Whether the question has a figure that only the other part has, and this part has one instead."""
    mine = {word for word in own.words if word[0] == "#"}
    return any(word[0] == "#" for word in only_there) and bool(mine) and not mine & own.asked


def _are_alike(own: _Part, rival: _Part, given: Sequence[str]) -> bool:
    if own.first == rival.first and not list_content(own.first):
        return True
    rest = [word for word in own.words if word not in given]
    return any(has_word(rival.words, word) for word in rest) or any(
        word != other and len(word) > _COMMON_ENDING and word[-_COMMON_ENDING:] == other[-_COMMON_ENDING:]
        for word in given
        for other in rival.words
    )


def _read_part(text: str, asked: Sequence[str], given: Sequence[str]) -> _Part:
    words = list(list_words(text))
    return _Part(
        text.split(maxsplit=1)[0],
        words,
        frozenset(word for word in asked if has_word(words, word)),
        sum(has_word(words, word) for word in given),
    )


def list_asked(question: str) -> list[str]:
    """What a question asks about: its words with content but for those that frame it, and its figures as `#value`."""
    return [word for word in dict.fromkeys(list_words(question)) if word not in _FRAME]


def list_words(text: str) -> Iterator[str]:
    """The words with content, and the figures by their values."""
    yield from list_content(text)
    yield from (f"#{each.value}" for each in find_figures(text))


def has_word(words: Sequence[str], word: str) -> bool:
    """Whether one of the words is a form of this one."""
    return any(word == other or (word[0] != "#" and is_form(word, other)) for other in words)


_FRAME = frozenset(
    (
        "name", "named", "term", "word", "called", "call", "kind", "type", "sort", "value", "number", "share", "part",
        "rate", "degree", "amount", "effect", "affect", "happens", "happen", "mean", "means", "describes", "describe",
        "defined", "define", "known", "example", "role", "main", "name", "heisst", "nennt", "bezeichnet", "appelle",
        "nomme", "designe", "terme", "mot", "wort", "begriff", "art", "يسمى", "تسمى", "اسم",
    )
)  # fmt: skip
"""Words that a question is framed with: they name no thing."""


_SENTENCE_END = re.compile(r"(?<!\.)\.(?=\s|$)|\u3002")


def is_elsewhere(question: str, answer: str, quote: str) -> bool:
    """Whether the quote has the answer in one sentence, and all that it has of the question in another."""
    if cause.asks_reason(question):
        return False
    sentences = [each for each in _SENTENCE_END.split(read_plain(quote)) if list_content(each)]
    given = list_content(answer)
    if len(sentences) < 2 or not given:
        return False
    shares = [sum(_stands_in(each, word) for word in given) for each in sentences]
    best = max(shares)
    if best < len(given) * 0.6 or shares.count(best) != 1:
        return False
    own = shares.index(best)
    asked = [word for word in list_content(question) if word not in given]
    hits = [sum(_stands_in(each, word) for word in asked) for each in sentences]
    return hits[own] == 0 and max(hits) >= min(2, len(asked)) > 0


def _stands_in(text: str, word: str) -> bool:
    return any(is_form(word, other) for other in list_content(text))
