"""What a reader of the result should know besides the bands. Flags never change a band."""

import re

from .guard import Shown
from .request import TaskType
from .rubric import MINIMUM_WORDS

_INSTRUCTIONS = re.compile(
    r"""
    \b(?:ignore|disregard|forget|override)\b[^.,;:!?\n]{0,60}\b(?:instructions?|prompts?|rubric|criteria|descriptors?)\b
    | \b(?:give|award|assign|grant|score|grade|rate|mark)\b[^.,;:!?\n]{0,60}\bbands?\s*+(?:scores?\s*+)?(?:of\s*+)?[0-9]
    | "(?:overall_)?band"\s*+:
    | ^[^\S\n]*+(?:system|assistant|developer)\s*+:
    | <\|[a-z_]+\|>
    """,
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
"""The plain forms of text that speaks to the examiner. Published filters of this kind miss half of what is tried, so
this is a hint for a person; what protects the result is that bands obey the rules whatever the model was made to
say."""


def flags(task_type: TaskType, essay: Shown, words: int) -> list[str]:
    """The flags of one answer.

    Args:
        task_type: which task it answers.
        essay: the answer as the model is shown it.
        words: its length in words.

    Returns:
        Any of `under_length`, `instruction_in_essay` and `invisible_characters`, in this order.
    """
    raised = {
        "under_length": words < MINIMUM_WORDS[task_type],
        "instruction_in_essay": bool(essay.delimiters or _INSTRUCTIONS.search(essay.text)),
        "invisible_characters": essay.hidden > 0,
    }
    return [name for name, is_raised in raised.items() if is_raised]
