"""Units of measure: which of them measure the same kind of thing."""

import re

from bandup.ielts.english import FUNCTION_WORDS

from .novelty import has_content, is_form
from .numbers import Number
from .plain import compile_words

_UNIT = re.compile(r"\s*(?:-\s*)?([^\W\d_]+|%|\u00b0)")

_KINDS = (
    compile_words(
        "second*|minute*|hour*|day*|week*|month*|year*|decade*|centur*|hrs|min",
        "sekunde*|stunde*|tag|tage|tagen|woche*|monat*|jahr*|jahrhundert*",
        "seconde*|heure*|jour*|semaine*|mois|an|ans|annee*|siecle*",
        "ثانية|ثوان|دقيقة|دقائق|ساعة|ساعات|يوم|يوما|أيام|أسبوع|أسابيع|شهر|أشهر|سنة|سنوات|عام|أعوام",
        "秒|分|時間|日|週|か月|ヶ月|カ月|年",
    ),
    compile_words(
        "metre*|meter*|millimet*|centimet*|kilomet*|mile*|foot|feet|inch*|yard*|mm|cm|km|m",
        "meter*|kilometer*",
        "metre*|kilometre*",
        "متر*|كيلومتر*",
        "メートル|キロ",
    ),
    compile_words(
        "gram*|kilogram*|tonne*|ton|tons|pound*|kg|g|mg", "gramm|tonne*", "gramme*|tonne*", "غرام*|طن*", "グラム|トン"
    ),
    compile_words("degree*", "grad", "degre*", "درجة|درجات", "度"),
    compile_words(
        "euro*|dollar*|cent|cents|crown*|yen|franc*|penny|pence",
        "krone*|mark",
        "centime*",
        "دولار*|ريال*|درهم*",
        "円|ドル",
    ),
    compile_words("litre*|liter*|millilitre*|ml|l", "liter", "litre*", "لتر*", "リットル"),
)


YEAR = "(year)"
_YEARS = range(1000, 2101)
"""A bare figure of four digits is a year, and no count of anything."""


def find_unit(plain: str, number: Number) -> str:
    """The word or sign of measure behind a figure, or ''.

    Args:
        plain: the text as `make_countable` writes it.
        number: a figure of that text.
    """
    if number.is_percent:
        return "%"
    if number.value in _YEARS and number.end - number.start == len("1999"):
        return YEAR
    found = _UNIT.match(plain, number.end)
    return (
        found[1]
        if found and found[1] not in FUNCTION_WORDS and (has_content(found[1]) or find_kind(found[1]) >= 0)
        else ""
    )


def find_kind(unit: str) -> int:
    """Which kind of thing a unit measures: a place in the list of kinds, or -1 for a unit that is none of them."""
    return next((at for at, kind in enumerate(_KINDS) if kind.fullmatch(unit) or kind.match(unit)), -1)


def is_same_unit(one: str, other: str) -> bool:
    """Whether two units measure the same kind of thing."""
    if not one or not other:
        return False
    return is_form(one, other) or find_kind(one) == find_kind(other) >= 0
