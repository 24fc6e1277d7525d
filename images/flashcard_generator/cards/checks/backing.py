"""Whether the words of an answer stand in its quote or its question, nearly all of them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bandup.core.folding import fold

from . import direction, enumeration, novelty, signs
from .card import Card
from .numbers import find_figures
from .plain import read_plain
from .statement import read_yes_or_no

_MOST_NOVEL = 0.6
"""Share of the answer's words that may stand neither in the quote nor in the question. Good cards reword: `at once` becomes
`immediately`; what is said is told by figures, opposites and small words, and those are compared one by one."""

_MOST_NOVEL_IN_SENTENCE = 0.8
"""The same for an answer that is a sentence: it has more words to say the same in."""

_SENTENCE = 4
"""Words from which an answer is a sentence."""

_PARTS = re.compile(
    r"[;,:\u060c\u061b\u3001](?!\d)|\b(?:and|because|since|as|so|und|weil|da|et|parce que|car|puisque)\b|\s\u0648(?=\w)|\u305f\u3081|\u306e\u3067"
)
_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-Z][\w'-]{2,}")


def has_words(card: Card) -> bool:
    """Whether the answer's words stand in the quote or the question, nearly all of them; for one with a word of theirs."""
    if _is_told(card) or not has_a_word(card):
        return True
    words, novel = novelty.list_content(card.answer), _find_novel(card)
    told = len(words) + len(find_figures(card.answer))
    is_sentence = len(card.answer.split()) >= _SENTENCE
    most = _MOST_NOVEL_IN_SENTENCE if is_sentence else _MOST_NOVEL
    says_pole = bool(direction.read_signs(card.answer))
    return not (told and len(novel) > most * told and (told > 1 or not is_sentence or not says_pole))


def has_a_word(card: Card) -> bool:
    """Whether the answer has a word or a figure of the quote or the question at all, or a word of measure."""
    if _is_told(card):
        return True
    words = novelty.list_content(card.answer)
    return bool(find_figures(card.answer)) or not words or len(_find_novel(card)) < len(words)


def is_from_quote(card: Card) -> bool:
    """Whether the answer is taken from the quote, and not from another place of the passage word for word."""
    if _is_told(card):
        return True
    stands_elsewhere = fold(card.answer) in card.passage.folded.text and len(novelty.list_content(card.answer)) > 1
    novel = _find_novel(card)
    return not (stands_elsewhere and novelty.find_novel(card.answer, card.evidence, card.question)) and not (
        _is_from_elsewhere(card, novel)
    )


def has_names(card: Card) -> bool:
    """Whether each name of the answer is one of the passage."""
    return (
        _is_told(card)
        or card.passage.language.is_german
        or not any(
            novelty.find_novel(name, card.evidence, card.question, card.passage.chunk.text)
            for name in _NAME.findall(card.answer)
        )
    )


def adds_nothing(card: Card) -> bool:
    """Whether no part or member of the answer is added to others that are the quote's."""
    if _is_told(card):
        return True
    novel = _find_novel(card)
    return not (
        any(_is_added(part, novel) for part in _list_later(card.answer))
        or enumeration.has_added(card.answer, card.evidence, card.question)
    )


def _is_told(card: Card) -> bool:
    is_judgement = read_yes_or_no(card.answer) and len(novelty.list_content(card.answer)) <= 1
    return bool(is_judgement) or fold(card.answer).strip(".") in fold(card.quote)


def _find_novel(card: Card) -> list[str]:
    found = novelty.find_novel(card.answer, card.evidence, card.question)
    return [word for word in found if not direction.is_pole(word)]


def _list_later(answer: str) -> list[str]:
    """The parts of an answer behind the first one that says something."""
    return [part for part in _PARTS.split(read_plain(answer)) if part and novelty.list_content(part)][1:]


def _is_from_elsewhere(card: Card, novel: list[str]) -> bool:
    """Whether an answer is mostly of words that stand beside one another in the passage, and not in the quote.

    Such words tell of another thing; a few of them among others complete what the quote only points at.
    """
    words = novelty.list_content(card.answer)
    if len(novel) * 2 <= len(words) + len(find_figures(card.answer)):
        return False
    pairs = [pair for pair in pairwise(words) if set(pair) <= set(novel)]
    return any(_stand_together(pair, card.passage.words) for pair in pairs)


def _stand_together(pair: tuple[str, str], words: Sequence[str]) -> bool:
    return any(novelty.is_form(pair[0], one) and novelty.is_form(pair[1], other) for one, other in pairwise(words))


def _is_added(part: str | None, novel: list[str]) -> bool:
    """Whether a later part of the answer has nothing of the quote in it."""
    words = [word for word in novelty.list_content(part or "") if not direction.is_pole(word)]
    return len(words) > 1 and set(words) == set(novel) and not signs.NEGATION.match((part or "").strip())
