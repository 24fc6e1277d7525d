"""The measured facts of a result: findings with their places, diversity, sentences, linking words.

They are counted apart from anyone's judgement: the same with every model, and free.
"""

import statistics
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from bandup.ielts.english import find_paragraphs, measure_sentences, split_words
from bandup.ielts.findings import CheckedText, Finding, Kind
from bandup.ielts.vocabulary import WINDOW, count_linking_words, moving_average_type_token_ratio
from bandup.models.sanitize import SanitizedText


def measure_facts(text: SanitizedText, original: str, checked: CheckedText) -> dict[str, Any]:
    """Everything that is measured, in the stored form.

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


def _describe_finding(finding: Finding, place: tuple[int, int], original: str) -> dict[str, Any]:
    start, end = place
    return {
        "kind": finding.kind,
        "quote": original[start:end],
        "start": start,
        "end": end,
        "message": finding.message,
        "suggestions": list(finding.replacements),
    }


def _describe_rate(kind: Kind, checked: CheckedText, words: int) -> dict[str, Any]:
    """How many findings, and how many per 100 words of what was checked."""
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
