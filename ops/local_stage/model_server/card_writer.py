"""The offline card writer: it makes flashcards from the sentences that it is shown, by extraction alone.

It knows nothing and invents nothing: each card is a sentence of a passage, taken apart. In a text that is not English
its questions do without words of their own.
"""

import re
import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bandup.flashcards.options import GAP
from bandup.ielts.english import FUNCTION_WORDS
from ops.local_stage.model_server import sentences
from ops.local_stage.model_server.card_prompt import CardPrompt, remove_blanks
from ops.local_stage.model_server.card_sources import Source, sources
from ops.local_stage.model_server.order_words import find_orders

_DEFINITION = re.compile(
    r"^(?:(?P<article>An?|The)\s+)?(?P<term>[A-Z\u00c0-\u024f]?[\w\u2019'-]+(?:\s[\w\u2019'-]+){0,3}?)(?:,[^,]{3,60},)?\s+"
    r"(?:(?P<verb>means|refers to|is called|is defined as)|(?P<be>is|are)(?=\s+(?:an?|the|any|what)\s))\s+"
    r"(?P<meaning>[^.:]{12,200})[.]?$"
)
_WIDE_DEFINITION = re.compile(
    r"^(?P<term>[^\s\uff0c\u3001\u3002,]{1,12}?)(?P<verb>是指|是|とは|は)(?P<meaning>[^。]{4,80})。?$"
)
_DASHED_DEFINITION = re.compile(
    r"^(?P<term>[^\s\u2013\u2014-]+(?:\s[^\s\u2013\u2014-]+){0,3})\s+(?P<verb>[\u2013\u2014])\s+(?P<meaning>[^.]{8,200})[.]?$"
)
_REASON = re.compile(
    r"^(?P<effect>.{15,160}?),?\s+(?:because|since|so that|in order to|due to)\s+(?P<reason>[^.]{8,160})[.]?$"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def write(prompt: CardPrompt) -> dict[str, Any]:
    """Cards of the kinds that are wanted, spread over all passages; fewer if the passages hold no more.

    Each sentence makes one card. A kind for which no sentence is left gives its place to the others. What is still
    wanted then are second gaps in sentences that have one.
    """
    left, used = Counter(prompt.wanted), set[str]()
    cards: list[dict[str, Any]] = []
    pending = sources(prompt)
    for strict in (True, False):
        for source in pending:
            if not left.total() or source.text in used:
                continue
            card = _first(source, left if strict else Counter(dict.fromkeys(prompt.wanted, 1)))
            if card is not None and remove_blanks(card["question"]) not in prompt.rejected:
                used.add(source.text)
                cards.append(card)
                kind = card["type"] if left[card["type"]] else max(left, key=lambda name: left[name])
                left[kind] -= 1
    second = [_second_gap(source, cards) for source in pending] if left["CLOZE"] > 0 else []
    cards += [card for card in second if card][: max(0, left.total())]
    return {"orders": find_orders(prompt.passages.values()), "cards": cards}


def _second_gap(source: Source, cards: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Another gap in a sentence of which a card with a gap was made."""
    made = next((card for card in cards if card["type"] == "CLOZE" and card["quote"] == source.text), None)
    others = [term for term in source.terms if made and term not in made["answer"] and made["answer"] not in term]
    term = next((term for term in others if source.text.count(term) == 1), None)
    return _card(source, "CLOZE", source.text.replace(term, GAP), term) if term else None


def _first(source: Source, left: Mapping[str, int]) -> dict[str, Any] | None:
    """A card of the kind that is wanted most often, of those that the sentence is good for."""
    for kind in sorted((kind for kind, count in left.items() if count), key=lambda kind: -left[kind]):
        made = _MAKERS[kind](source)
        if made:
            return _card(source, kind, *made)
    return None


def _card(source: Source, kind: str, question: str, answer: str) -> dict[str, Any]:
    return {
        "passage": source.passage,
        "quote": source.text,
        "type": kind,
        "question": question,
        "answer": answer,
        "example": "",
        "hint": _hint(answer, kind, english=source.english),
    }


def _hint(answer: str, kind: str, *, english: bool) -> str:
    """How long the answer is, and how it begins, without a word of it."""
    if kind == "TRUE_FALSE" or len(answer) < 4:
        return ""
    words = len(answer.split())
    if not english:
        return f"{answer[0]}\u2026"
    return f"Begins with \u201c{answer[0]}\u201d; {len(answer)} characters, {words} word{'s' * (words > 1)}."


Sides = tuple[str, str] | None


def _definition(source: Source) -> Sides:
    found = _match_definition(source)
    if found is None:
        return None
    question = (
        f"What {found.groupdict().get('be') or 'is'} {_subject(source, found)}?"
        if source.english
        else f"{found['term']} {found['verb'] or ''} …?"
    )
    return question, found["meaning"].strip()


def _vocabulary(source: Source) -> Sides:
    found = _match_definition(source)
    if found is None:
        return _remove_term(source, "Which word completes this: “{}”?", numbers=False)
    question = f"Which term means: {found['meaning'].strip()}?" if source.english else f"… = {found['meaning'].strip()}"
    return question, found["term"]


def _comprehension(source: Source) -> Sides:
    found = _REASON.match(source.text) if source.english else None
    if found:
        return f"What explains this: {source.write_opening(found['effect'])}?", found["reason"]
    halves = _halves(source.text)
    if halves is None:
        return None
    return (f"How does this go on: “{halves[0]} …”?" if source.english else f"{halves[0]} …?"), halves[1]


def _cloze(source: Source) -> Sides:
    if source.leans:
        return None
    term = next((term for term in source.terms if source.text.count(term) == 1), None)
    return (source.text.replace(term, GAP), term) if term else None


def _fact(source: Source) -> Sides:
    return _remove_term(source, "Which figure is missing here: “{}”?", numbers=True) or _remove_term(
        source, "Which word is missing here: “{}”?", numbers=False
    )


def _true_false(source: Source) -> Sides:
    if source.leans:
        return None
    number = _NUMBER.search(source.text)
    if number is None or zlib.crc32(source.text.encode()) % 2:
        return source.text, "True"
    changed = str(int(re.sub(r"\D", "", number[0])) + 7)
    return source.text[: number.start()] + changed + source.text[number.end() :], "False"


_MAKERS: Mapping[str, Callable[[Source], Sides]] = {
    "DEFINITION": _definition,
    "VOCABULARY": _vocabulary,
    "COMPREHENSION": _comprehension,
    "CLOZE": _cloze,
    "FACT": _fact,
    "TRUE_FALSE": _true_false,
}


def _match_definition(source: Source) -> re.Match[str] | None:
    for pattern in (_DEFINITION, _WIDE_DEFINITION, _DASHED_DEFINITION):
        found = pattern.match(source.text)
        if found and found["term"].split()[0].casefold() not in FUNCTION_WORDS and not _is_list(found["meaning"]):
            return found
    return None


def _subject(source: Source, found: re.Match[str]) -> str:
    """`a stoma`, `the hippocampus`, `working memory`, `Rome`."""
    article, term = found.groupdict().get("article") or "", found["term"]
    return f"{article.lower()} {term}" if article else source.write_opening(term)


def _is_list(text: str) -> bool:
    return len(re.findall(r"[,;\uff0c\u3001]", text)) > 2


def _remove_term(source: Source, template: str, *, numbers: bool) -> Sides:
    """The sentence without one of its terms, and the term."""
    for term in source.terms:
        if term[0].isdigit() is numbers and source.text.count(term) == 1:
            sentence = source.text.replace(term, "…")
            return (template.format(sentence) if source.english else f"{sentence} (… = ?)"), term
    return None


def _halves(text: str) -> tuple[str, str] | None:
    """A sentence in two parts, cut near its middle: before `from` or `because`, else at any blank or comma."""
    cuts = [found.end() for found in re.finditer(r"\s+|[\uff0c\u3001]", text)]
    cuts = [cut for cut in cuts if 10 <= cut <= len(text) - 6] if not sentences.is_wide(text) else cuts
    if not cuts:
        return None
    middle = min([cut for cut in cuts if _joins(text, cut)] or cuts, key=lambda cut: abs(cut - len(text) // 2))
    answer = text[middle:].strip().rstrip(".。")
    return None if _is_list(answer) or not answer else (text[:middle].strip(), answer)


def _joins(text: str, cut: int) -> bool:
    """Whether a part of the sentence begins at `cut`: a small word, behind one that is none."""
    before, after = text[:cut].rsplit(maxsplit=1)[-1], text[cut:].split(maxsplit=1)[0]
    return after in FUNCTION_WORDS and before.casefold() not in FUNCTION_WORDS
