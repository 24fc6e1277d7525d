"""Joins the lines on a page into paragraphs, so that what a card quotes is found in them word for word.

Line ends, hyphens, ligatures and invisible characters would all keep a quote from being found. The invisible ones are
those that `bandup.models.sanitize` keeps from a model, so that the model is shown this text as it is.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .accents import repair_letters
from .hyphens import Vocabulary, ends_with_hyphen

_ODD_ASCII = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")

_IDEOGRAPH = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
"""What is written without blanks between words: Chinese and Japanese, with their full stops."""

_SAME_LETTERS = re.compile("[\u2e80-\u2fdf\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc]+")
"""Forms that only look different: radicals, ligatures, and the four shapes of Arabic letters."""

_STOP_AT_WRONG_END = re.compile("^([.:!\u060c\u061b\u061f]+)(?=[\u0590-\u08ff])(.*)$", re.MULTILINE)
"""MuPDF turns a line of Arabic or Hebrew the right way round, but for the stop at its end."""

_SOFT_HYPHEN_AT_END = re.compile("(?<=\\w)\u00ad(?=\n|$)")
_HYPHEN = "\u2010"
_BULLETS = ("\u2022", "\u2023", "\u25aa", "\u25cf", "\u2013 ", "- ")
_WINGDINGS_BULLET = "\uf0b7"

_FIRST_WORD = re.compile(r"\S+")
_LONGEST_WORD = 100
"""Characters to either side of a hyphen that are looked at."""

_FULL_LINE = 0.6
"""A line with less than this share of its paragraph's longest does not run on: it is a heading, or part of a list."""


_UNDECODABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffd\ue000-\uefff\uf020-\uf09f\uf100-\uf8ff\U000f0000-\U0010ffff]")
"""What has no meaning in its file. Bullets of Wingdings, from U+F0A0 on, have one."""


class Block(NamedTuple):
    """Lines that stand together on a page.

    Attributes:
        top: how far below the top of the page, in points.
        lines: from top to bottom.
        bottom: where the block ends, in points below the top of the page.
    """

    top: float
    lines: list[str]
    bottom: float = 0.0


def join_blocks(blocks: Iterable[Block], vocabulary: Vocabulary) -> str:
    """The text of a page: a paragraph a line, in the order of the blocks.

    Args:
        blocks: their lines went through `clean_blocks`.
        vocabulary: the words read so far, this page's included.
    """
    parts: list[str] = []
    for block in blocks:
        if block.lines:
            _add_lines(parts, block.lines, vocabulary)
    return "".join(parts)


def join_words_over_pages(texts: Iterable[str], vocabulary: Vocabulary) -> Iterator[str]:
    """The texts of pages, each with all of the word that its end cuts."""
    last: str | None = None
    for text in texts:
        rest = text
        if last is not None:
            found = _FIRST_WORD.match(text)
            start = _find_start(last, found[0], vocabulary) if found else None
            if found and start is not None:
                last, rest = start + found[0], text[found.end() :].lstrip()
            yield last
        last = rest
    if last is not None:
        yield last


def count_undecodable(text: str) -> int:
    """How many characters have no meaning in their file."""
    return len(_UNDECODABLE.findall(text))


def clean_blocks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with one form of each letter, plain blanks and no invisible characters; without empty ones."""
    cleaned = iter(_clean("\n".join(line for block in blocks for line in block.lines)).split("\n"))
    found = []
    for block in blocks:
        lines = [" ".join(line.split()) for line in itertools.islice(cleaned, len(block.lines))]
        if lines := list(filter(None, lines)):
            found.append(block._replace(lines=lines))
    return found


def clean_line(text: str) -> str:
    """One line, such as a title, with the same forms of letters and blanks as the blocks."""
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    """The text, line by line."""
    text = repair_letters(text)
    if text.isascii():
        return _ODD_ASCII.sub(" ", text)
    hyphenated = _SOFT_HYPHEN_AT_END.sub(_HYPHEN, text)
    replaced = hyphenated.translate({ord(character): _replace_character(character) for character in set(hyphenated)})
    plain = _SAME_LETTERS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), replaced)
    return _STOP_AT_WRONG_END.sub(r"\2\1", unicodedata.normalize("NFC", plain))


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


def _add_lines(parts: list[str], lines: list[str], vocabulary: Vocabulary) -> None:
    """Add the lines of a block to the parts of a page's text."""
    full = _FULL_LINE * max(map(len, lines))
    before = ""
    for line in lines:
        start = _find_start(parts[-1], line, vocabulary) if parts else None
        if start is not None:
            parts[-1] = start
        elif not before or len(before) < full or line.startswith(_BULLETS):
            parts.append("\n" if parts else "")
        else:
            parts.append(find_separator(before, line))
        parts.append(line)
        before = line


def _find_start(before: str, after: str, vocabulary: Vocabulary) -> str | None:
    """`before` up to where `after` goes on with its last word; None if it does not."""
    if not ends_with_hyphen(before) or not after[0].isalnum() or before[-2].isdigit() is not after[0].isdigit():
        return None
    start = before[:-1]
    return before if vocabulary.keeps_hyphen(start[-_LONGEST_WORD:], after[:_LONGEST_WORD]) else start


def find_separator(before: str, after: str) -> str:
    """What stands between two lines of one paragraph, neither of them empty."""
    return "" if _IDEOGRAPH.match(before[-1]) and _IDEOGRAPH.match(after) else " "
