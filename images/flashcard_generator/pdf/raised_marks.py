"""What a raised or lowered piece of text means, by what stands before it."""
# ruff: noqa: RUF001  # signs that look like letters

import re
import unicodedata
from dataclasses import dataclass

from .word_lists import (
    ABBREVIATED,
    ELEMENTS,
    ELEMENTS_AND_WORDS,
    FUNCTIONS,
    ORDINALS,
    SHORT_WORDS,
    UNITS,
)

_MARK = r"(?:\d{1,3}|[*†‡§¶∗⋆#‖]+|[a-z])"
_MARKS = re.compile(rf"[(\[]?{_MARK}(?:\s?[,;–-]?\s?{_MARK})*[])]?[,.]?")
"""Marks of footnotes, one or several: 15, 3–5, *, a,b."""


_NUMBER_BEFORE = re.compile(r"(?:\d|\b[IVXLC]+)[.]?$")
_ABBREVIATION_BEFORE = re.compile(r"\b[^\W\d_]{1,2}[.]?$")
_YEAR_BEFORE = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d$")
_WORD_BEFORE = re.compile("[^\\W\\d_\u00b2\u00b3\u00b9\u1d2c-\u1d6a\u2070-\u209c]+$")
_SYMBOL_AFTER = re.compile(r"[A-Z][a-z]?(?![a-z])")
_SLASHES = ("/", "\u2044", "\u2215")
_DEGREES = frozenset("∘◦°˚○")
_PRIMES = {"'": "′", "’": "′", "′": "′", "″": "″"}
_STARS = "*∗⋆†‡"
_SIGNS = {"TM": "™", "tm": "™", "SM": "℠", "R": "®", "®": "®", "©": "©", "™": "™", "℠": "℠"}
_TRADE_SIGNS = frozenset(_SIGNS.values())


def _find_forms(kind: str) -> dict[int, str]:
    """The characters that have a raised (`<super>`) or lowered (`<sub>`) form, and that form."""
    forms: dict[int, str] = {}
    for code in (0xB2, 0xB3, 0xB9, *range(0x1D2C, 0x1D6B), *range(0x2070, 0x209D), 0x2C7C):
        decomposed = unicodedata.decomposition(chr(code)).split()
        if len(decomposed) == 2 and decomposed[0] == kind:
            forms.setdefault(int(decomposed[1], 16), chr(code))
    forms[ord("-")] = forms[0x2212]
    return forms


_RAISED_FORMS, _LOWERED_FORMS = _find_forms("<super>"), _find_forms("<sub>")
_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")
_BLANKS_IN_FORMULA = re.compile(r"(?<=\W)\s+|\s+(?=\W)")


@dataclass(frozen=True)
class Place:
    """Where a piece stands.

    Attributes:
        before: the line up to it.
        after: what follows it.
        notes: the numbers of the footnotes on the page.
        is_second: another piece stands above or below the same place, before this one.
        is_slanted: the piece is in italics.
        is_formula: it is set in a font for formulas.
        base_is_slanted: what stands before it is in italics.
        base_is_formula: that is set in a font for formulas.
    """

    before: str
    after: str
    notes: frozenset[str] = frozenset()
    is_second: bool = False
    is_slanted: bool = False
    is_formula: bool = False
    base_is_slanted: bool = False
    base_is_formula: bool = False


def write_raised(text: str, place: Place) -> str:
    """`place.before` with a raised piece of text behind it."""
    before = place.before
    if (sign := _find_sign(text, before)) is not None:
        return before.rstrip() + sign if sign in _TRADE_SIGNS else before + sign
    if _is_numerator(text, place):
        return before + (" " if before[-1:].isdigit() else "") + text
    if _is_read_with_word(text, place):
        return before + {"o": "º", "a": "ª"}.get(text, text)
    if _is_note(text, place):
        return before
    return before + (_write_formula(text, _RAISED_FORMS, "^") if any(map(_belongs_to_formula, text)) else text)


def _find_sign(text: str, before: str) -> str | None:
    """What stands high by itself, as one writes it on the line; None for other text."""
    if not text:
        return ""
    if text in _DEGREES:
        return "°"
    if all(character in _PRIMES for character in text):
        return "".join(_PRIMES[character] for character in text)
    if text in _SIGNS and (text != "R" or len(_find_word(before)) > 2):
        return _SIGNS[text]
    is_star_of_letter = not text.strip(_STARS) and len(_find_word(before)) == 1
    return text.replace("∗", "*") if is_star_of_letter else None


def _is_numerator(text: str, place: Place) -> bool:
    return text.isdecimal() and place.after.lstrip().startswith(_SLASHES) and not place.before[-1:].isalpha()


def write_lowered(text: str, place: Place) -> str:
    """`place.before` with a lowered piece of text behind it."""
    before = place.before
    if before[-1:] in _SLASHES or not before.strip() or before[-1] in " ." or not any(map(_belongs_to_formula, text)):
        return before + text
    return place.before + _write_formula(text, _LOWERED_FORMS, "_")


def _write_formula(text: str, forms: dict[int, str], sign: str) -> str:
    text = _BLANKS_IN_FORMULA.sub("", text)
    stops = text[len(text.rstrip(".,;")) :]
    core = text.removesuffix(stops) if stops else text
    if all(ord(character) in forms for character in core) and not _TWO_LETTERS.search(core):
        return core.translate(forms) + stops
    return f"{sign}{{{core}}}{stops}"


def _belongs_to_formula(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) == "Sm"


def _find_word(before: str) -> str:
    found = _WORD_BEFORE.search(before)
    return found[0] if found else ""


def _is_read_with_word(text: str, place: Place) -> bool:
    """Whether these are the letters of an ordinal number or an abbreviation."""
    if place.is_slanted or place.is_formula:
        return text in ("st", "nd", "rd", "th")
    if _NUMBER_BEFORE.search(place.before) and (text in ORDINALS or text in ("o", "a", "os", "as")):
        return True
    if text == "A" and place.before.endswith("L") and place.after.startswith("T"):
        return True  # the logo of LaTeX
    if text == "th" and len(_find_word(place.before)) == 1:
        return True
    return text in ABBREVIATED and bool(_ABBREVIATION_BEFORE.search(place.before)) and not place.base_is_slanted


def _is_note(text: str, place: Place) -> bool:
    """Whether this is the mark of a footnote."""
    before = place.before
    if place.is_second or not _MARKS.fullmatch(text):
        return False
    is_number = any(map(str.isdecimal, text))
    if not before.strip() or before[-1].isspace():
        return not text.isalpha() and not (is_number and _is_isotope(place))
    last = before[-1]
    if last in ")]}":
        return not place.base_is_formula and not _closes_formula(before)
    if last.isdigit():
        return not text.isalpha() and (not is_number or text in place.notes or bool(_YEAR_BEFORE.search(before)))
    if last.isalpha():
        return _follows_word(_find_word(before), text, place)
    return unicodedata.category(last)[0] == "P" or last in "\"'`"


def _is_isotope(place: Place) -> bool:
    """Whether the symbol of an element follows; at the beginning of a line it may be a footnote's first word."""
    found = _SYMBOL_AFTER.match(place.after)
    return (
        found is not None
        and found[0] in ELEMENTS
        and (bool(place.before.strip()) or found[0] not in ELEMENTS_AND_WORDS)
    )


def _follows_word(word: str, text: str, place: Place) -> bool:
    if place.base_is_formula or word in FUNCTIONS or any("\u0370" <= letter <= "\u03ff" for letter in word):
        return False
    if text.isalpha():
        return len(word) > 2 and not place.is_slanted and not place.is_formula
    if len(word) == 2:
        return word.casefold() in SHORT_WORDS and not place.base_is_slanted
    return len(word) > 2 and word not in UNITS


def _closes_formula(before: str) -> bool:
    """Whether the bracket at the end of `before` closes one without words in it."""
    opening = max(before.rfind(mark) for mark in "([{")
    if opening < 0:
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", before[opening:]) if len(word) > 2 and word not in FUNCTIONS]
    inside = before[opening + 1 : -1].strip()
    return not words and not re.fullmatch(r"(?:1[5-9]|20)\d\d[a-z]?|\d{1,2}", inside)
