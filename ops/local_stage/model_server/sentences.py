"""Sentences of a passage in any script, and the words that carry their meaning."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

_END = re.compile(
    r"(?<=[.!?])(?<![ .(][A-Za-z]\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bFig\.)[\"'\u201d\u2019)\]]*\s+(?![a-z])"
    r"|(?<=[\u3002\uff01\uff1f\u061f\u06d4\u0964])\s*|\n+"
)
_MARK = re.compile(r"^(?:[\u2022\u25cf\u25aa\u2023*\u2013-]|\(?\d{1,2}[.)]|\([a-z]\)|[QA]:)\s+")
_LEADERS = re.compile(r"(?:[.\u00b7\u2026_] ?){4,}")
_STOPPED = re.compile(r"[.!?\u3002\uff01\uff1f\u061f\u06d4\u0964][\"'\u201d\u2019)\]]*$")
_WORD = re.compile(r"[^\W\d_][\w\u0300-\u036f\u0900-\u0903\u093a-\u094f'\u2019-]*|\d+(?:[.,:]\d+)*%?")
_WIDE = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_TERM_OF_WIDE = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u30a0-\u30ff]{2,}|[\u0e00-\u0eff]{3,8}|\d+")

MIN_LETTERS = 25
MIN_WIDE = 8
MAX_LENGTH = 400


def sentences(text: str, least: int | None = None) -> Iterator[str]:
    """The sentences worth a card: neither headings nor fragments, nor too long to be read.

    One that begins with a small letter began in the passage before; one without a stop at its end is a heading, unless
    the text knows no stops. Dots in a row lead to a page: the line stands in a table of contents.

    Args:
        text: a passage.
        least: letters and figures of a sentence; `MIN_LETTERS` or, without blanks between words, `MIN_WIDE` if None.
    """
    pieces = [_MARK.sub("", piece.strip()) for piece in _END.split(text) if not _LEADERS.search(piece)]
    stopped = [piece for piece in pieces if is_stopped(piece)]
    for sentence in stopped if stopped and least is None else pieces:
        enough = least or (MIN_WIDE if is_wide(sentence) else MIN_LETTERS)
        if (
            sum(character.isalnum() for character in sentence) >= enough
            and len(sentence) <= MAX_LENGTH
            and not sentence[0].islower()
            and sentence.count("(") == sentence.count(")")
        ):
            yield sentence


def is_stopped(text: str) -> bool:
    """Whether a full stop or the like ends the text."""
    return bool(_STOPPED.search(text))


def is_wide(text: str) -> bool:
    """Whether the text is in a script without blanks between words."""
    return len(_WIDE.findall(text)) * 2 > sum(character.isalnum() for character in text)


def terms(sentence: str) -> list[str]:
    """The words that could be asked for, in order; each as it stands there."""
    found = (_TERM_OF_WIDE if is_wide(sentence) else _WORD).findall(sentence)
    return [term for term in found if len(term) >= 4 or term[0].isdigit() or is_wide(term)]


def frequencies(texts: Iterable[str]) -> Counter[str]:
    """In how many sentences of all texts each term stands."""
    return Counter(term.casefold() for text in texts for each in sentences(text) for term in set(terms(each)))
