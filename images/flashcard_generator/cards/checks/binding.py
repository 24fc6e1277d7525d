"""Whether an answer belongs, in the quote, to what the question asks about, and not to something beside it."""

import re
from collections.abc import Sequence

from bandup.ielts.english import FUNCTION_WORDS

from . import cause
from .novelty import is_form, list_content
from .numbers import Number, find_figures, make_countable
from .plain import read_plain

_BOUNDARY = re.compile(
    r"[;,:\u060c\u061b\u3001\u3002\uff0c\n](?!\d)|\.(?=\s|$)|\b(?:and|or|but|while|whereas|against|und|oder|aber|wahrend|et|ou|mais|tandis)\b|\s\u0648(?=\w)"
)
_UNIT = re.compile(r"\s*(?:-\s*)?([^\W\d_]+|%|\u00b0)")
_SENTENCE_END = re.compile(r"(?<!\.)\.(?=\s|$)|\u3002")


def is_figure_bound(question: str, answer: str, quote: str) -> bool:
    """Whether the figure of the answer is not that of something else in the quote.

    A sentence that gives two figures says what they share once, at the first, and at each what is its own. So the figure is
    another one's if the question has words from the other's clause only, and none of its own clause or a later other's.
    Answers with several figures, and figures of different units, are not judged.
    """
    wanted, asked = find_figures(answer), {each.value for each in find_figures(question)}
    there = find_figures(quote)
    mine = [each for each in there if wanted and each.value == wanted[0].value]
    if len({each.value for each in wanted}) != 1 or len(mine) != 1 or wanted[0].value in asked:
        return True
    plain = make_countable(quote)
    claimed, own = _unit(make_countable(answer), wanted[0]), _unit(plain, mine[0])
    others = [each for each in there if each.value not in {wanted[0].value, *asked}]
    has_others_unit = any(_is_same_unit(claimed, _unit(plain, each)) for each in others)
    if claimed and own and not _is_same_unit(claimed, own) and has_others_unit:
        return False
    rivals = [each for each in others if not own or not (unit := _unit(plain, each)) or _is_same_unit(own, unit)]
    words = list_content(question)
    clause = _clause(plain, mine[0])
    return not any(_belongs_to(plain, words, clause, mine[0], rival) for rival in rivals)


def _belongs_to(plain: str, words: Sequence[str], clause: str, mine: Number, rival: Number) -> bool:
    other = _clause(plain, rival)
    if other == clause:
        return False
    only_there = [word for word in words if _has(other, word) and not _has(clause, word)]
    only_here = [word for word in words if _has(clause, word) and not _has(other, word)]
    return bool(only_there) and (rival.start > mine.start or not only_here)


def _clause(plain: str, number: Number) -> str:
    ends = [found.span() for found in _BOUNDARY.finditer(plain)]
    start = max((end for _, end in ends if end <= number.start), default=0)
    end = min((begin for begin, _ in ends if begin >= number.end), default=len(plain))
    return plain[start:end]


def _has(clause: str, word: str) -> bool:
    return any(is_form(word, other) for other in list_content(clause))


def _unit(plain: str, number: Number) -> str:
    found = _UNIT.match(plain, number.end)
    if number.is_percent:
        return "%"
    return found[1] if found and found[1] not in FUNCTION_WORDS else ""


def _is_same_unit(one: str, other: str) -> bool:
    return bool(one and other) and (is_form(one, other) or (one[0] == other[0] and min(len(one), len(other)) <= 2))


def is_elsewhere(question: str, answer: str, quote: str) -> bool:
    """Whether the quote has the answer in one sentence, and all that it has of the question in another."""
    if cause.asks_reason(question):
        return False
    sentences = [each for each in _SENTENCE_END.split(read_plain(quote)) if list_content(each)]
    given = list_content(answer)
    if len(sentences) < 2 or not given:
        return False
    shares = [sum(_has(each, word) for word in given) for each in sentences]
    best = max(shares)
    if best < len(given) * 0.6 or shares.count(best) != 1:
        return False
    own = shares.index(best)
    asked = [word for word in list_content(question) if word not in given]
    hits = [sum(_has(each, word) for word in asked) for each in sentences]
    return hits[own] == 0 and max(hits) >= min(2, len(asked)) > 0


def is_half(question: str, answer: str, quote: str) -> bool:
    """Whether the answer is one member of an enumeration of the quote whose others answer the question as well."""
    plain, bare = " ".join(read_plain(quote).split()), read_plain(answer).strip(" .")
    bare = re.sub(r"^(?:in|the|an?|because|by|due to)\s+", "", bare)
    word = r"[^\W_]+(?:[ '-][^\W_]+){0,2}"
    joined = rf"{re.escape(bare)}(?: and | und | et | \u0648| or )({word})(?=[.;,:]|$)|(?:^|[:,] )({word}), {re.escape(bare)}, {word}"
    found = re.search(joined, plain) if len(bare) > 2 else None
    first = bare.split()[0] if bare else ""
    coupled = (
        re.search(
            rf"(?<!between )\b{re.escape(first)} and ([^\W_]+) {re.escape(bare[len(first) :].strip())}(?!\w)", plain
        )
        if " " in bare
        else None
    )
    return any(
        not any(_has(read_plain(question), word) for word in list_content(" ".join(filter(None, each.groups()))))
        for each in (found, coupled)
        if each
    )
