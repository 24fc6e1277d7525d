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
_LIST_MARK = re.compile(r"(?:^|\s)(?:[-*\u2022\u25cf]|\(?\d{1,2}[.)])(?=\s)")
_QUESTION_MARKS = re.compile(r"[?\u061f\uff1f\u037e]+")
_TWO_QUESTIONS = re.compile(
    r"\b(?:and|or)\s+(?:what|why|how|when|where|who|which|whose)\b.*\?|[?\u061f\uff1f].*\w", re.IGNORECASE | re.DOTALL
)

_META = re.compile(
    r"""
    \b(?:according\ to|as\ per|based\ on|(?:stated|mentioned|described|discussed|given|listed|shown|said)\ in|does)
      \ (?:the|this|that)\ (?:(?:above|given|following|provided)\ )?
      (?:text|passage|document|page|excerpt|paragraph|chapter|section|author|pdf|article|material)\b
    | \b(?:the|this)\ (?:passage|excerpt|pdf)\b
    | \b(?:on|in|from)\ (?:page|passage|chunk)\ \d
    | \btrue\ or\ false\b
    | \b(?:all|none|both)\ of\ the\ above\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Questions about the document and not about its subject. They cannot be answered a month later."""

_REFERS_BACK = re.compile(
    r"(?:it|its|they|their|this|these|those|he|she|his|her|such|both)\b(?! who| that)", re.IGNORECASE
)
"""How a sentence begins that refers to the one before."""

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


def asks_one_thing(question: str, answer: str, *, sentence: bool) -> bool:
    """Whether the front asks one question, and the back is no list.

    Args:
        question: the front.
        answer: the back.
        sentence: whether the front is a sentence of the document, which asks nothing.
    """
    if (
        _LIST_MARK.match(answer)
        or len(_LIST_MARK.findall(answer)) > 1
        or len(_SEPARATORS.findall(answer)) > MAX_SEPARATORS
    ):
        return False
    return sentence or not (_TWO_QUESTIONS.search(question) or len(_QUESTION_MARKS.findall(question)) > 1)


def is_about_the_document(question: str) -> bool:
    """Whether the front speaks of the document itself (`according to the text on page 3`)."""
    return bool(_META.search(question))


def stands_alone(sentence: str) -> bool:
    """Whether a sentence can be understood without the one before it, as far as its first word shows."""
    return not _REFERS_BACK.match(sentence)


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)
