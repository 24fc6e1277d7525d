"""Which words of a card its quote does not have, in whatever form."""

import re

from bandup.core.writing_systems import is_spaceless

from .numbers import NUMBER_WORDS
from .plain import read_plain
from .terms import is_content, split_terms

_UNITS = frozenset(
    "percent prozent cent km kilometer kilometern kilometres kilometers metres meters metre meter litres liters litre liter grams gram "
    "gramm hours hour hrs minutes minute days day degrees degree grad kilograms kilogram kg times factor litre stunden tage "
    "heures jours jour degres metri approximately about roughly around circa rund etwa ungefahr environ nearly almost fast "
    "\u062d\u0648\u0627\u0644\u064a \u0646\u062d\u0648 \u062a\u0642\u0631\u064a\u0628\u0627".split()
)
"""Units and `about`: they are written in many ways, and figures are compared by themselves."""

_SMALL = frozenset(
    (
        "aber als auch auf aus bei bis dann dass dem den denn der des die das doch durch ein eine einem einen einer eines er es "
        "fur hat haben ihm ihn ihr ihre im ist jedoch kann konnen man mit nach nicht noch nur ob oder sehr sich sie sind so "
        "sowohl uber um und unter vom von vor wann war waren warum was weil wenn wer werden wie wird wo wurde wurden zu zum zur "
        "dadurch wodurch dort wegen damit sondern dieser diese dieses "
        "alors au aux avec car ce cela ces cet cette comme dans de des donc du elle elles en entre est et etait etaient eux il "
        "ils je la le les leur leurs lui mais meme moins ne non nous on ont ou par parce pas plus pour qu que qui quand sa sans "
        "se ses si son sont sous sur tres un une vers y dont aussi afin soit "
        "الى على في من عن مع هو هي التي الذي ان انه انها لان كان كانت لا لم ليس بعد قبل بين بسبب "
        "both because when while whereas without within until since though although however therefore hence either neither "
        "done made make makes called used using use become becomes thing things same yes way kind being case become were does "
        "often down only out of about up also more less most least longer shorter larger smaller higher lower faster slower stronger weaker "
        "necessary must has have had what"
    ).split()
)
"""Words that hold sentences together, beside the English ones of `bandup.ielts.english`."""

_LONGEST_ENDING = 3

_HIRAGANA = re.compile("[\u3040-\u309f]")
"""Endings and particles of Japanese: a pair of characters that begins so has no meaning of its own."""


_NUMBER_WORDS = re.compile(rf"\b(?:{'|'.join(NUMBER_WORDS)})\b")


def find_novel(text: str, *sources: str) -> list[str]:
    """The words of `text` with content that none of the sources has; figures, units and opposites are judged elsewhere."""
    there = {term for source in sources for term in split_terms(read_plain(source))}
    return [term for term in list_content(text) if not any(is_form(term, other) for other in there)]


def list_content(text: str) -> list[str]:
    """The words of `text` with content, in order."""
    plain = _NUMBER_WORDS.sub(" ", read_plain(text))
    found = (term for term in split_terms(plain) if not term.isdecimal() and _is_meant(term))
    return list(dict.fromkeys(found))


def _is_meant(term: str) -> bool:
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
    common = next((at for at, pair in enumerate(zip(one, other)) if pair[0] != pair[1]), min(len(one), len(other)))
    if common >= 6 or (len(one) > 4 and common == min(len(one), len(other)) >= 4):
        return True
    return common >= 3 and max(len(one), len(other)) - common <= _LONGEST_ENDING and common * 2 > max(len(one), len(other)) - 1


def _strip(word: str) -> str:
    return re.sub("^(?:\u0648|\u0641)?(?:\u0627\u0644|\u0628\u0627\u0644|\u0644\u0644|\u0643\u0627\u0644|\u0628|\u0644)?(?=[\u0600-\u06ff]{3})", "", word)
