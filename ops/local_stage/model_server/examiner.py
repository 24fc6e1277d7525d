"""The offline examiner: it reads a Writing answer and computes what an examiner would say about it."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bandup.ielts.findings import GrammarChecker
from ops.local_stage.model_server import german
from ops.local_stage.model_server.criteria import Criterion, Judgement, judge
from ops.local_stage.model_server.measures import measure
from ops.local_stage.model_server.order_words import find_orders
from ops.local_stage.model_server.prompt import ENGLISH, WritingPrompt
from ops.local_stage.model_server.quotes import quote_findings, quote_strengths

MODEL_VERSION = "offline-examiner-1"
"""The model name that every answer reports, so that no one takes it for a real model's."""

_PRAISED_FROM = 6.0
_MOST_REMARKS = 4
_OFF_TOPIC_BELOW = 0.2  # share of the question's key words; an answer to it takes up half or more


class Examiner:
    """Judges Writing answers; the same answer always gets the same judgement."""

    def __init__(self, checker: GrammarChecker) -> None:
        self._checker = checker

    def examine(self, prompt: WritingPrompt, pictures: int) -> dict[str, Any]:
        """Everything that the examiner can say about one answer.

        Args:
            prompt: the task, the question and the essay, and the language of the feedback: English, German, or English
                with a word that it is not the one that was wanted.
            pictures: how many pictures came with it. They are not read, and the reason says so.

        Returns:
            `orders`, `criteria` (each `reason` and `band`), `relevance`, `off_topic`, `summary`, `strengths`,
            `improvements` and `quoted_examples`.
        """
        checked = self._checker.check(prompt.essay)
        measures = measure(prompt.task, prompt.question, prompt.essay, checked, is_letter=prompt.is_letter)
        judgements = judge(measures)
        kind_of_text = "essay" if prompt.task == "TASK_2" else "letter" if prompt.is_letter else "report"
        reasons = {name: _reason(each) for name, each in judgements.items()}
        if prompt.task == "TASK_1":
            reasons["task"] += f" Judged as a {kind_of_text}."
        if pictures:
            reasons["task"] += " [offline: the picture was not read]"
        quotes = [
            *quote_findings(prompt.essay, checked.findings),
            *quote_strengths(prompt.essay, checked.findings),
        ]
        remarks = sorted(
            (remark for each in judgements.values() for remark in each.remarks), key=lambda each: each.band
        )
        answer = {
            "orders": find_orders([prompt.essay]),
            "relevance": _relevance(measures.keyword_share),
            "off_topic": measures.keyword_share is not None and measures.keyword_share < _OFF_TOPIC_BELOW,
            "criteria": {name: {"reason": reasons[name], "band": each.band} for name, each in judgements.items()},
            "summary": _summary(judgements),
            "strengths": [_sentence(remark.fact) for remark in reversed(remarks) if remark.band >= _PRAISED_FROM][
                :_MOST_REMARKS
            ],
            "improvements": [remark.advice for remark in remarks[:_MOST_REMARKS]],
            "quoted_examples": [asdict(quote) for quote in quotes],
        }
        if prompt.language == german.GERMAN:
            return german.tell_of_essay(answer, measures, judgements, kind_of_text=kind_of_text, pictures=pictures)
        return admit_english(answer, prompt.language)


def admit_english(answer: dict[str, Any], language: str) -> dict[str, Any]:
    """The answer, which says so if it should have been in a language that the offline examiners do not write."""
    if language == ENGLISH:
        return answer
    return {**answer, "summary": f"{answer['summary']} [offline: no feedback in {language}; this is in English]"}


def _reason(judgement: Judgement) -> str:
    return _sentence("; ".join((*(remark.fact for remark in judgement.remarks), *judgement.limits)))


def _relevance(keyword_share: float | None) -> str:
    if keyword_share is None:
        return "The question has no key words to compare with."
    return f"The essay takes up {keyword_share:.0%} of the question's key words."


def _summary(judgements: Mapping[Criterion, Judgement]) -> str:
    weakest, *_, strongest = sorted(judgements, key=lambda name: judgements[name].band)
    low, high = judgements[weakest].band, judgements[strongest].band
    bands = (
        f"from {low:g} ({_name_criterion(weakest)}) to {high:g} ({_name_criterion(strongest)})"
        if low < high
        else f"all {low:g}"
    )
    return f"Offline estimate from counted features, not an examiner's judgement. Bands: {bands}."


def _name_criterion(criterion: str) -> str:
    return criterion.replace("_", " ")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
