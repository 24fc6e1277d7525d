"""Lexical diversity that does not fall with a text's length."""

from collections import Counter
from collections.abc import Sequence

WINDOW = 50
"""Words in a window: the size that Covington and McFall (2010) recommend for texts of a few hundred words."""


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
