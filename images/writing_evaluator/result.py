"""The stored evaluation: the seed fields of the API, and what stands beside them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bandup.ielts import bands
from bandup.storage.results import Result

from .evidence import Evidence
from .request import WritingTask
from .rubric import FLOOR_WORDS, LABELS, Criterion
from .schema import Judgement

_BAND_FIELDS: Mapping[Criterion, str] = {
    "task": "task_achievement_band",
    "coherence_cohesion": "coherence_band",
    "lexical_resource": "lexical_band",
    "grammatical_range_accuracy": "grammar_band",
}


def judged(
    task: WritingTask,
    judgement: Judgement,
    evidence: Sequence[Evidence],
    *,
    quotes_dropped: int,
    words: int,
    raised: Sequence[str],
    model: str | None,
) -> Result:
    """The result of a judgement by a model; its bands are the model's, all that follows from them is ours.

    Args:
        task: what was graded.
        judgement: the checked answer.
        evidence: its quotes that are in the essay.
        quotes_dropped: how many of its quotes are not.
        words: length of the essay.
        raised: flags.
        model: the model that the provider says it used.
    """
    reasons = {name: criterion.reason for name, criterion in judgement.by_criterion().items()}
    feedback = {
        "summary": judgement.summary,
        "strengths": judgement.strengths,
        "improvements": judgement.improvements,
        "criteria": _criteria(task, judgement.bands(), reasons),
        "quoted_examples": [quote.as_fields() for quote in evidence],
        "quotes_dropped": quotes_dropped,
    }
    origin = {"evaluated_by": "model", "model": model, "word_count": words, "flags": list(raised)}
    return _result(task, judgement.bands(), feedback, origin)


def below_the_floor(task: WritingTask, *, words: int, raised: Sequence[str]) -> Result:
    """The result of an answer that is too short to be judged: Band 1 in every criterion, by rule and free of cost."""
    reason = f"An answer of {FLOOR_WORDS} words or fewer is Band 1 in every criterion; this one has {words}."
    criteria = dict.fromkeys(_BAND_FIELDS, bands.LOWEST)
    feedback = {
        "summary": reason,
        "strengths": [],
        "improvements": ["Write a full answer: only then can your English be judged."],
        "criteria": _criteria(task, criteria, dict.fromkeys(_BAND_FIELDS, reason)),
        "quoted_examples": [],
        "quotes_dropped": 0,
    }
    origin = {"evaluated_by": "rule", "word_count": words, "flags": list(raised)}
    return _result(task, criteria, feedback, origin)


def _criteria(
    task: WritingTask, found: Mapping[Criterion, Decimal], reasons: Mapping[Criterion, str]
) -> list[dict[str, Any]]:
    labels = LABELS[task.task_type]
    return [
        {"criterion": name, "label": labels[name], "band": found[name], "reason": reasons[name]}
        for name in _BAND_FIELDS
    ]


def _result(
    task: WritingTask,
    criteria: Mapping[Criterion, Decimal],
    feedback: Mapping[str, Any],
    origin: Mapping[str, Any],
) -> Result:
    raw_mean = bands.mean(criteria.values())
    fields = {
        "evaluation_type": "writing",
        "task_type": task.task_type,
        "session_id": task.session_id,
        "overall_band": bands.rounded(raw_mean),
        "raw_mean": raw_mean,
        "rounding_policy": bands.ROUNDING_POLICY,
        **{field: criteria[name] for name, field in _BAND_FIELDS.items()},
        **origin,
    }
    body = {"question": task.question, "essay_content": task.essay_content, "feedback": feedback}
    return Result(fields=fields, body=body)
