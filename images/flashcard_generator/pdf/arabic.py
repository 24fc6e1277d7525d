"""Puts the letters of Arabic ligatures in order.

A glyph may stand for several letters, as لا does. MuPDF turns a line of Arabic round letter by letter, and the letters
of one glyph with it: "الإسلام" reads "اإلسالم". They are told by their place: all but the first have no width.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

_NEAR = 0.05
"""How far, in points, two edges that are one may be apart."""


def write_spans(block: dict[str, Any]) -> dict[str, Any]:
    """A block of PyMuPDF's `extractRAWDICT` as `extractDICT` gives it, with the letters of each glyph in order."""
    lines = [
        {**line, "spans": [{**span, "text": _write(order_letters(span["chars"]))} for span in line["spans"]]}
        for line in block["lines"]
    ]
    return {**block, "lines": lines}


def order_letters(characters: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The characters of a span of `extractRAWDICT`, with the letters of each glyph in order."""
    written: list[dict[str, Any]] = []
    waiting: list[dict[str, Any]] = []
    for character in characters:
        left, _, right, _ = character["bbox"]
        if right - left < _NEAR and unicodedata.category(character["c"]) == "Lo":
            waiting.append(character)
            continue
        belong = bool(waiting) and all(abs(each["bbox"][0] - right) < _NEAR for each in waiting)
        written += [character, *reversed(waiting)] if belong else [*waiting, character]
        waiting = []
    return [*written, *waiting]


def _write(characters: Iterable[dict[str, Any]]) -> str:
    return "".join(character["c"] for character in characters)
