"""The offline reader: it answers each question from its quote alone, by extraction, as a second look at cards asks.

The convention: cards stand in blocks `<card number="1">`, each with a `<question>` and a `<quote>`. The writer's answer
is not among them, and nothing is remembered of what was written.
"""

import re
from collections.abc import Sequence
from typing import Any

from bandup.ielts.english import FUNCTION_WORDS
from ops.local_stage.model_server.errors import CannotAnswerError

_CARD = re.compile(r'<card number="(\d+)">\n<question>(.*?)</question>\n<quote>(.*?)</quote>\n</card>')
_GAP = "…"
_ASKS = re.compile(r"[?\uff1f\u061f]|^(?:What|Which|How|Why|When|Where|Who)\b|\(… = |^… = |…$", re.IGNORECASE)
_WORD = re.compile(r"[\w\u2019'-]+|[^\w\s]")


def read_cards(user: str) -> dict[str, Any]:
    """An answer for each card; empty if its quote holds none.

    Raises:
        CannotAnswerError: there is no card.
    """
    cards = _CARD.findall(user)
    if not cards:
        msg = "The offline reader must be shown cards, each with a question and a quote."
        raise CannotAnswerError(msg)
    return {"answers": [{"card": int(number), "answer": read(question, quote)} for number, question, quote in cards]}


def read(question: str, quote: str) -> str:
    """What the quote answers: `True` or `False` to a statement, the words of a gap, or what the question leaves out."""
    if not _ASKS.search(question):
        return str(_squeeze(question) in _squeeze(quote))
    return _fill(question, quote) or _leave_out(question, quote)


def _squeeze(text: str) -> str:
    return re.sub(r"\W", "", text)


def _fill(question: str, quote: str) -> str:
    """The words that stand in the quote where a question that repeats it has a gap."""
    if _GAP not in question:
        return ""
    before, after = question.split(_GAP, 1)
    before = re.split(r"[“”]", before)[-1]
    after = re.split(r"[“”]| \(…", after)[0].rstrip("?\uff1f\u061f ")
    start = quote.find(before.strip()) + len(before.strip()) if before.strip() in quote else 0
    end = quote.find(after.strip(), start) if after.strip() else len(quote)
    return quote[start:end].strip(" .。,") if end > start else ""


def _leave_out(question: str, quote: str) -> str:
    """The longest run of the quote's words that the question does not have, without small words around it."""
    asked = {word.casefold() for word in _WORD.findall(question)}
    runs: list[list[str]] = [[]]
    for found in _WORD.finditer(quote):
        word = found[0]
        if word.casefold() in asked and word.casefold() not in FUNCTION_WORDS:
            runs.append([])
        else:
            runs[-1].append(word)
    best = max(runs, key=lambda run: sum(len(word) for word in run if word.casefold() not in FUNCTION_WORDS))
    return _join(best)


def _join(words: Sequence[str]) -> str:
    start, end = 0, len(words)
    while start < end and (words[start].casefold() in FUNCTION_WORDS or not words[start][0].isalnum()):
        start += 1
    while end > start and (words[end - 1].casefold() in FUNCTION_WORDS or not words[end - 1][0].isalnum()):
        end -= 1
    return re.sub(r"\s+([.,;:!?)])", r"\1", " ".join(words[start:end]))
