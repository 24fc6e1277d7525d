"""What a reader of the feedback should know besides the ratings. A flag never changes a rating; it may tell of one."""

from statistics import median
from typing import Final

from bandup.models.orders import find_orders

from .judgement import CheckedJudgement
from .ratings import FEW_WORDS
from .transcript import Transcript, sanitize
from .word_boundaries import count_words

SPARSE_WORDS: Final = 15
"""Half of the answers having fewer words is worth a flag: they cannot hold a situation, an action and a result."""

INSTRUCTION_FLAG: Final = "instruction_in_answer"
DESCRIPTION_FLAG: Final = "instruction_in_description"


def find_flags(transcript: Transcript, checked: CheckedJudgement, job_description: str | None = None) -> list[str]:
    """The flags of an interview that has an answer.

    Args:
        transcript: what was said.
        checked: how it was judged.
        job_description: what the job demands, if the judge is shown it.
    """
    said = transcript.answers.values()
    raised = {
        "sparse_answers": median(count_words(line.sanitized.text) for line in said) < SPARSE_WORDS,
        "too_few_words": transcript.count_words(checked.orders) < FEW_WORDS,
        INSTRUCTION_FLAG: bool(checked.orders),
        "instruction_quoted": checked.points_on_orders > 0,
        DESCRIPTION_FLAG: bool(find_orders(sanitize(job_description or ""), checked.judgement.orders)),
    }
    return [name for name, is_raised in raised.items() if is_raised]
