"""What a reader of the feedback should know besides the ratings. A flag never changes a rating; it may tell of one."""

from statistics import median
from typing import Final

from bandup.interview.orders import gives_orders

from .ratings import FEW_WORDS
from .transcript import Transcript, sanitize
from .word_boundaries import count_words

SPARSE_WORDS: Final = 15
"""Half of the answers having fewer words is worth a flag: they cannot hold a situation, an action and a result."""

INSTRUCTION_FLAG: Final = "instruction_in_answer"
DESCRIPTION_FLAG: Final = "instruction_in_description"


def find_flags(transcript: Transcript, job_description: str | None = None, points_on_orders: int = 0) -> list[str]:
    """The flags of an interview that has an answer.

    Args:
        transcript: what was said.
        job_description: what the job demands, if the judge is shown it.
        points_on_orders: how many points were dropped because they quote an order to the judge.
    """
    said = transcript.answers.values()
    raised = {
        "sparse_answers": median(count_words(line.sanitized.text) for line in said) < SPARSE_WORDS,
        "too_few_words": transcript.words < FEW_WORDS,
        INSTRUCTION_FLAG: any(gives_orders(line.sanitized) for line in said),
        "instruction_quoted": points_on_orders > 0,
        DESCRIPTION_FLAG: gives_orders(sanitize(job_description or "")),
    }
    return [name for name, is_raised in raised.items() if is_raised]
