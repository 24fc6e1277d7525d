"""Rules about a card's words alone: is it short, does it ask one thing, and can it be read without the document?"""

import re

MAX_QUESTION = 300
MAX_SENTENCE = 500
MAX_ANSWER = 250
MAX_QUOTE = 500
"""Characters. A card is read in seconds; a sentence with a gap or to be judged may be as long as the document's."""

MIN_QUOTE_TERMS = 3
"""Fewer words (or pairs of characters, where a script has no blanks) are a heading or a fragment."""

MAX_SEPARATORS = 2
"""Commas and semicolons in an answer. Three separate four items, and a list is not one fact: nobody remembers it."""

_SEPARATORS = re.compile(r"[;\u061b\uff1b]|[,\u060c\u3001\uff0c](?!\d)")
_LONGEST_ITEM = 3
"""Words of an item of a list; a part of a sentence mostly has more."""

_LONGEST_TEXT = 30
"""Characters of one, for scripts without blanks."""

_GROUP = re.compile(r"\\\(.*?\\\)|\$[^$]*\$|[(\[{][^()\[\]{}]*[)\]}]")
"""Formulas and tuples: their commas divide no items."""

_LIST_MARK = re.compile(r"(?:^|\s)(?:[-*\u2022\u25cf]|\(?\d{1,2}[.)])(?=\s)")
_TWO_FACTS = re.compile(r"\b(?:and|und|et|y)\b|[;,\u060c\u3001\uff0c]|\s\u0648", re.IGNORECASE)
_RANGE = re.compile(r"\b(?:between|zwischen|entre)\b.+?\b(?:and|und|et|y)\b", re.IGNORECASE)
"""`Between 87 and 92` is one answer."""

_QUESTION_MARKS = re.compile(r"[?\u061f\uff1f\u037e]+")
_TWO_QUESTIONS = re.compile(
    r"\b(?:and|or)\s+(?:what|why|how|when|where|who|which|whose)\b.*\?|[?\u061f\uff1f].*\w", re.IGNORECASE | re.DOTALL
)

_NO_ANSWER = re.compile(
    r"n/?a|not (?:stated|mentioned|specified|given)\b.*|the (?:text|passage|document) (?:does|is|says|gives)\b.*",
    re.IGNORECASE,
)
"""Answers that say that there is none."""


def is_empty(question: str, answer: str) -> bool:
    """Whether a side says nothing."""
    return not (_says_something(question) and _says_something(answer)) or bool(
        _NO_ANSWER.fullmatch(answer.rstrip(".!"))
    )


def is_short(question: str, answer: str, *, sentence: bool) -> bool:
    """Whether both sides can be read at a glance.

    Args:
        question: the front.
        answer: the back.
        sentence: whether the front is a sentence of the document.
    """
    return len(question) <= (MAX_SENTENCE if sentence else MAX_QUESTION) and len(answer) <= MAX_ANSWER


def is_list(answer: str) -> bool:
    """Whether the back is a list: by its marks, or of short items."""
    items = _split_parts(answer)
    are_short = all(len(item.split()) <= _LONGEST_ITEM and len(item) <= _LONGEST_TEXT for item in items)
    return (
        bool(_LIST_MARK.match(answer))
        or len(_LIST_MARK.findall(answer)) > 1
        or (len(items) > MAX_SEPARATORS + 1 and are_short)
    )


def has_many_parts(answer: str) -> bool:
    """Whether the back has so many commas and semicolons that it may be a list; a long sentence has them too."""
    return len(_split_parts(answer)) > MAX_SEPARATORS + 1


def _split_parts(answer: str) -> list[str]:
    return _SEPARATORS.split(_GROUP.sub("", answer))


def asks_one_thing(question: str, answer: str) -> bool:
    """Whether the front asks one question, or two that the back answers both."""
    if not (_TWO_QUESTIONS.search(question) or len(_QUESTION_MARKS.findall(question)) > 1):
        return True
    return len(_QUESTION_MARKS.findall(question)) == 1 and bool(_TWO_FACTS.search(_RANGE.sub(" ", answer)))


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)
