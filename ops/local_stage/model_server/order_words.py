"""Which sentences the offline models take for orders to themselves.

They stand in for a reader, so they have rules of their own: a demand at the beginning of a sentence or clause, and a
word of what judges and writers of cards are told. They know English and German, and nothing of sentences that tell of
orders but the quotation marks and the past.
"""

import re
from collections.abc import Iterable

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_DEMAND = re.compile(
    r"(?:^|[,;:]|\band|\bplease|\bnow|\byou (?:must|should|will)|\bbitte|\bund)\s*"
    r"(?:ignore|disregard|forget|give|award|rate|score|mark|grade|print|skip|stop|repeat"
    r"|ignoriere?n?|vergiss|vergessen|gib|geben|vergib|bewerte|schreib)\b"
)
_OF_A_JUDGE = re.compile(
    r"\b(?:instructions?|rubric|criteria|prompt|full marks|highest|10|ten|9|nine|band|score|ratings?|cards?"
    r"|anweisung\w*|kriteri\w*|punkt\w*|zehn|note|karten?)\b"
)
_TOLD = re.compile(r"[\"\u201c\u201e\u00ab]|\b(?:said|told|asked|wrote|wanted|had|sagten?|schrieb|wollten?)\b")


def find_orders(texts: Iterable[str]) -> list[str]:
    """The sentences that are taken for orders, as they stand there."""
    sentences = (found[0].strip() for text in texts for found in _SENTENCE.finditer(text))
    return [each for each in sentences if _is_order(each.casefold())]


def _is_order(sentence: str) -> bool:
    return bool(_DEMAND.search(sentence) and _OF_A_JUDGE.search(sentence)) and not _TOLD.search(sentence)
