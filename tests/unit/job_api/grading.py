"""Results as the writing evaluator stores them, without a model."""

from decimal import Decimal

from bandup.jobs.worker import Run
from bandup.models.usage import Usage
from bandup.storage.results import Result
from writing_evaluator.evidence import Evidence
from writing_evaluator.request import WritingTask
from writing_evaluator.result import below_the_floor, judged
from writing_evaluator.schema import Judgement

MODEL = "offline-examiner"


def graded(run: Run) -> Result:
    """A judgement with half bands, a quote and a cost."""
    task = WritingTask.of(run.job.request)
    run.ledger.add(Usage(model=MODEL, input_tokens=2100, output_tokens=980, usd=Decimal("0.0031")))
    criterion = {"reason": "Clear.", "band": Decimal("6.5")}
    judgement = Judgement.model_validate(
        {
            "quoted_examples": [],
            "criteria": {
                "task": criterion,
                "coherence_cohesion": criterion,
                "lexical_resource": {"reason": "Varied.", "band": 7},
                "grammatical_range_accuracy": criterion,
            },
            "summary": "A clear essay.",
            "strengths": ["Clear."],
            "improvements": ["Longer."],
        }
    )
    quote = Evidence(task.essay_content[:6], 0, 6, "A plain start.", "Many people", "lexical_resource")
    return judged(task, judgement, [quote], quotes_dropped=1, words=16, raised=["under_length"], model=MODEL)


def too_short(run: Run) -> Result:
    """Band 1 by rule."""
    return below_the_floor(WritingTask.of(run.job.request), words=16, raised=[])
