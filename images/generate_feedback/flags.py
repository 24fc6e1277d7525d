"""What a reader of the feedback should know besides the ratings. A flag never changes a rating; it may tell of one."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Final

from bandup.models.orders import Place

from .ratings import FEW_WORDS
from .transcript import Transcript
from .word_boundaries import count_words

SPARSE_WORDS: Final = 15
"""Half of the answers having fewer words is worth a flag: they cannot hold a situation, an action and a result."""

INSTRUCTION_FLAG: Final = "instruction_in_answer"
DESCRIPTION_FLAG: Final = "instruction_in_description"


def find_flags(
    transcript: Transcript,
    orders: Mapping[int, Sequence[Place]],
    *,
    points_on_orders: int = 0,
    description_has_orders: bool = False,
) -> list[str]:
    """The flags of an interview that has an answer.

    Args:
        transcript: what was said.
        orders: where answers give orders to the judge, by turn number.
        points_on_orders: how many points were dropped because they quote one.
        description_has_orders: whether the description of the job gives any.
    """
    said = transcript.answers.values()
    raised = {
        "sparse_answers": median(count_words(line.sanitized.text) for line in said) < SPARSE_WORDS,
        "too_few_words": transcript.count_words(orders) < FEW_WORDS,
        INSTRUCTION_FLAG: bool(orders),
        "instruction_quoted": points_on_orders > 0,
        DESCRIPTION_FLAG: description_has_orders,
    }
    return [name for name, is_raised in raised.items() if is_raised]
