"""Joins the lines on a page into paragraphs, so that what a card quotes is found in them word for word.

Line ends, hyphens, ligatures and invisible characters would all keep a quote from being found. The invisible ones are
those that `bandup.models.sanitize` keeps from a model, so that the model is shown this text as it is.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

_ODD_ASCII = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")

_IDEOGRAPH = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
"""What is written without blanks between words: Chinese and Japanese, with their full stops."""

_SAME_LETTERS = re.compile("[\u2e80-\u2fdf\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc]+")
"""Forms that only look different: radicals, ligatures, and the four shapes of Arabic letters."""

_STOP_AT_WRONG_END = re.compile("^([.:!\u060c\u061b\u061f]+)(?=[\u0590-\u08ff])(.*)$", re.MULTILINE)
"""MuPDF turns a line of Arabic or Hebrew the right way round, but for the stop at its end."""

_SOFT_HYPHEN_AT_END = re.compile("(?<=\\w)\u00ad(?=\n)")
_HYPHENS = "-\u2010"
_BULLETS = ("\u2022", "\u2023", "\u25aa", "\u25cf", "\u2013 ", "- ")
_WINGDINGS_BULLET = "\uf0b7"

_FULL_LINE = 0.6
"""A line with less than this share of its paragraph's longest does not run on: it is a heading, or part of a list."""


class Block(NamedTuple):
    """Lines that stand together on a page.

    Attributes:
        top: how far below the top of the page, in points.
        lines: from top to bottom.
    """

    top: float
    lines: list[str]


def join_blocks(blocks: Iterable[Block]) -> str:
    """The text of a page: a paragraph a line, in the order of the blocks."""
    return "\n".join(paragraphs for block in blocks if (paragraphs := _join_lines(clean_lines(block.lines))))


def clean_lines(lines: Iterable[str]) -> list[str]:
    """The lines with one form of each letter, plain blanks and no invisible characters; without empty ones."""
    text = "\n".join(lines)
    if text.isascii():
        cleaned = _ODD_ASCII.sub(" ", text)
    else:
        hyphenated = _SOFT_HYPHEN_AT_END.sub(_HYPHENS[-1], text)
        replaced = hyphenated.translate(
            {ord(character): _replace_character(character) for character in set(hyphenated)}
        )
        plain = _SAME_LETTERS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), replaced)
        cleaned = _STOP_AT_WRONG_END.sub(r"\2\1", unicodedata.normalize("NFC", plain))
    return [line for raw in cleaned.split("\n") if (line := " ".join(raw.split()))]


def _replace_character(character: str) -> str:
    """What stands for one character: itself, another one, a blank or nothing."""
    category = unicodedata.category(character)
    if character == "\n":
        return character
    if character == _WINGDINGS_BULLET:
        return _BULLETS[0]
    if category in ("Cc", "Zs", "Zl", "Zp", "Co", "Cn") or character == "\N{REPLACEMENT CHARACTER}":
        return " "
    if category in ("Cf", "Cs") or "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return ""
    return character


def _join_lines(lines: list[str]) -> str:
    if not lines:
        return ""
    full = _FULL_LINE * max(map(len, lines))
    parts = [lines[0]]
    for before, line in itertools.pairwise(lines):
        if before[-1] in _HYPHENS and before[-2:-1].isalpha():
            parts[-1] = before if _is_compound(before, line, lines) else before[:-1]
            parts.append(line)
        elif len(before) < full or line.startswith(_BULLETS):
            parts += ("\n", line)
        else:
            parts += (find_separator(before, line), line)
    return "".join(parts)


def _is_compound(before: str, after: str, lines: list[str]) -> bool:
    """Whether the hyphen at the end of `before` belongs to its word: the paragraph has the word with one elsewhere."""
    if not after[0].islower():
        return True
    word = before.rsplit(maxsplit=1)[-1] + re.split(r"[^\w-]", after, maxsplit=1)[0]
    return any(word in line for line in lines)


def find_separator(before: str, after: str) -> str:
    """What stands between two lines of one paragraph, neither of them empty."""
    return "" if _IDEOGRAPH.match(before[-1]) and _IDEOGRAPH.match(after) else " "
