"""Which words of a card its quote does not have, in whatever form."""

import re

from bandup.core.writing_systems import is_spaceless

from .numbers import NUMBER_WORDS
from .plain import read_plain
from .terms import is_content, split_terms

_UNITS = frozenset(
    (
        "about", "almost", "approximately", "around", "cent", "circa", "day", "days", "degree", "degrees", "degres",
        "environ", "etwa", "factor", "fast", "grad", "gram", "gramm", "grams", "heures", "hour", "hours", "hrs",
        "jour", "jours", "kg", "kilogram", "kilograms", "kilometer", "kilometern", "kilometers", "kilometres", "km",
        "liter", "liters", "litre", "litres", "meter", "meters", "metre", "metres", "metri", "minute", "minutes",
        "nearly", "percent", "prozent", "roughly", "rund", "stunden", "tage", "times", "ungefahr", "تقريبا",
        "حوالي", "نحو",
    )
)  # fmt: skip
"""Units and `about`: they are written in many ways, and figures are compared by themselves."""

_SMALL = frozenset(
    (
        "can", "could", "may", "might", "enough", "none", "peut", "peuvent", "doit", "doivent", "faut", "soll", "sollte",
        "aber", "about", "afin", "alors", "als", "also", "although", "au", "auch", "auf", "aus", "aussi", "aux",
        "avec", "because", "become", "becomes", "bei", "being", "bis", "both", "called", "car", "case", "ce",
        "cela", "ces", "cet", "cette", "comme", "dadurch", "damit", "dann", "dans", "das", "dass", "de", "dem",
        "den", "denn", "der", "des", "die", "diese", "dieser", "dieses", "doch", "does", "donc", "done", "dont",
        "dort", "down", "du", "durch", "ein", "eine", "einem", "einen", "einer", "eines", "either", "elle", "elles",
        "en", "entre", "er", "es", "est", "et", "etaient", "etait", "eux", "faster", "fur", "haben", "had", "has",
        "hat", "have", "mehr", "davantage", "per", "hence", "higher", "however", "ihm", "ihn", "ihr", "ihre", "il", "ils", "im", "ist", "je",
        "jedoch", "kann", "kind", "konnen", "la", "larger", "le", "least", "les", "less", "leur", "leurs", "longer",
        "lower", "lui", "made", "mais", "make", "makes", "man", "meme", "mit", "moins", "more", "most", "must",
        "nach", "ne", "necessary", "neither", "nicht", "noch", "non", "nous", "nur", "ob", "oder", "of", "often",
        "on", "only", "ont", "ou", "out", "par", "parce", "pas", "plus", "pour", "qu", "quand", "que", "qui", "sa",
        "same", "sans", "se", "sehr", "ses", "shorter", "si", "sich", "sie", "since", "sind", "slower", "smaller",
        "so", "soit", "son", "sondern", "sont", "sous", "sowohl", "stronger", "sur", "therefore", "thing", "things",
        "though", "tres", "uber", "um", "un", "und", "une", "unter", "until", "up", "use", "used", "using", "vers",
        "vom", "von", "vor", "wann", "war", "waren", "warum", "was", "way", "weaker", "wegen", "weil", "wenn",
        "wer", "werden", "were", "what", "when", "whereas", "while", "wie", "wird", "within", "without", "wo",
        "wodurch", "wurde", "wurden", "y", "yes", "zu", "zum", "zur", "التي", "الذي", "الى", "ان", "انه", "انها",
        "بسبب", "بعد", "بين", "على", "عن", "في", "قبل", "كان", "كانت", "لا", "لان", "لم", "ليس", "مع", "من", "هو",
        "هي", "مما", "منها", "منه",
    )
)  # fmt: skip
"""Words that hold sentences together, beside the English ones of `bandup.ielts.english`."""

_LEAST_COMMON = 3
_LONGEST_ENDING = 3

_HIRAGANA = re.compile("[\u3040-\u309f]")
"""Endings and particles of Japanese: a pair of characters that begins so has no meaning of its own."""


_RUNS = re.compile(r"\w+|\W+")
_NUMBER_WORDS = frozenset(NUMBER_WORDS)


def find_novel(text: str, *sources: str) -> list[str]:
    """The words of `text` with content that none of the sources has; figures, units and opposites are judged elsewhere."""
    there = {term for source in sources for term in split_terms(read_plain(source))}
    return [term for term in list_content(text) if not any(is_form(term, other) for other in there)]


def list_content(text: str) -> list[str]:
    """The words of `text` with content, in order."""
    plain = "".join(" " if run in _NUMBER_WORDS else run for run in _RUNS.findall(read_plain(text)))
    found = (term for term in split_terms(plain) if not term.isdecimal() and has_content(term))
    return list(dict.fromkeys(found))


def has_content(term: str) -> bool:
    """Whether a word, as `read_plain` writes it, means something by itself."""
    if is_spaceless(term[0]):
        return not _HIRAGANA.match(term)
    return is_content(term) and term not in _UNITS and term not in _SMALL


def is_form(one: str, other: str) -> bool:
    """Whether two words are likely forms of one: `swell` and `swelling`, `lose` and `losing`, `\u0642\u0646\u0627\u0629` and `\u0627\u0644\u0642\u0646\u0627\u0629`."""
    if one == other:
        return True
    if is_spaceless(one[0]):
        return False
    one, other = _strip(one), _strip(other)
    if one[:_LEAST_COMMON] != other[:_LEAST_COMMON]:
        return False
    common = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
    if common >= 6 or (len(one) > 4 and common == min(len(one), len(other)) >= 4):
        return True
    return (
        common >= _LEAST_COMMON
        and max(len(one), len(other)) - common <= _LONGEST_ENDING
        and common * 2 > max(len(one), len(other)) - 1
    )


def _strip(word: str) -> str:
    return word if word.isascii() else _BOUND_WORDS.sub("", word)


_BOUND_WORDS = re.compile(
    "^(?:\u0648|\u0641)?(?:\u0627\u0644|\u0628\u0627\u0644|\u0644\u0644|\u0643\u0627\u0644|\u0628|\u0644)?(?=[\u0600-\u06ff]{3})"
)
"""What Arabic writes together with the next word."""
