"""The stored evaluation: the seed fields of the API, and what stands beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from bandup.ielts.bands import LOWEST, ROUNDING_POLICY, mean, round_band, writing_mean
from bandup.ielts.calibration import ESTIMATE_FIELDS, Calibration, as_decimal
from bandup.ielts.languages import DEFAULT_LANGUAGE
from bandup.ielts.practice import PRACTICE, pack_practice
from bandup.jobs.results import Result
from bandup.jobs.seals import SealedWork
from bandup.models.orders import Place, find_orders, overlaps
from bandup.models.sanitize import SanitizedText, find_quotes

from .flags import INSTRUCTION_FLAG, sort_flags
from .judging import Judged
from .measurement import MeasuredEssay
from .request import TaskType, WritingRequest, WritingTask
from .rubric import LABELS, Criterion
from .schema import CriterionJudgement, QuotedExample

_BAND_FIELDS: Mapping[Criterion, str] = {
    "task": "task_achievement_band",
    "coherence_cohesion": "coherence_band",
    "lexical_resource": "lexical_band",
    "grammatical_range_accuracy": "grammar_band",
}

EVALUATION_TYPE = "writing"

_TASK_FIELDS = (
    "evaluation_type",
    "task_type",
    "exam",
    "raw_mean",
    "rounding_policy",
    *_BAND_FIELDS.values(),
    "word_count",
    "own_word_count",
    "chart_shown",
    "evaluated_by",
    "model",
    "prompt_version",
    "feedback_language",
    "flags",
    "samples",
    *ESTIMATE_FIELDS,
)
_TASK_BODY = ("question", "essay_content", "feedback", "measured")
"""What of a stored evaluation is about one judged task, and not about the job that it was judged for."""


def build_judged_result(
    essay: MeasuredEssay, judged: Judged, calibration: Calibration | None, *, feedback_language: str
) -> Result:
    """The result of a judgement by a model; its criterion bands are the model's, all that follows from them is ours.

    Args:
        essay: what was graded.
        judged: the checked answer that is kept.
        calibration: what is known of the model on this task, if anything.
        feedback_language: tag of the language that was asked for.
    """
    judgement = judged.judgement
    orders = find_orders(essay.text, judgement.orders)
    quotes = locate_quotes(judgement.quoted_examples, essay.text, essay.source.text, orders)
    criteria: dict[str, CriterionJudgement] = dict(judgement.criteria)
    bands = {name: criterion.band for name, criterion in criteria.items()}
    feedback = {
        "summary": judgement.summary,
        "relevance": judgement.relevance,
        "strengths": judgement.strengths,
        "improvements": judgement.improvements,
        "criteria": _list_criteria(
            essay.source.task_type, bands, {name: criterion.reason for name, criterion in criteria.items()}
        ),
        "quoted_examples": quotes,
        "quotes_dropped": len(judgement.quoted_examples) - len(quotes),
    }
    said = {"off_topic": judgement.off_topic, INSTRUCTION_FLAG: bool(orders)}
    origin = {
        "evaluated_by": "model",
        "model": judged.model,
        "prompt_version": judged.prompt_version,
        "feedback_language": feedback_language,
        "flags": sort_flags([*essay.flags, *(name for name, is_raised in said.items() if is_raised)]),
        "samples": judged.describe_samples(),
        **judged.estimate(calibration).describe(),
    }
    return _build_task(essay, bands, feedback, origin)


def build_rule_result(essay: MeasuredEssay, reason: str) -> Result:
    """The result of an answer that is not judged: Band 1 in every criterion, by rule and free of cost.

    No model writes it, so it is in English whatever language was asked for.
    """
    bands: dict[str, Decimal] = dict.fromkeys(_BAND_FIELDS, LOWEST)
    feedback = {
        "summary": reason,
        "strengths": [],
        "improvements": ["Write a full answer in English and in your own words: only then can your English be judged."],
        "criteria": _list_criteria(essay.source.task_type, bands, dict.fromkeys(_BAND_FIELDS, reason)),
        "quoted_examples": [],
        "quotes_dropped": 0,
    }
    origin = {
        "evaluated_by": "rule",
        "feedback_language": DEFAULT_LANGUAGE,
        "flags": essay.flags,
        "overall_band": LOWEST,
        "band_range": {"low": LOWEST, "high": LOWEST},
    }
    return _build_task(essay, bands, feedback, origin)


def build_sealed_result(work: SealedWork) -> Result:
    """The result of a task that was judged before, as it is there."""
    stored = work.result
    tasks = [task for task in stored.get("tasks", [stored]) if task["task_type"] == work.seal.part]
    [task] = tasks
    return Result(
        fields={**{name: task[name] for name in _TASK_FIELDS if name in task}, "sealed_from": work.seal.result_id},
        body={name: task[name] for name in _TASK_BODY},
        sealed=(work.seal,),
    )


def name_question(result: Result, task: WritingTask) -> Result:
    """The result with the question of the bank that the task names, wherever its judgement comes from."""
    if task.question_id is None:
        return result
    return replace(result, fields={**result.fields, **task.describe_question()})


def combine_tasks(request: WritingRequest, graded: Sequence[Result]) -> Result:
    """The result of a job: that of its one task, or of a whole test with both in `tasks`.

    Args:
        request: what was asked for.
        graded: the results of Task 1 or Task 2, or of both in this order.
    """
    practice = pack_practice([{**each.fields, **each.body} for each in graded])
    about_job = {"session_id": request.session_id, **request.describe_draft(), PRACTICE: practice}
    if len(graded) == 1:
        [only] = graded
        return replace(only, fields={**only.fields, **about_job})
    first, second = (each.fields for each in graded)
    raw_mean = writing_mean(first["overall_band"], second["overall_band"])
    is_uncalibrated = any("uncalibrated" in each for each in (first, second))
    fields = {
        "evaluation_type": EVALUATION_TYPE,
        "exam": request.exam,
        "feedback_language": request.feedback_language,
        **about_job,
        "overall_band": round_band(raw_mean),
        "band_range": {
            end: round_band(writing_mean(first["band_range"][end], second["band_range"][end]))
            for end in ("low", "high")
        },
        **({"uncalibrated": True} if is_uncalibrated else {}),
        "raw_mean": as_decimal(raw_mean),
        "rounding_policy": ROUNDING_POLICY,
        "word_count": first["word_count"] + second["word_count"],
        "own_word_count": first["own_word_count"] + second["own_word_count"],
        "flags": sort_flags([*first["flags"], *second["flags"]]),
    }
    return Result(
        fields=fields,
        body={"tasks": [_flatten(each) for each in graded]},
        judged={digest: task for each in graded for digest, task in each.judged.items()},
        sealed=tuple(seal for each in graded for seal in each.sealed),
    )


def locate_quotes(
    examples: Sequence[QuotedExample], text: SanitizedText, original: str, orders: Sequence[Place]
) -> list[dict[str, Any]]:
    """The examples whose quotes are in the essay verbatim, in the given order, in the stored form.

    What is said of an order to the examiner may be what it ordered, so it is left out.

    Quotes are compared with the text that the model was shown. `quote`, `start` and `end` are those of the essay as it
    was written: `original[start:end] == quote` in Unicode code points, as Python counts. A JavaScript caller must count
    code points (`[...essay].slice(start, end)`), not UTF-16 units.

    Args:
        examples: what the model quoted.
        text: the essay as the model was shown it.
        original: the essay itself.
        orders: where it gives orders to the examiner.
    """
    found = find_quotes([example.quote for example in examples], text.text)
    kept = [(example, place) for example, place in zip(examples, found, strict=True) if place]
    spans = text.all_in_original([place for _, place in kept])
    return [
        {
            "quote": original[start:end],
            "start": start,
            "end": end,
            "issue": example.issue,
            "suggestion": example.suggestion,
            "criterion": example.criterion,
            "error_type": example.error_type,
        }
        for (example, _), (start, end) in zip(kept, spans, strict=True)
        if not overlaps((start, end), orders)
    ]


def _flatten(task: Result) -> dict[str, Any]:
    """One task of a test as a plain map; what is unknown is left out."""
    return {name: value for name, value in {**task.fields, **task.body}.items() if value is not None}


def _list_criteria(
    task_type: TaskType, bands: Mapping[str, Decimal], reasons: Mapping[str, str]
) -> list[dict[str, Any]]:
    labels = LABELS[task_type]
    return [
        {"criterion": name, "label": labels[name], "band": bands[name], "reason": reasons[name]}
        for name in _BAND_FIELDS
    ]


def _build_task(
    essay: MeasuredEssay, bands: Mapping[str, Decimal], feedback: Mapping[str, Any], origin: Mapping[str, Any]
) -> Result:
    fields = {
        "evaluation_type": EVALUATION_TYPE,
        "task_type": essay.source.task_type,
        "exam": essay.source.exam,
        "raw_mean": mean(bands.values()),
        "rounding_policy": ROUNDING_POLICY,
        **{field: bands[name] for name, field in _BAND_FIELDS.items()},
        "word_count": essay.length.words,
        "own_word_count": essay.length.own,
        "chart_shown": essay.source.chart is not None,
        **origin,
    }
    body = {
        "question": essay.source.question,
        "essay_content": essay.source.text,
        "feedback": feedback,
        "measured": essay.facts,
    }
    return Result(fields=fields, body=body)
