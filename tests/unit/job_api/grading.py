"""Results of the form that evaluators store, without an evaluator."""

from decimal import Decimal

from bandup.core.errors import TerminalError
from bandup.jobs.results import Result
from bandup.jobs.worker import Run
from bandup.models.usage import Usage

MODEL = "offline-examiner"
LABELS = {
    "task": "Task Response",
    "coherence_cohesion": "Coherence and Cohesion",
    "lexical_resource": "Lexical Resource",
    "grammatical_range_accuracy": "Grammatical Range and Accuracy",
}


def graded(run: Run) -> Result:
    """A judgement with half bands, a quote and a cost."""
    essay = run.job.request["tasks"][0]["essay_content"]
    run.ledger.add(Usage(model=MODEL, input_tokens=2100, output_tokens=980, usd=Decimal("0.0031")))
    quote = {
        "quote": essay[:6],
        "start": 0,
        "end": 6,
        "issue": "A plain start.",
        "suggestion": "Many people",
        "criterion": "lexical_resource",
        "error_type": "word_choice",
    }
    return _result(run, Decimal("6.5"), Decimal(7), quotes=[quote], evaluated_by="model", model=MODEL)


def revising(run: Run) -> Result:
    """A judgement of a later draft, which names the one before."""
    result, named = graded(run), ("revises", "first_draft")
    return Result({**result.fields, **{name: run.job.request[name] for name in named}}, result.body)


def graded_before_there_were_exams(run: Run) -> Result:
    """The same as it was stored before exam, language and kinds of error."""
    result = graded(run)
    fields = {name: value for name, value in result.fields.items() if name not in ("exam", "feedback_language")}
    for quote in result.body["feedback"]["quoted_examples"]:
        del quote["error_type"]
    return Result(fields, result.body)


def too_short(run: Run) -> Result:
    """Band 1 by rule."""
    return _result(run, Decimal(1), Decimal(1), quotes=[], evaluated_by="rule")


def large(run: Run) -> Result:
    """A result whose body does not fit into an item."""
    result = graded(run)
    return Result(result.fields, {**result.body, "measures": "x" * 400_000})


def refused(_: Run) -> Result:
    """No result."""
    raise TerminalError("blocked", "The provider refused to judge this text.")


def _result(run: Run, band: Decimal, lexical: Decimal, *, quotes: list[object], **origin: str) -> Result:
    task = run.job.request["tasks"][0]
    criteria = dict.fromkeys(LABELS, band) | {"lexical_resource": lexical}
    mean = sum(criteria.values(), Decimal(0)) / 4
    fields = {
        "evaluation_type": "writing",
        "task_type": task["task_type"],
        "exam": run.job.request["exam"],
        "feedback_language": run.job.request["feedback_language"],
        "session_id": run.job.request.get("session_id"),
        "overall_band": band,
        "raw_mean": mean,
        "rounding_policy": "nearest half, a quarter upwards",
        "task_achievement_band": band,
        "coherence_band": band,
        "lexical_band": lexical,
        "grammar_band": band,
        "word_count": 16,
        "flags": ["under_length"],
        **origin,
    }
    feedback = {
        "summary": "A clear essay.",
        "strengths": ["Clear."],
        "improvements": ["Longer."],
        "criteria": [
            {"criterion": name, "label": label, "band": criteria[name], "reason": "Clear."}
            for name, label in LABELS.items()
        ],
        "quoted_examples": quotes,
        "quotes_dropped": 1,
    }
    return Result(fields, {"question": task["question"], "essay_content": task["essay_content"], "feedback": feedback})
