"""Measures of vocabulary: lexical diversity and linking words."""

from collections import Counter
from collections.abc import Sequence

WINDOW = 50
"""Words in a window: the size that Covington and McFall (2010) recommend for texts of a few hundred words."""

LINKING_WORDS: dict[str, tuple[str, ...]] = {
    "adding": (
        "also", "moreover", "furthermore", "in addition", "additionally", "besides", "as well as", "another",
        "equally", "not only", "likewise", "similarly",
    ),
    "contrasting": (
        "but", "however", "although", "though", "even though", "while", "whereas", "on the other hand", "in contrast",
        "by contrast", "nevertheless", "nonetheless", "despite", "in spite of", "rather than", "instead", "yet",
        "admittedly", "that said", "conversely", "on the contrary",
    ),
    "reasoning": (
        "because", "since", "therefore", "thus", "hence", "so", "as a result", "consequently", "due to", "so that",
        "for this reason", "which means", "thereby", "accordingly", "as a consequence", "owing to",
    ),
    "giving examples": (
        "for example", "for instance", "such as", "in particular", "namely", "a case in point", "to illustrate",
        "including",
    ),
    "ordering": (
        "first", "firstly", "second", "secondly", "third", "thirdly", "finally", "then", "next", "to begin with",
        "lastly", "followed by", "whenever", "until", "before", "after",
    ),
    "conditions": ("if", "unless", "provided that", "otherwise", "as long as", "even if"),
    "concluding": (
        "in conclusion", "to conclude", "to sum up", "in summary", "overall", "ultimately", "in general", "in short",
        "all in all", "on balance",
    ),
}  # fmt: skip
"""By what they do, so that variety means different functions and forms, not one word repeated."""


def moving_average_type_token_ratio(tokens: Sequence[str]) -> float:
    """MATTR: the mean share of different words in all windows of 50 words, 0 to 1.

    After Covington and McFall, "Cutting the Gordian knot: the moving-average type-token ratio", Journal of Quantitative
    Linguistics 17 (2010). A text no longer than the window has its plain type-token ratio, an empty one 0.
    """
    if not tokens:
        return 0.0
    if len(tokens) <= WINDOW:
        return len(set(tokens)) / len(tokens)
    window = Counter(tokens[:WINDOW])
    different = len(window)
    for leaving, joining in zip(tokens, tokens[WINDOW:], strict=False):
        window[joining] += 1
        window[leaving] -= 1
        if not window[leaving]:
            del window[leaving]
        different += len(window)
    return different / (len(tokens) - WINDOW + 1) / WINDOW


def count_linking_words(tokens: Sequence[str]) -> Counter[str]:
    """How often each linking word or phrase occurs, in order of first use.

    A longer phrase takes the words of a shorter one: `even though` is not also `though`.

    Args:
        tokens: the words of a text in lower case, see `bandup.ielts.english.split_words`.
    """
    found: Counter[str] = Counter()
    position = 0
    while position < len(tokens):
        phrase = _longest_at(tokens, position)
        if phrase:
            found[" ".join(phrase)] += 1
        position += max(1, len(phrase))
    return found


def _longest_at(tokens: Sequence[str], position: int) -> tuple[str, ...]:
    for phrase in _BY_FIRST_WORD.get(tokens[position], ()):
        if tuple(tokens[position : position + len(phrase)]) == phrase:
            return phrase
    return ()


def _by_first_word() -> dict[str, list[tuple[str, ...]]]:
    phrases = sorted((tuple(phrase.split()) for group in LINKING_WORDS.values() for phrase in group), key=len)
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in reversed(phrases):
        by_first.setdefault(phrase[0], []).append(phrase)
    return by_first


_BY_FIRST_WORD = _by_first_word()
