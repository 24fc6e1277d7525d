"""The offline reader: it answers each question from its quote alone, by extraction, and marks the question's words.

It is asked by a second look at cards. The convention: they stand in blocks `<card number="1">`, each with a
`<question>` and a `<quote>`. The writer's answer is not among them, and nothing is remembered of what was written.
"""

import re
from collections.abc import Sequence
from typing import Any

from bandup.flashcards.options import GAP
from bandup.ielts.english import FUNCTION_WORDS
from ops.local_stage.model_server.errors import CannotAnswerError

_CARD = re.compile(r'<card number="(\d+)">\n<question>(.*?)</question>\n<quote>(.*?)</quote>\n</card>')
_GAP = "…"
_ASKS = re.compile(r"[?\uff1f\u061f\u2026]|^(?:What|Which|How|Why|When|Where|Who)\b", re.IGNORECASE)
_WORD = re.compile(r"[\w\u2019'-]+|[^\w\s]")


_POINTING = r"(?:it|its|they|their|them|he|his|she|her|this|these|those|there)"
_POINTS = re.compile(
    rf"^(?:\w+,?\s+)?{_POINTING}\b"
    rf"|^(?:what|which|how|why|when|where|who)\s+(?:(?:is|are|was|were|do|does|did|has|have|had|can|may|must)\s+)?{_POINTING}\b"
    r"(?!:| go on)",
    re.IGNORECASE,
)
"""How an English sentence or question begins that names nothing before its first pronoun."""


def read_cards(user: str) -> dict[str, Any]:
    """An answer for each card; empty if its quote holds none.

    Raises:
        CannotAnswerError: there is no card.
    """
    cards = _CARD.findall(user)
    if not cards:
        msg = "The offline reader must be shown cards, each with a question and a quote."
        raise CannotAnswerError(msg)
    return {"answers": [{"card": int(number), **look_at(question, quote)} for number, question, quote in cards]}


def look_at(question: str, quote: str) -> dict[str, Any]:
    """What the quote answers, and the marks of the question."""
    question = question.replace(GAP, _GAP)
    answer, asks = read(question, quote), bool(_ASKS.search(question))
    return {
        "answer": answer,
        "understood_alone": not _POINTS.match(re.split("“", question)[-1]),
        "other_answers": asks and _has_others(answer, question, quote),
        "gives_itself_away": asks and _stands_in(answer, question),
    }


def _has_others(answer: str, question: str, quote: str) -> bool:
    """Whether the answer offers two, or what stands before the gap stands in the quote twice."""
    before = re.split("[“”]", question.split(_GAP, maxsplit=1)[0])[-1].strip()
    return " or " in answer or (_GAP in question and bool(before) and quote.count(before) > 1)


def _stands_in(answer: str, question: str) -> bool:
    words = [word.casefold() for word in _WORD.findall(answer) if word.casefold() not in FUNCTION_WORDS]
    asked = {word.casefold() for word in _WORD.findall(question)}
    return any(map(str.isalpha, "".join(words))) and asked.issuperset(words)


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
