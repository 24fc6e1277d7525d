"""Whether a figure belongs, in the quote, to what the question asks about, and not to something beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from .alignment import HALVES, list_asked
from .novelty import has_content, is_form, list_content
from .numbers import Number, find_figures, make_countable
from .units import find_kind, find_unit, is_same_unit

_BOUNDARY = re.compile(
    r"[;,:\u060c\u061b\u3001\u3002\uff0c\n](?!\d)|\.(?=\s|$)|\b(?:and|or|but|while|whereas|against|und|oder|aber|wahrend|et|ou|mais|tandis)\b|\s\u0648(?=\w)"
)
_TUPLE = re.compile(r"\(\s*-?[\d.]+(?:\s*,\s*-?[\d.]+)+\s*\)")


@dataclass(frozen=True)
class _Place:
    """A figure of the quote and the words that are its own.

    Attributes:
        value: the figure.
        unit: the word or sign behind it, or ''.
        start: its place.
        near: what stands in its clause.
        half: what stands in its half of the sentence.
    """

    value: Fraction
    unit: str
    start: int
    near: str
    half: str


def is_figure_bound(question: str, answer: str, quote: str) -> bool:
    """Whether the figure of the answer is not that of something else in the quote.

    A sentence that gives two figures says what they share once, at the first, and at each what is its own. So the figure is
    another one's if the question has words from the other's clause only, and none of its own clause or a later other's.
    Answers with several figures, answers that choose what their figure is of, and figures of different units are not judged.
    """
    question, quote = _name_tuples(question), _name_tuples(quote)
    wanted, there, plain = find_figures(answer), find_figures(quote), make_countable(quote)
    asked = {(each.value, find_kind(find_unit(make_countable(question), each))) for each in find_figures(question)}
    mine = [each for each in there if wanted and each.value == wanted[0].value]
    if len({each.value for each in wanted}) != 1 or not mine or wanted[0].value in {value for value, _ in asked}:
        return True
    claimed = find_unit(make_countable(answer), wanted[0])
    others = [
        _find_place(plain, each, there)
        for each in there
        if each.value != wanted[0].value and (each.value, find_kind(find_unit(plain, each))) not in asked
    ]
    words = list_asked(question)
    named = [word for word in list_content(answer) if _has(question, word)]
    places = [_find_place(plain, each, there) for each in mine]
    return any(_names_own(named, place, others) or _is_own(words, claimed, place, others) for place in places)


def _names_own(named: Sequence[str], own: _Place, others: Sequence[_Place]) -> bool:
    return any(_has(own.near, word) and not any(_has(each.near, word) for each in others) for word in named)


def _is_own(words: Sequence[str], claimed: str, own: _Place, others: Sequence[_Place]) -> bool:
    if claimed and own.unit and not is_same_unit(claimed, own.unit):
        return not any(is_same_unit(claimed, each.unit) for each in others)
    rivals = [each for each in others if not own.unit or not each.unit or is_same_unit(own.unit, each.unit)]
    return not any(_belongs_to(words, own, rival) for rival in rivals)


def _belongs_to(words: Sequence[str], own: _Place, rival: _Place) -> bool:
    if rival.near == own.near:
        return False
    if rival.half != own.half:
        own, rival = (replace(each, near=each.half) for each in (own, rival))
    only_there = [word for word in words if _has(rival.near, word) and not _has(own.near, word)]
    only_here = [word for word in words if _has(own.near, word) and not _has(rival.near, word)]
    return bool(only_there) and (rival.start > own.start or not only_here)


def _find_place(plain: str, number: Number, there: Sequence[Number]) -> _Place:
    before = max((each.end for each in there if each.end <= number.start), default=0)
    near = _cut(plain, number, _BOUNDARY)
    if _is_row(plain):
        near = plain[before : number.start]
    return _Place(
        number.value,
        find_unit(plain, number),
        number.start,
        near,
        _cut(plain, number, HALVES),
    )


def _is_row(plain: str) -> bool:
    """Whether the text is a row of names and figures: it has no word that holds a sentence together."""
    words = re.findall(r"[^\W\d_]+", plain)
    return all(has_content(word) for word in words) and not re.search(r"[.;=]\s|=", plain)


def _cut(plain: str, number: Number, boundary: re.Pattern[str]) -> str:
    ends = [found.span() for found in boundary.finditer(plain)]
    start = max((end for _, end in ends if end <= number.start), default=0)
    end = min((begin for begin, _ in ends if begin >= number.end), default=len(plain))
    return plain[start:end]


def _name_tuples(text: str) -> str:
    """The text with a name for each tuple: its figures are no figures of the sentence."""
    return _TUPLE.sub(lambda found: f" {found[0].translate(_LETTERS)}tuple", text)


_LETTERS = str.maketrans("0123456789-\u2212,.", "abcdefghijmmkp", "() ")


def _has(text: str, word: str) -> bool:
    if word[0] == "#":
        return any(f"#{each.value}" == word for each in find_figures(text))
    return any(is_form(word, other) or _is_short_for(other, word) for other in list_content(text))


def _is_short_for(short: str, word: str) -> bool:
    """Whether a word stands for a longer one, as in formulas: `det`, `tr`."""
    return len(short) == _ABBREVIATION and word.startswith(short)


_ABBREVIATION = 3
