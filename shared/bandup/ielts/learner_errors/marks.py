"""Blanks at marks and small letters in names: where words are not needed, only characters."""

import re
from collections.abc import Callable, Iterator
from typing import Final

_CAPITALS: Final = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|"
    "june|july|september|october|november|december|"
    "english|german|spanish|chinese|japanese|italian|russian|arabic|portuguese|korean|"
    "vietnamese|indian|european|african|asian|american|british|"
    "europe|asia|africa|america|england|britain|france|germany|japan|spain|italy|russia|"
    "india|australia|canada|brazil|mexico|vietnam|korea|london|paris|christmas"
)
_JOINED_WORDS: Final = (
    "they|it|he|she|we|i|this|the|that|there|in|but|and|so|also|for|however|these|if|"
    "when|because|people|some|many|on|as|first|second|firstly|secondly|another"
)

_PATTERNS: Final[tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str], str], ...]] = (
    (
        "small-i",
        re.compile(r"(?<![\w.'\u2019-])i(?=(?:['\u2019](?:m|ve|ll|d))?[\s,;])"),
        lambda _: "I",
        "'I' is always a capital letter.",
    ),
    (
        "small-name",
        re.compile(rf"(?<![\w.@/-])(?:{_CAPITALS}|(?<=in )china|(?<=from )china|(?<=to )china)(?![\w@/-]|\.\w)"),
        lambda match: match.group().capitalize(),
        "Names, days, months and languages begin with a capital letter.",
    ),
    (
        "blank-before-mark",
        re.compile(r"(?<=[^\W\d_])[^\S\n]+(?:([,;?!])(?=\s|$|[^\W\d_])|(\.)(?=\s|$))"),
        lambda match: match.group().strip(),
        "No blank stands before this mark.",
    ),
    (
        "no-blank-after-comma",
        re.compile(r"(?<=[a-z])[,;](?=[A-Za-z]{2,}(?![\w@]))"),
        lambda match: f"{match.group()} ",
        "A blank follows this mark.",
    ),
    (
        "no-blank-after-sentence",
        re.compile(rf"(?<=[a-z]{{3}})[.?!](?=(?:[A-Z][a-z]+|{_JOINED_WORDS})(?=[\s,]))"),
        lambda match: f"{match.group()} ",
        "A blank follows this mark.",
    ),
)

MARK_RULES = tuple(name for name, *_ in _PATTERNS)
"""Their names."""


def find_mark_errors(text: str) -> Iterator[tuple[str, int, int, str, str]]:
    """Rule, start, end, message and replacement of each match."""
    for name, pattern, put_right, message in _PATTERNS:
        for match in pattern.finditer(text):
            yield name, *match.span(), message, put_right(match)
