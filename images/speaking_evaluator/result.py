"""The stored evaluation: the seed fields of the API, and what stands beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from bandup.ielts.bands import BANDS, LOWEST, ROUNDING_POLICY, find_medoid, mean, round_band, weighted_mean
from bandup.ielts.calibration import ESTIMATE_FIELDS, BandEstimate, Calibration, as_decimal, estimate_band
from bandup.ielts.practice import PRACTICE, pack_practice
from bandup.jobs.results import Result
from bandup.jobs.seals import SealedWork
from bandup.models.orders import Place, find_orders, overlaps
from bandup.models.samples import Samples
from bandup.models.sanitize import Sanitizer, find_quotes

from .flags import sort_flags
from .listening import HeardAnswer
from .request import SpeakingRequest, SpokenAnswer
from .rubric import LABELS, Criterion
from .schema import AnswerFeedback, CriterionJudgement, Judgement, MisheardWord, QuotedExample
from .times import find_unspoken, locate_moments

_BAND_FIELDS: Mapping[Criterion, str] = {
    "fluency_coherence": "fluency_band",
    "lexical_resource": "lexical_band",
    "grammatical_range_accuracy": "grammar_band",
    "pronunciation": "pronunciation_band",
}

LEAST_CERTAIN: Criterion = "pronunciation"
"""In published trials the pronunciation scores of language models agree with people's far less than their other ones;
dedicated acoustic scorers do much better."""

EVALUATION_TYPE = "speaking"

_sanitize = Sanitizer("questions", "measured")

_PART_FIELDS = (
    "evaluation_type",
    "part",
    "duration",
    "raw_mean",
    "rounding_policy",
    *_BAND_FIELDS.values(),
    "evaluated_by",
    "model_used",
    "prompt_version",
    "samples",
    "flags",
    *ESTIMATE_FIELDS,
)
_PART_BODY = (
    "questions",
    "answers",
    "transcript",
    "transcript_times",
    "times_dropped",
    "misheard",
    "measured",
    "feedback",
    "offset_seconds",
)
"""What of a stored evaluation is about one judged part, and not about the job that it was judged for."""

ONE_PART_NOTICE = (
    "This is an estimate from one part. The band of a Speaking test rests on all three parts; have a whole test graded "
    "to see it."
)


def choose_judgement(samples: Samples[Judgement], calibration: Calibration | None) -> tuple[Judgement, BandEstimate]:
    """The judgement that is kept of several, and the band by it.

    Args:
        samples: the checked answers of the model.
        calibration: what is known of the model on this part, if anything.
    """
    bands = [[judged.band for _, judged in judgement.criteria] for judgement in samples.judgements]
    kept, raw_means = find_medoid(bands), [mean(each) for each in bands]
    return samples.judgements[kept], estimate_band(raw_means[kept], raw_means, calibration)


def find_spoken_orders(judgement: Judgement) -> tuple[Place, ...]:
    """Where a candidate gives orders to the examiner, in the transcript."""
    return find_orders(_sanitize(judgement.transcript), judgement.orders)


def build_part(
    heard: HeardAnswer,
    judgement: Judgement,
    estimate: BandEstimate,
    *,
    facts: Mapping[str, Any],
    flags: Sequence[str],
    model: str | None,
    samples: Mapping[str, int],
    prompt_version: str,
) -> Result:
    """The result of one part; its criterion bands are the model's, all that follows from them is ours.

    Args:
        heard: what was graded.
        judgement: the checked answer of the model that is kept, see `choose_judgement`.
        estimate: the band by it.
        facts: measured fluency, see `facts.measure_facts`.
        flags: see `flags.find_flags`.
        model: the model that the provider says it used.
        samples: how many judgements were asked for, and how many came.
        prompt_version: which instructions and schema it was given.
    """
    judged: dict[str, CriterionJudgement] = dict(judgement.criteria)
    raw_mean = mean([criterion.band for criterion in judged.values()])
    unspoken = find_unspoken(judgement.transcript_times, judgement.transcript, heard.recording.fluency)
    orders = find_spoken_orders(judgement)
    quotes = _locate_quotes(judgement.quoted_examples, judgement.transcript, unspoken, orders)
    times = locate_moments(judgement.transcript_times, judgement.transcript, heard.recording.fluency)
    fields = {
        "evaluation_type": EVALUATION_TYPE,
        "part": heard.answer.part,
        "duration": facts["duration_seconds"],
        **estimate.describe(),
        "raw_mean": raw_mean,
        "rounding_policy": ROUNDING_POLICY,
        **{field: judged[name].band for name, field in _BAND_FIELDS.items()},
        "evaluated_by": "model",
        "model_used": model,
        "prompt_version": prompt_version,
        "samples": dict(samples),
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
        "questions": heard.answer.questions,
        "answers": _list_answers(heard, judgement.answers),
        "transcript": judgement.transcript,
        "transcript_times": times,
        "times_dropped": len(judgement.transcript_times) - len(times),
        "misheard": _list_misheard(judgement.misheard, judgement.transcript),
        "measured": dict(facts),
        "feedback": feedback,
        **({"offset_seconds": Decimal(str(heard.offset))} if heard.answer.piece else {}),
    }
    return Result(fields=fields, body=body)


def build_sealed_part(work: SealedWork) -> Result:
    """The result of a part that was judged before, as it is there."""
    stored = work.result
    [part] = [part for part in stored.get("parts", [stored]) if part["part"] == work.seal.part]
    return Result(
        fields={**{name: part[name] for name in _PART_FIELDS if name in part}, "sealed_from": work.seal.result_id},
        body={name: part[name] for name in _PART_BODY if name in part},
        sealed=(work.seal,),
    )


def name_question(result: Result, answer: SpokenAnswer) -> Result:
    """The result with the question of the bank that the part names, wherever its judgement comes from."""
    if answer.question_id is None:
        return result
    return replace(result, fields={**result.fields, **answer.describe_question()})


def combine_parts(request: SpeakingRequest, parts: Sequence[Result], cost: Mapping[str, Any] | None) -> Result:
    """The result of a job: that of its one part, or of a whole test with all three in `parts`.

    Args:
        request: what was asked for.
        parts: the results of one part, or of all three in their order.
        cost: what the job's paid calls cost so far, or None if the provider charged for none.
    """
    about_job = {
        "session_id": request.session_id,
        **request.describe_draft(),
        "exam": request.exam,
        "feedback_language": request.feedback_language,
        "estimated_cost": cost["usd"] if cost else Decimal(0),
        PRACTICE: pack_practice([{**part.fields, **part.body} for part in parts]),
    }
    if len(parts) == 1:
        [only] = parts
        return replace(
            only,
            fields={**only.fields, **about_job, "basis": "ONE_PART"},
            body={**only.body, "notice": ONE_PART_NOTICE},
        )
    criteria = [_combine_criterion(name, parts) for name in _BAND_FIELDS]
    bands = {criterion["criterion"]: criterion["band"] for criterion in criteria}
    raw_mean = mean(bands.values())
    fields = {
        "evaluation_type": EVALUATION_TYPE,
        "basis": "WHOLE_TEST",
        "duration": sum((part.fields["duration"] for part in parts), Decimal(0)),
        **_combine_estimates(raw_mean, parts),
        "raw_mean": raw_mean,
        "rounding_policy": ROUNDING_POLICY,
        **{field: bands[name] for name, field in _BAND_FIELDS.items()},
        "evaluated_by": "model",
        "model_used": parts[-1].fields.get("model_used"),
        "flags": sort_flags(flag for part in parts for flag in part.fields["flags"]),
        **about_job,
    }
    return Result(
        fields=fields,
        body={"criteria": criteria, "parts": [_flatten(part) for part in parts]},
        judged={digest: name for part in parts for digest, name in part.judged.items()},
        sealed=tuple(seal for part in parts for seal in part.sealed),
    )


def parse_kept(kept: Mapping[str, Any] | None) -> Result | None:
    """The judged part that a job kept, see `Result.parse_kept`; of before there were ranges, with the widest one."""
    part = Result.parse_kept(kept)
    if part is None or "band_range" in part.fields:
        return part
    raw_mean = part.fields["raw_mean"]
    return replace(part, fields={**part.fields, **estimate_band(raw_mean, [raw_mean], None).describe()})


def _combine_estimates(raw_mean: Decimal, parts: Sequence[Result]) -> dict[str, Any]:
    """The band of a test and its range. Each part is moved by its own calibration, and counted by its duration."""

    def weigh(values: Sequence[Decimal]) -> Fraction:
        return weighted_mean([(value, part.fields["duration"]) for value, part in zip(values, parts, strict=True)])

    moved = weigh(
        [part.fields.get("calibrated_mean", part.fields["raw_mean"]) - part.fields["raw_mean"] for part in parts]
    )
    exact = min(Fraction(BANDS[-1]), max(Fraction(LOWEST), Fraction(raw_mean) + moved))
    band = round_band(exact)
    low, high = (round_band(weigh([part.fields["band_range"][end] for part in parts])) for end in ("low", "high"))
    found: dict[str, Any] = {"overall_band": band, "band_range": {"low": min(low, band), "high": max(high, band)}}
    if any("calibrated_mean" in part.fields for part in parts):
        found["calibrated_mean"] = as_decimal(exact)
    return found | ({"uncalibrated": True} if any("uncalibrated" in part.fields for part in parts) else {})


def _combine_criterion(name: Criterion, parts: Sequence[Result]) -> dict[str, Any]:
    """One criterion of a test: the mean of its parts, each counted by its duration."""
    raw = weighted_mean([(part.fields[_BAND_FIELDS[name]], part.fields["duration"]) for part in parts])
    return {
        "criterion": name,
        "label": LABELS[name],
        "band": round_band(raw),
        "raw_mean": as_decimal(raw),
        "certainty": _certainty(name),
    }


def _flatten(part: Result) -> dict[str, Any]:
    """One part of a test as a plain map; what is unknown is left out."""
    return {name: value for name, value in {**part.fields, **part.body}.items() if value is not None}


def _list_answers(heard: HeardAnswer, judged: Sequence[AnswerFeedback]) -> list[dict[str, Any]]:
    """Every question with what was said of its answer. Of two remarks on one question the first counts."""
    said = {each.question: each for each in reversed(judged)}
    answers = []
    for number, question in enumerate(heard.answer.questions, start=1):
        answer: dict[str, Any] = {"question": question}
        if heard.question_times:
            answer["seconds"] = Decimal(heard.question_times[number - 1]).quantize(Decimal("0.1"))
        if number in said:
            answer |= {"feedback": said[number].feedback, "better": said[number].better}
        answers.append(answer)
    return answers


def _list_misheard(words: Sequence[MisheardWord], transcript: str) -> list[dict[str, str]]:
    """Words that sound like others, as far as they were said at all: what was meant is in the transcript."""
    spoken = transcript.casefold()
    pairs = ((each.heard.strip(), each.meant.strip()) for each in words)
    return [
        {"heard": heard, "meant": meant}
        for heard, meant in pairs
        if heard and meant and heard.casefold() != meant.casefold() and meant.casefold() in spoken
    ]


def _locate_quotes(
    examples: Sequence[QuotedExample], transcript: str, unspoken: Sequence[Place], orders: Sequence[Place]
) -> list[dict[str, Any]]:
    """The examples whose quotes are in the transcript verbatim, in the given order, in the stored form.

    `transcript[start:end] == quote` in Unicode code points, as Python counts. A quote that begins in an unspoken
    stretch is left out, and one of an order to the examiner: what is said of it may be what it ordered.
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
            "error_type": example.error_type,
        }
        for example, place in zip(examples, found, strict=True)
        if place and not any(start <= place[0] < end for start, end in unspoken) and not overlaps(place, orders)
    ]


def _describe_criterion(name: Criterion, judged: CriterionJudgement) -> dict[str, Any]:
    return {
        "criterion": name,
        "label": LABELS[name],
        "band": judged.band,
        "reason": judged.reason,
        "certainty": _certainty(name),
    }


def _certainty(name: Criterion) -> str:
    return "low" if name == LEAST_CERTAIN else "usual"
