"""The stored evaluation: the seed fields of the API, and what stands beside them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bandup.ielts.bands import ROUNDING_POLICY, mean, round_band
from bandup.jobs.results import Result
from bandup.models.sanitize import find_quotes

from .request import SpokenAnswer
from .rubric import LABELS, Criterion
from .schema import CriterionJudgement, Judgement, QuotedExample

_BAND_FIELDS: Mapping[Criterion, str] = {
    "fluency_coherence": "fluency_band",
    "lexical_resource": "lexical_band",
    "grammatical_range_accuracy": "grammar_band",
    "pronunciation": "pronunciation_band",
}

LEAST_CERTAIN: Criterion = "pronunciation"
"""In published trials the pronunciation scores of language models agree with people's far less than their other ones;
dedicated acoustic scorers do much better."""


def build_result(
    answer: SpokenAnswer,
    judgement: Judgement,
    *,
    facts: Mapping[str, Any],
    flags: Sequence[str],
    cost: Mapping[str, Any] | None,
) -> Result:
    """The result of a judgement by a model; its bands are the model's, all that follows from them is ours.

    Args:
        answer: what was graded.
        judgement: the checked answer of the model.
        facts: measured fluency, see `facts.measure_facts`.
        flags: see `flags.find_flags`.
        cost: what the job's paid calls cost so far, or None if the provider charged for none.
    """
    judged: dict[str, CriterionJudgement] = dict(judgement.criteria)
    raw_mean = mean([criterion.band for criterion in judged.values()])
    quotes = _locate_quotes(judgement.quoted_examples, judgement.transcript)
    fields = {
        "evaluation_type": "speaking",
        "part": answer.part,
        "session_id": answer.session_id,
        "duration": facts["duration_seconds"],
        "overall_band": round_band(raw_mean),
        "raw_mean": raw_mean,
        "rounding_policy": ROUNDING_POLICY,
        **{field: judged[name].band for name, field in _BAND_FIELDS.items()},
        "evaluated_by": "model",
        "model_used": cost["model"] if cost else None,
        "estimated_cost": cost["usd"] if cost else Decimal(0),
        "flags": list(flags),
    }
    feedback = {
        "summary": judgement.summary,
        "strengths": judgement.strengths,
        "improvements": judgement.improvements,
        "criteria": [_describe_criterion(name, judged[name]) for name in _BAND_FIELDS],
        "quoted_examples": quotes,
        "quotes_dropped": len(judgement.quoted_examples) - len(quotes),
    }
    body = {
        "questions": answer.questions,
        "transcript": judgement.transcript,
        "measured": dict(facts),
        "feedback": feedback,
    }
    return Result(fields=fields, body=body)


def _locate_quotes(examples: Sequence[QuotedExample], transcript: str) -> list[dict[str, Any]]:
    """The examples whose quotes are in the transcript verbatim, in the given order, in the stored form.

    `transcript[start:end] == quote` in Unicode code points, as Python counts.
    """
    found = find_quotes([example.quote for example in examples], transcript)
    return [
        {
            "quote": transcript[slice(*place)],
            "start": place[0],
            "end": place[1],
            "issue": example.issue,
            "suggestion": example.suggestion,
            "criterion": example.criterion,
        }
        for example, place in zip(examples, found, strict=True)
        if place
    ]


def _describe_criterion(name: Criterion, judged: CriterionJudgement) -> dict[str, Any]:
    return {
        "criterion": name,
        "label": LABELS[name],
        "band": judged.band,
        "reason": judged.reason,
        "certainty": "low" if name == LEAST_CERTAIN else "usual",
    }
