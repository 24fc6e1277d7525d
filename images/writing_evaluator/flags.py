"""What a reader of the result should know besides the bands. Flags never change a band."""

import re
from collections.abc import Collection
from typing import Final

from bandup.ielts.length import Length
from bandup.models.sanitize import SanitizedText

from .request import TaskType
from .rubric import MINIMUM_WORDS

FLAGS: Final = (
    "under_length",
    "copied_question",
    "off_topic",
    "repeated_text",
    "not_english",
    "instruction_in_essay",
    "invisible_characters",
)
"""Every flag, in the order in which results list them."""

NOTABLE_SHARE: Final = 0.1
"""Share of an answer's words from which copying or repetition is worth a flag. A chart's title or a refrain is less;
a sentence of the question in an essay of 250 words is about a tenth."""

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
this is a hint for a person. The result is protected because bands obey the rules whatever the model was made to say."""


def measure_flags(task_type: TaskType, text: SanitizedText, length: Length, *, english: bool) -> list[str]:
    """The flags that need no judgement: all but `off_topic`, which is the model's.

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
        "instruction_in_essay": bool(text.delimiters or _INSTRUCTIONS.search(text.text)),
        "invisible_characters": text.hidden > 0,
    }
    return sort_flags([name for name, is_raised in raised.items() if is_raised])


def sort_flags(raised: Collection[str]) -> list[str]:
    """`raised` as results list them, each once."""
    return [name for name in FLAGS if name in raised]
