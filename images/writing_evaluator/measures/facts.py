"""The measured facts of a result: findings with their places, diversity, sentences, linking words."""

import statistics
from decimal import Decimal
from typing import Any

from bandup.ielts import diversity, linking, text
from bandup.ielts.findings import Checked, Finding, Kind

from ..guard import SanitizedText


def facts(essay: SanitizedText, original: str, checked: Checked) -> dict[str, Any]:
    """Everything that is measured, in the stored form.

    Args:
        essay: the script as it is shown; what is measured.
        original: the script itself; findings have their places in it.
        checked: what the grammar checker found in `essay`.
    """
    tokens = text.words(essay.text)
    linkers = linking.used(tokens)
    return {
        "findings": [_finding(finding, essay, original) for finding in checked.findings],
        **{kind: _rate(kind, essay.text, checked) for kind in ("grammar", "spelling")},
        "lexical_diversity": {
            "measure": "MATTR",
            "window": diversity.WINDOW,
            "value": _number(diversity.moving_average_type_token_ratio(tokens)),
            "different_words": len(set(tokens)),
        },
        "sentences": _sentences(essay.text),
        "paragraphs": len(text.paragraph_spans(essay.text)),
        "linking_words": {
            "total": linkers.total(),
            "used": [{"phrase": phrase, "count": count} for phrase, count in linkers.items()],
        },
    }


def _finding(finding: Finding, essay: SanitizedText, original: str) -> dict[str, Any]:
    start, end = essay.in_original(finding.start, finding.end)
    return {
        "kind": finding.kind,
        "quote": original[start:end],
        "start": start,
        "end": end,
        "message": finding.message,
        "suggestions": list(finding.replacements),
    }


def _rate(kind: Kind, essay: str, checked: Checked) -> dict[str, Any]:
    """How many findings, and how many per 100 words of what was checked."""
    count = sum(finding.kind == kind for finding in checked.findings)
    words = len(text.words(essay[: checked.until]))
    return {"count": count, "per_100_words": _number(100 * count / words if words else 0)}


def _sentences(essay: str) -> dict[str, Any]:
    lengths = [len(text.words(essay[span.start : span.end])) for span in text.sentence_spans(essay)]
    return {
        "count": len(lengths),
        "mean_words": _number(statistics.fmean(lengths) if lengths else 0),
        "deviation_words": _number(statistics.pstdev(lengths) if lengths else 0),
        "shortest": min(lengths, default=0),
        "longest": max(lengths, default=0),
    }


def _number(value: float) -> Decimal:
    return round(Decimal(value), 3)
