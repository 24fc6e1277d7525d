"""Puts together letters that old fonts keep apart, or name by codes of their own.

TeX's first fonts (OT1) have no é: a page shows ´ and, over it, e. MuPDF gives both, one after the other, and means to
(PyMuPDF #4151). Fonts without a table of characters give TeX's own codes for ligatures and quotation marks.
"""
# ruff: noqa: RUF001, RUF002  # the letters and accents of many languages

import re
import unicodedata

_COMBINING = {
    "`": "\u0300",
    "´": "\u0301",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "¯": "\u0304",
    "˘": "\u0306",
    "˙": "\u0307",
    "¨": "\u0308",
    "˚": "\u030a",
    "˝": "\u030b",
    "ˇ": "\u030c",
    "¸": "\u0327",
    "˛": "\u0328",
}
_SPACING = "".join(_COMBINING).replace("`", "")
_ONLY_OVER = {"ˆ": "aAeEiIoOuUıwWyY", "˚": "aAuU", "¸": "cCgGkKlLnNrRsStT", "˛": "aAeEiIoOuU", "`": "aAeEiIoOuU"}
"""Unicode knows more pairs, of languages in which nobody would meet such a font: ȩ, ẙ."""

_OVER_ANY = frozenset("ˆ˜¯˙¨ˇ")
"""Those that formulas put over any letter, so that no letter of a language need come of it."""

_NO_LETTER = ("/", "\\", "~")
"""What stands before an accent that is none, but part of an address or a path."""

_GRAVE_OVER = frozenset("AEIOUaeiouı")
_GRAVE_WORDS = frozenset("AaEeOo")
"""Words of one letter in French and Italian."""

_QUOTES = frozenset("`'\u2019")

_DOTLESS = {"ı": "i", "ȷ": "j"}

_LETTER = r"[^\W\d_]"
_ACCENTS = re.compile(f"([`{_SPACING}]+)")
_CONTRACTION = re.compile(
    rf"{_LETTER}´(?:s|t|re|ve|ll|d|m)(?=[\s.,;:!?)]|$)|(?<![\w´])(?:[ldjmnst]|qu)´[aeiouyhéèêà]", re.IGNORECASE
)
_DEGREE = re.compile(r"(?<=\d)( ?)˚(?!A\b)")

_OT1 = {0x0B: "ff", 0x0C: "fi", 0x0D: "fl", 0x0E: "ffi", 0x0F: "ffl", 0x10: "ı", 0x12: "`", 0x13: "´"}
_OT1 |= {0x14: "ˇ", 0x15: "˘", 0x16: "¯", 0x17: "˚", 0x18: "¸", 0x19: "ß", 0x1A: "æ", 0x1B: "œ", 0x1C: "ø"}
_T1 = {0x0D: "‚", 0x10: "“", 0x11: "”", 0x12: "„", 0x13: "«", 0x14: "»", 0x15: "–", 0x16: "—", 0x19: "ı"}
_T1 |= {0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl"}
"""What TeX's old and new encoding have at the codes that ASCII leaves to machines."""

_CODE = re.compile(r"[\x0b-\x1f]")
_LIGATURE = r"(?<=[A-Za-z])[{0}](?=[a-z])|(?<![^\s(\-\u201c])[{0}](?=[a-z]{{2}})|(?<=[a-z][a-z])[{0}](?![^\s.,;:)])"
_OT1_LIGATURE = re.compile(_LIGATURE.format("\x0b-\x0f"))
_OT1_CODE = re.compile(_OT1_LIGATURE.pattern + r"|(?<=[A-Za-z])[\x12-\x1c](?=[a-zı])|(?<=[\x12-\x18])\x10")
_T1_CODE = re.compile(
    _LIGATURE.format("\x1b-\x1f")
    + r"|(?<![^\s(])[\x10\x12\x13\x0d](?=\w)|(?<=[\w.,!?])[\x11\x14](?!\w)|(?<=[\w\s])[\x15\x16](?=[\w\s])"
)
_LETTERS_PER_CODE = 4
"""Where codes are more frequent than this the font has an encoding of its own, and nothing is known of it."""

_ARROW_IN_WORD = re.compile(r"(?<=[A-Za-z])↵(?=[a-z])|(?<=[aeiou])↵(?![a-z])")
"""What programs of macOS give for TeX's ff."""

_LOST_LIGATURES = tuple(
    (re.compile(pattern), ligature)
    for pattern, ligature in (
        (r"(?<=\b[Oo])\ufffd(?=c[ei])|(?<=[Ss]u)\ufffd(?=c[ei])|(?<=oe)\ufffd(?=ci)|(?<=\b[Ee])\ufffd(?=ci)", "ffi"),
        (
            r"(?<=ne)\ufffd(?=ci)|(?<=\b[Dd]i)\ufffd(?=cult)|(?<=[Tt]ra)\ufffd(?=c)|(?<=\b[Aa])\ufffd(?=x|ni|rm|li)",
            "ffi",
        ),
        (r"(?<=\b[Dd]i)\ufffd(?=er|us)|(?<=\b[Ee])\ufffd(?=ect|ort)|(?<=\b[Aa])\ufffd(?=ect|ord)|(?<=\bo)\ufffd", "ff"),
        (r"(?<=\b[Ss]u)\ufffd(?=er)|(?<=\b[Bb]u)\ufffd(?=er)|(?<=\b[Ss]ta)\ufffd|(?<=\b[Ss]t[iu])\ufffd", "ff"),
        (r"(?<!\w)\ufffd(?=(?:rst|nd|nal|nite|eld|xed|gure|le|ve|ll|nish|sh|ne)(?:s|d|r|ed|ly|ing|ings|nal)?\b)", "fi"),
        (r"(?<=[Dd]e)\ufffd(?=n)|(?<=[cnts]i)\ufffd(?=[ce])|(?<=di)\ufffd(?=[ce])|(?<=[Cc]on)\ufffd(?=[drngi])", "fi"),
        (r"(?<=[Bb]ene)\ufffd(?=[tc])|(?<=[Pp]ro)\ufffd(?=[tlc])", "fi"),
        (r"(?<!\w)\ufffd(?=(?:ow|at|oor|uid|ux|uct|ex)[a-z]*\b)|(?<=[Ii]n)\ufffd(?=[ua])|(?<=[Rr]e)\ufffd(?=e)", "fl"),
    )
)
"""Words that are frequent and of which one ligature alone makes a word."""

_EXCHANGED_ALEF = re.compile("(?<=\u0627)([\u0622\u0623\u0625])\u0644|(?<=\\b\u0644)([\u0622\u0623\u0625])\u0644")
"""The ligature of lam and alef with its parts exchanged, behind an article: no word has two such alefs in a row."""


def repair_letters(text: str) -> str:
    """The text with one letter for what is one on the page.

    Args:
        text: as MuPDF gives it, with the codes of characters that it does not know.
    """
    if _CODE.search(text):
        text = _decode(text)
    if text.isascii():
        return _join_accents(text) if "`" in text else text
    if "\u21b5" in text:
        text = _ARROW_IN_WORD.sub("ff", text)
    if "\ufffd" in text:
        for pattern, ligature in _LOST_LIGATURES:
            text = pattern.sub(ligature, text)
    if "\u0644" in text:
        text = _EXCHANGED_ALEF.sub(lambda found: "\u0644" + (found[1] or found[2]), text)
    return _join_accents(text)


def _decode(text: str) -> str:
    """The text with what TeX's encodings have in place of their codes."""
    codes = _CODE.findall(text)
    if _LETTERS_PER_CODE * len(codes) > sum(map(str.isalpha, text)):
        return text
    if _OT1_LIGATURE.search(text):
        return _OT1_CODE.sub(lambda found: _OT1.get(ord(found[0]), found[0]), text)
    return _T1_CODE.sub(lambda found: _T1.get(ord(found[0]), found[0]), text)


def _join_accents(text: str) -> str:
    if not _ACCENTS.search(text):
        return text
    text = _DEGREE.sub(r"\1°", text)
    if _CONTRACTION.search(text) and not re.search("['\u2019]", text):
        text = _CONTRACTION.sub(lambda found: found[0].replace("´", "\u2019"), text)
    pieces = _ACCENTS.split(text)
    for place in range(1, len(pieces), 2):
        pieces[place - 1 : place + 2] = _join_accent(*pieces[place - 1 : place + 2])
    return "".join(pieces)


def _join_accent(before: str, accents: str, after: str) -> tuple[str, str, str]:
    """What stands before an accent, the accent and what follows it, as far as it is joined with one of them."""
    as_they_are = (before, accents, after)
    more, accent = accents[:-1], accents[-1]
    gap, letter = after[: after.startswith(" ")], after[after.startswith(" ") :][:1]
    rest = after[len(gap) + 1 :]
    if before[-1:].isdigit() or before[-1:] in _NO_LETTER or (accent == "`" and not _is_grave(before, after)):
        return as_they_are
    over_before = "" if more or accent == "`" else _compose(before[-1:], accent)
    over_after = _compose(letter, accent)
    if over_after and not (gap and (over_before or not before[-1:].isalpha())):
        return before, more, over_after + rest
    if over_before:
        return before[:-1] + over_before, more, after
    if accent in _OVER_ANY and letter.isalpha() and not gap and not rest[:1].isalpha():
        return before, more, letter + _COMBINING[accent] + rest
    return as_they_are


def _is_grave(before: str, after: str) -> bool:
    """Whether this is an accent. Elsewhere it opens a quotation."""
    if before[-1:].isalpha():
        return after[:1] in _GRAVE_OVER
    return after[:1] in _GRAVE_WORDS and not after[1:2].isalnum() and after[1:2] not in _QUOTES


def _compose(letter: str, accent: str) -> str:
    """The one character that both are; empty if there is none."""
    if not letter.isalpha() or letter not in _ONLY_OVER.get(accent, letter):
        return ""
    composed = unicodedata.normalize("NFC", _DOTLESS.get(letter, letter) + _COMBINING[accent])
    return composed if len(composed) == 1 else ""
