"""Checks whether the quote proves what the card claims, and whether the front gives the answer away."""

import re
from collections.abc import Iterable

from bandup.core.folding import fold
from bandup.core.writing_systems import is_spaceless
from bandup.flashcards.options import CardType

from . import binding, cause, direction, formulas, novelty, signs
from .card import Card
from .judgement import FALSE, TRUE, read_judgement
from .numbers import Number, find_figures, make_countable
from .plain import compile_words, read_plain, split_clauses

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
_ASKS_DIFFERENCE = re.compile(r"\b(?:differ\w*|unterscheid\w*|unterschied\w*)\b")
_ARTICLE = re.compile(r"^(?:an?|the|in|der|die|das|ein|eine|le|la|les|un|une)\s+")
_SHORTEST_WORD = 3
_KANA = re.compile("[\u3040-\u30ff]")
_KANJI_WORD = "(?<![\u4e00-\u9fff\u30a0-\u30ff]){}(?![\u4e00-\u9fff\u30a0-\u30ff])"
"""Where Japanese writes words in one script and what joins them in another, a word ends where the script does."""

_FIGURE = re.compile(r"\d[\d.,]*")
_YEAR = re.compile(r"\b\d{4}\b")
_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-Z][\w'-]{2,}")
_CHOICE = compile_words(
    "or|which of",
    "oder|welche von|welcher von|welches von",
    "ou|lequel|laquelle|lesquels",
    "أم|أو|أيهما|أي",
    "それとも|どちら|または|か、",
)


def is_supported(card: Card) -> bool:
    """Whether the quote backs the answer."""
    if card.type is CardType.TRUE_FALSE:
        return _is_judged_right(card)
    if card.type is CardType.CLOZE:
        return True  # question and answer together are the quote
    question, answer, quote = card.question, card.answer, card.evidence
    return (
        has_figures(answer, quote, question)
        and has_formulas(answer, quote)
        and _has_words(card)
        and binding.is_figure_bound(question, answer, quote)
        and not binding.is_elsewhere(question, answer, quote)
        and not binding.is_half(question, answer, quote)
        and keeps_small_words(answer, quote)
        and not is_turned(question, answer, quote)
        and not (_CHOICE.search(read_plain(question)) and direction.is_opposed(question, answer, quote))
        and not cause.is_reversed(question, answer, quote)
    )


def has_figures(text: str, *sources: str) -> bool:
    """Whether each figure of the text is in one of the sources, in whatever way it is written."""
    there = _list_readings(find_figures(" ; ".join(sources)))
    plain = make_countable(text)
    return all(
        _list_readings([each]) & there
        for each in find_figures(text)
        if each.value != 2 or plain[each.start].isdigit()  # `two reasons` only counts
    )


def _list_readings(numbers: Iterable[Number]) -> set[object]:
    found: set[object] = set()
    for each in numbers:
        found |= each.readings
        if each.value and (each.value < 1 or each.value.denominator == 1) and each.value < 20:
            found.add(min(each.value, 1 / each.value))  # three times as much is a third
    return found


def has_formulas(text: str, quote: str) -> bool:
    """Whether each formula of the text stands in the quote, whole, in whatever way it is set."""
    there = formulas.read_formula(quote)
    return all(_is_whole(each, there) for each in formulas.find_formulas(text))


def _is_whole(formula: str, there: str) -> bool:
    return any(
        not re.match(r"[\^\d]|[a-z\u0370-\u03ff](?![^\W\d_]{2})", there[found.end() :])
        for found in re.finditer(re.escape(formula), there)
    )


def _has_words(card: Card) -> bool:
    """Whether the answer's words stand in the quote or the question, nearly all of them."""
    sources = card.evidence, card.question
    if fold(card.answer).strip(".") in fold(card.quote):
        return True
    if (
        fold(card.answer) in card.passage.folded.text
        and len(novelty.list_content(card.answer)) > 1
        and novelty.find_novel(card.answer, *sources)
    ):
        return False  # it stands in the passage, but not in the quote
    words = novelty.list_content(card.answer)
    novel = [word for word in novelty.find_novel(card.answer, *sources) if not direction.find_poles(word)]
    told = len(words) + len(find_figures(card.answer))
    is_sentence = len(card.answer.split()) >= _SENTENCE
    most = _MOST_NOVEL_IN_SENTENCE if is_sentence else _MOST_NOVEL
    if told and len(novel) > most * told and (told > 1 or not is_sentence):
        return False
    if not words and not find_figures(card.answer) and not fold(card.answer):
        return False
    if not card.passage.language.is_german and any(
        novelty.find_novel(name, *sources, card.passage.chunk.text) for name in _NAME.findall(card.answer)
    ):
        return False
    return not any(_is_added(part, novel) for part in _PARTS.split(read_plain(card.answer))[1:])


def _is_added(part: str | None, novel: list[str]) -> bool:
    """Whether a later part of the answer has nothing of the quote in it."""
    words = [word for word in novelty.list_content(part or "") if not direction.find_poles(word)]
    return len(words) > 1 and all(word in novel for word in words) and not signs.NEGATION.match((part or "").strip())


def keeps_small_words(claim: str, quote: str) -> bool:
    """Whether the claim makes nothing more general, or more certain, than the quote does."""
    added = signs.find_quantities(claim) - signs.find_quantities(quote)
    if signs.Quantity.NEVER in added and signs.has_negation(quote):
        added -= {signs.Quantity.NEVER}
    if signs.Quantity.ONLY in added and signs.has_negation(quote) and signs.is_open(quote):
        added -= {signs.Quantity.ONLY}
    if added:
        return False
    return not signs.is_certain(claim) or signs.is_certain(quote) or not signs.is_possible(quote)


def is_turned(question: str, answer: str, quote: str) -> bool:
    """Whether a negation or a comparison of the quote is the other way round in the card."""
    claim = f"{_ASKS_DIFFERENCE.sub(' ', read_plain(question))} {answer}" if question else answer
    clauses = _find_clauses(question, answer, quote)
    turned = direction.find_turned(claim, quote)
    negated = _differs_in_negation(claim, answer, clauses, quote)
    swapped = bool(direction.find_poles(claim) and is_swapped(answer, quote))
    return bool((turned + negated + swapped) % 2)


def _differs_in_negation(claim: str, answer: str, clauses: str, quote: str) -> bool:
    """Whether one of the two negates what the other one affirms."""
    says_yes_or_no = claim != answer and read_judgement(answer) in (TRUE, FALSE)
    if claim == answer or says_yes_or_no:
        denies = read_judgement(answer) == FALSE if says_yes_or_no else signs.may_negate(claim, clauses)
        denied = signs.has_negation(clauses)
        if denied and not denies and not signs.is_open(clauses):
            return not signs.has_negation(claim)
        return signs.has_negation(claim) and not says_yes_or_no and not signs.may_negate(quote)
    negated, given = signs.find_negated(quote), set(novelty.list_content(answer))
    affirmed = set(novelty.list_content(quote)) - negated
    if signs.is_open(answer):
        return False
    if (given & negated) - affirmed and not signs.may_negate(claim, quote) and not signs.is_open(quote):
        return True
    return bool((signs.find_negated(answer) & set(novelty.list_content(quote))) - negated) and not signs.may_negate(
        quote
    )


def is_swapped(answer: str, quote: str) -> bool | None:
    """Whether the answer is the other side of the quote's comparison; None if that cannot be told."""
    sides = direction.split_comparison(quote)
    if sides is None:
        return None
    left, right = sides
    own = direction.split_comparison(answer)
    if own:
        straight = _measure(own[0], left) + _measure(own[1], right)
        crossed = _measure(own[0], right) + _measure(own[1], left)
        return None if straight == crossed else crossed > straight
    poles, poles_left, poles_right = map(direction.find_poles, (answer, left, right))
    if poles & (poles_left ^ poles_right):
        return bool(poles & poles_right - poles_left)
    at_left, at_right = _measure(answer, left), _measure(answer, right)
    return None if at_left == at_right else at_right > at_left


def _measure(text: str, side: str) -> int:
    there = novelty.list_content(side)
    words = [word for word in novelty.list_content(text) if not direction.find_poles(word)]
    return sum(any(novelty.is_form(word, other) for other in there) for word in words)


def _find_clauses(question: str, answer: str, quote: str) -> str:
    """The clauses of the quote that the card is about: those that share most of its words."""
    clauses = split_clauses(quote)
    scored = [(2 * _measure(answer, each) + _measure(question, each), each) for each in clauses]
    best = max((score for score, _ in scored), default=0)
    return direction.join(each for score, each in scored if score == best)


def _is_judged_right(card: Card) -> bool:
    """Whether a statement is rightly called true or false, as far as the quote shows."""
    if card.answer not in (TRUE, FALSE):
        return False
    differs = _differs(card)
    if card.answer == TRUE:
        return not differs
    negated = signs.has_negation(card.question) != signs.has_negation(card.evidence)
    return differs or negated or bool(novelty.find_novel(card.question, card.evidence))


def _differs(card: Card) -> bool:
    statement, quote = card.question, card.evidence
    if fold(statement).strip(".") in fold(quote):
        return False
    return (
        not has_figures(statement, quote, " ".join(_YEAR.findall(card.passage.chunk.text)))
        or not has_formulas(statement, quote)
        or not keeps_small_words(statement, quote)
        or is_turned("", statement, quote)
        or not binding.is_figure_bound(_FIGURE.sub(" ", statement), statement, quote)
    )


def gives_answer_away(card: Card) -> bool:
    """Whether the front holds the answer already. A statement to be judged has none to give away, a choice has both."""
    if card.type is CardType.TRUE_FALSE:
        return False
    if card.type is CardType.CLOZE:
        return _stands_elsewhere(card.question, card.answer)
    asked = read_plain(card.question)
    if _CHOICE.search(asked):
        return False
    bare = _ARTICLE.sub("", " ".join(read_plain(card.answer).split()).strip(" .!?'\u3002"))
    if not bare or (len(bare) < _SHORTEST_WORD and bare.isascii()):
        return False
    if is_spaceless(bare[0]):
        return bool(re.search(_KANJI_WORD.format(re.escape(bare)) if _KANA.search(asked) else re.escape(bare), asked))
    return bool(re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", asked))


def _stands_elsewhere(question: str, answer: str) -> bool:
    rest, taken = read_plain(question).replace("_", " "), read_plain(answer).strip(" .,;")
    if len(taken) < _SHORTEST_WORD or not any(map(str.isalpha, taken)):
        return bool(re.search(rf"(?<![\w.,]){re.escape(taken)}(?![\w]|[.,]\d)", rest)) if taken.isdigit() else False
    return taken in rest
