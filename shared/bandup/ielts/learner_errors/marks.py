"""Blanks at marks and small letters in names: where words are not needed, only characters."""

import re
from collections.abc import Iterator
from typing import Final

_CAPITALS: Final = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|july|september|october|november|december|"
    "english|german|spanish|chinese|japanese|italian|russian|arabic|portuguese|korean|vietnamese|indian|european|african|asian|american|british|"
    "europe|asia|africa|america|england|britain|france|germany|japan|spain|italy|russia|india|australia|canada|brazil|mexico|vietnam|korea|london|paris|christmas"
)  # fmt: skip
_JOINED_WORDS: Final = "they|it|he|she|we|i|this|the|that|there|in|but|and|so|also|for|however|these|if|when|because|people|some|many|on|as|first|second|firstly|secondly|another"

_PATTERNS: Final = tuple(
    (name, re.compile(pattern), right, message)
    for name, pattern, right, message in (
        ("small-i", r"(?<![\w.'’-])i(?=(?:['’](?:m|ve|ll|d))?[\s,;])(?!\s*\.)(?<!\(i)", "I", "'I' is always a capital letter."),
        ("small-name", rf"(?<![\w.@/-])(?:{_CAPITALS})(?![\w@/]|\.\w|-)", None, "Names, days, months and languages begin with a capital letter."),
        ("small-country", r"(?:in|from|to|of|visit|visited) (china)(?![\w-])", None, "The names of countries begin with a capital letter."),
        ("blank-before-mark", r"(?<=[^\W\d_])[^\S\n]+([,;?!](?=\s|$|[^\W\d_])|\.(?=\s|$))", None, "No blank stands before this mark."),
        ("no-blank-after-comma", r"(?<=[a-z])[,;](?=[A-Za-z]{2,}(?![\w@]))", None, "A blank follows this mark."),
        ("no-blank-after-sentence", rf"(?<=[a-z]{{3}})[.?!](?=(?:(?-i:[A-Z])[a-z]+|{_JOINED_WORDS})(?=[\s,]))", None, "A blank follows this mark."),
    )
)  # fmt: skip


def find_mark_errors(text: str) -> Iterator[tuple[str, int, int, str, str]]:
    """Rule, start, end, message and replacement of each match."""
    for name, pattern, right, message in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span(match.lastindex or 0)
            wrong = text[start:end]
            if name == "blank-before-mark":
                start, wrong = match.start(), match.group()
                right = match[1]
            elif name.startswith("small-") and right is None:
                yield name, start, end, message, wrong.capitalize()
                continue
            elif name.startswith("no-blank"):
                yield name, start, end, message, f"{wrong} "
                continue
            yield name, start, end, message, right or wrong
