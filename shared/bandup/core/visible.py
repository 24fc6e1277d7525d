"""Whether a reader sees anything of a text."""

import unicodedata

_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp", "Mn", "Me"))
"""Controls, what only directs other characters, blanks, and marks that need a character to stand on."""

_EMPTY = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Fillers of Hangul and the empty pattern of Braille: letters and symbols by their category, and nothing is drawn."""


def has_visible(text: str) -> bool:
    """Whether at least one character of `text` shows by itself."""
    return any(unicodedata.category(each) not in _INVISIBLE and each not in _EMPTY for each in text)
