"""Words of any script: interviews are held in the candidate's language."""

import re

_WITHOUT_BLANKS = r"\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
"""Thai, Lao, Khmer, Japanese and Chinese write no blanks between words: each character counts as one."""

_MARKS = r"\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u200c\u200d"
"""Accents, Arabic and Indic vowel signs, and joiners: parts of a word that Python counts as no letters."""

_LETTER = rf"(?:[^\W{_WITHOUT_BLANKS}]|[{_MARKS}])"
_WORD = re.compile(rf"[{_WITHOUT_BLANKS}]|{_LETTER}+")


def count_words(text: str) -> int:
    """The number of words in `text`."""
    return len(_WORD.findall(text))
