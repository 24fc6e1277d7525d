"""Texts as the rules about single words read them: small letters, no accents, figures of any script as digits."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from bandup.core.alternatives import join_alternatives

_CLAUSE_END = re.compile(r"[;:()\u060c\u061b\u3001\u3002\uff0c\uff1b!?\u061f]|[.,](?!\d)|\s[\u2013\u2014-]\s|\n")
"""What ends a clause; a dash within a word, and a point or comma within a number, do not."""


def read_plain(text: str) -> str:
    """`text` without case, accents and ligatures, its digits those of ASCII, its quotation marks gone."""
    if text.isascii():  # most texts are, and nothing of what follows but this is to be done then
        return text.casefold().replace('"', "")
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_FRACTIONS))
    plain = _NOT_ASCII.sub(lambda found: "".join(map(_read_character, found[0])), decomposed)
    return unicodedata.normalize("NFC", plain).translate(_MARKS)


_NOT_ASCII = re.compile(r"[^\0-\x7f]+")


@lru_cache(maxsize=4096)
def _read_character(character: str) -> str:
    # The cache is of single characters: it shows nothing of a text.
    category = unicodedata.category(character)
    if category in ("Mn", "Cf") and character not in _KANA_MARKS:
        return ""
    return str(unicodedata.digit(character)) if category == "Nd" else character


_KANA_MARKS = "\u3099\u309a"
"""They make other letters, as no accent does."""

_FRACTIONS = {
    0xBD: " 1/2 ",
    0xBC: " 1/4 ",
    **dict.fromkeys(map(ord, "\u00b2\u00b3\u00b9\u2070\u2074\u2075\u2076\u2077\u2078\u2079")),
}
"""Powers are no figures of a sentence: `km\u00b2`."""

_MARKS = str.maketrans(
    dict.fromkeys('"\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d') | {"\u2019": "'", "\u2212": "-", "\u2044": "/"}
)


def compile_words(*patterns: str) -> re.Pattern[str]:
    """A pattern that finds any of these words in a text that `read_plain` made plain.

    Args:
        patterns: one for each language, alternatives divided by `|`. One that ends in `*` is a beginning of words.
            Where a script puts no blanks between words, they are found anywhere; in Arabic, behind the small words that
            are written together with the next one.
    """
    words = [word.strip() for each in patterns for word in each.split("|") if word]
    by_script: dict[str, list[str]] = {}
    for word in words:
        plain = read_plain(word.removesuffix("*"))
        script = next((script for script, letters in _LETTERS.items() if letters.search(plain)), "")
        by_script.setdefault(script, []).append(_write_pattern(plain, script, is_begin=word.endswith("*")))
    # What all words of a script begin with stands before them: else each is tried at each place, at ten times the cost.
    return re.compile("|".join(_join(script, found) for script, found in by_script.items()))


_LETTERS = {"spaceless": re.compile(r"[\u3040-\u9fff]"), "arabic": re.compile(r"[\u0600-\u06ff]")}


def _join(script: str, words: Sequence[str]) -> str:
    if script == "arabic":
        return rf"\b(?=[\u0600-\u06ff])(?:{'|'.join(words)})"
    return join_alternatives(words) if script else rf"\b(?:{join_alternatives(words)})"


def _write_pattern(plain: str, script: str, *, is_begin: bool) -> str:
    if script == "spaceless":
        return re.escape(plain)
    before = (
        r"[\u0648\u0641]?(?:\u0627\u0644|[\u0628\u0644\u0643]\u0627\u0644|[\u0628\u0644\u0643]|\u0644\u0644)?"
        if script == "arabic"
        else ""
    )
    return before + re.escape(plain).replace(r"\ ", r"\s+") + (r"\w*" if is_begin else r"\b")


def split_clauses(text: str) -> list[str]:
    """The clauses of a text, without what divides them."""
    return [clause for clause in map(str.strip, _CLAUSE_END.split(text)) if clause]
