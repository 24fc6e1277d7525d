"""Whether the front of a card gives its answer away."""

import re

from bandup.core.writing_systems import is_spaceless
from bandup.flashcards.options import CardType

from .card import Card
from .plain import compile_words, read_plain

_ARTICLE = re.compile(r"^(?:an?|the|in|der|die|das|ein|eine|le|la|les|un|une)\s+")
_SHORTEST_WORD = 3
_KANA = re.compile("[\u3040-\u30ff]")
_KANJI_WORD = "(?<![\u4e00-\u9fff\u30a0-\u30ff]){}(?![\u4e00-\u9fff\u30a0-\u30ff])"
"""Where Japanese writes words in one script and what joins them in another, a word ends where the script does."""


_CHOICE = compile_words(
    "or|which of",
    "oder|welche von|welcher von|welches von",
    "ou|lequel|laquelle|lesquels",
    "أم|أو|أيهما|أي",
    "それとも|どちら|または|か、",
)


_CHOICE_SPANISH = re.compile(r"\u00bf[^?]*\bo\b")
"""In Portuguese the same letter is an article."""

_OFFERS = compile_words("which|who|what", "welche*|wer", "quel*|qui|lequel|laquelle")
"""Questions that may name what they choose from: `which wins if A and B are set?`"""


def gives_answer_away(card: Card) -> bool:
    """Whether the front holds the answer already. A statement to be judged has none to give away, a choice has both."""
    if card.type is CardType.CLOZE:
        return _stands_elsewhere(card.question, card.answer)
    if card.type is CardType.TRUE_FALSE or offers_choice(card.question):
        return False
    asked = read_plain(card.question)
    bare = _ARTICLE.sub("", " ".join(read_plain(card.answer).split()).strip(" .!?'\u3002"))
    if not bare or (len(bare) < _SHORTEST_WORD and bare.isascii()):
        return False
    if is_spaceless(bare[0]):
        return bool(re.search(_KANJI_WORD.format(re.escape(bare)) if _KANA.search(asked) else re.escape(bare), asked))
    if re.search(
        rf"(?:\band|\bor|\bund|\bet|,)\s{re.escape(bare)}(?!\w)|(?<!\w){re.escape(bare)}\s(?:and|or|und|et)\b", asked
    ):
        return not _OFFERS.match(asked)
    return bool(re.search(rf"(?<![\w=/-]){re.escape(bare)}(?!\w)", asked))


def offers_choice(question: str) -> bool:
    """Whether a question names the answers to choose from."""
    asked = read_plain(question)
    return bool(_CHOICE.search(asked) or _CHOICE_SPANISH.search(asked))


def _stands_elsewhere(question: str, answer: str) -> bool:
    rest, taken = read_plain(question).replace("_", " "), read_plain(answer).strip(" .,;")
    if len(taken) < _SHORTEST_WORD or not any(map(str.isalpha, taken)):
        return bool(re.search(rf"(?<![\w.,]){re.escape(taken)}(?![\w]|[.,]\d)", rest)) if taken.isdigit() else False
    return taken in rest
