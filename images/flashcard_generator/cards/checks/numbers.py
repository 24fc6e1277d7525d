"""The figures of a text, however they are written: `1,200`, `twelve hundred`, `٤١١٢`, `½`, `50 %`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from .plain import read_plain

_THOUSAND, _TWENTY = 1000, 20

_AND_ONE = "+1"

_UNITS: dict[str, int] = {
    word: value
    for value, words in {
        0: "zero null",
        2: "two twice zwei zweimal doppelt deux \u0627\u062b\u0646\u0627\u0646 \u0627\u062b\u0646\u064a\u0646 \u0627\u062b\u0646\u064a \u0627\u062b\u0646\u062a\u0627\u0646 \u0627\u062b\u0646\u062a\u064a\u0646",
        3: "three drei trois \u062b\u0644\u0627\u062b \u062b\u0644\u0627\u062b\u0629",
        4: "four vier quatre \u0623\u0631\u0628\u0639 \u0623\u0631\u0628\u0639\u0629",
        5: "five funf cinq \u062e\u0645\u0633 \u062e\u0645\u0633\u0629",
        6: "six sechs \u0633\u062a \u0633\u062a\u0629",
        7: "seven sieben sept \u0633\u0628\u0639 \u0633\u0628\u0639\u0629",
        8: "eight acht huit \u062b\u0645\u0627\u0646 \u062b\u0645\u0627\u0646\u064a \u062b\u0645\u0627\u0646\u064a\u0629",
        9: "nine neun neuf \u062a\u0633\u0639 \u062a\u0633\u0639\u0629",
        10: "ten zehn dix dizaine \u0639\u0634\u0631 \u0639\u0634\u0631\u0629",
        11: "eleven elf onze",
        12: "twelve zwolf douze dozen dutzend",
        13: "thirteen dreizehn treize",
        14: "fourteen vierzehn quatorze",
        15: "fifteen funfzehn quinze",
        16: "sixteen sechzehn seize",
        17: "seventeen siebzehn",
        18: "eighteen achtzehn",
        19: "nineteen neunzehn",
        20: "twenty zwanzig vingt vingts \u0639\u0634\u0631\u0648\u0646 \u0639\u0634\u0631\u064a\u0646",
        30: "thirty dreissig trente \u062b\u0644\u0627\u062b\u0648\u0646 \u062b\u0644\u0627\u062b\u064a\u0646",
        40: "forty vierzig quarante \u0623\u0631\u0628\u0639\u0648\u0646 \u0623\u0631\u0628\u0639\u064a\u0646",
        50: "fifty funfzig cinquante \u062e\u0645\u0633\u0648\u0646 \u062e\u0645\u0633\u064a\u0646",
        60: "sixty sechzig soixante \u0633\u062a\u0648\u0646 \u0633\u062a\u064a\u0646",
        70: "seventy siebzig \u0633\u0628\u0639\u0648\u0646 \u0633\u0628\u0639\u064a\u0646",
        80: "eighty achtzig \u062b\u0645\u0627\u0646\u0648\u0646 \u062b\u0645\u0627\u0646\u064a\u0646",
        90: "ninety neunzig \u062a\u0633\u0639\u0648\u0646 \u062a\u0633\u0639\u064a\u0646",
    }.items()
    for word in map(read_plain, words.split())
}
_ONES = frozenset(map(read_plain, ("one", "ein", "eins", "un", "une", "a", "and", "und", "et")))
_SCALES = {
    word: value
    for value, words in {
        100: "hundred hundert cent cents centaine \u0645\u0626\u0629 \u0645\u0627\u0626\u0629",
        200: "\u0645\u0626\u062a\u0627\u0646 \u0645\u0626\u062a\u064a\u0646",
        1000: "thousand tausend mille millier milliers \u0623\u0644\u0641 \u0622\u0644\u0627\u0641",
        2000: "\u0623\u0644\u0641\u0627\u0646 \u0623\u0644\u0641\u064a\u0646 \u0623\u0644\u0641\u064a",
        10**6: "million millions millionen \u0645\u0644\u064a\u0648\u0646 \u0645\u0644\u0627\u064a\u064a\u0646",
        10**9: "billion billions milliarde milliarden milliard milliards \u0645\u0644\u064a\u0627\u0631",
    }.items()
    for word in map(read_plain, words.split())
}
_SHARES = {
    word: Fraction(1, under)
    for under, words in {
        2: "half halves halb halbe halben halfte moitie demi demie \u0646\u0635\u0641",
        3: "third thirds drittel dritteln tiers \u062b\u0644\u062b \u062b\u0644\u062b\u064a \u062b\u0644\u062b\u0627",
        4: "quarter quarters fourths viertel vierteln quart quarts \u0631\u0628\u0639 \u0623\u0631\u0628\u0627\u0639",
        5: "fifth fifths funftel funfteln cinquieme cinquiemes \u062e\u0645\u0633",
        6: "sixth sixths sechstel sixieme sixiemes",
        7: "seventh sevenths siebtel septieme septiemes",
        8: "eighth eighths achtel huitieme huitiemes",
        9: "ninth ninths neuntel neuvieme neuviemes",
        10: "tenth tenths zehntel zehnteln dixieme dixiemes \u0639\u0634\u0631 \u0623\u0639\u0634\u0627\u0631",
        100: "hundredth hundredths hundertstel centieme centiemes",
        1000: "thousandth thousandths tausendstel millieme milliemes",
    }.items()
    for word in map(read_plain, words.split())
    if word not in _UNITS
}
NUMBER_WORDS = sorted({*_UNITS, *_SCALES, *_SHARES})
"""Number words as `read_plain` writes them."""

_KANJI = {
    character: value for value, character in enumerate("\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d")
}
_KANJI_SCALES = {"\u5341": 10, "\u767e": 100, "\u5343": 1000, "\u4e07": 10**4, "\u5104": 10**8}
_KANJI_DIGITS = "[\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d]+"
_KANJI_NUMBER = r"[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u3007\u5341\u767e\u5343]+[\u4e07\u5104]?"

_TOKEN = re.compile(
    r"(?P<ratio>\b\d{1,3}\s?/\s?\d{1,3}\b)"
    rf"|(?P<part>(?:\d+|{_KANJI_NUMBER})\u5206\u306e(?:\d+|{_KANJI_NUMBER}))"
    r"|(?P<figure>(?<![a-z\u0370-\u03ff\d_])\d{1,3}(?:[,\u066c' \xa0\u202f]\d{3})+(?!\d)(?:[.\u066b]\d+)?|(?<![a-z\u0370-\u03ff\d_])\d{1,3}(?:\.\d{3})+(?![\d.])|(?<![a-z\u0370-\u03ff\d_])\d+(?:[.,\u066b]\d+)?)"
    rf"|(?P<kanji>{_KANJI_DIGITS}\u30fb{_KANJI_DIGITS}|{_KANJI_NUMBER})"
    r"|(?P<tenths>\u5272(?=[^\u4e00-\u9fff]|\u672a|\u4ee5|$))"
    r"|(?P<word>[^\W\d_\u3040-\u9fff]+)"
    r"|(?P<percent>%)"
)
_ONE = frozenset(("one", "un", "une", "ein", "eine", "einem", "einen", "einer", "eines"))
_MEASURES = re.compile(
    r"\s(?:second|minute|hour|day|week|month|year|metre|meter|kilomet\w|mile|gram|litre|liter|per cent|percent|degree|sekunde|stunde|tag|woche|"
    r"monat|jahr|prozent|grad|seconde|heure|jour|semaine|mois|an|annee|kilogramm?|gramme|degre)\w*"
)
"""`One` is a figure before a unit of measure."""

_RATIO = re.compile(
    r"^\s*(?:[^\W\d_]+\s+){0,2}?(?:out of(?: every)?|in(?: every)?|of every|sur|von|\u0645\u0646(?: \u0643\u0644)?)\s*$"
)
"""What stands between `nine` and `ten` where they are nine tenths."""

_ROUND = frozenset((4, 5, 8, 10, 20, 100, 1000))

_POWER = re.compile(r"\^\{?-?\d+\}?")
"""No figure of a sentence, just as `²` is none: formulas are compared by themselves."""

_PERCENT = re.compile(
    r"\b(?:percent|per\s+cent|prozent|pour\s+cent|\u0641\u064a\s+\u0627\u0644\u0645\u0626\u0629|\u0641\u064a\s+\u0627\u0644\u0645\u0627\u0626\u0629)\b|\u30d1\u30fc\u30bb\u30f3\u30c8"
)


@dataclass(frozen=True)
class Number:
    """A figure in a text.

    Attributes:
        value: what it says; a percentage as its share of one hundred is `is_percent`.
        start: its place in the plain text.
        end: its exclusive end.
        is_percent: whether a sign or word of per cent follows.
    """

    value: Fraction
    start: int
    end: int
    is_percent: bool = False

    @property
    def readings(self) -> frozenset[Fraction]:
        """What else says the same: 50 % is a half, and so is one of two."""
        same = {self.value, self.value / 100} if self.is_percent else {self.value}
        return frozenset(same)


def make_countable(text: str) -> str:
    """The plain text in which `find` gives places."""
    plain = _POWER.sub(lambda found: " " * len(found[0]), read_plain(text))
    return _PERCENT.sub(lambda found: "%".ljust(len(found[0])), plain)


def find_figures(text: str) -> list[Number]:
    """The figures of a text in order, words included. `one` is none: it is a pronoun as often."""
    found: list[Number] = []
    run: list[tuple[str, int, int]] = []
    plain = make_countable(text)
    for token in _TOKEN.finditer(plain):
        word = token["word"]
        if word in _ONE and not run and _MEASURES.match(plain, token.end()):
            found += [Number(Fraction(1), token.start(), token.end())]
            continue
        part = _as_number_words(word) if word else []
        if run and not (part and not _is_apart(plain[run[-1][2] : token.start()])):
            found += _close(run)
            run = []
        if part:
            run += [(each, token.start(), token.end()) for each in part]
        elif token["figure"]:
            run = [(token["figure"], token.start(), token.end())]
        if word or token["figure"]:
            continue
        found += _read_sign(token)
        if token["tenths"] and found and token.start() == found[-1].end:
            found[-1] = Number(found[-1].value / 10, found[-1].start, token.end())
        elif token["percent"] and found and token.start() - found[-1].end <= 2:
            found[-1] = Number(found[-1].value, found[-1].start, found[-1].end, is_percent=True)
    return found + list(_close(run))


def _read_sign(token: re.Match[str]) -> Iterator[Number]:
    """The number of a token that is whole by itself: a ratio, a part, or a number of Japanese."""
    if token["ratio"]:
        over, under = (int(each) for each in token["ratio"].split("/"))
        yield Number(Fraction(over, under or 1), token.start(), token.end())
    elif token["part"]:
        under, over = map(_read_whole, token["part"].split("\u5206\u306e"))
        yield Number(Fraction(over, under or 1), token.start(), token.end())
    elif token["kanji"] and (len(token["kanji"]) > 1 or token["kanji"] not in "\u4e00\u5341\u767e\u5343"):
        yield Number(_read_kanji(token["kanji"]), token.start(), token.end())


def find_ratios(text: str) -> list[Number]:
    """Pairs of figures that say a share: `nine out of ten`, `neuf maisons sur dix`."""
    plain, figures = make_countable(text), find_figures(text)
    return [
        Number(one.value / other.value, one.start, other.end)
        for one, other in pairwise(figures)
        if one.value < other.value in _ROUND and _RATIO.match(plain[one.end : other.start])
    ]


def _is_apart(between: str) -> bool:
    return bool(between.strip(" -\xa0\n\u2010\u2011"))


def _as_number_words(word: str) -> list[str]:
    """The parts of a number word; German writes them in one, Arabic binds `and` to the next."""
    if word in _UNITS or word in _SCALES or word in _ONES or word in _SHARES:
        return [word]
    if word.startswith("\u0648") and word[1:] in {**_UNITS, **_SCALES, **_SHARES}:
        return [word[1:]]
    if word.startswith("\u0627\u0644") and word[2:] in {**_UNITS, **_SHARES}:
        return [word[2:]]
    parts = _PARTS.findall(word) if _PARTS.match(word) else []
    return parts if len(parts) > 1 and "".join(parts) == word else []


_PARTS = re.compile("|".join(sorted({*_UNITS, *_SCALES, "ein", "und"}, key=len, reverse=True)))


def _close(run: list[tuple[str, int, int]]) -> Iterator[Number]:
    """The number that a run of number words says, if it says one."""
    run = [(_AND_ONE if _counts(run, at) else word, start, end) for at, (word, start, end) in enumerate(run)]
    while run and run[-1][0] in _ONES:
        run = run[:-1]
    while len(run) > 1 and run[0][0] in _ONES and run[1][0] in _UNITS:
        run = run[1:]
    words = [word for word, _, _ in run]
    if any(word not in _ONES for word in words):
        yield Number(_add_up(words), run[0][1], run[-1][2])


def _counts(run: list[tuple[str, int, int]], at: int) -> bool:
    """Whether a `one` is part of a number: of `twenty-one`, `einundzwanzig` or `vingt et un`."""
    before, after = [word for word, _, _ in run[:at]][-2:], [word for word, _, _ in run[at + 1 : at + 3]]
    tens = [word for word in (*before, *after) if _UNITS.get(word, 0) >= _TWENTY]
    linked = not before or before[-1] in tens or before[-1] in ("et", "und")
    return run[at][0] in ("one", "ein", "eins", "un", "une") and bool(tens) and linked


def _add_up(words: list[str]) -> Fraction:
    """The value of number words in the order of speech: `two and a half`, `three hundred and four thousand`."""
    total: Fraction = Fraction(0)
    current: Fraction | int = Fraction(0)
    for word in words:
        if word == _AND_ONE:
            current += 1
        elif word in _UNITS:
            is_eighty = word in ("vingt", "vingts") and current == _UNITS["quatre"]
            current = Fraction(80) if is_eighty else current + _UNITS[word]
        elif word in _SCALES:
            current = (current or 1) * _SCALES[word]
            if _SCALES[word] >= _THOUSAND:
                total, current = total + current, Fraction(0)
        elif word not in _ONES and word not in _SHARES:
            current = _read_figure(word)
    value = total + current
    shares = [_SHARES[word] for word in words if word in _SHARES]
    if not shares:
        return value
    return value + shares[-1] if value and "and" in words else (value or 1) * shares[-1]


def _read_figure(figure: str) -> Fraction:
    figure = figure.replace("\u066b", ".")
    if re.fullmatch(r"[1-9]\d{0,2}(?:[,\u066c' \xa0\u202f.]\d{3})+", figure):
        return Fraction(re.sub(r"\D", "", figure))
    figure = re.sub(r"[\u066c' \xa0\u202f]", "", figure)
    if figure.count(",") == 1 and "." not in figure:
        figure = figure.replace(",", ".")
    return Fraction(figure.replace(",", ""))


def _read_whole(text: str) -> int:
    return int(text) if text.isdecimal() else int(_read_kanji(text))


def _read_kanji(text: str) -> Fraction:
    whole, point, tail = text.partition("\u30fb")
    if point:
        return _read_kanji(whole) + _read_kanji(tail) * Fraction(1, 10 ** len(tail))
    return Fraction(_add_kanji(text))


def _add_kanji(text: str) -> int:
    if not any(each in _KANJI_SCALES for each in text):
        return int("".join(str(_KANJI[each]) for each in text))
    total = current = digit = 0
    for each in text:
        if each in _KANJI:
            digit = _KANJI[each]
        elif _KANJI_SCALES[each] >= 10**4:
            total, current, digit = total + (current + digit or 1) * _KANJI_SCALES[each], 0, 0
        else:
            current, digit = current + (digit or 1) * _KANJI_SCALES[each], 0
    return total + current + digit
