"""Writing systems, which Unicode calls scripts, as far as rules about words need them."""

import unicodedata
from collections import Counter

_SPACELESS = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x0F00, 0x109F),  # Tibetan, Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x312F),  # Chinese radicals, kana, bopomofo
    (0x31A0, 0x9FFF),  # kana extensions, Chinese characters
    (0xF900, 0xFAFF),  # compatibility characters
    (0x20000, 0x3FFFF),  # rarer Chinese characters
)
"""Ranges of the scripts that put no blank between words."""

_EAST_ASIAN = frozenset(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC"))
"""Scripts that one text mixes; Unicode's names begin so."""


def is_spaceless(character: str) -> bool:
    """Whether words in this character's script are written without blanks between them."""
    code = ord(character)
    return code >= _SPACELESS[0][0] and any(first <= code <= last for first, last in _SPACELESS)


def count_scripts(text: str) -> Counter[str]:
    """How many letters of each script `text` has."""
    counted: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if character.isalpha():
            counted[_script(character)] += count
    return counted


def _script(letter: str) -> str:
    if letter.isascii():
        return "LATIN"
    name = unicodedata.name(letter, "UNKNOWN").split(maxsplit=1)[0]
    return "EAST ASIAN" if name in _EAST_ASIAN else name
