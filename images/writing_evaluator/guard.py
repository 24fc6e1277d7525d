"""Keeping a user's text data: what the model is shown of it, and where each character came from."""

import re
import unicodedata
from dataclasses import dataclass

_LINE_BREAKS = frozenset("\r\v\f\x85\u2028\u2029")
"""Other ways to end a line; each is shown as a plain one, so that words and paragraphs stay apart."""

_VARIATION_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))

_HARMLESS = frozenset("\xad\ufeff")
"""Soft hyphen and byte order mark: word processors leave them in, so they are dropped without suspicion."""

_DELIMITER = re.compile(r"<(?=\s*+/?\s*+(?:question|essay)\b)", re.IGNORECASE)

_LOOKALIKE = "\u2039"
"""What a delimiter's `<` is shown as: a quotation mark that reads the same and closes nothing."""


@dataclass(frozen=True)
class Shown:
    """A text as the model is shown it.

    Attributes:
        text: the original without invisible characters, and without anything that could open or close a block.
        origins: for each code point of `text`, its position in the original, in Unicode code points.
        hidden: how many invisible characters were dropped that have no business in an essay.
        delimiters: how many delimiters were made harmless.
    """

    text: str
    origins: tuple[int, ...]
    hidden: int
    delimiters: int


def shown(original: str) -> Shown:
    """`original` made safe to stand between delimiters.

    Dropped are the characters that can carry text past a reader's eye: zero-width and bidirectional controls, tags,
    variation selectors, other control characters, halves of surrogate pairs. All else keeps its order.
    """
    kept = [
        (position, "\n" if character in _LINE_BREAKS else character)
        for position, character in enumerate(original)
        if not _dropped(original, position)
    ]
    text, delimiters = _DELIMITER.subn(_LOOKALIKE, "".join(character for _, character in kept))
    hidden = sum(_hides(original, position) for position in range(len(original)))
    return Shown(text, tuple(position for position, _ in kept), hidden, delimiters)


def _dropped(text: str, position: int) -> bool:
    character = text[position]
    if character in _LINE_BREAKS:
        return text[position : position + 2] == "\r\n"
    if character in "\n\t":
        return False
    return character in _VARIATION_SELECTORS or unicodedata.category(character) in ("Cc", "Cf", "Cs")


def _hides(text: str, position: int) -> bool:
    """Whether this character is invisible for no honest reason; parts of an emoji have one."""
    character = text[position]
    if character in _HARMLESS or character in _LINE_BREAKS or not _dropped(text, position):
        return False
    after_emoji = position > 0 and unicodedata.category(text[position - 1]) in ("So", "Sk")
    return not (after_emoji and character in "\ufe0f\u200d")
