"""Whether a reply is in the language that an interview is held in: by its script, and by its little words."""

import re
import unicodedata
from collections import Counter
from typing import Final

_FEWEST_LITTLE_WORDS: Final = 4
"""Fewer of another language may be a name, a term or a loan."""

_MOST = 0.6

_SCRIPTS: Final = {
    "CYRILLIC": "bg ru uk",
    "ARABIC": "ar fa ur",
    "CJK": "ja zh-Hans zh-Hant",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "DEVANAGARI": "hi mr ne",
    "GREEK": "el",
    "HEBREW": "he",
    "THAI": "th",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "TELUGU": "te",
    "GUJARATI": "gu",
    "MALAYALAM": "ml",
    "SINHALA": "si",
}
"""The languages of each script but the Latin one; the name of a letter begins with that of its script."""

_TWO_SCRIPTS: Final = frozenset({"kk", "ms", "pa", "sr", "uz"})
"""Written in either of two, so the script says nothing."""

_LITTLE_WORDS: Final = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the and you that with how what did your was were for this which have would about when from who",
        "de": "der die das und sie ist nicht mit wie was ihr ihre haben wurde f\u00fcr einen eine dem den auf wenn zu",
        "fr": "le les des et vous est que qui avec une dans pour comment votre avez quel \u00e0 sur pas ce faites",
        "es": "el los las y usted que con una para c\u00f3mo su por qu\u00e9 ha del cu\u00e1l cuando lo est\u00e1 fue",
        "it": "il gli che di e una con per come lei suo cosa quale ha nel della sono non si quando",
        "pt": "o os que de e uma com para como voc\u00ea seu n\u00e3o foi qual quando em da do por mais",
        "nl": "het een en u van dat met hoe wat niet uw voor zijn op heeft was welke toen bij",
    }.items()
}
"""Words without which hardly a sentence is made, in languages of the Latin script."""

_WORD = re.compile(r"[^\W\d_]+")


def is_foreign(text: str, language: str) -> bool:
    """Whether a text is plainly in another language than `language`, a BCP 47 tag. In doubt it is not."""
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return False
    script, count = Counter(map(_script_of, letters)).most_common(1)[0]
    own = {name for name, tags in _SCRIPTS.items() if language in tags.split()} or {"LATIN"}
    if language not in _TWO_SCRIPTS and script not in own and count >= _MOST * len(letters):
        return True
    spoken = language.partition("-")[0]
    if spoken not in _LITTLE_WORDS:
        return False
    words = [word.casefold() for word in _WORD.findall(text)]
    found = {name: sum(word in little for word in words) for name, little in _LITTLE_WORDS.items()}
    other = max(found, key=lambda name: found[name])
    return found[other] >= _FEWEST_LITTLE_WORDS and found[other] > 2 * found[spoken]


def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "LATIN").partition(" ")[0]
