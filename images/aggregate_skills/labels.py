"""Makes labels of skills comparable: drops case, inflection, spelling variants and words that only judge."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from snowballstemmer import stemmer

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u200c\u200d])+[+#]*")
"""Accents, Arabic and Indic vowel signs, and joiners are parts of a word, though Python counts them as no letters."""

_BRITISH = re.compile(r"is(e|ed|es|er|ing|ation|ational)$")
_stemmer = stemmer("english")

_LISTS = json.loads(Path(__file__).with_name("ignored_words.json").read_bytes())

JOINING: Final = frozenset(_LISTS["joining"])
"""Words that only join others."""

JUDGING: Final = frozenset(_LISTS["judging"])
"""Words that say how good a skill is, or that it is one, but not which."""


def normalize_label(label: str) -> str:
    """The label in lower case, its words apart by one space: how an unknown skill is named."""
    return " ".join(_split_words(label))


def stem_label(label: str) -> frozenset[str]:
    """What two wordings of one skill share: the stems of the words that name it, in any order.

    A label that only judges keeps all its words.
    """
    words = _split_words(label)
    naming = [word for word in words if word not in JOINING and word not in JUDGING]
    return frozenset(_stem(word) for word in naming or words)


def _split_words(label: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", label).casefold().replace("'", "")
    return _WORD.findall(plain) or [plain.strip()]


@cache
def _stem(word: str) -> str:
    return str(_stemmer.stemWord(_BRITISH.sub(r"iz\1", word)))
