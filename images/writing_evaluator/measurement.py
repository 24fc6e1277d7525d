"""All that is known of an essay before anyone judges it, and so before anything is paid.

It is counted apart from anyone's judgement: the same with every model, and free.
"""

import statistics
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol

from bandup.ielts.english import find_paragraphs, is_english, measure_sentences, split_words
from bandup.ielts.findings import CheckedText, Finding, Kind
from bandup.ielts.length import Length, measure_length
from bandup.ielts.vocabulary import WINDOW, count_linking_words, moving_average_type_token_ratio
from bandup.models.sanitize import SanitizedText

from .essay import Essay
from .flags import measure_flags
from .prompt import sanitize
from .rubric import FLOOR_WORDS


class Checker(Protocol):
    """Finds errors, see `bandup.ielts.findings.GrammarChecker`."""

    def begin(self, text: str) -> Future[CheckedText]:
        """The check of a text, under way: every finding in it."""
        ...


@dataclass(frozen=True)
class MeasuredEssay:
    """An essay and what was counted in it.

    Attributes:
        source: what was read.
        text: its text as the model is shown it.
        question: its question, likewise.
        length: how long it is. It is counted in the text that can be seen, so that invisible characters neither split
            nor join words.
        flags: what is raised without a judgement.
        checked: its check for errors, which goes on while the model judges.
        floor: why it is Band 1 by rule, for the candidate; None if it must be judged.
    """

    source: Essay
    text: SanitizedText
    question: SanitizedText
    length: Length
    flags: list[str]
    checked: Future[CheckedText]
    floor: str | None

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        """The measured facts of the result; waits for the check."""
        return measure_facts(self.text, self.source.text, self.checked.result())


def measure_essay(essay: Essay, checker: Checker) -> MeasuredEssay:
    """Measure one essay and begin its check; nothing in it is judged yet."""
    text, question = sanitize(essay.text), sanitize(essay.question)
    length = measure_length(text.text, question.text)
    english = is_english(text.text)
    return MeasuredEssay(
        source=essay,
        text=text,
        question=question,
        length=length,
        flags=measure_flags(essay.task_type, text, length, english=english),
        checked=checker.begin(text.text),
        floor=_explain_floor(length, english=english),
    )


def measure_facts(text: SanitizedText, original: str, checked: CheckedText) -> dict[str, Any]:
    """The measured facts of a result in the stored form: findings, diversity, sentences, linking words.

    Args:
        text: the essay as it is shown; what is measured.
        original: the essay itself; findings have their places in it.
        checked: what the grammar checker found in `text`.
    """
    places = text.all_in_original([(finding.start, finding.end) for finding in checked.findings])
    words = split_words(text.text)
    checked_words = len(split_words(text.text[: checked.until]))
    sentences = measure_sentences(text.text)
    paragraphs = len(find_paragraphs(text.text))
    diversity = moving_average_type_token_ratio(words)
    linkers = count_linking_words(words)
    return {
        "findings": [
            _describe_finding(finding, place, original) for finding, place in zip(checked.findings, places, strict=True)
        ],
        "grammar": _describe_rate("grammar", checked, checked_words),
        "spelling": _describe_rate("spelling", checked, checked_words),
        "lexical_diversity": {
            "measure": "MATTR",
            "window": WINDOW,
            "value": _to_number(diversity),
            "different_words": len(set(words)),
        },
        "sentences": _describe_sentences(sentences),
        "paragraphs": paragraphs,
        "linking_words": {
            "total": linkers.total(),
            "used": [{"phrase": phrase, "count": count} for phrase, count in linkers.items()],
        },
    }


def _explain_floor(length: Length, *, english: bool) -> str | None:
    if not english:
        return "This does not read as English. The test gives such an answer Band 0; the scale here starts at Band 1."
    if length.own > FLOOR_WORDS:
        return None
    copied = f" besides {length.copied} copied from the question" if length.copied else ""
    return f"An answer of {FLOOR_WORDS} words or fewer is Band 1 in every criterion; this one has {length.own}{copied}."


def _describe_finding(finding: Finding, place: tuple[int, int], original: str) -> dict[str, Any]:
    start, end = place
    return {
        "kind": finding.kind,
        "error_type": finding.error_type,
        "quote": original[start:end],
        "start": start,
        "end": end,
        "message": finding.message,
        "suggestions": list(finding.replacements),
    }


def _describe_rate(kind: Kind, checked: CheckedText, words: int) -> dict[str, Any]:
    """How many findings, and how many findings (not errors: some are missed) per 100 words of what was checked."""
    count = sum(finding.kind == kind for finding in checked.findings)
    return {"count": count, "per_100_words": _to_number(100 * count / words if words else 0)}


def _describe_sentences(lengths: Sequence[int]) -> dict[str, Any]:
    return {
        "count": len(lengths),
        "mean_words": _to_number(statistics.fmean(lengths) if lengths else 0),
        "deviation_words": _to_number(statistics.pstdev(lengths) if lengths else 0),
        "shortest": min(lengths, default=0),
        "longest": max(lengths, default=0),
    }


def _to_number(value: float) -> Decimal:
    return round(Decimal(value), 3)
