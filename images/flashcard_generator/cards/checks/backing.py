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
    """Whether the answer's words stand in the quote or the question, nearly all of them."""
    is_judgement = read_yes_or_no(card.answer) and len(novelty.list_content(card.answer)) <= 1
    if is_judgement or fold(card.answer).strip(".") in fold(card.quote):
        return True
    sources = card.evidence, card.question
    if (
        fold(card.answer) in card.passage.folded.text
        and len(novelty.list_content(card.answer)) > 1
        and novelty.find_novel(card.answer, *sources)
    ):
        return False  # it stands in the passage, but not in the quote
    words = novelty.list_content(card.answer)
    novel = [word for word in novelty.find_novel(card.answer, *sources) if not direction.is_pole(word)]
    told = len(words) + len(find_figures(card.answer))
    is_sentence = len(card.answer.split()) >= _SENTENCE
    most = _MOST_NOVEL_IN_SENTENCE if is_sentence else _MOST_NOVEL
    says_pole = bool(direction.read_signs(card.answer))
    if told and len(novel) > most * told and (told > 1 or not is_sentence or not says_pole):
        return False
    if not words and not find_figures(card.answer) and not fold(card.answer):
        return False
    if not card.passage.language.is_german and any(
        novelty.find_novel(name, *sources, card.passage.chunk.text) for name in _NAME.findall(card.answer)
    ):
        return False
    return not (
        any(_is_added(part, novel) for part in _list_later(card.answer))
        or enumeration.has_added(card.answer, *sources)
        or _is_from_elsewhere(card, novel)
    )


def _list_later(answer: str) -> list[str]:
    """The parts of an answer behind the first one that says something."""
    return [part for part in _PARTS.split(read_plain(answer)) if part and novelty.list_content(part)][1:]


def _is_from_elsewhere(card: Card, novel: list[str]) -> bool:
    """Whether words of the answer stand beside one another in the passage, and not in the quote: they tell of another thing."""
    words = novelty.list_content(card.answer)
    pairs = [pair for pair in pairwise(words) if set(pair) <= set(novel)]
    return any(_stand_together(pair, card.passage.words) for pair in pairs)


def _stand_together(pair: tuple[str, str], words: Sequence[str]) -> bool:
    return any(novelty.is_form(pair[0], one) and novelty.is_form(pair[1], other) for one, other in pairwise(words))


def _is_added(part: str | None, novel: list[str]) -> bool:
    """Whether a later part of the answer has nothing of the quote in it."""
    words = [word for word in novelty.list_content(part or "") if not direction.is_pole(word)]
    return len(words) > 1 and set(words) == set(novel) and not signs.NEGATION.match((part or "").strip())
