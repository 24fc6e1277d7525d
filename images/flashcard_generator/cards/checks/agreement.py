"""Compares a card's answer with what somebody answered who saw the question and the quote only."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bandup.core.folding import fold
from bandup.core.writing_systems import is_spaceless
from bandup.flashcards.options import CardType

from . import bounds, comparison, direction, enumeration, novelty, polarity, signs
from .card import Card
from .formulas import are_other_formulas, are_same_formulas, find_formulas, has_formulas
from .judgement import FALSE, TRUE, read_judgement
from .numbers import find_figures
from .plain import compile_words, read_plain
from .statement import read_yes_or_no

_SHORT = 2
"""Words of an answer that may be all that is asked for, although the other one says more."""

LEAST_SHARED = 0.5
"""Share of the shorter answer's content that both must say."""

_MOST_ADDED = 1
"""Words with content that do no more than carry on what both say."""

_PARTS = re.compile(r"[;,:\u060c\u061b\u3001](?!\d)|\b(?:and|or|und|oder|et|ou|y|o)\b|\s\u0648(?=\w)")


_UNANSWERED = re.compile(
    r"\bnot (?:said|stated|given|mentioned|told|specified|answered)\b|\b(?:steht|wird|ist) (?:hier |dort )?nicht (?:da|gesagt|genannt|erwähnt|angegeben)\b"
    r"|\bn'est pas (?:dite?|indiquée?|précisée?|mentionnée?)\b|\bno se (?:dice|indica|menciona|precisa)\b"
    "|لم (?:يذكر|تذكر)|(?:述べ|書か|示さ)れていない",
    re.IGNORECASE,
)
"""What says that the quote does not answer the question, or not all of it."""


class Verdict(StrEnum):
    """What a second answer says of a card.

    `OTHER_WORDS`: both may be right; one of them says more than the other, or in words of its own.
    """

    AGREES = "agrees"
    OTHER_WORDS = "other_words"
    CONTRADICTS = "contradicts"
    NOT_SAID = "not_said"


@dataclass(frozen=True)
class _Difference:
    """What two answers say beside the question: words with content, and figures as `#value`.

    Attributes:
        shared: what both say.
        quoted: what the card alone says, in words of the quote.
        novel: what the card alone says, in words of its own.
        lacking: what the other one alone says.
        lacking_quoted: what of that is in words of the quote.
    """

    shared: Sequence[str]
    quoted: Sequence[str]
    novel: Sequence[str]
    lacking: Sequence[str]
    lacking_quoted: Sequence[str]

    @classmethod
    def of(cls, card: Card, second: str) -> "_Difference":
        """How a card's answer differs from another one."""
        first, other, asked = _list_said(card.answer), _list_said(second), _list_said(card.question)
        told, told_too = [word for word in first if not _has(asked, word)], [w for w in other if not _has(asked, w)]
        if not told or not told_too:  # a choice: the question has both
            told, told_too = first, other
        own = [word for word in told if not _has(other, word)]
        lacking, quote = [word for word in told_too if not _has(first, word)], _list_said(card.evidence)
        return cls(
            [word for word in told if _has(other, word)],
            [word for word in own if _has(quote, word)],
            [word for word in own if not _has(quote, word)],
            lacking,
            [word for word in lacking if _has(quote, word)],
        )

    @property
    def is_apart(self) -> bool:
        """Whether the two have so little in common that they name different things."""
        own = len(self.quoted) + len(self.novel)
        shorter = len(self.shared) + min(own, len(self.lacking))
        return len(self.shared) < LEAST_SHARED * shorter or not shorter

    @property
    def names_another(self) -> bool:
        """Whether they name different things of the quote, and not one in different words."""
        return len(self.quoted) > len(self.novel) and len(self.lacking_quoted) * 2 > len(self.lacking)

    def is_reworded(self, passage: Sequence[str]) -> bool:
        """Whether the card says the same in words of its own, or more of the quote.

        Either stands where the other one has something else. Words of another place of the passage tell of another thing.

        Args:
            passage: the words of the passage.
        """
        own = len(self.quoted) + len(self.novel)
        if not self.shared or any(_has(passage, word) for word in self.novel):
            return False
        if not self.lacking:
            return len(self.novel) <= _MOST_ADDED and own <= len(self.shared) + _MOST_ADDED
        is_replaced = bool(self.novel) and len(self.quoted) <= len(self.novel) and len(self.shared) > _MOST_ADDED
        return is_replaced and not self.is_apart and not any(is_spaceless(word[0]) for word in self.novel)


def compare_answers(card: Card, second: str) -> Verdict:
    """Whether both answers say the same: the same facts, in whatever words.

    Args:
        card: a card whose answer is compared.
        second: the other answer, in the words of the quote; blank if the quote answers nothing.
    """
    if not any(map(str.isalnum, second)) or (_UNANSWERED.search(second) and not _UNANSWERED.search(card.answer)):
        return Verdict.NOT_SAID
    if card.type is CardType.TRUE_FALSE:
        judged = read_judgement(second)
        return Verdict.AGREES if judged == card.answer and judged in (TRUE, FALSE) else Verdict.CONTRADICTS
    return _compare_texts(card, second)


def says_more(card: Card, second: str) -> bool:
    """Whether the other answer says something that neither the card's answer nor its question has."""
    return bool(_Difference.of(card, second).lacking)


def _compare_texts(card: Card, second: str) -> Verdict:
    if _is_copy(card.answer, second):
        return Verdict.AGREES
    difference = _Difference.of(card, second)
    judged, judged_too = read_yes_or_no(card.answer), read_yes_or_no(second)
    if _contradicts(card, second) or (judged is not None and judged_too not in (None, judged)):
        return Verdict.CONTRADICTS
    if judged is not None and judged == judged_too and not difference.novel:
        return Verdict.AGREES
    if difference.is_apart and difference.names_another:
        return Verdict.CONTRADICTS
    is_other = difference.is_apart or _says_other(card, second, difference)
    is_same = not is_other or difference.is_reworded(_list_said(card.chunk.text))
    return Verdict.AGREES if is_same and not _may_deny(card, second) else Verdict.OTHER_WORDS


def _is_copy(one: str, other: str) -> bool:
    """Whether two answers are the same but for marks, or one formula however it is set."""
    same = fold(one).strip(".,") == fold(other).strip(".,") and not are_other_formulas(one, other)
    return same or are_same_formulas(one, other)


def _contradicts(card: Card, second: str) -> bool:
    """Whether both cannot be right: they have another figure, formula, letter or ordinal, or the card claims all."""
    said = signs.find_quantities(card.answer) - signs.find_quantities(f"{second} ; {card.question}")
    return (
        _has_other_figures(card, second)
        or not (has_formulas(card.answer, second) or not find_formulas(second))
        or are_other_formulas(card.answer, second)
        or bool(said & signs.find_added(card.answer, card.evidence) - {signs.Quantity.ONLY})
        or _is_other_mark(card, second)
    )


def _may_deny(card: Card, second: str) -> bool:
    """Whether one may say the opposite of the other; other words for the same look like that, too."""
    return (
        (signs.is_certain(card.answer) and not signs.is_certain(f"{second} ; {card.question}"))
        or _gives_others(card.answer, second)
        or _is_swapped(card.answer, second)
        or signs.may_negate(card.answer) != signs.may_negate(second)
        or polarity.is_denied("", card.answer, second)
        or polarity.is_denied("", second, card.answer)
        or comparison.is_turned("", card.answer, second)
        or bounds.is_bound_turned("", card.answer, second)
    )


def _has_other_figures(card: Card, second: str) -> bool:
    """Whether both give figures of which not one is the same."""
    asked = {each.value for each in find_figures(card.question)}
    one, other = ([each for each in find_figures(text) if each.value not in asked] for text in (card.answer, second))
    return bool(one and other) and not any(mine.readings & theirs.readings for mine in one for theirs in other)


def _gives_others(one: str, other: str) -> bool:
    """Whether each of two texts has a figure that the other one has not: `0.06 to 2` and `0.002 to 0.06`."""
    first, second = find_figures(one), find_figures(other)
    return all(
        any(not any(mine.readings & theirs.readings for theirs in others) for mine in figures)
        for figures, others in ((first, second), (second, first))
    )


def _is_other_mark(card: Card, second: str) -> bool:
    """Whether both answers have single letters or ordinals of which none is the same: `Series R` and `Series L`."""
    asked = _list_marks(card.question)
    one, other = _list_marks(card.answer) - asked, _list_marks(second) - asked
    return bool(one and other) and not one & other


def _list_marks(text: str) -> set[str]:
    plain = _SECOND_OF_TIME.sub(" ", read_plain(text))
    return {*_list_letters(text), *(str(at) for at, words in enumerate(_ORDINALS, start=1) if words.search(plain))}


def _list_letters(text: str) -> list[str]:
    return [letter.casefold() for letter in _LETTER.findall(text)]


_LETTER = re.compile(r"(?<![\w'\u2019])(?:[B-HJ-Z]|(?<!^)(?<![.!?] )A)(?![\w'\u2019])")
"""What names a thing: `Series R`, `vitamin C`; small ones are words of some languages, and letters of formulas."""

_SECOND_OF_TIME = re.compile(r"\b(?:an?|per|each|every|half|\d+(?:[.,]\d+)?)[\s-]+second\b")

_ORDINALS = (
    compile_words("first", "erste|erster|erstes|ersten|erstem", "premier|premiere", "primer|primero|primera", "الأول|الأولى", "第一|第1"),
    compile_words("second", "zweite*", "deuxieme|second|seconde", "segundo|segunda", "الثاني|الثانية", "第二|第2"),
    compile_words("third", "dritte*", "troisieme", "tercer|tercero|tercera", "الثالث|الثالثة", "第三|第3"),
    compile_words("fourth", "vierte*", "quatrieme", "cuarto|cuarta", "الرابع|الرابعة", "第四|第4"),
)  # fmt: skip


def _is_swapped(one: str, other: str) -> bool:
    """Whether two texts compare the same words in another order: `rain exceeds snow` and `snow exceeds rain`."""
    first, second = novelty.list_content(one), novelty.list_content(other)
    places = [next((at for at, word in enumerate(second) if _is_same(word, each)), -1) for each in first]
    is_same = len(first) == len(second) and -1 not in places
    return is_same and places != sorted(places) and bool(direction.list_poles(one))


def _says_other(card: Card, second: str, difference: _Difference) -> bool:
    sources = second, card.question, card.evidence
    own = [*difference.quoted, *difference.novel]
    return (
        bool(difference.novel)
        or len(own) > len(difference.shared) + 1
        or bool(difference.lacking and (own or len(difference.shared) > _SHORT))
        or _adds_part(second, card)
        or enumeration.is_half(card.question, card.answer, second)
        or enumeration.has_added(card.answer, *sources)
        or bool(direction.read_signs(card.answer).keys() - direction.read_signs(" ; ".join(sources)).keys())
    )


def _adds_part(second: str, card: Card) -> bool:
    """Whether a part of the other answer says what the card does not: a second answer, or its condition.

    A member of an enumeration is another one although it has words of the question.
    """
    said, there = _list_said(card.answer), _list_said(f"{card.question} {card.answer}")
    parts = [_list_said(part) for part in _PARTS.split(read_plain(second))]
    members = [_list_said(part) for part in enumeration.split_members(second)]
    return any(words and not any(_has(there, word) for word in words) for words in parts) or any(
        not any(_has(said, word) for word in words) and not all(_has(there, word) for word in words)
        for words in members
    )


def _list_said(text: str) -> list[str]:
    figures = (each.value / 100 if each.is_percent else each.value for each in find_figures(text))
    return [*novelty.list_content(text), *_list_letters(text), *(f"#{figure}" for figure in figures)]


def _has(words: Collection[str], word: str) -> bool:
    return any(word == other or (word[0] != "#" and other[0] != "#" and _is_same(word, other)) for other in words)


def _is_same(word: str, other: str) -> bool:
    """Whether two words are forms of one: what follows their common beginning is an ending, and no word of its own."""
    if not novelty.is_form(word, other):
        return False
    common = next(
        (at for at, pair in enumerate(zip(word, other, strict=False)) if pair[0] != pair[1]),
        min(len(word), len(other)),
    )
    return min(len(word), len(other)) - common <= _LONGEST_CHANGE


_LONGEST_CHANGE = 4
"""Letters in which the endings of two forms may differ: `photosynthesis` and `photosynthetic`, but not
`Seitenmor\u00e4ne` and `Seitental`."""
