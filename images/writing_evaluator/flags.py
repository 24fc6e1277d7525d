"""What a reader of the result should know besides the bands. Flags never change a band."""

from collections.abc import Collection
from typing import Final

from bandup.ielts.length import Length
from bandup.models.orders import gives_orders
from bandup.models.sanitize import SanitizedText

from .request import TaskType
from .rubric import MINIMUM_WORDS

INSTRUCTION_FLAG: Final = "instruction_in_essay"

FLAGS: Final = (
    "under_length",
    "copied_question",
    "off_topic",
    "repeated_text",
    "not_english",
    INSTRUCTION_FLAG,
    "invisible_characters",
)
"""Every flag, in the order in which results list them."""

NOTABLE_SHARE: Final = 0.1
"""Share of an answer's words from which copying or repetition is worth a flag. A chart's title or a refrain is less;
a sentence of the question in an essay of 250 words is about a tenth."""


def measure_flags(task_type: TaskType, text: SanitizedText, length: Length, *, english: bool) -> list[str]:
    """The flags that need no judgement. `off_topic` is the model's, which may also name orders that words do not show.

    Args:
        task_type: which task it answers.
        text: the essay as the model is shown it.
        length: its length.
        english: whether it reads as English.
    """
    notable = NOTABLE_SHARE * length.words
    raised = {
        "under_length": length.own < MINIMUM_WORDS[task_type],
        "copied_question": length.copied > 0 and length.copied >= notable,
        "repeated_text": length.repeated > 0 and length.repeated >= notable,
        "not_english": not english,
        INSTRUCTION_FLAG: gives_orders(text),
        "invisible_characters": text.hidden > 0,
    }
    return sort_flags([name for name, is_raised in raised.items() if is_raised])


def sort_flags(raised: Collection[str]) -> list[str]:
    """`raised` as results list them, each once."""
    return [name for name in FLAGS if name in raised]
