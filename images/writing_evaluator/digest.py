"""What makes a task the same as one that was judged before."""

import hashlib

from bandup.core.idempotency import request_hash
from bandup.ielts.calibration import RULES_VERSION, Calibration

from .essay import Essay
from .prompt_version import find_prompt_version


def digest_task(
    essay: Essay, owner: str, *, feedback_language: str, model: str, samples: int, calibration: Calibration | None
) -> str:
    """SHA-256 of the essay and of everything that decides its judgement, in hexadecimal.

    Args:
        essay: what is graded; its chart counts by its bytes.
        owner: whose essay it is.
        feedback_language: tag of the language that is asked for.
        model: the model that is asked.
        samples: how many judgements are asked for.
        calibration: what the band is found by.
    """
    return request_hash(
        {
            "owner": owner,
            "task_type": essay.task_type,
            "exam": essay.exam,
            "question": essay.question,
            "text": essay.text,
            "chart": hashlib.sha256(essay.chart.data).hexdigest() if essay.chart else None,
            "feedback_language": feedback_language,
            "model": model,
            "prompt_version": find_prompt_version(essay.task_type, essay.exam),
            "samples": samples,
            "calibration": calibration.model_dump_json() if calibration else None,
            "rules_version": RULES_VERSION,
        }
    )
