"""An evaluation beside that of the draft before, made when it is read: what is deleted of one is in no other."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from .alignment import Alignment
from .findings import compare_findings, list_findings
from .tokens import Draft

BANDS = (
    "overall_band",
    "task_achievement_band",
    "coherence_band",
    "fluency_band",
    "lexical_band",
    "grammar_band",
    "pronunciation_band",
)
"""The fields of an evaluation that hold a band."""

RATES = (
    "words",
    "talk_seconds",
    "speech_rate_wpm",
    "articulation_rate_wpm",
    "silence_share",
    "pauses_per_minute",
    "mean_pause_seconds",
    "longest_pause_seconds",
)
"""What is measured of a spoken answer and may be set side by side."""

DELETED = "draft_deleted"
OTHER_ESSAY = "other_essay"
"""Why two drafts are not compared."""


def list_parts(evaluation: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The tasks or parts of an evaluation, or of the request of one, by their names."""
    listed = evaluation.get("tasks") or evaluation.get("parts") or [evaluation]
    return {each.get("task_type") or each["part"]: each for each in listed}


def add_revision(evaluation: Mapping[str, Any], earlier: Mapping[str, Any] | None) -> dict[str, Any]:
    """An evaluation with its `revision`; a whole test has one in each of its tasks or parts too.

    Args:
        evaluation: one that revises another, in its newest form.
        earlier: that one, likewise; None if it is deleted.
    """
    of = evaluation["revises"]
    before = list_parts(earlier) if earlier else {}
    if "tasks" not in evaluation and "parts" not in evaluation:
        [(name, only)] = list_parts(evaluation).items()
        return {**evaluation, "revision": _compare(of, before.get(name), only)}
    field = "tasks" if "tasks" in evaluation else "parts"
    parts = [
        {**part, "revision": _compare(of, before.get(name), part)} for name, part in list_parts(evaluation).items()
    ]
    reasons = [part["revision"]["reason"] for part in parts]
    whole = _describe(of, None if None in reasons else reasons[0], bands=_compare_bands(earlier, evaluation))
    return {**evaluation, field: parts, "revision": whole}


def _compare(of: str, before: Mapping[str, Any] | None, now: Mapping[str, Any]) -> dict[str, Any]:
    if before is None:
        return _describe(of, DELETED)
    bands = _compare_bands(before, now)
    if "essay_content" not in now:
        return {**_describe(of, None, bands=bands), "rates": [*_compare_rates(before["measured"], now["measured"])]}
    alignment = Alignment(Draft(before["essay_content"]), Draft(now["essay_content"]))
    if not alignment.is_same_essay:
        return _describe(of, OTHER_ESSAY, bands=bands)
    findings = compare_findings(alignment, list_findings(before), list_findings(now))
    return _describe(of, None, bands=bands, findings=[*findings])


def _describe(
    of: str,
    reason: str | None,
    *,
    bands: list[dict[str, Any]] | None = None,
    findings: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    return {"of": of, "comparable": reason is None, "reason": reason, "findings": findings or [], "bands": bands or []}


def _compare_bands(before: Mapping[str, Any] | None, now: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each band that both have, with the change, and whether that may be noise."""
    return [
        {
            "band": name,
            "before": before[name],
            "now": now[name],
            "change": now[name] - before[name],
            "within_range": _is_within_range(before, now, Decimal(before[name]), Decimal(now[name])),
        }
        for name in BANDS
        if before and name in before and name in now
    ]


def _is_within_range(before: Mapping[str, Any], now: Mapping[str, Any], old: Decimal, new: Decimal) -> bool | None:
    """Whether each band lies in the other's range; None where one has no range.

    A criterion has no range of its own. The whole's is laid around it: a mean of four errs less than each of them does.
    """
    if "band_range" not in before or "band_range" not in now:
        return None
    return all(
        band + each["band_range"]["low"] - each["overall_band"]
        <= other
        <= band + each["band_range"]["high"] - each["overall_band"]
        for each, band, other in ((before, old, new), (now, new, old))
    )


def _compare_rates(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    return ({"rate": name, "before": before.get(name), "now": now.get(name)} for name in RATES)
