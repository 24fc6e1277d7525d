"""Whether a text reads as English, by its function words.

They are what learners of every level spell right. Harper's own test counts words that its dictionary has, and takes a
beginner's misspelt English for another language.
"""

import unicodedata
from collections.abc import Sequence, Set

from bandup.ielts.text import words

FUNCTION_WORDS = frozenset(
    (
        "a", "about", "all", "also", "although", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been",
        "before", "but", "by", "can", "could", "did", "do", "does", "each", "every", "few", "for", "from", "had", "has",
        "have", "he", "her", "him", "his", "how", "however", "i", "if", "in", "into", "is", "it", "its", "less", "many",
        "may", "me", "might", "more", "most", "much", "must", "my", "no", "not", "of", "on", "one", "only", "or",
        "other", "others", "our", "out", "over", "own", "people", "rather", "she", "should", "so", "some", "such",
        "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "too", "up",
        "very", "was", "we", "were", "what", "when", "where", "whether", "which", "while", "who", "will", "with",
        "would", "you", "your",
    )
)  # fmt: skip
"""The words that hold every English text together: about half of any English prose."""


NOT_ONLY_ENGLISH = frozenset(
    (
        "a", "am", "an", "as", "do", "had", "he", "her", "him", "i", "if", "in", "into", "is", "its", "me", "my", "no",
        "of", "on", "or", "over", "so", "to", "too", "up", "was", "we", "will",
    )
)  # fmt: skip
"""Function words that also are words of other languages in Latin script, such as Dutch `we`, Polish `to`, Spanish `no`.
"""

UNMISTAKABLE = FUNCTION_WORDS - NOT_ONLY_ENGLISH

LEAST_SHARE = 0.05
"""Share of unmistakable function words from which a text reads as English. Essays of every level have 0.24 to 0.40,
running text in German, Dutch, Polish, Romanian, French, Spanish, Portuguese, Italian, Turkish, Vietnamese, Indonesian
and romanised Hindi 0 to 0.02, and a learner's note without any grammar (`car bad, people angry`) 0.07."""


ENOUGH_WORDS = 21
"""Fewer words tell too little: `No smoking here` has no function word."""


def share(tokens: Sequence[str]) -> float:
    """Share (0 to 1) of the words that are English function words; 0 for a text without words.

    Args:
        tokens: the words of a text in lower case, see `bandup.ielts.text.words`.
    """
    return _share(tokens, FUNCTION_WORDS)


def is_english(text: str) -> bool:
    """Whether the text reads as English, at least in part; a mixed text does.

    Most letters must be Latin ones and, in a text of some length, enough words must be unmistakably English. What has
    no letters is taken for English: nothing speaks against it.
    """
    letters = [character for character in text if character.isalpha()]
    if sum(map(_is_latin, letters)) * 2 < len(letters):
        return False
    tokens = words(text)
    return len(tokens) < ENOUGH_WORDS or _share(tokens, UNMISTAKABLE) >= LEAST_SHARE


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")


def _share(tokens: Sequence[str], among: Set[str]) -> float:
    return sum(token in among for token in tokens) / len(tokens) if tokens else 0.0
