"""The stored evaluation: the seed fields of the API, and what stands beside them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bandup.ielts import bands
from bandup.jobs.results import Result

from .evidence import Evidence
from .flags import in_order
from .reading import Reading
from .request import TaskType
from .rubric import LABELS, Criterion
from .schema import Judgement

_BAND_FIELDS: Mapping[Criterion, str] = {
    "task": "task_achievement_band",
    "coherence_cohesion": "coherence_band",
    "lexical_resource": "lexical_band",
    "grammatical_range_accuracy": "grammar_band",
}

EVALUATION_TYPE = "writing"


def judged(
    reading: Reading, judgement: Judgement, evidence: Sequence[Evidence], *, quotes_dropped: int, model: str | None
) -> Result:
    """The result of a judgement by a model; its bands are the model's, all that follows from them is ours.

    Args:
        reading: what was graded.
        judgement: the checked answer.
        evidence: its quotes that are in the essay.
        quotes_dropped: how many of its quotes are not.
        model: the model that the provider says it used.
    """
    reasons = {name: criterion.reason for name, criterion in judgement.by_criterion().items()}
    feedback = {
        "summary": judgement.summary,
        "relevance": judgement.relevance,
        "strengths": judgement.strengths,
        "improvements": judgement.improvements,
        "criteria": _criteria(reading.script.task_type, judgement.bands(), reasons),
        "quoted_examples": [quote.as_fields() for quote in evidence],
        "quotes_dropped": quotes_dropped,
    }
    flags = in_order([*reading.flags, "off_topic"]) if judgement.off_topic else reading.flags
    return _task(reading, judgement.bands(), feedback, {"evaluated_by": "model", "model": model, "flags": flags})


def by_rule(reading: Reading, reason: str) -> Result:
    """The result of an answer that is not judged: Band 1 in every criterion, by rule and free of cost."""
    criteria = dict.fromkeys(_BAND_FIELDS, bands.LOWEST)
    feedback = {
        "summary": reason,
        "strengths": [],
        "improvements": ["Write a full answer in English and in your own words: only then can your English be judged."],
        "criteria": _criteria(reading.script.task_type, criteria, dict.fromkeys(_BAND_FIELDS, reason)),
        "quoted_examples": [],
        "quotes_dropped": 0,
    }
    return _task(reading, criteria, feedback, {"evaluated_by": "rule", "flags": reading.flags})


def of_session(session_id: str | None, graded: Sequence[Result]) -> Result:
    """The result of a job: that of its one task, or of a whole test with both in `tasks`.

    Args:
        session_id: the caller's own name for the practice session.
        graded: the results of Task 1 or Task 2, or of both in this order.
    """
    if len(graded) == 1:
        [only] = graded
        return Result(fields={**only.fields, "session_id": session_id}, body=only.body)
    first, second = (each.fields for each in graded)
    raw_mean = bands.writing_mean(first["overall_band"], second["overall_band"])
    fields = {
        "evaluation_type": EVALUATION_TYPE,
        "session_id": session_id,
        "overall_band": bands.rounded(raw_mean),
        "raw_mean": round(Decimal(raw_mean.numerator) / raw_mean.denominator, 4),
        "rounding_policy": bands.ROUNDING_POLICY,
        "word_count": first["word_count"] + second["word_count"],
        "own_word_count": first["own_word_count"] + second["own_word_count"],
        "flags": in_order([*first["flags"], *second["flags"]]),
    }
    return Result(fields=fields, body={"tasks": [_stored(each) for each in graded]})


def _stored(task: Result) -> dict[str, Any]:
    """One task of a test as a plain map; what is unknown is left out."""
    return {name: value for name, value in {**task.fields, **task.body}.items() if value is not None}


def _criteria(
    task_type: TaskType, found: Mapping[Criterion, Decimal], reasons: Mapping[Criterion, str]
) -> list[dict[str, Any]]:
    labels = LABELS[task_type]
    return [
        {"criterion": name, "label": labels[name], "band": found[name], "reason": reasons[name]}
        for name in _BAND_FIELDS
    ]


def _task(
    reading: Reading, criteria: Mapping[Criterion, Decimal], feedback: Mapping[str, Any], origin: Mapping[str, Any]
) -> Result:
    raw_mean = bands.mean(criteria.values())
    fields = {
        "evaluation_type": EVALUATION_TYPE,
        "task_type": reading.script.task_type,
        "overall_band": bands.rounded(raw_mean),
        "raw_mean": raw_mean,
        "rounding_policy": bands.ROUNDING_POLICY,
        **{field: criteria[name] for name, field in _BAND_FIELDS.items()},
        "word_count": reading.length.words,
        "own_word_count": reading.length.own,
        "chart_shown": reading.script.chart is not None,
        **origin,
    }
    body = {
        "question": reading.script.question,
        "essay_content": reading.script.essay,
        "feedback": feedback,
        "measured": reading.measured,
    }
    return Result(fields=fields, body=body)
