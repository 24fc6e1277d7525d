"""What makes a spoken answer the same as one that was judged before."""

import hashlib

from bandup.core.idempotency import request_hash
from bandup.ielts.calibration import RULES_VERSION, Calibration

from .listening import HeardAnswer
from .prompt_version import find_prompt_version


def digest_part(
    heard: HeardAnswer, owner: str, *, feedback_language: str, model: str, samples: int, calibration: Calibration | None
) -> str:
    """SHA-256 of the answer and of everything that decides its judgement, in hexadecimal.

    Args:
        heard: what is graded; its recording counts by the bytes that a model gets.
        owner: whose answer it is.
        feedback_language: tag of the language that is asked for.
        model: the model that is asked.
        samples: how many judgements are asked for.
        calibration: what the band is found by.
    """
    return request_hash(
        {
            "owner": owner,
            "part": heard.answer.part,
            "questions": heard.answer.questions,
            "question_times": list(heard.question_times),
            "offset": heard.offset,
            "recording": hashlib.sha256(heard.recording.data).hexdigest(),
            "feedback_language": feedback_language,
            "model": model,
            "prompt_version": find_prompt_version(heard.answer.part),
            "samples": samples,
            "calibration": calibration.model_dump_json() if calibration else None,
            "rules_version": RULES_VERSION,
        }
    )
