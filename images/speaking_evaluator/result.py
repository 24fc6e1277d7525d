"""The stored evaluation: the seed fields of the API, and what stands beside them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bandup.ielts import bands
from bandup.jobs.results import Result

from .evidence import Evidence
from .request import SpokenAnswer
from .rubric import LABELS, Criterion
from .schema import Judgement

_BAND_FIELDS: Mapping[Criterion, str] = {
    "fluency_coherence": "fluency_band",
    "lexical_resource": "lexical_band",
    "grammatical_range_accuracy": "grammar_band",
    "pronunciation": "pronunciation_band",
}

LEAST_CERTAIN: Criterion = "pronunciation"
"""In published trials the pronunciation scores of language models agree with people's far less than their other ones;
dedicated acoustic scorers do much better."""


def judged(
    answer: SpokenAnswer,
    judgement: Judgement,
    evidence: Sequence[Evidence],
    *,
    quotes_dropped: int,
    measured: Mapping[str, Any],
    raised: Sequence[str],
    cost: Mapping[str, Any] | None,
) -> Result:
    """The result of a judgement by a model; its bands are the model's, all that follows from them is ours.

    Args:
        answer: what was graded.
        judgement: the checked answer of the model.
        evidence: its quotes that are in its transcript.
        quotes_dropped: how many of its quotes are not.
        measured: fluency, see `measures.as_fields`.
        raised: flags.
        cost: what the job's paid calls cost so far, or None if the provider charged for none.
    """
    criteria = judgement.bands()
    raw_mean = bands.mean(criteria.values())
    fields = {
        "evaluation_type": "speaking",
        "part": answer.part,
        "session_id": answer.session_id,
        "duration": measured["duration_seconds"],
        "overall_band": bands.round_band(raw_mean),
        "raw_mean": raw_mean,
        "rounding_policy": bands.ROUNDING_POLICY,
        **{field: criteria[name] for name, field in _BAND_FIELDS.items()},
        "evaluated_by": "model",
        "model_used": cost["model"] if cost else None,
        "estimated_cost": cost["usd"] if cost else Decimal(0),
        "flags": list(raised),
    }
    feedback = {
        "summary": judgement.summary,
        "strengths": judgement.strengths,
        "improvements": judgement.improvements,
        "criteria": [_criterion(name, judgement) for name in _BAND_FIELDS],
        "quoted_examples": [quote.as_fields() for quote in evidence],
        "quotes_dropped": quotes_dropped,
    }
    body = {
        "questions": answer.questions,
        "transcript": judgement.transcript,
        "measured": dict(measured),
        "feedback": feedback,
    }
    return Result(fields=fields, body=body)


def _criterion(name: Criterion, judgement: Judgement) -> dict[str, Any]:
    found = judgement.by_criterion()[name]
    certainty = "low" if name == LEAST_CERTAIN else "usual"
    return {
        "criterion": name,
        "label": LABELS[name],
        "band": found.band,
        "reason": found.reason,
        "certainty": certainty,
    }
